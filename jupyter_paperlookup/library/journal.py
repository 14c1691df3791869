"""What a person changed, one after the other, with what it takes to undo the last change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime

import msgspec

from jupyter_paperlookup.library.database import Database
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.resolvers.matching import Match

_KEPT = 1000
_MOST_CHANGES = 20_000


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


class Rejected(msgspec.Struct, frozen=True, tag=True):
    """A person said that a suggestion of a service is about another work than a record."""

    record_id: int
    number: int


Change = KeyRenamed | Edited | Merged | Separated | Linked | KeptApart | Resolved | Rejected

_encode = msgspec.json.Encoder().encode
_decode = msgspec.json.Decoder(Change).decode


class Noted(msgspec.Struct, frozen=True):
    """A change in the journal."""

    number: int
    sentence: str
    change: Change


class Step(msgspec.Struct, frozen=True):
    """What is undone at once: one change, or all changes of one run.

    Attributes:
        sentence: What it was, for people.
        numbers: The changes, oldest first.
    """

    sentence: str
    numbers: tuple[int, ...]


class Journal:
    """The changes that a person made; the last thousand steps are kept, a run is one of them."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def note(self, sentence: str, change: Change, run: str = "") -> None:
        """Write down a change; to be called in its transaction.

        Args:
            sentence: What it was, for people.
            change: What it takes to undo it.
            run: A name that all changes of one run have in common; empty for one by itself.
        """
        moment = datetime.now(UTC).isoformat(timespec="seconds")
        about, other = (
            (change.record_id, change.other_id) if isinstance(change, Resolved) else (0, 0)
        )
        self._db.do(
            "INSERT INTO journal (moment, sentence, change, run, record_id, other_id) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (moment, sentence, _encode(change), run, about, other),
        )
        begun = self._db.all("SELECT 1 FROM journal WHERE run = ? AND run != '' LIMIT 2", (run,))
        if len(begun) <= 1:
            self._forget()

    def steps(self, limit: int = 1) -> list[Step]:
        """The last steps, newest first."""
        rows = self._db.all(f"{_STEPS} LIMIT ?", (limit,))
        return [self._step(*row) for row in rows]

    def changes(self, step: Step) -> Iterator[Noted]:
        """The changes of a step, newest first."""
        for number in reversed(step.numbers):
            row = self._db.one("SELECT sentence, change FROM journal WHERE id = ?", (number,))
            if row is not None:
                yield Noted(number, row[0], _decode(row[1]))

    def said_of(self, record_id: int, source: str = "") -> list[Noted]:
        """The changes by which services spoke of a record in the last run that did; newest first.

        Args:
            record_id: The record, or the other version of one.
            source: Only what this service said.
        """
        rows = self._db.all(
            "SELECT id, run, sentence, change FROM journal WHERE record_id = ? OR other_id = ? "
            "ORDER BY id DESC",
            (record_id, record_id),
        )
        found: list[Noted] = []
        last = None
        for number, run, sentence, content in rows:
            change = _decode(content)
            if not isinstance(change, Resolved) or source not in ("", change.source):
                continue
            if found and (run != last or not run):
                break
            last = run
            found.append(Noted(number, sentence, change))
        return found

    def strike(self, numbers: Iterable[int]) -> None:
        """Take changes out of the journal."""
        self._db.do_many("DELETE FROM journal WHERE id = ?", [(number,) for number in numbers])

    def _step(self, run: str, newest: int, completed: int, linked: int) -> Step:
        numbers = (newest,)
        if run:
            rows = self._db.all("SELECT id FROM journal WHERE run = ? ORDER BY id", (run,))
            numbers = tuple(number for (number,) in rows)
        if completed + linked > 1:
            return Step(_told(completed, linked), numbers)
        ((sentence,),) = self._db.all("SELECT sentence FROM journal WHERE id = ?", (numbers[0],))
        return Step(sentence, numbers)

    def _forget(self) -> None:
        """Let go of what is too old; a step goes as a whole, and the last one never does."""
        ((count,),) = self._db.all("SELECT count(*) FROM journal")
        if count <= _KEPT:
            return
        left = _MOST_CHANGES
        for place, step in enumerate(self.steps(-1)):
            left -= len(step.numbers)
            if place >= _KEPT or (left < 0 and place > 0):
                self.strike(step.numbers)


# Each change by itself, and each run as one, newest first.
_STEPS = """
    SELECT run, max(id),
        count(DISTINCT iif(other_id = 0, record_id, NULL)),
        count(DISTINCT iif(other_id = 0, NULL, record_id))
    FROM journal GROUP BY iif(run = '', id, run) ORDER BY max(id) DESC
"""


def _told(completed: int, linked: int) -> str:
    """What a run did."""
    parts = []
    if completed:
        parts.append(f"completed {completed} record{'' if completed == 1 else 's'}")
    if linked:
        parts.append(
            f"linked {linked} with {'another version' if linked == 1 else 'other versions'}"
        )
    said = " and ".join(parts)
    return f"{said[0].upper()}{said[1:]}."
