"""`paperlookup undo`: the last change, taken back."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell


@click.command("undo")
@click.argument("key", default="")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, key: str, *, as_json: bool) -> None:
    """Take back the last change: an edit, a new key, a merging, a link, a decision.

    All that one 'paperlookup resolve' did is one change; with KEY, what services last said of that
    record alone is taken back. Said again, it takes back the one before. What imports brought in
    since then stays.

    \b
    Example:
      paperlookup undo
      paperlookup undo chen2023fit
    """  # noqa: D301
    with opened_library(context) as library:
        undone = library.undo_service(key) if key else library.undo()
    if as_json:
        echo_json({"undone": undone})
    else:
        tell(f"Taken back: {undone}")
