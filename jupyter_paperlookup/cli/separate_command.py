"""`paperlookup separate`: a record of its own for what some sources say of another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.told import tell_record
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.contribution import BY_HAND

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Contribution


@click.command("separate")
@click.argument("key")
@click.option(
    "--source",
    "names",
    metavar="NAME",
    required=True,
    multiple=True,
    help="The source that speaks of another work; may be said several times.",
)
@click.option(
    "--entry",
    "entries",
    metavar="KEY",
    multiple=True,
    help="Only these of its entries, by their keys in the source.",
)
@click.option("--json", "as_json", is_flag=True, help="Write the new record as a CSL-JSON item.")
@click.pass_context
def command(
    context: click.Context,
    key: str,
    names: tuple[str, ...],
    entries: tuple[str, ...],
    *,
    as_json: bool,
) -> None:
    """Make a record of its own of what the source NAME says of the record KEY.

    What a person typed stays with KEY. 'paperlookup show KEY' names the sources.

    \b
    Example:
      paperlookup separate he2016deep --source refs.bib
    """  # noqa: D301
    with opened_library(context) as library:
        before = library.get(key)
        said = [each for each in library.contributions(key) if each.kind != BY_HAND]
        leaving = [
            each
            for each in said
            if each.source in names and (not entries or each.record.key in entries)
        ]
        if not leaving:
            raise InvalidRequest(f"Of {before.key} speak: {_told(said)}.")
        record = library.separate(key, [(each.source, each.entry) for each in leaving])
    tell_record(record, f"{record.key} is a record of its own now.", as_json=as_json)


def _told(said: list[Contribution]) -> str:
    """Who speaks of a record, with the key that its entry has there."""
    told = (
        f"{each.source} ({each.record.key})" if each.record.key else each.source for each in said
    )
    return ", ".join(dict.fromkeys(told))
