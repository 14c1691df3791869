"""What a user may type, parsed to a Query. The grammar is closed: no engine syntax gets through."""

from __future__ import annotations

import msgspec


class Query(msgspec.Struct, frozen=True):
    """To be filled by the grammar."""

    text: str = ""
