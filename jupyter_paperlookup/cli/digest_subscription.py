"""`paperlookup digest subscribe` and what belongs to it: have the digest mailed, or not."""

from __future__ import annotations

import re
import sys
from typing import Literal

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.subscription_told import (
    WEEKDAYS,
    subscription_as_json,
    tell_subscription,
)
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell
from jupyter_paperlookup.digest import Schedule
from jupyter_paperlookup.digest.mail import MailServer
from jupyter_paperlookup.messages.printable import printable

_PORTS = {"starttls": 587, "tls": 465}
_SERVER = re.compile(r"(?:\[([0-9A-Fa-f:.]+)\]|([A-Za-z0-9.-]+))(?::(\d{1,5}))?")
_LONGEST_PASSWORD = 1025
_LAST_PORT = 65535

_json_option = click.option("--json", "as_json", is_flag=True, help="Write JSON.")


@click.command("subscribe")
@click.argument("address")
@click.option("--server", "where", metavar="HOST[:PORT]", required=True, help="Your mail server.")
@click.option(
    "--security",
    type=click.Choice(list(_PORTS)),
    help="How it is encrypted; tls for port 465, else starttls.",
)
@click.option("--user", default="", help="The name to log in with; its password is asked for.")
@click.option("--sender", default="", metavar="ADDRESS", help="Who it comes from; else ADDRESS.")
@click.option(
    "--every",
    type=click.Choice(["day", "week"]),
    default="week",
    show_default=True,
    help="Of each day or of each week.",
)
@click.option(
    "--hour", type=click.IntRange(0, 23), default=8, show_default=True, help="From that hour on."
)
@click.option(
    "--weekday",
    type=click.Choice(WEEKDAYS, case_sensitive=False),
    default="monday",
    show_default=True,
    help="On that day, for weekly ones.",
)
@_json_option
@click.pass_context
def subscribe(
    context: click.Context,
    address: str,
    *,
    where: str,
    security: Literal["starttls", "tls"] | None,
    user: str,
    sender: str,
    every: Literal["day", "week"],
    hour: int,
    weekday: str,
    as_json: bool,
) -> int:
    """Have the digest mailed to ADDRESS by your own mail server.

    A code is mailed there first, and nothing else before you entered it. The password is asked for
    where nobody sees it, or read from stdin, and kept in a file that only you can read; or set
    PAPERLOOKUP_SMTP_PASSWORD. A connection is encrypted, or none.

    \b
    Example:
      paperlookup digest subscribe you@example.org --server mail.example.org --user you
      paperlookup digest subscribe you@example.org --server mail.example.org:465 --every day
    """  # noqa: D301
    server = _server(where, security, user, context)
    password = _typed_password(user) if user else None
    schedule = Schedule(every=every, hour=hour, weekday=WEEKDAYS.index(weekday.lower()))
    with opened_library(context) as library:
        status = library.subscribe_to_digest(
            address, server=server, schedule=schedule, sender=sender, password=password
        )
    if as_json:
        echo_json(subscription_as_json(status))
    elif status.failure:
        click.echo(f"paperlookup: {printable(status.failure)}", err=True)
    elif status.state == "unconfirmed":
        tell(
            f"A code was mailed to {status.address}: enter it within a day by "
            "'paperlookup digest confirm CODE'."
        )
    else:
        tell_subscription(status, as_json=False)
    return 1 if status.failure else 0


@click.command("confirm")
@click.argument("code")
@_json_option
@click.pass_context
def confirm(context: click.Context, code: str, *, as_json: bool) -> int:
    """Enter the CODE that was mailed to you: from then on the digest is.

    \b
    Example:
      paperlookup digest confirm ABCD-2345
    """  # noqa: D301
    with opened_library(context) as library:
        return tell_subscription(library.confirm_digest(code), as_json=as_json)


@click.command("status")
@_json_option
@click.pass_context
def status(context: click.Context, *, as_json: bool) -> int:
    """Say to whom the digest is mailed, when, and what went wrong last.

    \b
    Example:
      paperlookup digest status
    """  # noqa: D301
    with opened_library(context) as library:
        return tell_subscription(library.digest_subscription(), as_json=as_json)


@click.command("pause")
@_json_option
@click.pass_context
def pause(context: click.Context, *, as_json: bool) -> int:
    """Mail nothing for a while.

    \b
    Example:
      paperlookup digest pause
    """  # noqa: D301
    with opened_library(context) as library:
        return tell_subscription(library.pause_digest(paused=True), as_json=as_json)


@click.command("resume")
@_json_option
@click.pass_context
def resume(context: click.Context, *, as_json: bool) -> int:
    """Go on mailing it.

    \b
    Example:
      paperlookup digest resume
    """  # noqa: D301
    with opened_library(context) as library:
        return tell_subscription(library.pause_digest(paused=False), as_json=as_json)


@click.command("unsubscribe")
@_json_option
@click.pass_context
def unsubscribe(context: click.Context, *, as_json: bool) -> int:
    """Mail nothing more, and forget address, server, password and what was mailed.

    \b
    Example:
      paperlookup digest unsubscribe
    """  # noqa: D301
    with opened_library(context) as library:
        return tell_subscription(library.unsubscribe_from_digest(), as_json=as_json)


@click.command("schedule")
@_json_option
@click.pass_context
def schedule(context: click.Context, *, as_json: bool) -> int:
    """Write what cron or systemd need to mail it while Jupyter does not run.

    \b
    Example:
      paperlookup digest schedule
    """  # noqa: D301
    with opened_library(context) as library:
        cron_line, systemd_lines = library.digest_schedule()
    if as_json:
        echo_json({"cron": cron_line, "systemd": systemd_lines})
    else:
        click.echo(
            f"For 'crontab -e':\n\n{cron_line}\n\nOr for systemd:\n\n{systemd_lines}", nl=False
        )
    return 0


def _server(
    where: str, security: Literal["starttls", "tls"] | None, user: str, context: click.Context
) -> MailServer:
    match = _SERVER.fullmatch(where)
    port = int(match[3]) if match and match[3] else 0
    if match is None or port > _LAST_PORT or (match[3] and not port):
        raise click.UsageError(f"{where[:80]!r} is not HOST or HOST:PORT.", context)
    security = security or ("tls" if port == _PORTS["tls"] else "starttls")
    return MailServer(
        host=match[1] or match[2], port=port or _PORTS[security], security=security, user=user
    )


def _typed_password(user: str) -> str | None:
    """The password, from a prompt that shows nothing, or from a pipe; None keeps the known one."""
    if sys.stdin.isatty():
        prompt = f"Password of {printable(user)} (empty keeps the known one)"
        typed = click.prompt(prompt, default="", show_default=False, hide_input=True, err=True)
    else:
        typed = sys.stdin.readline(_LONGEST_PASSWORD).removesuffix("\n")
    return str(typed) or None
