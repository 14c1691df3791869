"""Files that are kept up to date, as rows for people and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jupyter_paperlookup.cli.table import Cell

if TYPE_CHECKING:
    from jupyter_paperlookup.library import KeptFile


def kept_as_json(kept: KeptFile) -> dict[str, str | int]:
    """One kept file for programs."""
    return {
        "file": kept.path,
        "to": kept.to,
        "notebook": kept.notebook,
        "source": kept.source,
        "entries": kept.entries,
        "message": kept.message,
    }


def kept_row(kept: KeptFile) -> tuple[Cell, ...]:
    """One kept file for people: file, entries, what it follows."""
    noun = "entry" if kept.entries == 1 else "entries"
    follows = kept.notebook or (f"source {kept.source}" if kept.source else "the whole library")
    return Cell(kept.path), Cell(f"{kept.entries} {noun}"), Cell(kept.to), Cell(follows)
