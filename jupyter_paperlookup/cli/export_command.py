"""`paperlookup export`: records as BibTeX or another format, to stdout or into a file."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.messages.printable import printable, printable_lines

WRITERS = [name for name, format_ in FORMATS.items() if format_.writes]
_DEFAULT = "bibtex"


@click.command("export")
@click.argument("keys", nargs=-1, metavar="[KEY]...")
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
    to: str | None,
    path: Path | None,
    *,
    as_json: bool,
) -> None:
    """Write the records KEY... in a format that other programs read; no KEY: the whole library.

    \b
    Example:
      paperlookup export -o papers.bib
      paperlookup export chen2023fit --to csl-json
    """  # noqa: D301
    if path == Path("-"):
        path = None
    name = to or _format_by_ending(path)
    with opened_library(context) as library:
        text = library.export(keys or None, to=name)
        records = len(keys) or library.status().records
    if path is not None:
        replace_file(path, text.encode("utf-8", "backslashreplace"))
    if as_json:
        written = {"text": text} if path is None else {"file": str(path)}
        echo_json({"to": name, "records": records, **written})
    elif path is None:
        _write_to_stdout(text)
    else:
        noun = "record" if records == 1 else "records"
        click.echo(f"{records} {noun} written to {printable(str(path))}", err=True)


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
