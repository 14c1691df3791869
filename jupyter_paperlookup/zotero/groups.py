"""Groups, as both APIs tell of them."""

from __future__ import annotations

from typing import Any

import msgspec

_LONGEST_NAME = 200


class Group(msgspec.Struct):
    """A group that shares a library."""

    id: int
    data: dict[str, Any] = {}


def group_name(group: Group) -> str:
    """What people call it, in one line."""
    name = group.data.get("name")
    words = name.split() if isinstance(name, str) else []
    return " ".join(words)[:_LONGEST_NAME] or f"Group {group.id}"
