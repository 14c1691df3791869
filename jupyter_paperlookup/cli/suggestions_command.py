"""`paperlookup suggestions`: records that may be one work."""

from __future__ import annotations

from itertools import islice

import click
import msgspec

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.table import Cell, write_table
from jupyter_paperlookup.cli.terminal import echo_json
from jupyter_paperlookup.library import Suggestion

_COMMANDS = {"duplicate": "merge", "versions": "link"}
_MOST = 1000


@click.command("suggestions")
@click.option(
    "--limit", type=click.IntRange(1, _MOST), default=20, show_default=True, help="At most so many."
)
@click.option("--json", "as_json", is_flag=True, help="Write JSON.")
@click.pass_context
def command(context: click.Context, limit: int, *, as_json: bool) -> None:
    """List pairs of records that may be one work, with what speaks for it.

    Nothing is done with them. Each line begins with the command that would: merge for one record
    twice, link for a preprint and its published version. 'paperlookup keep-apart' says that two
    are two works.

    \b
    Example:
      paperlookup suggestions --limit 5
    """  # noqa: D301
    with opened_library(context) as library:
        found = list(islice(library.suggestions(), limit + 1))
    shown, has_more = found[:limit], len(found) > limit
    if as_json:
        echo_json({"suggestions": msgspec.to_builtins(shown), "has_more": has_more})
        return
    if shown:
        write_table([_row(pair) for pair in shown])
    if not shown:
        click.echo("paperlookup: no two records look like one work", err=True)
    if has_more:
        click.echo(f"{limit} shown; --limit shows more.", err=True)


def _row(pair: Suggestion) -> tuple[Cell, ...]:
    evidence = "; ".join(pair.evidence)
    return Cell(_COMMANDS[pair.kind]), Cell(pair.first), Cell(pair.second), Cell(evidence)
