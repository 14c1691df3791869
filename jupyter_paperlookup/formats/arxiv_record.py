"""What every reader says of a paper because it is on arXiv."""

from __future__ import annotations

from typing import Any

from jupyter_paperlookup.records import Creator, Facts, PartialDate, Record
from jupyter_paperlookup.records.identifiers import arxiv_doi, arxiv_url


def arxiv_record(
    arxiv: str,
    *,
    title: str,
    author: tuple[Creator, ...],
    issued: PartialDate | None,
    abstract: str = "",
    facts: Facts | None = None,
) -> Record:
    """The record of a preprint.

    Args:
        arxiv: Its arXiv id, without version.
        title: Its title.
        author: Its creators.
        issued: When it was first published there.
        abstract: Its abstract.
        facts: What else is known.
    """
    other: dict[str, Any] = {
        "number": f"arXiv:{arxiv}",
        "genre": "Preprint",
        "publisher": "arXiv",
    }
    return Record(
        type="article",
        title=title,
        author=author,
        issued=issued,
        abstract=abstract,
        doi=arxiv_doi(arxiv),
        url=arxiv_url(arxiv),
        other=other,
        facts=facts or Facts(),
    )
