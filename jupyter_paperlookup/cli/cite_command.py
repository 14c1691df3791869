"""`paperlookup cite`: formatted references."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.formatting.markup import TARGETS, Target
from jupyter_paperlookup.messages.printable import printable_lines


@click.command("cite")
@click.argument("keys", nargs=-1, required=True, metavar="KEY...")
@click.option("--style", default="apa", show_default=True, help="Name of a CSL style.")
@click.option("--locale", help="A CSL locale such as en-US or de-DE; the style's own without it.")
@click.option("--to", type=click.Choice(TARGETS), default="text", show_default=True, help="Markup.")
@click.option(
    "--json", "as_json", is_flag=True, help="Write JSON, with the in-text citation as well."
)
@click.pass_context
def command(
    context: click.Context,
    keys: tuple[str, ...],
    style: str,
    locale: str | None,
    to: Target,
    *,
    as_json: bool,
) -> None:
    """Write the formatted references of the records KEY...

    The styles are those that come with paperlookup and the .csl files in the folder 'styles'
    of the library.

    \b
    Example:
      paperlookup cite chen2023fit
      paperlookup cite chen2023fit devvrit2023matformer --style ieee --to html
    """  # noqa: D301
    with opened_library(context) as library:
        if not as_json:
            text = library.cite(keys, style=style, locale=locale, to=to)
            click.echo(printable_lines(text).rstrip("\n"))
            return
        formatted = library.format(keys, style=style, locale=locale, to=to)
    echo_json(
        {
            "keys": list(keys),
            "style": style,
            "locale": locale,
            "to": to,
            "citation": formatted.citation,
            "references": list(formatted.references),
        }
    )
