"""`paperlookup bibliography`: the references of what a notebook cites."""

from __future__ import annotations

from pathlib import Path

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.formatting.markup import TARGETS, Target
from jupyter_paperlookup.messages.printable import printable, printable_lines


@click.command("bibliography")
@click.argument("document", type=click.Path(dir_okay=False, path_type=Path), metavar="NOTEBOOK")
@click.option("--style", help="Name of a CSL style; without it the notebook's own, else apa.")
@click.option("--locale", help="A CSL locale such as en-US or de-DE.")
@click.option("--to", type=click.Choice(TARGETS), default="text", show_default=True, help="Markup.")
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context,
    document: Path,
    *,
    style: str | None,
    locale: str | None,
    to: Target,
    as_json: bool,
) -> int:
    """Write the references of all works that NOTEBOOK cites, in the style's order.

    It may be a notebook, a document in Markdown (.md, .qmd, .Rmd) or a script of Jupytext.

    Keys of which nothing is known are named on stderr, and make the exit code 1.

    \b
    Example:
      paperlookup bibliography paper.ipynb
      paperlookup bibliography paper.md --style ieee --to html
    """  # noqa: D301
    with opened_library(context) as library:
        listed = library.bibliography(document, style=style, locale=locale, to=to)
    if as_json:
        echo_json(
            {
                "file": str(document),
                "to": to,
                "references": list(listed.references),
                "unknown": list(listed.unknown),
            }
        )
    elif listed.references:
        click.echo(printable_lines("\n\n".join(listed.references)))
    for key in listed.unknown:
        click.echo(printable(f"{document.name}: Nothing is known of {key}."), err=True)
    return 1 if listed.unknown else 0
