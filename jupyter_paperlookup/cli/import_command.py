"""`paperlookup import`: files into the library."""

from __future__ import annotations

from pathlib import Path

import click

from jupyter_paperlookup.cli.import_reports import tell_reports
from jupyter_paperlookup.cli.opening import import_bars, opened_library
from jupyter_paperlookup.errors import UnknownFormat, UnreadableSource
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.library import ImportReport, Library
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
@click.option(
    "--watch", is_flag=True, help="Read the files again whenever they change, in JupyterLab."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    paths: tuple[Path, ...],
    format_name: str | None,
    capture_year: int | None,
    *,
    watch: bool,
    as_json: bool,
) -> int:
    """Take the records of FILE... into the library.

    A record that the library has already is merged into it, never doubled. What cannot be read
    is named with its file and line, and everything else is taken; the exit code is then 1. Ctrl+C
    leaves the library as it was before the file that was being read.

    \b
    Example:
      paperlookup import refs.bib --watch
      paperlookup import page.txt --format captured_page --capture-year 2025
    """  # noqa: D301
    with opened_library(context) as library:
        reports = [
            _import(library, path, format_name=format_name, capture_year=capture_year, watch=watch)
            for path in paths
        ]
    return tell_reports(reports, as_json=as_json)


def _import(
    library: Library,
    path: Path,
    *,
    format_name: str | None,
    capture_year: int | None,
    watch: bool,
) -> ImportReport:
    """Import one file; a file that cannot be read at all is a problem and costs no other file."""
    try:
        with import_bars(path.name) as progress:
            return library.import_file(
                path, format=format_name, capture_year=capture_year, watch=watch, progress=progress
            )
    except (UnreadableSource, UnknownFormat) as error:
        return ImportReport(problems=(Problem(str(path), 0, error.reason, ""),))
