"""What all routes share: who may ask, how requests are read, and how errors are told."""

from __future__ import annotations

import asyncio
import functools
import re
from http import HTTPStatus
from typing import Any, ClassVar, TypeVar

import msgspec
from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError, stream_request_body

from jupyter_paperlookup.errors import (
    FormattingFailed,
    IndexUnavailable,
    InvalidRequest,
    LibraryUnavailable,
    MailFailed,
    NetworkForbidden,
    NetworkUnavailable,
    PaperLookupError,
    RecordNotFound,
    TooManyMails,
    UnknownFormat,
    UnknownLocale,
    UnknownStyle,
    UnreadableSource,
    ZoteroUnavailable,
)
from jupyter_paperlookup.messages.http import ErrorMessage, Message
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.library_host import LibraryHost
from jupyter_paperlookup.server.received_body import MEGABYTE, BodyRoom, ReceivedBody
from jupyter_paperlookup.server.refusals import (
    BodyTooLarge,
    ClientHasLeft,
    OutOfBounds,
    TookTooLong,
    TooManyRequests,
    UnsupportedMediaType,
)
from jupyter_paperlookup.server.work import TOO_DEEP, Work

M = TypeVar("M", bound=Message)


_HAS_LEFT = 499

# The first class that fits counts, so children stand before their parents.
STATUS_OF_ERROR: tuple[tuple[type[PaperLookupError], int], ...] = (
    (BodyTooLarge, 413),
    (UnsupportedMediaType, 415),
    (OutOfBounds, 422),
    (InvalidRequest, 400),
    (UnknownFormat, 400),
    (UnknownLocale, 400),
    (UnknownStyle, 400),
    (UnreadableSource, 400),
    (RecordNotFound, 404),
    (ZoteroUnavailable, 502),
    (NetworkForbidden, 409),
    (NetworkUnavailable, 502),
    (MailFailed, 502),
    (TooManyRequests, 429),
    (TooManyMails, 429),
    (FormattingFailed, 502),
    (IndexUnavailable, 503),
    (LibraryUnavailable, 503),
    (TookTooLong, 503),
    (ClientHasLeft, _HAS_LEFT),
    (PaperLookupError, 500),
)

LIBRARY_SETTING = "paperlookup_library"
"""Where the tornado settings hold the LibraryHost."""

BODIES_SETTING = "paperlookup_bodies"
"""Where the tornado settings hold the BodyRoom."""

_DECODED_AT_ONCE = 256 * 1024
"""A longer body is decoded away from the event loop."""

_BOUND = re.compile(r" [<>]=? -?\d")


