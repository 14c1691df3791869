"""`paperlookup rename`: another key for a record."""

from __future__ import annotations

import click

from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.told import tell_record


@click.command("rename")
@click.argument("old")
@click.argument("new")
@click.option("--json", "as_json", is_flag=True, help="Write the record as one CSL-JSON item.")
@click.pass_context
def command(context: click.Context, old: str, new: str, *, as_json: bool) -> None:
    """Give the record with the key OLD the key NEW.

    The old key goes on leading to the record, so nothing that cites it breaks.

    \b
    Example:
      paperlookup rename chen2023fit fit
    """  # noqa: D301
    with opened_library(context) as library:
        before = library.get(old).key
        record = library.rename_key(old, new)
    is_new = before != record.key
    sentence = f"{before} is {record.key} now, and still leads to it" if is_new else f"It is {new}"
    tell_record(record, sentence, as_json=as_json)
