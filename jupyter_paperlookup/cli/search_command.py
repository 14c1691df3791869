"""`paperlookup search`: ranked papers, as a table or as JSON."""

from __future__ import annotations

import shutil
import sys
from typing import TYPE_CHECKING, Any

import click
import msgspec

from jupyter_paperlookup.cli.opening import opened_library, prepare_search
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import retraction
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import to_csl

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Result, ResultPage
    from jupyter_paperlookup.search.explanation import Part

_WIDTH_WITH_SCORES = 100
"""On a narrower terminal the room is better spent on titles."""


@click.command("search", context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, type=click.UNPROCESSED)
@click.option(
    "--limit", type=click.IntRange(min=1), default=10, show_default=True, help="At most so many."
)
@click.option("--explain", is_flag=True, help="Say of each paper why it stands where it stands.")
@click.option(
    "--semantic",
    is_flag=True,
    help="Find what means the same in other words, too; needs the extra and a model.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    words: tuple[str, ...],
    limit: int,
    *,
    explain: bool,
    semantic: bool,
    as_json: bool,
) -> int:
    """Find papers: best match first.

    WORDS match title, abstract and creators. A query may also say author:chen, title:fit,
    year:2023, year:2020..2023, key:chen2023fit, arxiv:2305.12689, doi:, source:, "a phrase"
    (quote it for the shell) and -word for what must not occur. The exit code is 1 when nothing
    was found.

    \b
    Example:
      paperlookup search far-reaching transformers
      paperlookup search author:chen year:2023 --limit 3
      paperlookup search '"in context learning" -video' --json
      paperlookup search chen 2023 far-reaching --explain
      paperlookup search --semantic how well do models grow
    """  # noqa: D301
    _refuse_misspelt_options(words)
    query = " ".join(words)
    if explain and semantic:
        raise click.UsageError("--explain is about words: leave --semantic out.", context)
    with opened_library(context) as library:
        prepare_search(library, semantic=semantic)
        page = library.search(query, limit=limit, explain=explain, semantic=semantic)
    if as_json:
        echo_json(_as_json(query, page))
    else:
        _write(page, decimals=4 if semantic else 2)
    return 0 if page.results else 1


def _refuse_misspelt_options(words: tuple[str, ...]) -> None:
    """`-word` excludes a word, so click lets unknown options through; two dashes mean an option."""
    for word in words:
        if word.startswith("--"):
            raise click.NoSuchOption(word, ctx=click.get_current_context())


def _as_json(query: str, page: ResultPage) -> dict[str, Any]:
    return {
        "query": query,
        "total": page.total,
        "understood": list(page.understood),
        "did_you_mean": page.did_you_mean,
        "notice": page.notice,
        "hits": [_hit_as_json(result) for result in page],
    }


def _hit_as_json(result: Result) -> dict[str, Any]:
    item = to_csl(result.record, with_facts=False)
    hit = {
        "key": result.record.key,
        "title": result.record.title,
        "author": item.get("author", []),
        "issued": item.get("issued"),
        "score": result.score,
        "retracted": result.record.facts.retracted,
    }
    if result.explanation is not None:
        hit["explanation"] = msgspec.to_builtins(result.explanation)
    return hit


def _write(page: ResultPage, decimals: int) -> None:
    if page.notice:
        click.echo(page.notice, err=True)
    if page.did_you_mean:
        click.echo(f"Did you mean: {printable(page.did_you_mean)}", err=True)
    if not page.results:
        understood = f" (understood: {', '.join(page.understood)})" if page.understood else ""
        click.echo(f"paperlookup: nothing found{printable(understood)}", err=True)
        return
    width = _width()
    rows = [_row(result, decimals) for result in page]
    if width is not None and width < _WIDTH_WITH_SCORES:
        rows = [row[:-1] for row in rows]
    notes = [[*filter(None, [retraction(result.record)]), *_explained(result)] for result in page]
    write_table(rows, width=width, shrinks=1, notes=notes)
    if page.total > len(page.results):
        click.echo(f"{len(page.results)} of {page.total} shown; --limit shows more.", err=True)


def _row(result: Result, decimals: int) -> tuple[Cell, ...]:
    record = result.record
    return (
        Cell(record.key, tuple(result.matches.get("key", ()))),
        Cell(record.plain_title or "(no title)", tuple(result.matches.get("title", ()))),
        Cell(record.short_creators or record.facts.organization),
        Cell(str(record.year or "")),
        Cell(f"{result.score:.{decimals}f}"),
    )


def _explained(result: Result) -> list[str]:
    """The score taken apart, a line for each part, those that count most first."""
    explanation = result.explanation
    if explanation is None:
        return []
    parts = sorted(explanation.parts, key=lambda part: -part.score)
    lines = [f"{part.score:8.2f}  {_said(part)}" for part in parts]
    lines += [f"  x {each.factor:4.2f}  {each.name}" for each in explanation.factors]
    if explanation.added:
        lines.append(f"+{explanation.added:7.2f}  key")
    return [printable(line) for line in lines]


def _said(part: Part) -> str:
    """`reaching in title as reach, x 3`."""
    known = f" as {part.term}" if part.term != part.typed else ""
    likeness = f", x {part.likeness:.2f} for likeness" if part.likeness < 1 else ""
    weight = f", x {part.weight:.3g}" if part.weight != 1 else ""
    return f"{part.typed} in {part.field}{known}{weight}{likeness}"


def _width() -> int | None:
    """The columns that fit on a line, None where lines need not fit."""
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else None
