"""Semantic Scholar: venues and published DOIs of preprints, 500 works at a time.

Source: https://api.semanticscholar.org/api-docs/graph
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jupyter_paperlookup.network.services import Pace, Service
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import (
    arxiv_doi,
    arxiv_from_doi,
    normalised_doi,
    normalised_pmcid,
    normalised_pmid,
)
from jupyter_paperlookup.records.names import creators_to_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import abstract_text, plain_text
from jupyter_paperlookup.resolvers.resolver import (
    NO_SUCH_WORK,
    Question,
    decoded,
    member,
    objects,
    raw,
    text,
    unusable,
    works,
)

_WORKS_AT_ONCE = 500
_FIELDS = (
    "title,abstract,authors,year,publicationDate,venue,publicationVenue,journal,"
    "publicationTypes,externalIds"
)
_TYPES = {
    "JournalArticle": "article-journal",
    "Conference": "paper-conference",
    "Book": "book",
    "BookSection": "chapter",
    "Dataset": "dataset",
}


class SemanticScholar:
    service = Service(
        name="semantic-scholar",
        label="Semantic Scholar",
        purpose="venues and published versions by arXiv id, DOI, PMID or PMCID",
        base="https://api.semanticscholar.org",
        pace=Pace(seconds=1.0),
    )

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        named = [(record.key, name) for record in records if (name := _name(record))]
        for start in range(0, len(named), _WORKS_AT_ONCE):
            some = named[start : start + _WORKS_AT_ONCE]
            yield Question(
                path="/graph/v1/paper/batch",
                keys=tuple(key for key, _ in some),
                found_by="identifier",
                parameters={"fields": _FIELDS},
                body={"ids": [name for _, name in some]},
            )
        for record in records:
            if record.title and not _name(record):
                yield Question(
                    path="/graph/v1/paper/search/match",
                    keys=(record.key,),
                    found_by="title",
                    parameters={"query": record.plain_title[:300], "fields": _FIELDS},
                    absent=NO_SUCH_WORK,
                )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        answer = decoded(self.service.label, body)
        label = self.service.label
        found = answer if isinstance(answer, list) else member(answer, "data")
        known = works(label, found)
        if question.body is not None and not found:
            # Of each work that it is asked for it says that it knows none, at least.
            raise unusable(label, "all works that it was asked for")
        return [
            Candidate(from_csl(item), self.service.name, question.found_by, raw=raw(each))
            for each in known
            for item in _items(each)
        ]


def _name(record: Record) -> str:
    if record.arxiv:
        return f"ARXIV:{record.arxiv}"
    if doi := normalised_doi(record.doi):
        return f"DOI:{doi}"
    pmid = normalised_pmid(record.other.get("PMID", ""))
    if pmid:
        return f"PMID:{pmid}"
    pmcid = normalised_pmcid(record.other.get("PMCID", ""))
    # It wants the number alone.
    return f"PMCID:{pmcid.removeprefix('PMC')}" if pmcid else ""


def _items(work: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """A work as it is published, and as the preprint that it was, which are two records."""
    title = plain_text(work.get("title"))
    if not title:
        return
    ids = work.get("externalIds")
    doi, arxiv = text(member(ids, "DOI")), text(member(ids, "ArXiv"))
    names = [creator_of(plain_text(each.get("name"))) for each in objects(work.get("authors"))]
    both = {
        "title": title,
        "author": creators_to_csl(tuple(each for each in names if not each.is_empty)),
        "abstract": abstract_text(work.get("abstract")),
    }
    if arxiv:
        preprint = {
            "type": "article",
            "genre": "Preprint",
            "publisher": "arXiv",
            "number": f"arXiv:{arxiv}",
            "DOI": arxiv_doi(arxiv),
        }
        yield _known(both | preprint)
    if (doi and not arxiv_from_doi(doi)) or not arxiv:
        yield _known(both | _published(work, doi))


def _published(work: Mapping[str, Any], doi: str) -> dict[str, Any]:
    kinds = work.get("publicationTypes")
    names = map(text, kinds) if isinstance(kinds, list) else ()
    known = [_TYPES[name] for name in names if name in _TYPES]
    return {
        "type": known[0] if known else "document",
        "issued": _issued(work),
        "container-title": _venue(work),
        "volume": text(member(work, "journal", "volume")),
        "page": text(member(work, "journal", "pages")),
        "DOI": doi,
        "PMID": text(member(work, "externalIds", "PubMed")),
        "PMCID": normalised_pmcid(f"PMC{text(member(work, 'externalIds', 'PubMedCentral'))}"),
    }


def _venue(work: Mapping[str, Any]) -> str:
    for names in (("journal", "name"), ("publicationVenue", "name"), ("venue",)):
        venue = plain_text(member(work, *names))
        if venue and "arxiv" not in venue.casefold():
            return venue
    return ""


def _issued(work: Mapping[str, Any]) -> dict[str, Any] | None:
    day = text(work.get("publicationDate"))
    parts = [int(part) for part in day.split("-") if part.isdigit()]
    year = work.get("year")
    if not parts and isinstance(year, int):
        parts = [year]
    return {"date-parts": [parts]} if parts else None


def _known(item: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in item.items() if value}
