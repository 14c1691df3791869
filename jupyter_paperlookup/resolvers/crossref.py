"""Crossref: published works by DOI, and by title where there is none.

Source: https://api.crossref.org/swagger-ui/index.html, "works".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from jupyter_paperlookup.network.services import Pace, Service
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, normalised_doi
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import abstract_text, plain_text
from jupyter_paperlookup.resolvers.resolver import (
    NO_SUCH_WORK,
    Question,
    decoded,
    first,
    member,
    objects,
    raw,
    text,
    work,
    works,
)

_ROWS = 5
_TYPES = {
    "journal-article": "article-journal",
    "proceedings-article": "paper-conference",
    "book": "book",
    "monograph": "book",
    "edited-book": "book",
    "reference-book": "book",
    "book-chapter": "chapter",
    "book-section": "chapter",
    "book-part": "chapter",
    "reference-entry": "entry",
    "posted-content": "article",
    "dissertation": "thesis",
    "report": "report",
    "dataset": "dataset",
    "standard": "standard",
}
# What Crossref registers beside works: parts of them, and what is said about them.
_NO_WORK = frozenset(
    ("component", "peer-review", "journal", "journal-issue", "journal-volume", "grant")
)
_TEXTS = {"volume": "volume", "issue": "issue", "page": "page", "publisher": "publisher"}


class Crossref:
    service = Service(
        name="crossref",
        label="Crossref",
        purpose="published works by DOI or title",
        base="https://api.crossref.org",
        pace=Pace(seconds=0.33),
    )

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        for record in records:
            doi = normalised_doi(record.doi)
            if doi and not arxiv_from_doi(doi):
                path = f"/works/{quote(doi, safe='')}"
                yield Question(
                    path=path, keys=(record.key,), found_by="identifier", absent=NO_SUCH_WORK
                )
            elif record.title:
                asked = {"query.title": record.plain_title[:300], "rows": str(_ROWS)}
                if record.author:
                    asked["query.author"] = record.author[0].surname
                yield Question(
                    path="/works", keys=(record.key,), found_by="title", parameters=asked
                )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        label = self.service.label
        said = work(label, member(decoded(label, body), "message"))
        found = works(label, said.get("items")) if question.found_by == "title" else [said]
        return [
            Candidate(
                record=from_csl(csl_of(each)),
                service=self.service.name,
                found_by=question.found_by,
                is_retracted=_is_retracted(each),
                raw=raw(each),
            )
            for each in found
            if text(each.get("type")) not in _NO_WORK and first(each.get("title"))
        ]


def csl_of(said: Mapping[str, Any]) -> dict[str, Any]:
    """Crossref's own JSON, which is nearly CSL, as CSL."""
    subtitle = plain_text(first(said.get("subtitle")))
    title = plain_text(first(said.get("title")))
    item: dict[str, Any] = {
        "type": _TYPES.get(text(said.get("type")), "document"),
        "title": f"{title}: {subtitle}" if subtitle and subtitle not in title else title,
        "author": _names(said.get("author")),
        "editor": _names(said.get("editor")),
        "issued": _first_date(said),
        "container-title": plain_text(first(said.get("container-title"))),
        "ISSN": first(said.get("ISSN")),
        "ISBN": first(said.get("ISBN")),
        "DOI": text(said.get("DOI")),
        "abstract": abstract_text(said.get("abstract")),
        "article-number": text(said.get("article-number")),
        "number": text(said.get("article-number")),
        **{ours: plain_text(said.get(theirs)) for ours, theirs in _TEXTS.items()},
    }
    if text(said.get("type")) == "posted-content":
        item["genre"] = "Preprint"
    item.pop("article-number")
    return {name: value for name, value in item.items() if value}


def _names(value: Any) -> list[dict[str, str]]:
    return [
        {"literal": text(each.get("name"))}
        if text(each.get("name"))
        else {part: text(each.get(part)) for part in ("family", "given", "suffix")}
        for each in objects(value)
    ]


def _first_date(said: Mapping[str, Any]) -> dict[str, Any] | None:
    """The day on which it first came out, in print or online."""
    for name in ("issued", "published-print", "published-online"):
        parts = member(said, name, "date-parts")
        if (
            isinstance(parts, list)
            and parts
            and isinstance(parts[0], list)
            and parts[0][:1] != [None]
        ):
            return {"date-parts": parts[:1]}
    return None


def _is_retracted(said: Mapping[str, Any]) -> bool:
    updates = {text(each.get("type")) for each in objects(said.get("updated-by"))}
    title = first(said.get("title")).casefold()
    return bool(updates & {"retraction", "withdrawal", "removal"}) or title.startswith("retracted")
