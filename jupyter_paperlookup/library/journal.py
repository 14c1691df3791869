"""What a person changed, one after the other, with what it takes to undo the last change."""

from __future__ import annotations

from datetime import UTC, datetime

import msgspec

from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.resolvers.matching import Match

_KEPT = 1000


class ByHand(msgspec.Struct, frozen=True):
    """What a person said of a record: the values, and the variables that they decide."""

    record: Record
    decides: tuple[str, ...]


class KeyRenamed(msgspec.Struct, frozen=True, tag=True):
    """A record got another key; `was_known` if the new one had been its key before."""

    record_id: int
    old: str
    new: str
    was_known: bool


class Edited(msgspec.Struct, frozen=True, tag=True):
    """A person said something else of a record than before; `is_new` if they added it."""

    record_id: int
    before: ByHand | None
    is_new: bool = False


class MergedAway(msgspec.Struct, frozen=True):
    """A record that became part of another: all that led to it, and links that the other took."""

    record_id: int
    key: str
    keys: tuple[str, ...]
    entries: tuple[tuple[str, str], ...]
    links: tuple[tuple[int, int], ...]
    inherited: tuple[tuple[int, int], ...]


class Merged(msgspec.Struct, frozen=True, tag=True):
    """Records became one."""

    kept_id: int
    away: tuple[MergedAway, ...]


class Separated(msgspec.Struct, frozen=True, tag=True):
    """A part of a record became a record; `new_key` is empty if its key was known before."""

    record_id: int
    new_id: int
    new_key: str


class Linked(msgspec.Struct, frozen=True, tag=True):
    """A preprint and its published version were linked, or no longer are."""

    preprint_id: int
    published_id: int
    is_linked: bool


class KeptApart(msgspec.Struct, frozen=True, tag=True):
    """Two records were said to be two works."""

    first_id: int
    second_id: int


class Resolved(msgspec.Struct, frozen=True, tag=True):
    """A service completed a record, or told of another version of it.

    Attributes:
        source: The service.
        entry: The name of what it said.
        work: The work that it spoke of.
        match: What it said, and why that was believed.
        other_id: The other version; 0 where the record itself was completed.
        is_new: The other version came into the library by it.
        link: The link that was made.
    """

    record_id: int
    source: str
    entry: str
    work: str
    match: Match
    other_id: int = 0
    is_new: bool = False
    link: tuple[int, int] | None = None


Change = KeyRenamed | Edited | Merged | Separated | Linked | KeptApart | Resolved

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Change).decode


class Noted(msgspec.Struct, frozen=True):
    """A change in the journal: when it was, and what it was in a sentence for people."""

    number: int
    moment: str
    sentence: str
    change: Change


class Journal:
    """The changes that a person made; the last thousand are kept."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, sentence: str, change: Change) -> None:
        """Write down a change; to be called in its transaction."""
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        self._db.do(
            "INSERT INTO journal (moment, sentence, change) VALUES (?, ?, ?)",
            (moment, sentence, _encode(change)),
        )
        self._db.do("DELETE FROM journal WHERE id <= (SELECT max(id) FROM journal) - ?", (_KEPT,))

    def newest(self, limit: int = 1) -> list[Noted]:
        """The last changes, newest first."""
        rows = self._db.all(
            "SELECT id, moment, sentence, change FROM journal ORDER BY id DESC LIMIT ?", (limit,)
        )
        return [
            Noted(number, moment, sentence, _decode(change))
            for number, moment, sentence, change in rows
        ]

    def strike(self, number: int) -> None:
        """Take a change out of the journal."""
        self._db.do("DELETE FROM journal WHERE id = ?", (number,))
