"""What services were asked and said: when, in which words, and what waits for a person."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.resolvers.matching import Match

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Match).decode


class KeptAnswer(msgspec.Struct, frozen=True):
    """What a service said that was attached to a record.

    Attributes:
        source: The service, as a source of the record.
        moment: When, in seconds since the epoch.
        reasons: Why it was taken for the same work.
        raw: What it said, in its own words, as JSON.
    """

    source: str
    moment: float
    reasons: tuple[str, ...]
    raw: bytes


class Proposal(msgspec.Struct, frozen=True):
    """What a service says that may be about a record: for a person to accept or reject."""

    number: int
    record_id: int
    match: Match


class ResolutionTable:
    """The tables of resolving; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def asked_since(self, service: str, moment: float) -> set[int]:
        """The records about which a service was asked since a moment."""
        rows = self._db.all(
            "SELECT record_id FROM asked WHERE service = ? AND moment > ?", (service, moment)
        )
        return {number for (number,) in rows}

    def note_asked(self, service: str, record_ids: Iterable[int], moment: float) -> None:
        """Remember that a service was asked about records."""
        self._db.do_many(
            "INSERT OR REPLACE INTO asked VALUES (?, ?, ?)",
            [(number, service, moment) for number in record_ids],
        )

    def keep(self, record_id: int, entry: str, answer: KeptAnswer) -> None:
        """Keep what was attached."""
        row = (record_id, answer.source, entry, answer.moment)
        self._db.do(
            "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)",
            (*row, _encode(answer.reasons).decode(), zlib.compress(answer.raw)),
        )

    def drop(self, record_id: int, source: str, entry: str) -> None:
        """Forget what was attached."""
        self._db.do(
            "DELETE FROM answers WHERE record_id = ? AND source = ? AND entry = ?",
            (record_id, source, entry),
        )

    def kept(self, record_id: int) -> list[KeptAnswer]:
        """What was attached to a record, oldest first."""
        rows = self._db.all(
            "SELECT source, moment, reasons, raw FROM answers WHERE record_id = ? ORDER BY moment",
            (record_id,),
        )
        return [
            KeptAnswer(source, moment, tuple(msgspec.json.decode(reasons)), zlib.decompress(raw))
            for source, moment, reasons, raw in rows
        ]

    def is_a_persons(self, record_id: int, work: str) -> bool:
        """Whether a person has rejected that a work is a record's, or has to look at it."""
        return (
            self._db.one(
                "SELECT 1 FROM proposals WHERE record_id = ? AND work = ?", (record_id, work)
            )
            is not None
        )

    def propose(self, record_id: int, work: str, match: Match, moment: float) -> bool:
        """Let a person look; False where they have rejected it, or it waits already."""
        if self.is_a_persons(record_id, work):
            return False
        self._db.do(
            "INSERT INTO proposals (record_id, service, work, moment, match) "
            "VALUES (?, ?, ?, ?, ?)",
            (record_id, match.candidate.service, work, moment, _encode(match)),
        )
        return True

    def proposals(self, record_ids: Sequence[int] | None = None) -> list[Proposal]:
        """What waits for a person, of these records or of all, oldest first."""
        rows = self._db.all(
            "SELECT id, record_id, match FROM proposals WHERE is_rejected = 0 ORDER BY id"
        )
        wanted = None if record_ids is None else set(record_ids)
        return [
            Proposal(number, record_id, _decode(match))
            for number, record_id, match in rows
            if wanted is None or record_id in wanted
        ]

    def proposal(self, number: int) -> Proposal:
        """One that waits.

        Raises:
            InvalidRequest: It does not wait any more.
        """
        row = self._db.one(
            "SELECT record_id, match FROM proposals WHERE id = ? AND is_rejected = 0", (number,)
        )
        if row is None:
            raise InvalidRequest("That suggestion is no longer there.")
        return Proposal(number, row[0], _decode(row[1]))

    def settle(self, number: int, *, is_rejected: bool) -> None:
        """Remember that one was rejected, or forget one that was accepted."""
        if is_rejected:
            self._db.do("UPDATE proposals SET is_rejected = 1 WHERE id = ?", (number,))
        else:
            self._db.do("DELETE FROM proposals WHERE id = ?", (number,))

    def suggest_again(self, number: int) -> None:
        """Let a person look again at what they rejected."""
        self._db.do("UPDATE proposals SET is_rejected = 0 WHERE id = ?", (number,))

    def open_again(self, record_id: int, work: str, match: Match, moment: float) -> None:
        """Let a person look again at what they decided."""
        self._db.do(
            "INSERT INTO proposals (record_id, service, work, moment, match) "
            "VALUES (?, ?, ?, ?, ?) ON CONFLICT (record_id, work) DO UPDATE SET is_rejected = 0",
            (record_id, match.candidate.service, work, moment, _encode(match)),
        )
