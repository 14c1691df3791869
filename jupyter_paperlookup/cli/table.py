"""Aligned columns, as wide as their text, one of them cut short where lines must fit."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from itertools import zip_longest

import click
import msgspec

from jupyter_paperlookup.cli.terminal import emphasised
from jupyter_paperlookup.messages.printable import printable

_GAP = "  "
_NARROWEST = 20


class Cell(msgspec.Struct, frozen=True):
    """One text of a table and the parts of it to emphasise."""

    text: str
    spans: tuple[tuple[int, int], ...] = ()


def write_table(
    rows: Sequence[Sequence[Cell]],
    *,
    width: int | None = None,
    shrinks: int = 0,
    notes: Sequence[Sequence[str]] = (),
) -> None:
    """Write rows of equally many cells to stdout.

    Args:
        rows: The texts.
        width: Columns that a line may take; None leaves every text whole.
        shrinks: Which column is cut short to keep to `width`.
        notes: For each row the lines to write below it.
    """
    widths = [max(_columns(cell.text) for cell in column) for column in zip(*rows, strict=True)]
    if width is not None:
        others = sum(widths) - widths[shrinks] + len(_GAP) * (len(widths) - 1)
        widths[shrinks] = min(widths[shrinks], max(_NARROWEST, width - others - 1))
    for row, lines in zip_longest(rows, notes, fillvalue=()):
        cells = (_padded(cell, columns) for cell, columns in zip(row, widths, strict=True))
        click.echo(_GAP.join(cells).rstrip())
        for line in lines:
            click.echo(f"    {line}")


def _padded(cell: Cell, columns: int) -> str:
    cell = _cut(cell, columns)
    return emphasised(cell.text, cell.spans) + " " * (columns - _columns(cell.text))


def _cut(cell: Cell, columns: int) -> Cell:
    if _columns(cell.text) <= columns:
        return cell
    kept, taken = "", 1  # one column for the ellipsis
    for character in cell.text:
        taken += _columns(character)
        if taken > columns:
            break
        kept += character
    return Cell(kept + "…", tuple((start, min(end, len(kept))) for start, end in cell.spans))


def _columns(text: str) -> int:
    """Columns that a terminal gives the printable part of a text: two for wide characters."""
    return sum(map(_character_columns, printable(text)))


def _character_columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1
