"""What can go wrong, in words for people: one sentence that says what, where and what to do."""

from __future__ import annotations

from typing import Any


class PaperLookupError(Exception):
    """The base of every error that paperlookup raises on purpose.

    Args:
        reason: One sentence for the person who meets it; no traceback ever reaches a user.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason

    def __reduce__(self) -> tuple[Any, ...]:
        """As itself in another process, whatever its own arguments were."""
        return _made_again, (type(self), self.args, self.__dict__)


def _made_again(
    kind: type[PaperLookupError], arguments: tuple[Any, ...], attributes: dict[str, Any]
) -> PaperLookupError:
    error = kind.__new__(kind, *arguments)
    error.__dict__.update(attributes)
    return error


class InvalidRequest(PaperLookupError):
    """A face was asked for something outside its contract or its bounds."""


class UnreadableQuery(InvalidRequest):
    """A query that breaks the grammar; the sentence says which part."""


class RecordNotFound(PaperLookupError):
    """No record has this citation key."""


class UnknownFormat(PaperLookupError):
    """No format has this name, or none recognises this text."""


class UnreadableSource(PaperLookupError):
    """A file that cannot be read at all: missing, too large, not text."""


class ZoteroUnavailable(PaperLookupError):
    """Zotero does not run, refuses, or answers what cannot be used."""


class NetworkUnavailable(PaperLookupError):
    """The network, or a service on it, cannot be used now, or may not be used at all."""


class NetworkForbidden(NetworkUnavailable):
    """The user, the administrator or a rule of safety does not allow a request: none was made."""


class Offline(NetworkUnavailable):
    """A service could not be reached at all."""


class ServiceRefuses(NetworkUnavailable):
    """A service asks to be left alone, or failed too often to be asked again at once.

    Args:
        reason: As for every error.
        until: From when on it may be asked again, in seconds since the epoch.
    """

    def __init__(self, reason: str, until: float) -> None:
        super().__init__(reason)
        self.until = until


class UnusableAnswer(NetworkUnavailable):
    """A service answered, but not with what was asked for: too much, cut off, of another kind."""


class UnknownStyle(PaperLookupError):
    """No CSL style has this name."""


class UnknownLocale(PaperLookupError):
    """No CSL locale has this code."""


class FormattingFailed(PaperLookupError):
    """The CSL engine is missing, took too long, or refused its input."""


class IndexUnavailable(PaperLookupError):
    """There is no index to search yet: it is being built, or building it failed."""


class ModelUnavailable(PaperLookupError):
    """There is no language model for semantic search, or nothing that could open it."""


class LibraryUnavailable(PaperLookupError):
    """The library folder cannot be opened: not writable, full, or of a newer version."""


class LibraryDamaged(LibraryUnavailable):
    """The library's file is not what was written into it."""


class MailFailed(PaperLookupError):
    """A mail could not be handed over to the mail server.

    Args:
        reason: As for every error.
        passes: Whether it may go well by itself later; else somebody has to do something.
    """

    def __init__(self, reason: str, *, passes: bool) -> None:
        super().__init__(reason)
        self.passes = passes


class TooManyMails(PaperLookupError):
    """More mails were asked for than are sent in that time.

    Attributes:
        retry_after: After how many seconds there may be one again.
    """

    retry_after = 1800
