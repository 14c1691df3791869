"""`paperlookup status`: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.source_rows import source_as_json, source_row
from jupyter_paperlookup.cli.table import write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Status


@click.command("status")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, *, as_json: bool) -> None:
    """Say how many records the library holds, from which sources, and how its index is.

    \b
    Example:
      paperlookup status
      paperlookup --library ~/papers status --json
    """  # noqa: D301
    with opened_library(context) as library:
        status, told = library.status(), library.mended
    if as_json:
        echo_json(_as_json(status))
    else:
        _write(status, told)


def _as_json(status: Status) -> dict[str, Any]:
    return {
        "library": status.library,
        "notice": status.notice,
        "records": status.records,
        "sources": [source_as_json(source) for source in status.sources],
        "index": {"generation": status.index.generation, "documents": status.index.documents},
    }


def _write(status: Status, told: str) -> None:
    if status.notice and status.notice != told:
        click.echo(f"paperlookup: {printable(status.notice)}", err=True)
    click.echo(f"Library  {printable(status.library)}")
    click.echo(f"Records  {status.records}")
    if status.index.generation is None:
        click.echo("Index    none yet: the first search builds it")
    else:
        documents, generation = status.index.documents, status.index.generation
        click.echo(f"Index    {documents} records (generation {generation})")
    if not status.sources:
        return
    click.echo("\nSources")
    write_table([source_row(source, indent="  ") for source in status.sources])
