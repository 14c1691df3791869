"""Text of records as faces show it; see `records.printable`."""

from __future__ import annotations

from jupyter_paperlookup.records.printable import printable, printable_lines

__all__ = ["printable", "printable_lines"]
