"""`paperlookup convert`: the citations of a notebook in another dialect."""

from __future__ import annotations

from pathlib import Path

import click

from jupyter_paperlookup.citing import DIALECTS, Dialect, PlacedProblem
from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.messages.printable import printable

_FILE = click.Path(dir_okay=False, path_type=Path)


@click.command("convert")
@click.argument("document", type=_FILE, metavar="NOTEBOOK")
@click.option(
    "--to",
    type=click.Choice(DIALECTS),
    help="The dialect; without it that of the project, with --migrate else html.",
)
@click.option("-o", "--output", metavar="FILE", type=_FILE, help="Write FILE instead of NOTEBOOK.")
@click.option("--style", help="Name of a CSL style; without it the notebook's own, else apa.")
@click.option("--locale", help="A CSL locale such as en-US or de-DE.")
@click.option(
    "--migrate",
    is_flag=True,
    help="Take over citations of cite2c, of jupyterlab-citation-manager, and DOI links.",
)
@click.option("--dry-run", is_flag=True, help="Say what would be done and write nothing.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    document: Path,
    to: Dialect | None,
    output: Path | None,
    *,
    style: str | None,
    locale: str | None,
    migrate: bool,
    dry_run: bool,
    as_json: bool,
) -> int:
    """Write every citation of NOTEBOOK and its bibliography in another dialect.

    It may be a notebook, a document in Markdown (.md, .qmd, .Rmd) or a script of Jupytext.

    No other byte of the cells changes, and converting back takes it back. What stays as it is,
    is listed with its cell and line, and makes the exit code 1. The notebook is replaced whole,
    and only if nobody changed it meanwhile; close it before.

    \b
    Example:
      paperlookup convert paper.ipynb --to pandoc --dry-run
      paperlookup convert paper.ipynb --to html --style nature -o nature.ipynb
      paperlookup convert book/chapter.ipynb
      paperlookup convert paper.ipynb --migrate
    """  # noqa: D301
    with opened_library(context) as library:
        project = None if to else library.project_dialect(document)
        dialect = to or (project.dialect if project else None) or ("html" if migrate else None)
        if dialect is None:
            raise click.UsageError("No project says which dialect: name it with --to.")
        converted = library.convert(document, dialect, style=style, locale=locale, migrate=migrate)
    done = converted.conversion
    if not dry_run and (converted.is_changed or output):
        converted.write(output)
    for problem in done.problems:
        click.echo(printable(_line(document, problem)), err=True)
    if as_json:
        echo_json(
            {
                "file": str(output or document),
                "to": dialect,
                "migrated": converted.migrated,
                "converted": done.converted,
                "kept": done.kept,
                "bibliographies": done.bibliographies,
                "changed": converted.is_changed,
                "problems": [
                    {"cell": each.cell, "line": each.line, "reason": each.reason, "raw": each.raw}
                    for each in done.problems
                ],
            }
        )
    else:
        if project and project.dialect:
            click.echo(f"{printable(project.where)} says {dialect}")
        would = "would be " if dry_run else ""
        if migrate:
            click.echo(f"{_counted(converted.migrated)} {would}taken over")
        click.echo(f"{_counted(done.converted)} {would}converted, {done.kept} kept as they are")
    return 1 if done.problems else 0


def _line(document: Path, problem: PlacedProblem) -> str:
    where = f"{document.name}:cell {problem.cell}:{problem.line}"
    return f"{where}: {problem.reason} ({' '.join(problem.raw.split())[:60]})"


def _counted(count: int) -> str:
    return f"{count} citation" if count == 1 else f"{count} citations"
