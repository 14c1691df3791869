"""`paperlookup export`: records as BibTeX or another format, to stdout or into a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from jupyter_paperlookup.citing import written_document
from jupyter_paperlookup.cli.kept_rows import kept_as_json
from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.messages.printable import printable, printable_lines

if TYPE_CHECKING:
    from jupyter_paperlookup.library import KeptFile, Library

WRITERS = [name for name, format_ in FORMATS.items() if format_.writes]
_DEFAULT = "bibtex"


@click.command("export")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--source", metavar="NAME", help="The records of which the source NAME speaks.")
@click.option(
    "--cited-in",
    "notebook",
    metavar="NOTEBOOK",
    type=click.Path(path_type=Path),
    help="The works that NOTEBOOK cites (.ipynb, .md, .qmd), under the keys by which it does.",
)
@click.option(
    "--keep", is_flag=True, help="Keep FILE up to date from now on; see 'paperlookup kept'."
)
@click.option(
    "--to",
    type=click.Choice(WRITERS),
    help=f"The format; without it what the ending of FILE says, else {_DEFAULT}.",
)
@click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help="Write into FILE, which is replaced whole or left as it is; - is stdout.",
)
@click.option("--json", "as_json", is_flag=True, help="Say in JSON what was written.")
@click.pass_context
def command(
    context: click.Context,
    keys: tuple[str, ...],
    *,
    source: str | None,
    notebook: Path | None,
    to: str | None,
    path: Path | None,
    keep: bool,
    as_json: bool,
) -> int:
    """Write the records KEY... in a format that other programs read; no KEY: the whole library.

    They are sorted by key. Cited keys that lead to no record are named, and the exit code is 1.

    \b
    Example:
      paperlookup export -o papers.bib
      paperlookup export chen2023fit --to csl-json
      paperlookup export --cited-in chapter.ipynb --keep -o references.bib
    """  # noqa: D301
    if sum(map(bool, (keys, source, notebook))) > 1:
        raise click.UsageError("Name keys, a source or a notebook, not several of them.", context)
    path = None if path == Path("-") else path
    if keep and (path is None or keys):
        raise click.UsageError("--keep goes with -o FILE, and without keys.", context)
    name = to or _format_by_ending(path)
    with opened_library(context) as library:
        if keep and path is not None:
            kept = library.keep_file(path, notebook=notebook, source=source, to=name)
            _tell_kept(kept, as_json=as_json)
            return 0
        export = _export(library, keys, source, notebook, name)
    if path is not None:
        replace_file(path, export.text.encode("utf-8", "backslashreplace"))
    _tell(export, name, path, as_json=as_json)
    return 1 if export.unknown else 0


class _Export(msgspec.Struct, frozen=True):
    """What is written: the text, of how many records, and which cited keys lead to none."""

    text: str
    records: int
    unknown: tuple[str, ...] = ()


def _export(
    library: Library, keys: tuple[str, ...], source: str | None, notebook: Path | None, name: str
) -> _Export:
    if notebook:
        text, cited = library.export_cited(written_document(notebook), name)
        return _Export(text, len(cited.keys), cited.unknown)
    text = library.export(keys or None, name, source=source)
    if source:
        return _Export(text, sum(each.records for each in library.sources() if each.name == source))
    return _Export(text, len(keys) or library.status().records)


def _tell(export: _Export, name: str, path: Path | None, *, as_json: bool) -> None:
    if as_json:
        written = {"text": export.text} if path is None else {"file": str(path)}
        unknown = {"unknown": list(export.unknown)} if export.unknown else {}
        echo_json({"to": name, "records": export.records, **unknown, **written})
        return
    if path is None:
        _write_to_stdout(export.text)
    else:
        noun = "record" if export.records == 1 else "records"
        click.echo(f"{export.records} {noun} written to {printable(str(path))}", err=True)
    for key in export.unknown:
        click.echo(f"No record has the key {printable(key)!r}.", err=True)


def _tell_kept(kept: KeptFile, *, as_json: bool) -> None:
    if as_json:
        echo_json(kept_as_json(kept))
        return
    noun = "entry" if kept.entries == 1 else "entries"
    click.echo(f"{kept.entries} {noun} kept up to date in {printable(kept.path)}", err=True)
    if kept.message:
        click.echo(printable(kept.message), err=True)


def _format_by_ending(path: Path | None) -> str:
    if path is not None:
        for name in WRITERS:
            if path.suffix.lower() in FORMATS[name].extensions:
                return name
    return _DEFAULT


def _write_to_stdout(text: str) -> None:
    """People get text that cannot steer their terminal; files and pipes get UTF-8 as it is."""
    if sys.stdout.isatty():
        click.echo(printable_lines(text), nl=False)
    else:
        click.echo(text.encode("utf-8", "backslashreplace"), nl=False)
