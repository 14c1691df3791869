"""The parts that a query can have."""

from __future__ import annotations

import msgspec


class Word(msgspec.Struct, frozen=True):
    """One word, folded. Without a field it may match anywhere.

    `joined` is the whole hyphenated word that this one is a part of, in one.
    """

    text: str
    field: str = ""
    joined: str = ""
    is_prefix: bool = False
    is_excluded: bool = False


class Phrase(msgspec.Struct, frozen=True):
    """Words that must stand next to each other; `is_prefix` is about the last one."""

    words: tuple[str, ...]
    field: str = ""
    is_prefix: bool = False
    is_excluded: bool = False


class Years(msgspec.Struct, frozen=True):
    """A range of years, both ends included; None is an open end."""

    first: int | None
    last: int | None
    is_excluded: bool = False

    def __str__(self) -> str:
        if self.first == self.last:
            return str(self.first)
        return (
            f"{'' if self.first is None else self.first}..{'' if self.last is None else self.last}"
        )


class Identifier(msgspec.Struct, frozen=True):
    """A normalised `key`, `arxiv` id or `doi`."""

    kind: str
    value: str
    is_prefix: bool = False
    is_excluded: bool = False
