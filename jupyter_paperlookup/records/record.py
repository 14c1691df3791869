"""A record: one work, in CSL-JSON's vocabulary."""

from __future__ import annotations

from typing import Any

import msgspec

from jupyter_paperlookup.records.dates import PartialDate
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, arxiv_from_text
from jupyter_paperlookup.records.names import Creator, short_creators
from jupyter_paperlookup.records.rich_text import without_tags


class Facts(msgspec.Struct, frozen=True, omit_defaults=True, rename="kebab"):
    """What paperlookup itself knows of a record, beyond CSL.

    Attributes:
        sources: Names of all sources that hold the record, in the order they came in.
        origins: For each variable or fact, the name of the source that it was taken from.
        organization: The organisation that a captured page shows in place of authors, or that a
            list of papers names.
        author_count: How many authors a captured page counts; it never becomes names.
        comments: The number of comments when they were counted.
        upvotes: The number of votes, likewise.
        stars: The number of stars of the repository, likewise.
        listed: The day on which a list of papers or a feed has the record (ISO).
        repository: The address of the paper's code.
        keywords: What a list of papers says that it is about.
        retracted: The service that says that the work was retracted or withdrawn; mostly empty.
    """

    sources: tuple[str, ...] = ()
    origins: dict[str, str] = {}
    organization: str = ""
    author_count: int | None = None
    comments: int | None = None
    upvotes: int | None = None
    stars: int | None = None
    listed: str = ""
    repository: str = ""
    keywords: tuple[str, ...] = ()
    retracted: str = ""


class Record(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One work. Variables carry CSL-JSON's names; what has no field here is kept in `other`.

    `key` is empty until the source or the library has given one. Unknown stays unknown: an
    empty text, an empty tuple or None.
    """

    key: str = ""
    type: str = "document"
    title: str = ""
    author: tuple[Creator, ...] = ()
    issued: PartialDate | None = None
    abstract: str = ""
    doi: str = ""
    url: str = ""
    other: dict[str, Any] = {}
    facts: Facts = Facts()

    @property
    def plain_title(self) -> str:
        """The title as it is read and searched: CSL's rich text without its tags."""
        return without_tags(self.title)

    @property
    def plain_abstract(self) -> str:
        """The abstract, likewise."""
        return without_tags(self.abstract)

    @property
    def year(self) -> int | None:
        """The year of `issued`, where it is known."""
        return self.issued.year if self.issued else None

    @property
    def arxiv(self) -> str:
        """The arXiv id without version, from `number`, DOI or URL; empty when there is none."""
        number = str(self.other.get("number", ""))
        if number.lower().startswith("arxiv:"):
            return arxiv_from_text(number)
        return arxiv_from_doi(self.doi) or (
            arxiv_from_text(self.url) if "arxiv.org" in self.url.lower() else ""
        )

    @property
    def short_creators(self) -> str:
        """The creators in a few words: `Chen & Li`; empty when nobody is known."""
        return short_creators(self.author)

    @property
    def incomplete(self) -> tuple[str, ...]:
        """Variables that every reference needs and that are not known here."""
        missing = {
            "title": not self.title,
            "author": not self.author,
            "issued": self.year is None,
        }
        return tuple(variable for variable, absent in missing.items() if absent)
