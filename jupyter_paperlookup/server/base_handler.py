"""What all routes share: who may ask, how requests are read, and how errors are told."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

import msgspec
from jupyter_server.base.handlers import APIHandler
from tornado.web import HTTPError

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
from jupyter_paperlookup.server.library_host import LibraryHost, TookTooLong, TooManyRequests

if TYPE_CHECKING:
    from jupyter_paperlookup.server.answers import Answers

T = TypeVar("T")
M = TypeVar("M", bound=Message)


class BodyTooLarge(InvalidRequest):
    """More was sent than is read."""


class UnsupportedMediaType(InvalidRequest):
    """Something else than JSON was sent."""


# The first class that fits counts, so children stand before their parents.
STATUS_OF_ERROR: tuple[tuple[type[PaperLookupError], int], ...] = (
    (BodyTooLarge, 413),
    (UnsupportedMediaType, 415),
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
    (PaperLookupError, 500),
)

LIBRARY_SETTING = "paperlookup_library"
"""Where the tornado settings hold the LibraryHost."""


class PaperLookupHandler(APIHandler):
    """A route of paperlookup. Its verbs read a message, ask the library and reply a message."""

    auth_resource = "paperlookup"
    seconds: ClassVar[float] = 30
    is_long: ClassVar[bool] = False
    largest_body: ClassVar[int] = 16 * 1024 * 1024

    async def prepare(self) -> None:  # type: ignore[override]  # as in APIHandler
        """Let in only those who are logged in, whatever the method; a preflight asks nothing."""
        # What a person looks up belongs in no log; the arguments are parsed already.
        self.request.uri = self.request.path
        self.set_header("Cache-Control", "no-store")
        await super().prepare()
        if self.request.method != "OPTIONS" and not self.current_user:
            raise HTTPError(403)

    def parameters(self, asked: type[M]) -> M:
        """What stands behind the `?`; what the message does not know is left out.

        Raises:
            InvalidRequest: Something is missing, of the wrong kind or out of bounds.
        """
        fields = {field.encode_name: field for field in msgspec.structs.fields(asked)}
        given = {
            name: texts if _is_list(fields[name].type) else texts[-1]
            for name, texts in self._query().items()
            if name in fields
        }
        try:
            return msgspec.convert(given, asked, strict=False)
        except msgspec.ValidationError as error:
            raise InvalidRequest(_sentence(error)) from None

    def body(self, sent: type[M]) -> M:
        """The JSON that was sent.

        Raises:
            UnsupportedMediaType, BodyTooLarge, InvalidRequest: It cannot be read as that message.
        """
        self.require_json()
        if len(self.request.body) > self.largest_body:
            limit = self.largest_body // (1024 * 1024)
            raise BodyTooLarge(f"At most {limit} MB can be sent at a time: send it in parts.")
        try:
            return msgspec.json.decode(self.request.body, type=sent)
        except msgspec.DecodeError as error:
            raise InvalidRequest(_sentence(error)) from None

    def require_json(self) -> None:
        """Refuse what a form of another site could send.

        Raises:
            UnsupportedMediaType: The body is not said to be JSON.
        """
        media_type = self.request.headers.get("Content-Type", "").partition(";")[0].strip()
        if media_type.lower() != "application/json":
            raise UnsupportedMediaType("Send JSON, with the Content-Type application/json.")

    def ask(self, work: Callable[[Answers], T]) -> Awaitable[T]:
        """Do some work on the library, away from the event loop and within `seconds`."""
        host: LibraryHost = self.settings[LIBRARY_SETTING]
        return host.ask(work, seconds=self.seconds, is_long=self.is_long)

    def reply(self, message: Message, status: int = 200) -> None:
        """Answer with a message."""
        self.set_status(status)
        self.finish(msgspec.json.encode(message))

    def write_error(self, status_code: int, **kwargs: Any) -> None:
        """Every error has one body: a sentence for people and a name for programs."""
        error = kwargs.get("exc_info", (None, None, None))[1]
        self.set_header("Cache-Control", "no-store")
        if isinstance(error, PaperLookupError):
            status = _status(error)
            message = ErrorMessage(message=error.reason, reason=type(error).__name__)
            if isinstance(error, TooManyRequests):
                self.set_header("Retry-After", "1")
            self.reply(message, status)
            return
        self.reply(_of_status(HTTPStatus(status_code)), status_code)

    def log_exception(self, typ: Any, value: Any, tb: Any) -> None:
        """Errors that were meant for the person are told to the person alone."""
        where = f"{self.request.method} {self.request.path}"
        if isinstance(value, PaperLookupError):
            self.log.debug("paperlookup: %s: %s", where, type(value).__name__)
        elif isinstance(value, HTTPError):
            self.log.debug("paperlookup: %s: status %s", where, value.status_code)
        else:
            self.log.error("paperlookup: %s failed", where, exc_info=(typ, value, tb))

    def _query(self) -> dict[str, list[str]]:
        """The parameters as they are: tornado's own reading strips blanks, which end words."""
        try:
            return {
                name: [value.decode("utf-8") for value in values]
                for name, values in self.request.query_arguments.items()
            }
        except UnicodeDecodeError:
            raise InvalidRequest("The parameters are not UTF-8.") from None


def _is_list(kind: Any) -> bool:
    return isinstance(msgspec.inspect.type_info(kind), msgspec.inspect.ListType)


def _status(error: PaperLookupError) -> int:
    return next(status for kind, status in STATUS_OF_ERROR if isinstance(error, kind))


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
