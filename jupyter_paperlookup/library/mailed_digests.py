"""Which digests were mailed: one claim at a time for each period, whoever wants to mail it.

A digest is claimed before it is mailed and noted after. Where a program ends between the two,
nobody can know whether the mail went out: when the claim has run out, it is mailed again.
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime, timedelta
from typing import Literal

import msgspec

from jupyter_paperlookup.digest import Period
from jupyter_paperlookup.library.database import Database, Row

MailedState = Literal["claimed", "mailed", "nothing", "failed"]

CLAIM = timedelta(minutes=10)
"""Longer than any mail takes to be handed over."""

MOST_ATTEMPTS = 12
"""Then only a person can ask for another."""

_KEPT = 400
# First pause, factor and longest pause; where waiting is of no use, somebody must notice first.
_PAUSES = {
    True: (timedelta(minutes=5), 3, timedelta(hours=6)),
    False: (timedelta(hours=1), 4, timedelta(hours=24)),
}


class MailedDigest(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the digest of a period.

    Attributes:
        period: The period.
        state: `nothing` where there was nothing to tell.
        attempts: How often it was tried.
        until: When a claim runs out, or when the next attempt is.
        moment: When it came into this state.
        failure: Why the last attempt failed, in one line.
        papers: Keys of the papers that it told of.
        others: Keys of those of which it told the number.
    """

    period: Period
    state: MailedState
    attempts: int
    until: datetime
    moment: datetime
    failure: str = ""
    papers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()

    @property
    def is_over(self) -> bool:
        """Whether there is nothing left to do for this period."""
        return self.state in ("mailed", "nothing")


class Told(msgspec.Struct, frozen=True):
    """What earlier digests told of.

    Attributes:
        until: The first day of which none of them told; None if there was none.
        papers: Keys of all their papers.
        others: Keys of those of which they told the number.
    """

    until: date | None = None
    papers: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()


class Keys(msgspec.Struct, frozen=True, array_like=True):
    """Of which papers a digest told, and of which others the number."""

    papers: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


_decode_keys = msgspec.json.Decoder(Keys).decode
_COLUMNS = "period, state, attempts, until, moment, failure, papers"


class MailedDigests:
    """The table of them; every method may be called from any thread and several processes."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def claim(self, period: Period, now: datetime, *, at_once: bool = False) -> str | None:
        """Take it upon oneself to mail a digest.

        Args:
            period: Its period.
            now: The time.
            at_once: Whether a person asks, who waits for no pause.

        Returns:
            A claim to be noted upon; None if it is mailed, somebody else is about to, or the next
            attempt is later.
        """
        with self._db.transaction():
            known = self.get(period)
            if known is not None and not _may_be_claimed(known, now, at_once=at_once):
                return None
            claim = secrets.token_hex(8)
            attempts = known.attempts + 1 if known else 1
            self._db.do(
                "INSERT OR REPLACE INTO mailed_digests "
                "(period, state, claim, attempts, until, moment) VALUES (?, 'claimed', ?, ?, ?, ?)",
                (period.name, claim, attempts, _text(now + CLAIM), _text(now)),
            )
        return claim

    def may_be_claimed(self, period: Period, now: datetime) -> bool:
        """Whether `claim` would give one."""
        known = self.get(period)
        return known is None or _may_be_claimed(known, now, at_once=False)

    def note_mailed(self, claim: str, keys: Keys, now: datetime) -> None:
        """It was handed over, and told of these papers; of none where there was nothing to tell."""
        self._db.do(
            "UPDATE mailed_digests SET state = ?, moment = ?, papers = ? WHERE claim = ?",
            ("mailed" if keys.papers else "nothing", _text(now), msgspec.json.encode(keys), claim),
        )
        self._db.do(
            "DELETE FROM mailed_digests WHERE period NOT IN "
            "(SELECT period FROM mailed_digests ORDER BY moment DESC LIMIT ?)",
            (_KEPT,),
        )

    def note_failure(self, claim: str, reason: str, now: datetime, *, passes: bool) -> None:
        """It was not handed over; the next attempt comes after a pause that grows."""
        row = self._db.one("SELECT attempts FROM mailed_digests WHERE claim = ?", (claim,))
        if row is not None:
            self._db.do(
                "UPDATE mailed_digests SET state = 'failed', until = ?, moment = ?, failure = ? "
                "WHERE claim = ?",
                (_text(now + pause(int(row[0]), passes=passes)), _text(now), reason, claim),
            )

    def get(self, period: Period) -> MailedDigest | None:
        """What became of a period's digest; None before anybody tried."""
        row = self._db.one(
            f"SELECT {_COLUMNS} FROM mailed_digests WHERE period = ?",  # noqa: S608
            (period.name,),
        )
        return _mailed(row) if row else None

    def last_mailed(self) -> MailedDigest | None:
        """The one that was mailed last."""
        row = self._db.one(
            f"SELECT {_COLUMNS} FROM mailed_digests "  # noqa: S608
            "WHERE state = 'mailed' ORDER BY moment DESC LIMIT 1"
        )
        return _mailed(row) if row else None

    def told_before(self, period: Period) -> Told:
        """What was mailed of periods that ended before one ends."""
        rows = self._db.all(
            f"SELECT {_COLUMNS} FROM mailed_digests "  # noqa: S608
            "WHERE state IN ('mailed', 'nothing')"
        )
        earlier = [each for each in map(_mailed, rows) if each.period.last < period.last]
        return Told(
            until=max((each.period.next.first for each in earlier), default=None),
            papers=frozenset(key for each in earlier for key in each.papers),
            others=frozenset(key for each in earlier for key in each.others),
        )

    def try_at_once(self, now: datetime) -> None:
        """Let what failed be tried again without waiting: something has changed."""
        self._db.do(
            "UPDATE mailed_digests SET until = ?, attempts = 0 WHERE state = 'failed'",
            (_text(now),),
        )

    def forget(self) -> None:
        """Forget all of them."""
        self._db.do("DELETE FROM mailed_digests")


def pause(attempts: int, *, passes: bool) -> timedelta:
    """How long to wait after so many attempts; `passes` as for `MailFailed`."""
    first, factor, longest = _PAUSES[passes]
    factors: int = factor ** min(attempts - 1, MOST_ATTEMPTS)
    return min(first * factors, longest)


def _may_be_claimed(known: MailedDigest, now: datetime, *, at_once: bool) -> bool:
    if known.is_over:
        return False
    if known.state == "claimed":
        return known.until <= now
    return at_once or (known.until <= now and known.attempts < MOST_ATTEMPTS)


def _mailed(row: Row) -> MailedDigest:
    period, state, attempts, until, moment, failure, papers = row
    keys = _decode_keys(papers)
    return MailedDigest(
        period=Period.named(period),
        state=state,
        attempts=attempts,
        until=datetime.fromisoformat(until),
        moment=datetime.fromisoformat(moment),
        failure=failure,
        papers=keys.papers,
        others=keys.others,
    )


def _text(moment: datetime) -> str:
    """A moment as text that sorts by time."""
    return moment.astimezone(UTC).isoformat(timespec="microseconds")
