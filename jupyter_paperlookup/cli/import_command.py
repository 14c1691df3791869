"""`paperlookup import`: files into the library."""

from __future__ import annotations

from pathlib import Path

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.errors import UnknownFormat, UnreadableSource
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.library import ImportReport, Library
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import Problem

READERS = [name for name, format_ in FORMATS.items() if format_.reads]


@click.command("import")
@click.argument(
    "paths", nargs=-1, required=True, metavar="FILE...", type=click.Path(path_type=Path)
)
@click.option(
    "--format",
    "format_name",
    type=click.Choice(READERS),
    help="The format of the files; without it their content tells.",
)
@click.option(
    "--capture-year",
    type=click.IntRange(1990, 2100),
    help="The year in which captured pages were captured: completes their dates.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    format_name: str | None,
    capture_year: int | None,
    *,
    as_json: bool,
) -> int:
    """Take the records of FILE... into the library.

    A record that the library has already is merged into it, never doubled. What cannot be read
    is named with its file and line, and everything else is taken; the exit code is then 1.

    \b
    Example:
      paperlookup import refs.bib
      paperlookup import page.txt --format captured_page --capture-year 2025
    """  # noqa: D301
    with opened_library(context) as library:
        reports = [_import(library, path, format_name, capture_year) for path in paths]
    problems = [problem for report in reports for problem in report.problems]
    counts = {
        "new": sum(report.new for report in reports),
        "merged": sum(report.merged for report in reports),
        "unchanged": sum(report.unchanged for report in reports),
    }
    if as_json:
        echo_json(counts | {"problems": [_problem_as_json(problem) for problem in problems]})
    else:
        for problem in problems:
            click.echo(printable(str(problem)), err=True)
        summary = ", ".join(f"{count} {name}" for name, count in counts.items())
        click.echo(f"{summary}, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return 1 if problems else 0


def _import(
    library: Library, path: Path, format_name: str | None, capture_year: int | None
) -> ImportReport:
    """Import one file; a file that cannot be read at all is a problem and costs no other file."""
    try:
        return library.import_file(path, format=format_name, capture_year=capture_year)
    except (UnreadableSource, UnknownFormat) as error:
        return ImportReport(problems=(Problem(str(path), 0, error.reason, ""),))


def _problem_as_json(problem: Problem) -> dict[str, str | int]:
    return {
        "source": problem.source,
        "line": problem.line,
        "reason": problem.reason,
        "raw": problem.raw,
    }
