"""Sources as rows of a table and as JSON."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jupyter_paperlookup.cli.table import Cell
from jupyter_paperlookup.cli.told import counted

if TYPE_CHECKING:
    from jupyter_paperlookup.library import SourceStatus


def source_row(source: SourceStatus, indent: str = "") -> tuple[Cell, ...]:
    """Name, format, records, and what else there is to say of a source."""
    facts = (
        _captured(source.captured),
        counted(source.problems, "problem") if source.problems else "",
        "watched" if source.watched else "",
        source.path,
    )
    return (
        Cell(indent + source.name),
        Cell(source.kind),
        Cell(counted(source.records, "record")),
        Cell(", ".join(filter(None, facts))),
    )


def source_as_json(source: SourceStatus) -> dict[str, Any]:
    """All that is known of a source."""
    return {
        "name": source.name,
        "kind": source.kind,
        "records": source.records,
        "captured": source.captured,
        "path": source.path,
        "watched": source.watched,
        "problems": source.problems,
    }


def _captured(date: str) -> str:
    """`captured 2025-12-11`; of a day without a year, `captured 03-14 (year not known)`."""
    if date.startswith("--"):
        return f"captured {date[2:]} (year not known)"
    return f"captured {date}" if date else ""
