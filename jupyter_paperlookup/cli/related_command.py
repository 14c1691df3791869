"""`paperlookup related`: papers about the same as a record or a text, and why."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.opening import opened_library, prepare_search
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.records import to_csl

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Related

_LONGEST = 1_000_000


@click.command("related")
@click.argument("key", default="")
@click.option("--text", help="A text instead of a record; - reads it from stdin.")
@click.option(
    "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many."
)
@click.option(
    "--semantic",
    is_flag=True,
    help="Find what means the same in other words, too; needs the extra and a model.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context, key: str, text: str | None, limit: int, *, semantic: bool, as_json: bool
) -> int:
    """Find papers about the same as the record KEY, or as a text, nearest first.

    They share the words that tell most of it; these are named, and of what only --semantic finds
    there are none. The exit code is 1 when nothing is related.

    \b
    Example:
      paperlookup related chen2023fit
      paperlookup related --text "how well do transformers translate as they grow"
      paperlookup related --text - --json < draft.md
    """  # noqa: D301
    if bool(key) == (text is not None):
        raise click.UsageError("Give the key of a record, or --text with a text.", context)
    if text == "-":
        text = sys.stdin.read(_LONGEST + 1)
        if len(text) > _LONGEST:
            message = f"The text is longer than {_LONGEST:,} characters: give a part of it."
            raise click.UsageError(message, context)
    if not key and not (text or "").strip():
        raise click.UsageError("The text is empty.", context)
    with opened_library(context) as library:
        prepare_search(library, semantic=semantic)
        found = library.related(key, text=text or "", limit=limit, semantic=semantic)
    if as_json:
        echo_json({"key": key, "related": [_as_json(each) for each in found]})
    elif found:
        width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
        write_table([_row(each) for each in found], width=width, shrinks=1)
    else:
        click.echo("paperlookup: nothing is related", err=True)
    return 0 if found else 1


def _as_json(related: Related) -> dict[str, Any]:
    item = to_csl(related.record, with_facts=False)
    return {
        "key": related.key,
        "title": related.record.title,
        "author": item.get("author", []),
        "issued": item.get("issued"),
        "score": related.score,
        "words": list(related.words),
    }


def _row(related: Related) -> tuple[Cell, ...]:
    record = related.record
    return (
        Cell(record.key),
        Cell(record.plain_title or "(no title)"),
        Cell(str(record.year or "")),
        Cell(", ".join(related.words)),
    )
