"""`paperlookup list`: papers by day, week or month, or the popular ones first, with reasons."""

from __future__ import annotations

import shutil
import sys
import textwrap
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json, emphasised
from jupyter_paperlookup.cli.told import retraction
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import to_csl

if TYPE_CHECKING:
    from jupyter_paperlookup.library import BrowsePage, BrowseRow

_MOST = 1000
_ABSTRACT_COLUMNS = 88


@click.command("list")
@click.option(
    "--by",
    type=click.Choice(["day", "week", "month"]),
    default="day",
    show_default=True,
    help="What the list is parted into.",
)
@click.option("--at", default="", metavar="P", help="One period: 2023-10-12, 2023-W41, 2023-10.")
@click.option("--source", default="", metavar="S", help="Only what this source has.")
@click.option("--year", type=click.IntRange(0, 9999), help="Only what was issued in this year.")
@click.option("--new", "only_new", is_flag=True, help="Only what came in since the last visit.")
@click.option(
    "--seen", is_flag=True, help="All that is there now has been seen: what comes next is new."
)
@click.option(
    "--cited-in",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="NOTEBOOK",
    help="Only what it cites; with --order for-you, what is near to that.",
)
@click.option(
    "--order",
    type=click.Choice(["newest", "popular", "trending", "for-you"]),
    default="newest",
    show_default=True,
    help="What comes first.",
)
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, show_default=True, help="At most so many."
)
@click.option("--abstracts", is_flag=True, help="Write the abstracts too.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    /,
    cited_in: Path | None,
    limit: int,
    *,
    seen: bool,
    abstracts: bool,
    as_json: bool,
    **narrowed: Any,
) -> int:
    """List papers by the day on which a page or service listed them, newest first.

    The day is else that of issue; what has none comes last. Other orders say why each paper stands
    where it stands; `docs/browsing.md` has the formulas. The exit code is 1 when the list is empty.

    \b
    Example:
      paperlookup list --by month --at 2023-10 --abstracts
      paperlookup list --order popular --limit 5
      paperlookup list --order for-you --cited-in paper.ipynb
      paperlookup list --new --seen
    """  # noqa: D301
    from jupyter_paperlookup.citing import written_document  # noqa: PLC0415

    with opened_library(context) as library:
        keys = library.cited(written_document(cited_in)).keys if cited_in else None
        if narrowed["order"] == "for-you":
            with progress_bar("Indexing") as progress:
                library.ensure_index(progress)
            narrowed["cited_here"] = keys or ()
        else:
            narrowed["cited"] = keys
        page = library.browse(limit=limit, **narrowed)
        if seen:
            library.visit()
    if as_json:
        echo_json(_as_json(page))
    else:
        _write(page, abstracts=abstracts)
    return 0 if page.rows else 1


def _write(page: BrowsePage, *, abstracts: bool) -> None:
    if page.note:
        click.echo(page.note, err=True)
    if not page.rows:
        click.echo("paperlookup: nothing to list", err=True)
        return
    counts = {section.at: section.count for section in page.sections}
    for number, (period, rows) in enumerate(groupby(page.rows, key=lambda each: each.period)):
        if period:
            click.echo("\n" * bool(number) + _heading(period, counts[period]))
        _write_rows(list(rows), abstracts=abstracts)
    if page.total > len(page.rows):
        click.echo(f"{len(page.rows)} of {page.total} shown; --limit shows more.", err=True)


def _heading(period: str, count: int) -> str:
    text = f"{period} ({count} paper{'' if count == 1 else 's'})"
    return emphasised(text, [(0, len(period))])


def _write_rows(rows: Sequence[BrowseRow], *, abstracts: bool) -> None:
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else None
    notes = [
        [*filter(None, [retraction(row.record)]), *_reasons(row), *(_abstract(row) * abstracts)]
        for row in rows
    ]
    write_table([_cells(row) for row in rows], width=width, shrinks=2, notes=notes)


def _cells(row: BrowseRow) -> tuple[Cell, ...]:
    record = row.record
    return (
        Cell("*" if row.is_new else " "),
        Cell(record.key),
        Cell(record.plain_title or "(no title)"),
        Cell(_creators(row)),
        Cell(row.date),
        Cell(_counts(row)),
    )


def _creators(row: BrowseRow) -> str:
    record = row.record
    if record.short_creators or record.facts.organization or not record.facts.author_count:
        return record.short_creators or record.facts.organization
    count = record.facts.author_count
    return f"{count} author{'' if count == 1 else 's'}"


def _counts(row: BrowseRow) -> str:
    votes = f"{row.upvotes} up" if row.upvotes is not None else ""
    comments = ""
    if row.comments is not None:
        comments = f"{row.comments} comment{'' if row.comments == 1 else 's'}"
    return ", ".join(filter(None, (votes, comments)))


def _reasons(row: BrowseRow) -> list[str]:
    return [printable("; ".join(each.text for each in row.reasons))] if row.reasons else []


def _abstract(row: BrowseRow) -> list[str]:
    return [*textwrap.wrap(printable(row.record.plain_abstract), _ABSTRACT_COLUMNS), ""]


def _as_json(page: BrowsePage) -> dict[str, Any]:
    return {
        "total": page.total,
        "note": page.note,
        "is_fresh": page.is_fresh,
        "last_visit": page.last_visit,
        "sections": [
            {"at": each.at, "count": each.count, "new": each.new} for each in page.sections
        ],
        "sources": {each.value: each.count for each in page.sources},
        "years": {each.value: each.count for each in page.years},
        "papers": [_row_as_json(row) for row in page.rows],
    }


def _row_as_json(row: BrowseRow) -> dict[str, Any]:
    record = row.record
    item = to_csl(record, with_facts=False)
    return {
        "key": record.key,
        "period": row.period,
        "title": record.title,
        "author": item.get("author", []),
        "author_count": record.facts.author_count,
        "organization": record.facts.organization,
        "issued": item.get("issued"),
        "date": row.date,
        "abstract": record.abstract,
        "comments": row.comments,
        "upvotes": row.upvotes,
        "counted": row.counted,
        "sources": list(record.facts.sources),
        "is_new": row.is_new,
        "retracted": record.facts.retracted,
        "score": row.score,
        "reasons": [{"text": each.text, "share": each.share} for each in row.reasons],
    }
