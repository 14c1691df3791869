"""`paperlookup sources`: where records came from; read again, watched, removed."""

from __future__ import annotations

from pathlib import Path

import click

from jupyter_paperlookup.cli.import_reports import tell_reports
from jupyter_paperlookup.cli.opening import import_bars, opened_library
from jupyter_paperlookup.cli.source_rows import source_as_json, source_row
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import counted, problem_as_json, tell, tell_problems
from jupyter_paperlookup.errors import NetworkUnavailable, UnreadableSource, ZoteroUnavailable
from jupyter_paperlookup.library import ImportReport, Library, NearbyFile
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import Problem


@click.command("sources")
@click.option("--refresh", metavar="NAME", multiple=True, help="Read the file of NAME again.")
@click.option("--refresh-all", is_flag=True, help="Read all files again.")
@click.option("--remove", metavar="NAME", help="Forget NAME; its records are kept.")
@click.option(
    "--with-records", is_flag=True, help="With --remove: also the records that it alone speaks of."
)
@click.option("--watch", metavar="NAME", help="Read NAME again whenever its file changes.")
@click.option("--unwatch", metavar="NAME", help="Do so no longer.")
@click.option("--problems", metavar="NAME", help="Say what could not be read of NAME.")
@click.option(
    "--nearby",
    metavar="NOTEBOOK",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="List the bibliographies that belong to NOTEBOOK.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    *,
    refresh: tuple[str, ...],
    remove: str | None,
    watch: str | None,
    unwatch: str | None,
    problems: str | None,
    nearby: Path | None,
    refresh_all: bool,
    with_records: bool,
    as_json: bool,
) -> int:
    """List the sources of the records, or do something with one of them.

    Of a file that changed, only the entries that changed are touched, and records of entries that
    are gone stay. Files are watched while JupyterLab runs.

    \b
    Example:
      paperlookup sources
      paperlookup sources --refresh refs.bib
      paperlookup sources --remove refs.bib --with-records
      paperlookup sources --nearby chapter.ipynb
    """  # noqa: D301
    _refuse_two_at_once(context, refresh or refresh_all, remove, watch, unwatch, problems, nearby)
    if with_records and not remove:
        raise click.UsageError("--with-records goes with --remove.", context)
    with opened_library(context) as library:
        if refresh or refresh_all:
            names = _near(library) if refresh_all else refresh
            return tell_reports([_refreshed(library, name) for name in names], as_json=as_json)
        if problems:
            return _tell_problems(library.problems(problems), as_json=as_json)
        if nearby:
            return _nearby(library, nearby, as_json=as_json)
        if remove:
            _remove(library, remove, with_records=with_records, as_json=as_json)
            return 0
        if watch or unwatch:
            library.watch_source(watch or unwatch or "", watch=bool(watch))
        _list(library, as_json=as_json)
    return 0


def _refuse_two_at_once(context: click.Context, *asked: object) -> None:
    if sum(map(bool, asked)) > 1:
        raise click.UsageError("Do one thing at a time.", context)


def _near(library: Library) -> list[str]:
    """Files and libraries of Zotero: services on the network are asked by name alone."""
    return [
        source.name
        for source in library.sources()
        if source.path and not source.path.startswith(("http:", "https:"))
    ]


def _refreshed(library: Library, name: str) -> ImportReport:
    """A file that cannot be read is a problem, and costs no other file."""
    try:
        with import_bars(name) as progress:
            return library.refresh_source(name, progress)
    except (UnreadableSource, ZoteroUnavailable, NetworkUnavailable) as error:
        return ImportReport(problems=(Problem(name, 0, error.reason, ""),))


def _tell_problems(problems: tuple[Problem, ...], *, as_json: bool) -> int:
    if as_json:
        echo_json({"problems": [problem_as_json(problem) for problem in problems]})
    else:
        tell_problems(problems)
    return 1 if problems else 0


def _remove(library: Library, name: str, *, with_records: bool, as_json: bool) -> None:
    removal = library.remove_source(name, with_records=with_records)
    if as_json:
        echo_json({"kept": removal.kept, "removed": removal.removed})
    elif with_records:
        tell(f"{name} removed, and {counted(removal.removed, 'record')} with it")
    else:
        tell(f"{name} removed; {counted(removal.kept, 'record')} of it kept")


def _nearby(library: Library, notebook: Path, *, as_json: bool) -> int:
    found = library.nearby(notebook, _top_of(notebook))
    if as_json:
        files = [
            {
                "path": str(file.path),
                "named_by": file.named_by,
                "source": file.source,
                "watched": file.watched,
            }
            for file in found.files
        ]
        echo_json({"files": files, "problems": list(found.problems)})
        return 1 if found.problems else 0
    for problem in found.problems:
        click.echo(printable(problem), err=True)
    if found.files:
        write_table([_nearby_row(file) for file in found.files])
    return 1 if found.problems else 0


def _top_of(notebook: Path) -> Path:
    """Where a project can be: below the home folder, or anywhere for who works elsewhere."""
    home = Path.home()
    resolved = notebook.resolve()
    return home if resolved.is_relative_to(home) else Path(resolved.anchor)


def _nearby_row(file: NearbyFile) -> tuple[Cell, ...]:
    is_known = "watched" if file.watched else "in the library"
    return Cell(str(file.path)), Cell(file.named_by), Cell(is_known if file.source else "")


def _list(library: Library, *, as_json: bool) -> None:
    sources = library.sources()
    if as_json:
        echo_json({"sources": [source_as_json(source) for source in sources]})
    elif sources:
        write_table([source_row(source) for source in sources])
