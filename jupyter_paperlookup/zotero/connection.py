"""Requests to Zotero: bounded, paced, never to another place than the one that was named."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Mapping
from contextlib import suppress
from typing import TypeVar

import httpx
import msgspec

from jupyter_paperlookup import __version__
from jupyter_paperlookup.errors import ZoteroUnavailable
from jupyter_paperlookup.records.encodable import encodable_json
from jupyter_paperlookup.zotero.pacing import Pacing, seconds_of

MOST_BYTES = 64_000_000
MOST_BYTES_IN_ALL = 1_000_000_000

_OK = 200
_SERVER_FAULT = 500
_BUSY = (429, 503)
_PASSING = (500, 502, 504)
_REDIRECTS = range(300, 400)
_SECONDS_TO_CONNECT = 5.0
_SECONDS_TO_ANSWER = 60.0

T = TypeVar("T")
Parameters = Mapping[str, str | int]


class ServerFault(ZoteroUnavailable):
    """The server failed over this request; another one may go well."""


class Answer(msgspec.Struct, frozen=True):
    """What the server said."""

    status: int
    headers: Mapping[str, str]
    body: bytes

    def number(self, header: str) -> int:
        """A header that counts something; 0 where it does not stand or is no number."""
        text = self.headers.get(header, "")
        return int(text) if text.isascii() and text.isdigit() else 0


class _TryAgainError(Exception):
    """What may go well the next time: the error if it does not, and the pause that was asked."""

    def __init__(self, error: ZoteroUnavailable, asked: float | None = None) -> None:
        super().__init__()
        self.error = error
        self.asked = asked


class Connection:
    """A connection to one server; a context manager.

    Args:
        base: Where it is.
        place: How people call it.
        refusal: The sentence for a status; empty where none fits.
        pacing: How fast it is asked.
        headers: What goes along with every request.
        uses_proxy: Whether the environment's proxy stands between.
        retries_faults: Whether a failure of the server may be a passing one.
    """

    def __init__(
        self,
        base: str,
        place: str,
        refusal: Callable[[int], str],
        pacing: Pacing,
        *,
        headers: Mapping[str, str] | None = None,
        uses_proxy: bool,
        retries_faults: bool,
    ) -> None:
        self._place = place
        self._refusal = refusal
        self._pacing = pacing
        self._retries_faults = retries_faults
        self._has_answered = False
        self._read = 0
        self._client = httpx.Client(
            base_url=base,
            headers={
                "User-Agent": f"jupyter-paperlookup/{__version__}",
                "Accept-Encoding": "gzip",
                "Zotero-API-Version": "3",
                **(headers or {}),
            },
            timeout=httpx.Timeout(
                min(_SECONDS_TO_ANSWER, pacing.seconds), connect=_SECONDS_TO_CONNECT
            ),
            follow_redirects=False,
            # Where nothing is encrypted, reading all authorities would be most of the work.
            verify=base.startswith("https:") or ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT),
            trust_env=uses_proxy,
        )

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    def get(
        self,
        path: str,
        parameters: Parameters,
        kind: type[T],
        *,
        headers: Mapping[str, str] | None = None,
        accept: Collection[int] = (),
    ) -> tuple[Answer, T | None]:
        """Ask for JSON.

        Args:
            path: Behind the base.
            parameters: What stands behind the `?`.
            kind: What the JSON must be.
            headers: What else goes along.
            accept: Statuses that are answers too, without JSON.

        Raises:
            ZoteroUnavailable: There is no such answer; the sentence says why, and never what
                the server wrote: that may repeat the key.
        """
        attempt = 0
        while True:
            self._pacing.wait()
            try:
                answer = self._ask(path, parameters, headers or {}, accept)
                value = self._decoded(answer, kind) if answer.status == _OK else None
            except _TryAgainError as failed:
                if not self._pacing.retry(attempt, failed.asked):
                    raise failed.error from None
                attempt += 1
                continue
            if (seconds := seconds_of(answer.headers.get("backoff", ""))) is not None:
                self._pacing.pause(seconds)
            return answer, value

    def _ask(
        self,
        path: str,
        parameters: Parameters,
        headers: Mapping[str, str],
        accept: Collection[int],
    ) -> Answer:
        try:
            with self._client.stream(
                "GET", path, params=dict(parameters), headers=dict(headers)
            ) as response:
                self._has_answered = True
                self._judge(response, accept)
                body = self._body(response) if response.status_code == _OK else b""
                return Answer(response.status_code, dict(response.headers), body)
        except httpx.ConnectError:
            error = ZoteroUnavailable(self._refusal(0))
            raise _TryAgainError(error) if self._has_answered else error from None
        except httpx.HTTPError as fault:
            what = "does not answer" if isinstance(fault, httpx.TimeoutException) else "broke off"
            raise _TryAgainError(
                ZoteroUnavailable(f"{self._place} {what}. Nothing was changed: try again later.")
            ) from None

    def _judge(self, response: httpx.Response, accept: Collection[int]) -> None:
        status = response.status_code
        if status == _OK or status in accept:
            return
        if status in _BUSY:
            error = ZoteroUnavailable(f"{self._place} is too busy. Try again in a few minutes.")
            raise _TryAgainError(error, seconds_of(response.headers.get("retry-after", "")))
        if status in _REDIRECTS:
            raise ZoteroUnavailable(
                f"{self._place} sends elsewhere, which is not followed: a login page of the "
                "network may stand in between."
            )
        if sentence := self._refusal(status):
            raise ZoteroUnavailable(sentence)
        if status >= _SERVER_FAULT:
            fault = ServerFault(f"{self._place} failed (status {status}). Try again later.")
            raise _TryAgainError(fault) if status in _PASSING and self._retries_faults else fault
        raise ZoteroUnavailable(f"{self._place} refuses to answer (status {status}).")

    def _body(self, response: httpx.Response) -> bytes:
        body = bytearray()
        for chunk in response.iter_bytes():
            body += chunk
            self._read += len(chunk)
            if len(body) > MOST_BYTES or self._read > MOST_BYTES_IN_ALL:
                raise ZoteroUnavailable(f"{self._place} answers with more than can be read.")
            self._pacing.check()
        return bytes(body)

    def _decoded(self, answer: Answer, kind: type[T]) -> T:
        for read in (bytes, encodable_json):  # half a sign in one title costs no library
            with suppress(msgspec.DecodeError, UnicodeDecodeError, RecursionError):
                return msgspec.json.decode(read(answer.body), type=kind, strict=False)
        is_page = "html" in answer.headers.get("content-type", "") or answer.body.lstrip()[
            :1
        ].startswith(b"<")
        if is_page:
            raise ZoteroUnavailable(
                f"{self._place} answers with a web page: a login page of the network may stand "
                "in between."
            )
        raise _TryAgainError(
            ZoteroUnavailable(f"{self._place} gave an answer that cannot be read. Try again.")
        )
