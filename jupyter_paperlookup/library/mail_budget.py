"""How many mails may be sent in a time: a bucket of tokens that fills up slowly.

It outlives a subscription, so that nobody can have a stranger's mailbox filled with codes.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from math import ceil

import msgspec

from jupyter_paperlookup.errors import TooManyMails
from jupyter_paperlookup.library.store import Store


class _Bucket(msgspec.Struct, frozen=True):
    tokens: float
    moment: datetime


_decode = msgspec.json.Decoder(_Bucket).decode


class MailBudget:
    """A bucket of the library; every server of the library takes from the same.

    Args:
        store: Where the bucket stands.
        name: Its name.
        most: How many mails may be sent one after the other.
        each: In which time there may be one more.
    """

    def __init__(self, store: Store, name: str, *, most: int, each: timedelta) -> None:
        self._store = store
        self._fact = f"mails of {name}"
        self._most = most
        self._each = each

    def take(self, now: datetime) -> None:
        """Use one up.

        Raises:
            TooManyMails: There is none left; the sentence says when there will be.
        """
        with self._store.transaction():
            tokens = self._tokens(now)
            if tokens < 1:
                minutes = ceil((1 - tokens) * self._each / timedelta(minutes=1))
                raise TooManyMails(
                    f"Too many mails were sent in a short time. Try again in {minutes} min."
                )
            bucket = _Bucket(tokens - 1, now)
            self._store.set_fact(self._fact, msgspec.json.encode(bucket).decode())

    def _tokens(self, now: datetime) -> float:
        stored = self._store.fact(self._fact)
        if not stored:
            return float(self._most)
        bucket = _decode(stored)
        # A clock that was put back takes nothing away.
        passed = max(now - bucket.moment, timedelta())
        return min(float(self._most), bucket.tokens + passed / self._each)
