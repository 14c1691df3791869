"""`paperlookup changes`: the last changes by hand."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell

_MOST = 1000


@click.command("changes")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, show_default=True, help="At most so many."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, limit: int, *, as_json: bool) -> None:
    """List the last changes by hand, newest first; 'paperlookup undo' takes back the first.

    \b
    Example:
      paperlookup changes --limit 5
    """  # noqa: D301
    with opened_library(context) as library:
        changes = library.changes(limit)
    if as_json:
        echo_json({"changes": changes})
        return
    for sentence in changes:
        tell(sentence)
    if not changes:
        click.echo("paperlookup: nothing was changed by hand", err=True)
