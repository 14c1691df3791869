"""The one subscription to the digest: to whom, when, by which server, and whether they want it."""

from __future__ import annotations

import hmac
import re
import secrets
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Literal

import msgspec

from jupyter_paperlookup.digest import Schedule
from jupyter_paperlookup.digest.mail import MailServer
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library.database import Database

State = Literal["unconfirmed", "active", "paused"]

# Without letters and digits that look like others.
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_LENGTH = 8
_LIFE = timedelta(days=1)
_TRIES = 5
_NO_LETTERS = re.compile(r"[\s\-‐‑–—]+")


class ExpectedCode(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a code that was mailed: enough to recognise it, not to tell it.

    Attributes:
        digest: SHA-256 of the code and the number of the subscription, in hexadecimal digits.
        expires: From when on it is worth nothing.
        tries: How many more times somebody may try.
    """

    digest: str
    expires: datetime
    tries: int = _TRIES


class Subscription(msgspec.Struct, frozen=True, kw_only=True):
    """The subscription.

    Attributes:
        number: By chance, another one for each address that is to be confirmed.
        address: The one recipient.
        sender: The address that mails come from.
        schedule: When digests are due.
        server: The user's mail server.
        state: Only to an address that was confirmed are digests mailed.
        since: When it was confirmed or went on: what was due before is not mailed by itself.
        code: The code that is expected.
        failure: Why the code could not be mailed, in one line.
        next_try: When it is mailed again by itself; None if it is not.
        attempts: How often that was tried.
    """

    number: str
    address: str
    sender: str
    schedule: Schedule
    server: MailServer
    state: State = "unconfirmed"
    since: datetime | None = None
    code: ExpectedCode | None = None
    failure: str = ""
    next_try: datetime | None = None
    attempts: int = 0

    @property
    def is_confirmed(self) -> bool:
        """Whether the owner of the address wants it."""
        return self.state != "unconfirmed"


def new_number() -> str:
    """A number that no other subscription has."""
    return secrets.token_hex(8)


def new_code(number: str, now: datetime) -> tuple[str, ExpectedCode]:
    """A code for the subscription of this number, and what is to be remembered of it."""
    letters = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    expected = ExpectedCode(digest=_digest(letters, number), expires=now + _LIFE)
    return f"{letters[:4]}-{letters[4:]}", expected


def is_code(typed: str, subscription: Subscription, now: datetime) -> bool:
    """Whether a code is the one that was mailed, however its letters are grouped.

    Raises:
        InvalidRequest: No code counts any more.
    """
    code = subscription.code
    if code is None or code.expires <= now:
        raise InvalidRequest("There is no code that counts any more: have another one mailed.")
    if code.tries < 1:
        raise InvalidRequest("Too many codes were wrong: have another one mailed.")
    letters = _NO_LETTERS.sub("", typed).upper()
    return hmac.compare_digest(_digest(letters, subscription.number), code.digest)


def _digest(letters: str, number: str) -> str:
    return sha256(f"{number} {letters}".encode("utf-8", "replace")).hexdigest()


_decode = msgspec.json.Decoder(Subscription).decode


class SubscriptionTable:
    """Where the subscription stands; every method may be called from any thread."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def get(self) -> Subscription | None:
        """The subscription, if there is one."""
        row = self._db.one("SELECT content FROM subscription")
        return _decode(row[0]) if row else None

    def put(self, subscription: Subscription) -> None:
        """Store it in place of the one there was."""
        self._db.do(
            "INSERT OR REPLACE INTO subscription VALUES (1, ?)",
            (msgspec.json.encode(subscription),),
        )

    def forget(self) -> None:
        """Forget it."""
        self._db.do("DELETE FROM subscription")
