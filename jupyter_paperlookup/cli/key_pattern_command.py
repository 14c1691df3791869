"""`paperlookup key-pattern`: what makes the keys of new records."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.cli.told import tell
from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN


@click.command("key-pattern")
@click.argument("pattern", required=False)
@click.option(
    "--preview",
    "keys",
    metavar="KEY",
    multiple=True,
    help="Only show which key the pattern would give to this record; may be said several times.",
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(
    context: click.Context, pattern: str | None, keys: tuple[str, ...], *, as_json: bool
) -> None:
    """Say which pattern makes the keys of new records, or set it to PATTERN.

    It is written as in JabRef: [auth], [year], [veryshorttitle:lower] ... Keys that are there
    never change by it. With --preview nothing is set.

    \b
    Example:
      paperlookup key-pattern
      paperlookup key-pattern '[auth:lower][year]' --preview chen2023fit
      paperlookup key-pattern '[auth:lower][year]'
    """  # noqa: D301
    with opened_library(context) as library:
        if pattern is not None and not keys:
            library.key_pattern = pattern
        in_use = library.key_pattern
        tried = in_use if pattern is None else pattern
        previews = {library.get(key).key: library.preview_key(key, tried) for key in keys}
    if as_json:
        shown = [{"key": key, "preview": preview} for key, preview in previews.items()]
        echo_json(
            {"pattern": tried, "in_use": in_use, "default": DEFAULT_PATTERN, "previews": shown}
        )
    elif previews:
        write_table([(Cell(key), Cell(preview)) for key, preview in previews.items()])
    else:
        tell(in_use)
