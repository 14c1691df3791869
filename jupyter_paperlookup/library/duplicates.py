"""When two entries are one work: equal identifiers, never a likeness."""

from __future__ import annotations

from collections.abc import Iterator

from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    normalised_doi,
    normalised_title,
)

# Pages of one site name a paper by its title alone, and so do the facts gathered about them.
TITLE_NAMES_THE_WORK = frozenset({"captured_page", "title_facts"})


def identities(record: Record, kind: str) -> Iterator[str]:
    """The names under which a source knows a work; entries that share one are one record.

    Args:
        record: What the source says.
        kind: The source's format.
    """
    if record.arxiv:
        yield f"arxiv:{record.arxiv}"
    elif doi := normalised_doi(record.doi):
        yield f"arxiv:{arxiv}" if (arxiv := arxiv_from_doi(doi)) else f"doi:{doi}"
    title = normalised_title(record.title)
    if title and kind in TITLE_NAMES_THE_WORK:
        yield f"title:{title}"
    if title and record.key:
        yield key_and_title(record.key, title)


def key_and_title(key: str, title: str) -> str:
    """The identity of an entry that comes back with the key it left with, and the same title."""
    return f"key:{key.casefold()} title:{normalised_title(title)}"
