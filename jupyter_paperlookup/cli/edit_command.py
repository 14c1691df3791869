"""`paperlookup edit`: a record corrected by hand, on the command line or in an editor."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from typing import Any

import click

from jupyter_paperlookup.cli.editing import EditedText, NothingToChange
from jupyter_paperlookup.cli.opening import opened_library
from jupyter_paperlookup.cli.told import tell, tell_record
from jupyter_paperlookup.cli.values import settings, variable_named
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import Record, to_csl


@click.command("edit")
@click.argument("key")
@click.argument("assignments", nargs=-1, metavar="[VARIABLE=VALUE]...")
@click.option(
    "--unset", metavar="VARIABLE", multiple=True, help="Nothing shall stand in this variable."
)
@click.option(
    "--restore", metavar="VARIABLE", multiple=True, help="Believe the sources again in this one."
)
@click.option("--editor", is_flag=True, help="Open the record in VISUAL or EDITOR.")
@click.option("--json", "as_json", is_flag=True, help="Write the record as one CSL-JSON item.")
@click.pass_context
def command(
    context: click.Context,
    key: str,
    assignments: tuple[str, ...],
    unset: tuple[str, ...],
    restore: tuple[str, ...],
    *,
    editor: bool,
    as_json: bool,
) -> None:
    """Correct the record with the key KEY.

    What you say stands before all sources, now and after every import; 'paperlookup undo' takes it
    back. Names are written as in BibTeX, "Turing, Alan and Hopper, Grace", dates as 2023-10-11.
    Without VARIABLE=VALUE the record is opened in the editor that VISUAL or EDITOR names.

    \b
    Example:
      paperlookup edit turing1936computable volume=42 issued=1937
      paperlookup edit turing1936computable --unset note --restore issued
      paperlookup edit turing1936computable
    """  # noqa: D301
    changes = settings(assignments) | {variable_named(name): None for name in unset}
    again = [variable_named(name) for name in restore]
    is_said = bool(changes or again)
    if editor and is_said:
        raise click.UsageError("--editor goes without VARIABLE=VALUE, --unset, --restore.", context)
    if not is_said:
        _require_editor(context)
    with opened_library(context) as library:
        before = library.get(key)
        after = library.edit(key, changes, again) if is_said else _in_editor(library, before)
    tell_record(after, _sentence(before, after), as_json=as_json)


def _require_editor(context: click.Context) -> None:
    """Without a terminal an editor that nobody chose would wait for ever."""
    if not sys.stdin.isatty() and not (os.environ.get("VISUAL") or os.environ.get("EDITOR")):
        raise click.UsageError("Say VARIABLE=VALUE, or name an editor in EDITOR.", context)


def _in_editor(library: Library, record: Record) -> Record:
    """The record as a person left it in their editor; what they typed is never lost."""
    edited = EditedText(record)
    try:
        while True:
            try:
                after = library.edit(record.key, edited.changes())
                break
            except NothingToChange:
                after = record
                break
            except InvalidRequest as error:
                _ask_again(edited, error)
    except BaseException:  # also Ctrl+C
        edited.keep()
        raise
    edited.discard()
    return after


def _ask_again(edited: EditedText, error: InvalidRequest) -> None:
    """Let the person go on where they were; what is wrong stands on top of their text."""
    if not sys.stdin.isatty():
        raise error
    tell(f"paperlookup: {error.reason}")
    if not click.confirm("Go on editing?", default=True):
        raise error
    edited.note(error.reason)


def _sentence(before: Record, after: Record) -> str:
    old, new = (to_csl(record, with_facts=False) for record in (before, after))
    names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
    if not names:
        return f"{after.key} is as it was"
    return f"{after.key} changed: {', '.join(_change(name, new) for name in names)}"


def _change(name: str, item: Mapping[str, Any]) -> str:
    return printable(name) if name in item else f"{printable(name)} (nothing stands there now)"
