"""`paperlookup merge`: one record of several."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.told import tell_record


@click.command("merge")
@click.argument("keys", nargs=-1, required=True, metavar="KEY KEY...")
@click.option("--json", "as_json", is_flag=True, help="Write the record as one CSL-JSON item.")
@click.pass_context
def command(context: click.Context, keys: tuple[str, ...], *, as_json: bool) -> None:
    """Make one record of all that have these keys.

    The first key stays, the others go on leading to the record. Where two sources say different
    things, the one that came in first is believed; 'paperlookup show' says which. It is taken back
    by 'paperlookup undo'.

    \b
    Example:
      paperlookup merge he2016deep he2016deepa
    """  # noqa: D301
    with opened_library(context) as library:
        record = library.merge(keys)
        others = ", ".join(key for key in keys if key.casefold() != record.key.casefold())
    tell_record(record, f"{others} and {record.key} are one record: {record.key}.", as_json=as_json)
