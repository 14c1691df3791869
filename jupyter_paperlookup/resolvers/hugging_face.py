"""Daily Papers: preprints by arXiv id, and the closed list of a day, by title inside it.

Source: https://huggingface.co/docs/hub/api, "papers".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from jupyter_paperlookup.errors import UnusableAnswer
from jupyter_paperlookup.network.services import HUGGING_FACE
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import arxiv_doi, arxiv_from_text, arxiv_url
from jupyter_paperlookup.records.names import creators_to_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import abstract_text, plain_text
from jupyter_paperlookup.resolvers.resolver import (
    Question,
    decoded,
    objects,
    raw,
    text,
)

_LISTED = "100"
_FOUND = "5"


class HuggingFace:
    service = HUGGING_FACE

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        days: dict[str, list[str]] = {}
        for record in records:
            if record.arxiv or not record.title:
                continue
            day = str(record.issued) if record.issued and record.issued.is_full else ""
            # Only pages of that site count authors and say on which day they listed a paper.
            if day and record.facts.author_count is not None:
                days.setdefault(day, []).append(record.key)
            else:
                yield Question(
                    path="/api/papers/search",
                    keys=(record.key,),
                    found_by="title",
                    parameters={"q": record.title[:300], "limit": _FOUND},
                )
        for day, keys in sorted(days.items()):
            yield Question(
                path="/api/daily_papers",
                keys=tuple(keys),
                found_by="closed set",
                parameters={"date": day, "limit": _LISTED},
            )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        answer = decoded(self.service.label, body)
        if not isinstance(answer, list):
            raise UnusableAnswer(f"{self.service.label} did not answer with a list of papers.")
        return [
            Candidate(
                record=from_csl(item),
                service=self.service.name,
                found_by=question.found_by,
                is_retracted=bool(paper.get("withdrawnAt")),
                raw=raw(each),
            )
            for each in objects(answer)
            if (item := _csl(paper := _paper(each)))
        ]


def _paper(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    inside = entry.get("paper")
    return inside if isinstance(inside, dict) else entry


def _csl(paper: Mapping[str, Any]) -> dict[str, Any] | None:
    arxiv = arxiv_from_text(text(paper.get("id")))
    title = plain_text(paper.get("title"))
    if not arxiv or not title:
        return None
    people = list(objects(paper.get("authors")))
    # A list of which some are hidden is not the list of authors.
    shown = [] if any(each.get("hidden") for each in people) else people
    names = [creator_of(plain_text(each.get("name"))) for each in shown]
    day = text(paper.get("publishedAt"))[:10].split("-")
    item = {
        "type": "article",
        "genre": "Preprint",
        "publisher": "arXiv",
        "title": title,
        "author": creators_to_csl(tuple(each for each in names if not each.is_empty)),
        "issued": {"date-parts": [[int(part) for part in day]]}
        if len(day) == 3 and all(part.isdigit() for part in day)  # noqa: PLR2004 - year, month, day
        else None,
        "abstract": abstract_text(paper.get("summary")),
        "number": f"arXiv:{arxiv}",
        "DOI": arxiv_doi(arxiv),
        "URL": arxiv_url(arxiv),
    }
    return {name: value for name, value in item.items() if value}
