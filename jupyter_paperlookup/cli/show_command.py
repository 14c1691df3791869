"""`paperlookup show`: one record, and where each field came from."""

from __future__ import annotations

import shutil
import textwrap
from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import retraction
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import to_csl

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jupyter_paperlookup.library import RelatedVersion
    from jupyter_paperlookup.records import Record

_WIDEST = 100
_RELATIONS = {"published": "published as", "preprint": "preprint"}


@click.command("show")
@click.argument("key")
@click.option("--json", "as_json", is_flag=True, help="Write the record as one CSL-JSON item.")
@click.pass_context
def command(context: click.Context, key: str, *, as_json: bool) -> None:
    """Show the record with the citation key KEY and the source of every field.

    \b
    Example:
      paperlookup show chen2023fit
      paperlookup show chen2023fit --json
    """  # noqa: D301
    with opened_library(context) as library:
        record = library.get(key)
        aliases = library.all_keys(key)[1:]
        versions = library.related_versions(key)
    if as_json:
        echo_json(_as_json(record, aliases, versions))
        return
    if retracted := retraction(record):
        click.echo(retracted)
    for name, text in _fields(record, aliases, versions):
        _write_field(name, text, record.facts.origins.get(name, ""))


def _as_json(
    record: Record, aliases: Sequence[str], versions: Sequence[RelatedVersion]
) -> dict[str, Any]:
    item = to_csl(record)
    related = [{"relation": each.relation, "key": each.record.key} for each in versions]
    item["custom"]["paperlookup"] |= {"aliases": list(aliases), "versions": related}
    return item


def _fields(
    record: Record, aliases: Sequence[str], versions: Sequence[RelatedVersion]
) -> list[tuple[str, str]]:
    """Names and texts of all that is known, in the order in which people read a record."""
    fields = [
        ("key", record.key),
        ("also", ", ".join(aliases)),
        ("type", record.type),
        ("title", record.title),
        ("author", "; ".join(creator.full_name for creator in record.author)),
        ("organization", record.facts.organization),
        ("author-count", _number(record.facts.author_count)),
        ("issued", str(record.issued or "")),
        ("DOI", record.doi),
        ("URL", record.url),
        *((name, _text(value)) for name, value in record.other.items()),
        ("comments", _number(record.facts.comments)),
        ("upvotes", _number(record.facts.upvotes)),
        ("repository", record.facts.repository),
        ("stars", _number(record.facts.stars)),
        ("listed", record.facts.listed),
        ("keywords", "; ".join(record.facts.keywords)),
        ("sources", "; ".join(record.facts.sources)),
        *((_RELATIONS[each.relation], each.record.key) for each in versions),
        ("not known", ", ".join(record.incomplete)),
        ("abstract", record.abstract),
    ]
    return [(name, text) for name, text in fields if text]


def _number(value: int | None) -> str:
    return "" if value is None else str(value)


def _text(value: Any) -> str:
    match value:
        case list():
            return "; ".join(map(_text, value))
        case dict():
            return ", ".join(f"{name} {_text(part)}" for name, part in value.items())
    return str(value)


def _write_field(name: str, text: str, source: str) -> None:
    origin = f"  [{source}]" if source else ""
    width = min(_WIDEST, shutil.get_terminal_size().columns)
    lines = textwrap.wrap(
        printable(text + origin),
        width=width,
        initial_indent=f"{printable(name):<13} ",
        subsequent_indent=" " * 14,
        break_long_words=False,
        break_on_hyphens=False,
    )
    click.echo("\n".join(lines))
