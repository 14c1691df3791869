"""`paperlookup status`: what the library holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.table import Cell, write_table
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
        status = library.status()
    if as_json:
        echo_json(_as_json(status))
    else:
        _write(status)


def _as_json(status: Status) -> dict[str, Any]:
    return {
        "library": status.library,
        "records": status.records,
        "sources": [
            {
                "name": source.name,
                "kind": source.kind,
                "records": source.records,
                "captured": source.captured,
            }
            for source in status.sources
        ],
        "index": {"generation": status.index.generation, "documents": status.index.documents},
    }


def _write(status: Status) -> None:
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
    write_table(
        [
            (
                Cell(f"  {source.name}"),
                Cell(source.kind),
                Cell(f"{source.records} records"),
                Cell(_captured(source.captured)),
            )
            for source in status.sources
        ]
    )


def _captured(date: str) -> str:
    """`captured 2025-12-11`; of a day without a year, `captured 03-14 (year not known)`."""
    if date.startswith("--"):
        return f"captured {date[2:]} (year not known)"
    return f"captured {date}" if date else ""
