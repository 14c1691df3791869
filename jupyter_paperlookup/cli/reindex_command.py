"""`paperlookup reindex`: a new search index from the records."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.terminal import echo_json


@click.command("reindex")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Build the search index anew from the records.

    paperlookup does this by itself whenever it must; the records are never touched.

    \b
    Example:
      paperlookup reindex
    """  # noqa: D301
    with opened_library(context) as library:
        with progress_bar("Indexing") as progress:
            library.reindex(progress)
        index = library.status().index
    if as_json:
        echo_json({"index": {"generation": index.generation, "documents": index.documents}})
    else:
        click.echo(f"{index.documents} records indexed (generation {index.generation}).")
