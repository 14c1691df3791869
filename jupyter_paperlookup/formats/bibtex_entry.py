"""One entry of a `.bib` file as it stands there."""

from __future__ import annotations

import msgspec


class BibtexEntry(msgspec.Struct):
    """One entry: field names in lower case, values in LaTeX, macros put in."""

    type: str
    key: str
    line: int
    fields: dict[str, str]
