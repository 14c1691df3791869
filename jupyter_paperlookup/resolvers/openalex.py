"""OpenAlex: works of all kinds by DOI, PMID or PMCID, with the user's own key.

Source: https://docs.openalex.org/api-entities/works
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jupyter_paperlookup.network.services import Pace, Service
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import (
    normalised_doi,
    normalised_pmcid,
    normalised_pmid,
)
from jupyter_paperlookup.records.names import creators_to_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import plain_text
from jupyter_paperlookup.resolvers.resolver import (
    NO_SUCH_WORK,
    Question,
    decoded,
    member,
    objects,
    raw,
    text,
    work,
    works,
)

_LIST = "/works"
_WORKS_AT_ONCE = 50
_LONGEST_ABSTRACT = 5_000
_TYPES = {
    "article": "article-journal",
    "book": "book",
    "book-chapter": "chapter",
    "dataset": "dataset",
    "dissertation": "thesis",
    "preprint": "article",
    "report": "report",
    "review": "article-journal",
}


class OpenAlex:
    service = Service(
        name="openalex",
        label="OpenAlex",
        purpose="works by DOI, PMID or PMCID, and whether they were retracted; needs a key",
        base="https://api.openalex.org",
        pace=Pace(seconds=0.2),
    )

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        named = [(record.key, doi) for record in records if (doi := _doi(record))]
        for start in range(0, len(named), _WORKS_AT_ONCE):
            some = named[start : start + _WORKS_AT_ONCE]
            yield Question(
                path=_LIST,
                keys=tuple(key for key, _ in some),
                found_by="identifier",
                parameters={
                    "filter": f"doi:{'|'.join(doi for _, doi in some)}",
                    "per-page": str(_WORKS_AT_ONCE),
                },
            )
        for record in records:
            # One by one: lists by these are refused now and then, and single works cost nothing.
            if not record.doi and (name := _pubmed(record)):
                yield Question(
                    path=f"{_LIST}/{name}",
                    keys=(record.key,),
                    found_by="identifier",
                    absent=NO_SUCH_WORK,
                )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        label = self.service.label
        answer = decoded(label, body)
        is_list = question.path == _LIST
        found = works(label, member(answer, "results")) if is_list else [work(label, answer)]
        return [
            Candidate(
                record=from_csl(item),
                service=self.service.name,
                found_by=question.found_by,
                is_retracted=each.get("is_retracted") is True,
                raw=raw(each),
            )
            for each in found
            if (item := _csl(each))
        ]


def _doi(record: Record) -> str:
    doi = normalised_doi(record.doi)
    # A filter is cut at these.
    return "" if "|" in doi or "," in doi else doi


def _pubmed(record: Record) -> str:
    """What PubMed calls a record, as OpenAlex wants it; empty where it has no name there."""
    if pmid := normalised_pmid(record.other.get("PMID", "")):
        return f"pmid:{pmid}"
    pmcid = normalised_pmcid(record.other.get("PMCID", ""))
    return f"pmcid:{pmcid}" if pmcid else ""


def _csl(said: Mapping[str, Any]) -> dict[str, Any] | None:
    title = plain_text(said.get("title"))
    if not title:
        return None
    names = [
        creator_of(
            plain_text(each.get("raw_author_name") or member(each, "author", "display_name"))
        )
        for each in objects(said.get("authorships"))
    ]
    biblio = said.get("biblio")
    pages = [text(member(biblio, name)) for name in ("first_page", "last_page")]
    kind = text(said.get("type"))
    item = {
        "type": _TYPES.get(kind, "document"),
        "genre": "Preprint" if kind == "preprint" else "",
        "title": title,
        "author": creators_to_csl(tuple(each for each in names if not each.is_empty)),
        "issued": _issued(text(said.get("publication_date"))),
        "container-title": plain_text(member(said, "primary_location", "source", "display_name")),
        "volume": text(member(biblio, "volume")),
        "issue": text(member(biblio, "issue")),
        "page": "-".join(dict.fromkeys(page for page in pages if page)),
        "DOI": normalised_doi(text(said.get("doi"))),
        "PMID": normalised_pmid(text(member(said, "ids", "pmid"))),
        "PMCID": normalised_pmcid(text(member(said, "ids", "pmcid"))),
        "abstract": _abstract(said.get("abstract_inverted_index")),
    }
    return {name: value for name, value in item.items() if value}


def _issued(day: str) -> dict[str, Any] | None:
    parts = [int(part) for part in day.split("-") if part.isdigit()]
    return {"date-parts": [parts]} if parts else None


def _abstract(index: Any) -> str:
    """The words of an abstract, which stand under themselves with their places."""
    if not isinstance(index, dict):
        return ""
    placed = [
        (place, word)
        for word, places in index.items()
        if isinstance(places, list)
        for place in places
        if isinstance(place, int)
    ]
    return plain_text(" ".join(word for _, word in sorted(placed)[:_LONGEST_ABSTRACT]))
