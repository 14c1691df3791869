"""What a service said."""

from __future__ import annotations

import re
from typing import Literal, TypeVar

import msgspec

from jupyter_paperlookup.errors import UnusableAnswer

Wanted = Literal["json", "xml"]
"""What is asked for. `json` is any JSON; `xml` is XML, as feeds are."""

T = TypeVar("T")

_ACCEPTED = {
    "json": "application/json",
    "xml": "application/atom+xml, application/rss+xml, application/xml;q=0.9, text/xml;q=0.8",
}
# Types under which servers send anything.
_UNSPECIFIC = ("", "text/plain", "application/octet-stream", "binary/octet-stream")
_PAGE = re.compile(rb"(?is)\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b")
_BEGINNINGS = {"json": (b"{", b"["), "xml": (b"<",)}
_HEAD = 4000


class Answer(msgspec.Struct, frozen=True, array_like=True):
    """An answer that was looked at: it is of the kind that was asked for.

    Attributes:
        place: Who said it, as people call it.
        status: Its status.
        body: All of it, unpacked.
        headers: Its headers, their names in lower case.
        moment: When it was said, in seconds since the epoch.
        is_kept: It was said before, and kept.
        question: What it is kept under; empty where it is not.
    """

    place: str
    status: int
    body: bytes
    headers: dict[str, str] = {}
    moment: float = 0.0
    is_kept: bool = False
    question: bytes = b""

    def decoded(self, kind: type[T]) -> T:
        """The JSON of the body.

        Raises:
            UnusableAnswer: It is no JSON, or not of this shape.
        """
        try:
            return msgspec.json.decode(self.body, type=kind)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            raise UnusableAnswer(
                f"{self.place} gave an answer that cannot be read. Try again later."
            ) from None

    def text(self) -> str:
        """The body as UTF-8 text.

        Raises:
            UnusableAnswer: It is none.
        """
        try:
            return self.body.decode("utf-8-sig")
        except UnicodeDecodeError:
            raise UnusableAnswer(
                f"{self.place} gave an answer that is no UTF-8 text. Try again later."
            ) from None


def accept_header(wanted: Wanted) -> str:
    """What a request says that it wants."""
    return _ACCEPTED[wanted]


def check_kind(place: str, wanted: Wanted, content_type: str, body: bytes) -> None:
    """See that a body is of the kind that was asked for: by its type, and by how it begins.

    Raises:
        UnusableAnswer: It is not.
    """
    kind = content_type.partition(";")[0].strip().lower()
    head = body[:_HEAD].removeprefix(b"\xef\xbb\xbf")
    if _PAGE.match(head) or (wanted == "json" and "html" in kind):
        raise UnusableAnswer(
            f"{place} answers with a web page in place of data: a login page of the network, or a "
            "check for robots, may stand in between. Log in there, or try again later."
        )
    # Feeds go by many types, that of web pages among them; how they begin tells.
    is_named_so = wanted in kind or kind in _UNSPECIFIC or (wanted == "xml" and "text" in kind)
    if not is_named_so or not head.lstrip().startswith(_BEGINNINGS[wanted]):
        said = kind if kind and not is_named_so else f"something that is no {wanted.upper()}"
        raise UnusableAnswer(
            f"{place} answers with {said[:60]} in place of {wanted.upper()}. Try again later."
        )
