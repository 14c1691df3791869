"""One record with all that is known of it."""

from __future__ import annotations

from typing import Any

from jupyter_paperlookup.messages.http.message import Message


class PaperCreator(Message, frozen=True, kw_only=True):
    """One name as it is shown: `name` is given name first, `surname` what people sort it by."""

    name: str
    surname: str


class PaperLink(Message, frozen=True, kw_only=True):
    """A link to a page about a record; `url` is always http or https."""

    label: str
    url: str


class PaperDetails(Message, frozen=True, kw_only=True):
    """All that is known of one record.

    Attributes:
        item: The record as a CSL-JSON item, facts under `custom.paperlookup`.
        sources: Names of all sources that hold the record.
        organization: The organisation that a captured page shows in place of authors.
        author_count: How many authors a captured page counts; it never becomes names.
        comments: The number of comments when the page was captured.
        incomplete: Variables that are not known: `author`, `issued`, `title`.
        links: What can be opened in a browser, each http(s): label and address.
    """

    key: str
    title: str
    creators: list[PaperCreator]
    date: str
    abstract: str
    item: dict[str, Any]
    sources: list[str]
    organization: str
    author_count: int | None
    comments: int | None
    incomplete: list[str]
    links: list[PaperLink]
