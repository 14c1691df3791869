"""`paperlookup resolve`: records completed from services, and what is not sure about them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Library
    from jupyter_paperlookup.library.resolving.deciding import Difference, Waiting
    from jupyter_paperlookup.library.resolving.report import ResolveReport

_LONGEST = 100
_NUMBER = click.IntRange(1, 2**63 - 1)
"""Of a suggestion: what the database counts with."""


@click.command("resolve")
@click.argument("keys", nargs=-1)
@click.option("--all", "is_all", is_flag=True, help="All records of the library.")
@click.option(
    "--cited-in",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="NOTEBOOK",
    help="All works that it cites.",
)
@click.option("--dry-run", is_flag=True, help="Ask, and say what would be done.")
@click.option("--suggestions", is_flag=True, help="List what waits for a decision of yours.")
@click.option("--accept", type=_NUMBER, metavar="N", help="Take a suggestion for true.")
@click.option("--reject", type=_NUMBER, metavar="N", help="Say that it is about another work.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    /,
    keys: tuple[str, ...],
    cited_in: Path | None,
    accept: int | None,
    reject: int | None,
    *,
    is_all: bool,
    dry_run: bool,
    suggestions: bool,
    as_json: bool,
) -> int:
    """Ask public services for the creators, ids, dates and published versions of records.

    Only what is surely about the same work is taken; all else waits for you as a suggestion. What
    you typed stays. Nothing is asked before 'paperlookup network allow'. The exit code is 1 when a
    service could not be asked.

    \b
    Example:
      paperlookup resolve chen2023fit
      paperlookup resolve --cited-in paper.ipynb --dry-run
      paperlookup resolve --suggestions
      paperlookup resolve --accept 3
    """  # noqa: D301
    with opened_library(context) as library:
        if accept is not None:
            click.echo(library.accept(accept))
            return 0
        if reject is not None:
            click.echo(library.reject(reject))
            return 0
        if suggestions:
            _write_waiting(library.waiting(), as_json=as_json)
            return 0
        wanted = _wanted(context, library, keys, cited_in, is_all=is_all)
        with progress_bar("Asking") as progress:
            report = library.resolve(wanted, is_tried=dry_run, progress=progress)
    if as_json:
        echo_json(msgspec.to_builtins(report))
    else:
        _write(report)
    return 1 if report.failures else 0


def _wanted(
    context: click.Context,
    library: Library,
    keys: tuple[str, ...],
    cited_in: Path | None,
    *,
    is_all: bool,
) -> list[str] | None:
    """The keys that are meant; None for all."""
    from jupyter_paperlookup.citing import written_document  # noqa: PLC0415

    if is_all and not keys and not cited_in:
        return None
    if is_all or not (keys or cited_in):
        raise click.UsageError("Name keys, or --cited-in a notebook, or --all.", context)
    cited = library.cited(written_document(cited_in)).keys if cited_in else ()
    return [*keys, *cited]


def _write(report: ResolveReport) -> None:
    for sentence in (*report.completed, *report.linked):
        click.echo(sentence)
    for key in report.retracted:
        click.secho(f"{key} was RETRACTED, as a service says.", fg="red", bold=True)
    if report.suggested:
        what = "suggestion waits" if report.suggested == 1 else "suggestions wait"
        click.echo(f"{report.suggested} {what} for you: paperlookup resolve --suggestions")
    if report.unknown:
        click.echo(f"Known to no service that was asked: {', '.join(report.unknown)}", err=True)
    for failure in report.failures:
        click.echo(f"paperlookup: {failure}", err=True)
    click.echo(f"{report.asked} records, {report.requests} requests.", err=True)


def _write_waiting(found: list[Waiting], *, as_json: bool) -> None:
    if as_json:
        echo_json({"suggestions": msgspec.to_builtins(found)})
        return
    if not found:
        click.echo("paperlookup: nothing waits for you", err=True)
    for each in found:
        reasons = ", ".join(each.reasons)
        click.echo(printable(f"{each.number}  {each.key}  {each.service}: {reasons}"))
        for doubt in each.doubts:
            click.echo(printable(f"     but {doubt}"))
        for difference in each.differences:
            click.echo(printable(f"     {_line(difference)}"))


def _line(difference: Difference) -> str:
    here, there = (_shown(value) for value in (difference.here, difference.there))
    return f"{difference.variable}: {here or '(unknown)'} -> {there}"


def _shown(value: object) -> str:
    if value is None:
        return ""
    text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"
