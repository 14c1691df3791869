"""`paperlookup digest send-now` and `send-due`: mail the digest, once for each period."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Library, Sending


@click.command("send-now")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def send_now(context: click.Context, *, as_json: bool) -> int:
    """Mail the digest of the last period, unless it was mailed already.

    \b
    Example:
      paperlookup digest send-now
    """  # noqa: D301
    with opened_library(context) as library:
        _index(library)
        sending = library.send_digest()
    return _tell(sending, as_json=as_json, quiet=False)


@click.command("send-due")
@click.option("--quiet", is_flag=True, help="Say nothing unless it fails.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def send_due(context: click.Context, *, quiet: bool, as_json: bool) -> int:
    """Mail the digest if one is due; for cron and systemd.

    It may be called as often as you like: what was mailed is not mailed again. The exit code is 1
    when it could not be mailed.

    \b
    Example:
      paperlookup digest send-due --quiet
    """  # noqa: D301
    with opened_library(context) as library:
        if library.digest_is_due():
            _index(library)
        sending = library.send_due_digest()
    return _tell(sending, as_json=as_json, quiet=quiet)


def _index(library: Library) -> None:
    """What is near to what one cites is found by the index."""
    with progress_bar("Indexing") as progress:
        library.ensure_index(progress)


def _tell(sending: Sending, *, as_json: bool, quiet: bool) -> int:
    if as_json:
        outcome = {"outcome": sending.outcome, "period": sending.period}
        echo_json(outcome | ({"failure": sending.failure} if sending.failure else {}))
    elif sending.outcome == "failed":
        click.echo(f"paperlookup: {printable(sending.failure)}", err=True)
    elif not quiet:
        tell(
            {
                "mailed": f"The digest of {sending.period} is mailed.",
                "nothing": f"There is nothing to tell of {sending.period}: no mail.",
                "already": f"The digest of {sending.period} was mailed, or is about to be.",
                "not due": "No digest is due.",
            }[sending.outcome]
        )
    return 1 if sending.outcome == "failed" else 0
