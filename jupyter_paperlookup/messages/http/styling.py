"""Citation styles before they are chosen, and styles of one's own."""

from __future__ import annotations

from typing import Annotated

from msgspec import Meta

from jupyter_paperlookup.messages.http.citations import StyleInfo
from jupyter_paperlookup.messages.http.message import Message, Name
from jupyter_paperlookup.messages.http.notebooks import OpenNotebook

MOST_PREVIEWS = 12


class StylePreviewRequest(Message, frozen=True, kw_only=True):
    """A notebook whose own references shall be seen in some styles."""

    notebook: OpenNotebook
    styles: Annotated[list[Name], Meta(min_length=1, max_length=MOST_PREVIEWS)]
    locale: Name | None = None


class StylePreview(Message, frozen=True, kw_only=True):
    """How a style writes.

    Attributes:
        style: Its name.
        citations: The first citations, safe HTML.
        references: The first references, safe HTML.
        failure: Why there are none; empty when all is well.
    """

    style: str
    citations: list[str]
    references: list[str]
    failure: str


class StylePreviewResponse(Message, frozen=True, kw_only=True):
    """One preview for each style that was asked for, in that order.

    Attributes:
        is_example: Whether the notebook cites nothing yet, so that works of the library stand in.
    """

    previews: list[StylePreview]
    is_example: bool


class AddStyleRequest(Message, frozen=True, kw_only=True):
    """A CSL style as a file of the user: its file name and its whole text."""

    name: Name
    text: Annotated[str, Meta(min_length=1, max_length=2_000_000)]


class AddedStyleResponse(Message, frozen=True, kw_only=True):
    """A style that can be chosen from now on."""

    style: StyleInfo
