"""Answers that need not be asked for again, and when they do."""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Callable

import msgspec

from jupyter_paperlookup.network.answer import Answer
from jupyter_paperlookup.network.network_file import NetworkFile

MOST_BYTES = 64_000_000
LARGEST_ANSWER = 4_000_000

_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(Answer).decode


class Cache:
    """The answers of a network file, bounded in their size: those not used for longest go first.

    Args:
        file: Where they are.
        clock: Tells the time, in seconds since the epoch.
    """

    def __init__(self, file: NetworkFile, clock: Callable[[], float] = time.time) -> None:
        self._file = file
        self._clock = clock

    def get(self, question: bytes) -> Answer | None:
        """The answer to a question, if it was kept and has not expired."""
        now = self._clock()

        def find(connection: sqlite3.Connection) -> bytes | None:
            row = connection.execute(
                "SELECT answer FROM answers WHERE question = ? AND expires > ? AND stored <= ?",
                (question, now, now + 1),
            ).fetchone()
            if row:
                connection.execute(
                    "UPDATE answers SET used = ? WHERE question = ?", (now, question)
                )
            return row[0] if row else None

        found = self._file.safely(find, None)
        try:
            return msgspec.structs.replace(_decode(found), is_kept=True) if found else None
        except msgspec.DecodeError:
            return None

    def put(self, question: bytes, answer: Answer, seconds: float) -> None:
        """Keep an answer for so many seconds."""
        now = self._clock()
        content = _encode(answer)
        if len(content) > LARGEST_ANSWER:
            return

        def store(connection: sqlite3.Connection) -> None:
            connection.execute("DELETE FROM answers WHERE expires <= ?", (now,))
            connection.execute(
                "INSERT OR REPLACE INTO answers VALUES (?, ?, ?, ?, ?, ?)",
                (question, now, now + seconds, now, len(content), content),
            )
            connection.execute(
                "DELETE FROM answers WHERE question IN (SELECT question FROM (SELECT question, "
                "sum(size) OVER (ORDER BY used DESC, question) AS held FROM answers) "
                "WHERE held > ?)",
                (MOST_BYTES,),
            )

        self._file.safely(store, None)

    def drop(self, question: bytes) -> None:
        """Forget the answer to a question."""
        self._file.safely(
            lambda connection: connection.execute(
                "DELETE FROM answers WHERE question = ?", (question,)
            ),
            None,
        )

    def forget(self) -> None:
        """Forget all answers."""
        self._file.safely(lambda connection: connection.execute("DELETE FROM answers"), None)


def question_of(*parts: object) -> bytes:
    """What identifies a question: a digest of all that its answer depends on."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=20).digest()
