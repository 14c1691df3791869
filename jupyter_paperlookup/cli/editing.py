"""A record as a text file in a person's editor, and what they changed in it."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import Any

import click

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.yaml_values import UnreadableYaml, read_yaml, write_yaml
from jupyter_paperlookup.messages.printable import printable
from jupyter_paperlookup.records import Record, to_csl
from jupyter_paperlookup.records.csl_variables import DATE_VARIABLES
from jupyter_paperlookup.records.dates import date_from_csl, date_to_csl, parse_iso

_NO_VARIABLES = ("id", "custom")
_LARGEST = 2_000_000
_HEADER = """\
# The record {key} in CSL's variables, as YAML. Save and close to change it; lines with # do not
# count. A variable that you take out says nothing any more; an empty file changes nothing.
# Names: {{family: Turing, given: Alan}}, or {{literal: an organisation}}. Dates: "1936-11-12".
"""
_NOTE = "#! {reason}\n"


class NothingToChange(Exception):
    """The file was left empty, or as it was."""


class EditedText:
    """The file of one record; it stays until `discard`.

    Args:
        record: The record.
    """

    def __init__(self, record: Record) -> None:
        self._written = _as_yaml(record)
        self._before = read_yaml(self._written) or {}
        self._whole = _HEADER.format(key=record.key) + self._written
        descriptor, name = tempfile.mkstemp(prefix="paperlookup-", suffix=".yaml")
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
            file.write(self._whole)
        self.path = Path(name)

    def changes(self) -> dict[str, Any]:
        """Open the editor, and say what is different afterwards; None for what was taken out.

        Raises:
            NothingToChange: Nothing is different, or the file is empty.
            InvalidRequest: It cannot be read as YAML; the file is still there.
            click.ClickException: The editor failed.
        """
        click.edit(filename=str(self.path))
        after = self._read()
        changed = {
            name: after.get(name)
            for name in {**self._before, **after}
            if after.get(name) != self._before.get(name)
        }
        if not after or not changed:
            raise NothingToChange
        return changed

    def note(self, reason: str) -> None:
        """Write on top of the file why it could not be taken."""
        kept = [line for line in self._lines() if not line.startswith("#! ")]
        text = _NOTE.format(reason=printable(reason)) + "\n".join(kept) + "\n"
        self.path.write_text(text, "utf-8")

    def keep(self) -> None:
        """Say where the file is, if there is anything in it that nobody knows yet."""
        if self.path.read_bytes() == self._whole.encode():
            self.discard()
        else:
            click.echo(f"paperlookup: what you typed is in {self.path}", err=True)

    def discard(self) -> None:
        """Remove the file: what it says is in the library."""
        self.path.unlink(missing_ok=True)

    def _lines(self) -> list[str]:
        if self.path.stat().st_size > _LARGEST:
            raise InvalidRequest("The file is too large for one record.")
        return self.path.read_text("utf-8-sig", "replace").splitlines()

    def _read(self) -> dict[str, Any]:
        lines = self._lines()
        try:
            value = read_yaml("\n".join(lines) + "\n")
        except UnreadableYaml as error:
            reason = error.reason.rstrip(".")
            raise InvalidRequest(f"Line {error.line + 1} cannot be read: {reason}.") from error
        if value is None:
            raise NothingToChange
        if not isinstance(value, dict):
            raise InvalidRequest("Each line begins with a variable and a colon.")
        return value


def _as_yaml(record: Record) -> str:
    item = to_csl(record, with_facts=False)
    shown = {name: value for name, value in item.items() if name not in _NO_VARIABLES}
    return write_yaml({name: _shown(name, value) for name, value in shown.items()})


def _shown(name: str, value: Any) -> Any:
    """A date as ISO 8601 where that says all of it."""
    date = date_from_csl(value) if name in DATE_VARIABLES else None
    if date is None or (text := str(date)) == "" or parse_iso(text) != date:
        return value
    return text if date_to_csl(date) == value else value
