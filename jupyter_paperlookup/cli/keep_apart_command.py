"""`paperlookup keep-apart`: two records are two works."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell


@click.command("keep-apart")
@click.argument("one")
@click.argument("other")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, one: str, other: str, *, as_json: bool) -> None:
    """Say that the records ONE and OTHER are two works: they are no longer suggested as one.

    \b
    Example:
      paperlookup keep-apart li2020survey li2021survey
    """  # noqa: D301
    with opened_library(context) as library:
        library.keep_apart(one, other)
        keys = [library.get(key).key for key in (one, other)]
    if as_json:
        echo_json({"apart": keys})
    else:
        tell(f"{keys[0]} and {keys[1]} are two works.")
