"""A citation as it stands in a text: where, in which dialect, of which works."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, get_args

import msgspec

from jupyter_paperlookup.records import Cite

Dialect = Literal["html", "pandoc", "myst", "latex", "text"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)

LONGEST_NOTE = 2_000

# Labels that CSL 1.0.2 renamed, and the one that BibTeX users expect.
_LABEL_SYNONYMS = {
    "": "page",
    "number": "issue",
    "article": "article-locator",
    "title": "title-locator",
    "sub verbo": "sub-verbo",
}


class FoundCitation(msgspec.Struct, frozen=True):
    """One citation of a text.

    Attributes:
        start: Where it begins, in characters.
        end: Where it ends; what belongs to it invisibly is inside.
        dialect: The dialect in which it is written.
        cites: The works, in order; at least one.
        words: What a reader sees of it, in the dialects that keep the words in the text.
        problem: Why no other dialect can say it, as one sentence; its works are read all the same.
    """

    start: int
    end: int
    dialect: Dialect
    cites: tuple[Cite, ...]
    words: str = ""
    problem: str = ""


class NotedCitation(msgspec.Struct, frozen=True):
    """A citation of the dialect `text`, of which only the words stand in the text.

    Attributes:
        words: The words.
        cites: Its works.
        is_persons: Whether a person wrote the words, so that no style changes them.
    """

    words: str
    cites: tuple[Cite, ...]
    is_persons: bool = False


def canonical(cite: Cite) -> Cite:
    """A cite as every dialect gives it back.

    Notes are one line of visible text, a suffix begins without the comma that stands before it,
    a label is one of CSL's and counts only with a locator, and the author is either left out or
    in the sentence.
    """
    locator = _one_line(cite.locator)
    label = _one_line(cite.label).lower()
    return Cite(
        key=_one_line(cite.key),
        locator=locator,
        label=_LABEL_SYNONYMS.get(label, label) if locator else "page",
        prefix=_one_line(cite.prefix),
        suffix=_one_line(cite.suffix).lstrip(", "),
        suppress_author=cite.suppress_author,
        author_in_text=cite.author_in_text and not cite.suppress_author,
    )


def canonical_cites(cites: Iterable[Cite]) -> tuple[Cite, ...]:
    """Each cite in its canonical form."""
    return tuple(map(canonical, cites))


def _one_line(text: str) -> str:
    if text.isprintable() and len(text) <= LONGEST_NOTE:
        return " ".join(text.split())
    shown = "".join(sign if sign.isprintable() else " " for sign in text[:LONGEST_NOTE])
    return " ".join(shown.split())
