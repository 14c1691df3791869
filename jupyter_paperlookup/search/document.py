"""What of a record is searched: its words, names and numbers, and nothing else."""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.records import Record


class Document(msgspec.Struct, frozen=True):
    """The searchable side of one record."""

    key: str
    title: str = ""
    abstract: str = ""
    author: str = ""
    year: int | None = None
    arxiv: str = ""
    doi: str = ""
    sources: tuple[str, ...] = ()


def document_of(record: Record) -> Document:
    """The document of a record; creators stand in one text, `; ` between them."""
    organization = record.facts.organization
    names = [creator.full_name for creator in record.author] or [organization] * bool(organization)
    return Document(
        key=record.key,
        title=record.plain_title,
        abstract=record.plain_abstract,
        author="; ".join(names),
        year=record.year,
        arxiv=record.arxiv,
        doi=record.doi,
        sources=record.facts.sources,
    )
