"""`paperlookup digest`: what there is to read; its subcommands have it mailed."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import click
from click.core import ParameterSource

from jupyter_paperlookup.citing import written_document
from jupyter_paperlookup.cli.digest_mailing import send_due, send_now
from jupyter_paperlookup.cli.digest_subscription import (
    confirm,
    pause,
    resume,
    schedule,
    status,
    subscribe,
    unsubscribe,
)
from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import counted
from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.digest.as_notebook import digest_as_notebook
from jupyter_paperlookup.digest.as_text import digest_as_text
from jupyter_paperlookup.formats.replaced_file import replace_file
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.digest import Digest, Paper

Target = Literal["text", "html", "notebook"]

_TARGETS: dict[Target, tuple[str, ...]] = {
    "text": (".txt",),
    "html": (".html", ".htm"),
    "notebook": (".ipynb",),
}


@click.group("digest", invoke_without_command=True)
@click.option(
    "--every",
    type=click.Choice(["day", "week"]),
    default="week",
    show_default=True,
    help="Of a day or of a week.",
)
@click.option(
    "--at", metavar="PERIOD", default="", help="2026-11-20 or 2026-W47; else the last that is over."
)
@click.option(
    "--cited-in",
    "notebook",
    metavar="NOTEBOOK",
    type=click.Path(path_type=Path),
    help="Also what is near to the works that NOTEBOOK cites (.ipynb, .md, .qmd).",
)
@click.option(
    "--to",
    type=click.Choice(list(_TARGETS)),
    help="The form; without it what the ending of FILE says, else text.",
)
@click.option(
    "-o",
    "--output",
    "path",
    metavar="FILE",
    type=click.Path(dir_okay=False, path_type=Path, allow_dash=True),
    help="Write into FILE, which is replaced whole or left as it is; - is stdout.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    *,
    every: Literal["day", "week"],
    at: str,
    notebook: Path | None,
    to: Target | None,
    path: Path | None,
    as_json: bool,
) -> int | None:
    """Say what is new, what is popular, and what is near to what you cite.

    Each paper has its links, its key and its BibTeX entry. The commands below have it mailed to you
    by your own mail server, once for each day or week.

    \b
    Example:
      paperlookup digest
      paperlookup digest --every day --at 2026-11-20
      paperlookup digest --cited-in chapter.ipynb -o reading.ipynb
      paperlookup digest subscribe you@example.org --server mail.example.org --user you
    """  # noqa: D301
    if context.invoked_subcommand is not None:
        _refuse_options(context)
        return None
    path = None if path == Path("-") else path
    with opened_library(context) as library:
        with progress_bar("Indexing") as progress:
            library.ensure_index(progress)
        cited = library.cited(written_document(notebook)).keys if notebook else ()
        digest = library.digest(every, at, cited)
    _write(digest, to or _by_ending(path), path, as_json=as_json)
    return 0


for subcommand in (
    subscribe,
    confirm,
    status,
    pause,
    resume,
    unsubscribe,
    send_now,
    send_due,
    schedule,
):
    command.add_command(subcommand)


def _refuse_options(context: click.Context) -> None:
    """Options of the digest mean nothing to what has it mailed; it has its own."""
    for parameter in context.command.params:
        name = parameter.name or ""
        if context.get_parameter_source(name) is ParameterSource.COMMANDLINE:
            raise click.UsageError(f"{parameter.opts[0]} goes behind the command.", context)


def _by_ending(path: Path | None) -> Target:
    ending = path.suffix.lower() if path else ""
    return next((target for target, endings in _TARGETS.items() if ending in endings), "text")


def _write(digest: Digest, to: Target, path: Path | None, *, as_json: bool) -> None:
    if path is not None:
        replace_file(path, _written(digest, to).encode("utf-8", "backslashreplace"))
        if not as_json:
            papers = counted(len(digest.papers), "paper")
            click.echo(f"{papers} written to {printable(str(path))}", err=True)
    if as_json:
        echo_json(_as_json(digest) | ({"file": str(path)} if path else {}))
    elif path is None:
        text = _written(digest, to)
        # Terminals get what they can show; files and pipes get UTF-8.
        is_shown = sys.stdout.isatty()
        click.echo(text if is_shown else text.encode("utf-8", "backslashreplace"), nl=False)


def _written(digest: Digest, to: Target) -> str:
    if to == "html":
        return digest_as_html(digest)
    if to == "notebook":
        return json.dumps(digest_as_notebook(digest), indent=1, ensure_ascii=False) + "\n"
    return digest_as_text(digest)


def _as_json(digest: Digest) -> dict[str, Any]:
    return {
        "period": digest.period.name,
        "title": digest.title,
        "notes": list(digest.notes),
        "sections": [
            {
                "title": section.title,
                "note": section.note,
                "papers": [_paper_as_json(paper) for paper in section.papers],
                "more": section.more,
            }
            for section in digest.sections
        ],
    }


def _paper_as_json(paper: Paper) -> dict[str, Any]:
    return {
        "key": paper.key,
        "title": paper.title,
        "creators": paper.creators,
        "date": paper.date,
        "abstract": paper.abstract,
        "links": [{"label": each.label, "url": each.url} for each in paper.addresses],
        "bibtex": paper.bibtex,
        "reasons": list(paper.reasons),
    }
