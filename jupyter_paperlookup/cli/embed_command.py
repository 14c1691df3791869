"""`paperlookup embed`: the vectors that semantic search needs."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.terminal import echo_json


@click.command("embed")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Prepare the records for --semantic: those that are new or have changed.

    It needs the extra: pip install "jupyter-paperlookup[semantic]", and PAPERLOOKUP_MODEL, the
    folder of a sentence-transformers model. Ctrl+C stops it; the next time it goes on there.

    \b
    Example:
      paperlookup embed
    """  # noqa: D301
    with opened_library(context) as library, progress_bar("Embedding") as progress:
        made = library.embed(progress)
    if as_json:
        echo_json({"embedded": made})
    else:
        click.echo(f"{made} records embedded.")
