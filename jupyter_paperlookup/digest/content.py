"""What a digest holds: values that are ready to be written."""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.digest.periods import Period
from jupyter_paperlookup.records.web_address import WebAddress

_LONGEST_TITLE_IN_SUBJECT = 90


class Paper(msgspec.Struct, frozen=True, kw_only=True):
    """One paper of a digest.

    Attributes:
        key: Its citation key.
        title: Its title; empty where it is not known.
        creators: In one line; the organisation where only that is known.
        date: The day on which it was issued, cut short where unknown.
        abstract: The beginning of the abstract.
        addresses: Its pages, safe to open.
        bibtex: The entry to paste.
        reasons: Why it is here, in words for the person.
    """

    key: str
    title: str
    creators: str = ""
    date: str = ""
    abstract: str = ""
    addresses: tuple[WebAddress, ...] = ()
    bibtex: str = ""
    reasons: tuple[str, ...] = ()


class Section(msgspec.Struct, frozen=True, kw_only=True):
    """Papers that are in a digest for one purpose.

    Attributes:
        title: `New`, `Trending`, `Popular at capture`, `Near what you cite`.
        note: What that means here, in one line.
        papers: The papers; at least one.
        others: Keys of those of which only the number is told.
    """

    title: str
    note: str = ""
    papers: tuple[Paper, ...]
    others: tuple[str, ...] = ()

    @property
    def more(self) -> int:
        """How many others there are."""
        return len(self.others)


class Digest(msgspec.Struct, frozen=True, kw_only=True):
    """What there is to tell of a period.

    Attributes:
        period: The day or the week.
        notes: What is to be said beside the sections: that nothing came in.
        sections: At least one paper in each; none when there is nothing to tell.
    """

    period: Period
    notes: tuple[str, ...] = ()
    sections: tuple[Section, ...] = ()

    @property
    def papers(self) -> tuple[Paper, ...]:
        """All papers in their order."""
        return tuple(paper for section in self.sections for paper in section.papers)

    @property
    def title(self) -> str:
        """`Papers of 16–22 November 2026`."""
        return f"Papers of {self.period.title}"

    @property
    def subject(self) -> str:
        """The title with that of the first paper, in one line."""
        papers = self.papers
        if not papers:
            return self.title
        first = " ".join((papers[0].title or papers[0].key).split())
        if len(first) > _LONGEST_TITLE_IN_SUBJECT:
            first = f"{first[: _LONGEST_TITLE_IN_SUBJECT - 1].rstrip()}…"
        others = f" and {len(papers) - 1} more" if len(papers) > 1 else ""
        return f"{self.title}: {first}{others}"