@stream_request_body
class PaperLookupHandler(APIHandler):
    """A route of paperlookup. Its verbs read a message, ask the library and reply a message.

    Bodies come in parts, after the login was checked: a stranger's is not kept, nor one too large.
    """

    auth_resource = "paperlookup"
    seconds: ClassVar[float] = 30
    lane: Lane = Lane.SHORT
    largest_body: ClassVar[int] = 16 * MEGABYTE

    _received: ReceivedBody | None = None
    _asking: asyncio.Future[bytes] | None = None

    async def prepare(self) -> None:  # type: ignore[override]  # as in APIHandler
        """Let in only those who are logged in, whatever the method; a preflight asks nothing."""
        # What a person looks up belongs in no log; the arguments are parsed already.
        self.request.uri = self.request.path
        self.set_header("Cache-Control", "no-store")
        await super().prepare()
        if self.request.method != "OPTIONS" and not self.current_user:
            raise HTTPError(403)
        room: BodyRoom = self.settings[BODIES_SETTING]
        self._received = ReceivedBody(self.largest_body, room)

    def data_received(self, chunk: bytes) -> None:
        """Keep a part of the body, within bounds."""
        if self._received is not None:
            self._received.add(chunk)

    def on_finish(self) -> None:
        """Let go of the body."""
        self._release()
        super().on_finish()

    def on_connection_close(self) -> None:
        """Nobody waits any more: what was only asked, and has not begun, is not done."""
        if self._asking is not None and self.request.method == "GET":
            self._asking.cancel()
        self._release()
        super().on_connection_close()

    def parameters(self, asked: type[M]) -> M:
        """What stands behind the `?`; what the message does not know is left out.

        Raises:
            OutOfBounds: Something is too long, too large or too small.
            InvalidRequest: Something is missing or of the wrong kind.
        """
        lists = _lists_of(asked)
        given = {
            name: texts if lists[name] else texts[-1]
            for name, texts in self._query().items()
            if name in lists
        }
        try:
            return msgspec.convert(given, asked, strict=False)
        except msgspec.ValidationError as error:
            raise _refusal(error) from None

    async def body(self, sent: type[M]) -> M:
        """The JSON that was sent.

        Raises:
            UnsupportedMediaType, BodyTooLarge, TooManyRequests, OutOfBounds, InvalidRequest: It
                cannot be read as that message.
        """
        self.require_json()
        text = self._received.whole() if self._received is not None else b""
        if len(text) <= _DECODED_AT_ONCE:
            return _decoded(text, sent)
        return await asyncio.to_thread(_decoded, text, sent)

    def require_json(self) -> None:
        """Refuse what a form of another site could send.

        Raises:
            UnsupportedMediaType: The body is not said to be JSON.
        """
        media_type = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
        if media_type.lower() != "application/json":
            raise UnsupportedMediaType("Send JSON, with the Content-Type application/json.")

    async def ask(self, work: Work) -> bytes:
        """Do some work on the library, away from the event loop and within `seconds`.

        Returns:
            The answer as JSON.
        """
        host: LibraryHost = self.settings[LIBRARY_SETTING]
        asking = asyncio.ensure_future(host.ask(work, seconds=self.seconds, lane=self.lane))
        self._asking = asking
        try:
            await asyncio.wait({asking})
            if asking.cancelled():
                raise ClientHasLeft("Nobody waits for this answer any more.")
            return asking.result()
        finally:
            # The task knows the handler, by its context, and an error knows these variables: freed
            # at once, they are no garbage whose collection holds up everybody.
            self._asking = None
            del asking

    def reply(self, answer: bytes, status: int = 200) -> None:
        """Answer with JSON."""
        self.set_status(status)
        self.finish(answer)

    def compute_etag(self) -> str | None:
        """None: nothing is cached, and hashing a long answer would hold up everybody."""
        return None

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Every error has one body: a sentence for people and a name for programs."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        self.set_header("Cache-Control", "no-store")
        if isinstance(error, ClientHasLeft):
            self.set_status(_HAS_LEFT)
            self.finish()
            return
        if isinstance(error, PaperLookupError):
            status = _status(error)
            message = ErrorMessage(message=error.reason, reason=type(error).__name__)
            if isinstance(error, TooManyRequests | TooManyMails):
                self.set_header("Retry-After", str(error.retry_after))
            self.reply(msgspec.json.encode(message), status)
            return
        self.reply(msgspec.json.encode(_of_status(HTTPStatus(status_code))), status_code)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Errors that were meant for the person are told to the person alone."""
        where = f"{self.request.method} {self.request.path}"
        if isinstance(value, PaperLookupError):
            self.log.debug("paperlookup: %s: %s", where, type(value).__name__)
        elif isinstance(value, HTTPError):
            self.log.debug("paperlookup: %s: status %s", where, value.status_code)
        else:
            self.log.error("paperlookup: %s failed", where, exc_info=(typ, value, tb))

    def _log(self) -> None:
        """A line for each request but those given up: somebody who types gives up most of them."""
        if self.get_status() != _HAS_LEFT:
            super()._log()

    def _release(self) -> None:
        if self._received is not None:
            self._received.release()

    def _query(self) -> dict[str, list[str]]:
        """The parameters as they are: tornado's own reading strips blanks, which end words."""
        try:
            return {
                name: [value.decode("utf-8") for value in values]
                for name, values in self.request.query_arguments.items()
            }
        except UnicodeDecodeError:
            raise InvalidRequest("The parameters are not UTF-8.") from None


@functools.cache
def _lists_of(asked: type[Message]) -> dict[str, bool]:
    """The parameters of a message, and whether each may be given more than once."""
    return {
        field.encode_name: isinstance(
            msgspec.inspect.type_info(field.type), msgspec.inspect.ListType
        )
        for field in msgspec.structs.fields(asked)
    }


def _status(error: PaperLookupError) -> int:
    return next(status for kind, status in STATUS_OF_ERROR if isinstance(error, kind))


def _decoded(text: bytes, sent: type[M]) -> M:
    try:
        return msgspec.json.decode(text, type=sent)
    except msgspec.DecodeError as error:
        raise _refusal(error) from None
    except RecursionError:
        raise OutOfBounds(TOO_DEEP) from None


def _refusal(error: msgspec.DecodeError) -> InvalidRequest:
    sentence = _sentence(error)
    return OutOfBounds(sentence) if _BOUND.search(sentence) else InvalidRequest(sentence)


def _sentence(error: msgspec.DecodeError) -> str:
    """`Expected `int` >= 1 - at `$.limit`` as a sentence that begins with what is meant."""
    reason, _, where = str(error).partition(" - at ")
    name = where.strip("`").removeprefix("$").removeprefix(".")
    reason = reason.rstrip(".").replace("`", "")
    return f"{name}: {reason}." if name else f"The request cannot be read: {reason}."


def _of_status(status: HTTPStatus) -> ErrorMessage:
    """What is said where tornado or jupyter_server refused; their own words are for the log."""
    sentences = {
        403: "You are not logged in to this Jupyter server, or may not use paperlookup on it.",
        404: "There is nothing at this address.",
        405: "This address does not know that method.",
        500: "This should not have happened; the server's log says more.",
    }
    reason = "".join(word.capitalize() for word in status.phrase.split())
    return ErrorMessage(message=sentences.get(status, f"{status.phrase}."), reason=reason)
