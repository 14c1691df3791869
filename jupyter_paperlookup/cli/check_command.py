"""`paperlookup check`: what is wrong with the citations of notebooks."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from jupyter_paperlookup.cli.opening import opened_library, progress_bar
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.messages.printable import printable

if TYPE_CHECKING:
    from jupyter_paperlookup.library import Library
    from jupyter_paperlookup.library.checking import Finding
    from jupyter_paperlookup.library.resolving.checking_online import OnlineFinding

    Found = Finding | OnlineFinding


@click.command("check")
@click.argument(
    "documents",
    nargs=-1,
    required=True,
    metavar="NOTEBOOK...",
    type=click.Path(dir_okay=False, path_type=Path),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "errorformat", "github"]),
    default="text",
    show_default=True,
    help="Lines for people, for editors (file:line:1: ...), or annotations of GitHub.",
)
@click.option("--online", is_flag=True, help="Ask services too whether they know what is cited.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context, documents: tuple[Path, ...], form: str, *, online: bool, as_json: bool
) -> int:
    """Say what to look at in the citations of each NOTEBOOK.

    It may be a notebook, a document in Markdown (.md, .qmd, .Rmd) or a script of Jupytext.

    Cited keys of which nothing is known, items that a notebook keeps and does not cite, two keys
    of one work, missing authors, titles and dates, preprints with a published version in the
    library, works that are known to be retracted, and words that the style would not say. With
    --online also works that no service knows, and retractions that services tell of now. The exit
    code is 1 if there is any.

    \b
    Example:
      paperlookup check paper.ipynb
      paperlookup check *.ipynb --format github
    """  # noqa: D301
    with opened_library(context) as library:
        found: list[tuple[Path, Found]] = [
            (path, finding) for path in documents for finding in library.check(path)
        ]
        if online:
            known = {(path, each.key) for path, each in found if each.kind == "retracted"}
            found += [
                (path, each)
                for path in documents
                for each in _online(library, path)
                if each.kind != "retracted" or (path, each.key) not in known
            ]
    if as_json:
        echo_json(
            {"findings": [{"file": str(path)} | msgspec.to_builtins(each) for path, each in found]}
        )
    else:
        for path, finding in found:
            click.echo(printable(_FORMS[form](path, finding)))
    return 1 if found else 0


def _online(library: Library, path: Path) -> tuple[OnlineFinding, ...]:
    from jupyter_paperlookup.citing import written_document  # noqa: PLC0415

    keys = library.cited(written_document(path)).keys
    with progress_bar("Asking") as progress:
        return library.check_online(keys, progress)


def _text(path: Path, finding: Found) -> str:
    where = f"cell {finding.cell}:{finding.line}" if finding.cell else "metadata"
    is_text = finding.cell and path.suffix.lower() != ".ipynb"
    where = str(finding.file_line) if is_text else where
    return f"{path}:{where}: {finding.reason}"


def _errorformat(path: Path, finding: Found) -> str:
    return f"{path}:{finding.file_line}:1: warning: {finding.reason}"


def _github(path: Path, finding: Found) -> str:
    """An annotation: https://docs.github.com/en/actions, "Workflow commands"."""
    file = _escaped(str(path)).replace(":", "%3A").replace(",", "%2C")
    title = f"paperlookup {finding.kind}"
    message = _escaped(finding.reason)
    return f"::warning file={file},line={finding.file_line},title={title}::{message}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


_FORMS: dict[str, Callable[[Path, Found], str]] = {
    "text": _text,
    "errorformat": _errorformat,
    "github": _github,
}
