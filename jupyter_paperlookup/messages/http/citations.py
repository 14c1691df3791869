"""Citations, references and styles."""

from __future__ import annotations

from typing import Any, Literal

from jupyter_paperlookup.messages.http.message import Keys, Message, Name

OutputFormat = Literal["text", "html", "markdown", "latex"]
DialectName = Literal["html", "pandoc", "myst", "latex", "text"]
InsertionKind = Literal["citation", "reference", "bibtex"]


class FormattedParameters(Message, frozen=True, kw_only=True):
    """What `GET formatted` may be asked.

    Attributes:
        key: The works to cite, in this order; repeated for several.
        style: Name of a CSL style.
        locale: CSL locale such as `en-US`; without one, the style's own.
        to: What the text is written in.
    """

    key: Keys
    style: Name = "apa"
    locale: Name | None = None
    to: OutputFormat = "text"


class FormattedResponse(Message, frozen=True, kw_only=True):
    """One citation of all works, and one reference for each.

    Attributes:
        citation: The in-text citation, written in `to`.
        references: The entries of the reference list, each written in `to`.
        locale: The locale that was asked for; empty for the style's own.
    """

    citation: str
    references: list[str]
    style: str
    locale: str
    to: OutputFormat


class InsertionParameters(Message, frozen=True, kw_only=True):
    """What `GET insertion` may be asked.

    Attributes:
        kind: What to insert.
        key: The works, in this order; repeated for several.
        dialect: How the notebook writes citations.
        style: Name of a CSL style.
        locale: CSL locale such as `en-US`; without one, the style's own.
    """

    kind: InsertionKind
    key: Keys
    dialect: DialectName = "html"
    style: Name = "apa"
    locale: Name | None = None


class InsertionResponse(Message, frozen=True, kw_only=True):
    """The text to write into a cell.

    Attributes:
        text: Safe to write into a Markdown cell as it stands.
        is_block: Whether it needs lines of its own (an empty line before and after it).
        items: CSL-JSON of the inserted works by key, for the notebook's metadata.
        html: How it reads, safe HTML; empty for BibTeX.
        words: The words of a citation, where its dialect keeps them in the text; else empty.
        digest: Of a bibliography, to add to the list `paperlookup.bibliography` in the metadata
            of its cell, so that it is known as ours; else empty.
        nocite: Of a bibliography, the keys that the notebook's metadata keep as `nocite` then;
            none where the text itself has them.
    """

    kind: InsertionKind
    text: str
    is_block: bool
    items: dict[str, dict[str, Any]]
    html: str = ""
    words: str = ""
    digest: str = ""
    nocite: list[str] = []


class StyleInfo(Message, frozen=True, kw_only=True):
    """One CSL style that can be chosen.

    Attributes:
        name: What requests call it.
        title: Its full name; `short_title` is a short one where the style has one, else empty.
        kind: `author-date`, `author`, `numeric`, `note` or `label`.
        is_own: Whether it is a file of the user.
    """

    name: str
    title: str
    short_title: str = ""
    kind: str
    is_own: bool


class LocaleInfo(Message, frozen=True, kw_only=True):
    """One CSL locale; `title` is the language's own name for itself."""

    name: str
    title: str


class StylesResponse(Message, frozen=True, kw_only=True):
    """All styles and locales, and one sentence for each of the user's files that is none."""

    styles: list[StyleInfo]
    locales: list[LocaleInfo]
    problems: list[str]
