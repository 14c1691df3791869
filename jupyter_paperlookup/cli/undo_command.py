"""`paperlookup undo`: the last change by hand, taken back."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell


@click.command("undo")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Take back the last change by hand: an edit, a new key, a merging, a link.

    Said again, it takes back the one before. What imports brought in since then stays.

    \b
    Example:
      paperlookup undo
    """  # noqa: D301
    with opened_library(context) as library:
        undone = library.undo()
    if as_json:
        echo_json({"undone": undone})
    else:
        tell(f"Taken back: {undone}")
