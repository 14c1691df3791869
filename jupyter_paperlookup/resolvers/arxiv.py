"""arXiv: preprints by id, a hundred at a time, and by title.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jupyter_paperlookup.errors import UnusableAnswer
from jupyter_paperlookup.formats.parsed_feed import parsed_feed, unreadable
from jupyter_paperlookup.network.services import ARXIV_PACE, Service
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import (
    arxiv_doi,
    arxiv_from_text,
    arxiv_url,
    normalised_doi,
)
from jupyter_paperlookup.records.names import creators_to_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import abstract_text, plain_text
from jupyter_paperlookup.resolvers.resolver import Question, raw

_IDS_AT_ONCE = 100
_ROWS = 5
_WORD = re.compile(r"[^\W_]+")
_WITHDRAWN = re.compile(r"\b(?:has been|is|was) withdrawn\b", re.IGNORECASE)
_ATOM = "application/atom+xml"


class Arxiv:
    service = Service(
        name="arxiv",
        label="arXiv",
        purpose="preprints by arXiv id or title",
        base="https://export.arxiv.org",
        pace=ARXIV_PACE,
    )

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        named = [record for record in records if record.arxiv]
        for start in range(0, len(named), _IDS_AT_ONCE):
            some = named[start : start + _IDS_AT_ONCE]
            yield Question(
                path="/api/query",
                keys=tuple(record.key for record in some),
                found_by="identifier",
                parameters={
                    "id_list": ",".join(record.arxiv for record in some),
                    "max_results": str(len(some)),
                },
                accept=_ATOM,
            )
        for record in records:
            # Its search stumbles over TeX and signs: words alone, all of them.
            words = _WORD.findall(plain_text(record.title))[:12]
            if words and not record.arxiv and not normalised_doi(record.doi):
                yield Question(
                    path="/api/query",
                    keys=(record.key,),
                    found_by="title",
                    parameters={
                        "search_query": " AND ".join(f"ti:{word}" for word in words),
                        "max_results": str(_ROWS),
                    },
                    accept=_ATOM,
                )

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        said = body.decode("utf-8", "replace")
        feed = None if unreadable(said) else parsed_feed(said)
        if (
            feed is None
            or not feed.get("version")
            or hasattr(feed.get("bozo_exception"), "getLineNumber")
        ):
            raise UnusableAnswer(f"{self.service.label} did not answer with an Atom feed.")
        if not feed.entries and len(question.keys) > 1:
            # It does that when it has too much to do: of several ids it knows at least one.
            raise UnusableAnswer(f"{self.service.label} answered with an empty feed.")
        # An error is an entry too, without an id of a paper.
        return [
            Candidate(
                record=from_csl(item),
                service=self.service.name,
                found_by=question.found_by,
                is_retracted=bool(_WITHDRAWN.search(_comment(entry))),
                raw=raw({name: said for name, said in entry.items() if isinstance(said, str)}),
            )
            for entry in feed.entries
            if (item := _csl(entry))
        ]


def _csl(entry: Any) -> dict[str, Any] | None:
    arxiv = arxiv_from_text(str(entry.get("id", "")).replace("http://", "https://"))
    title = plain_text(entry.get("title"))
    if not arxiv or not title:
        return None
    names = [creator_of(plain_text(each.get("name"))) for each in entry.get("authors", ())]
    published = str(entry.get("published", ""))[:10]
    item: dict[str, Any] = {
        "type": "article",
        "genre": "Preprint",
        "publisher": "arXiv",
        "title": title,
        "author": creators_to_csl(tuple(each for each in names if not each.is_empty)),
        "abstract": abstract_text(entry.get("summary")),
        "number": f"arXiv:{arxiv}",
        "DOI": arxiv_doi(arxiv),
        "URL": arxiv_url(arxiv),
    }
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", published):
        item["issued"] = {"date-parts": [[int(part) for part in published.split("-")]]}
    return {name: value for name, value in item.items() if value}


def _comment(entry: Any) -> str:
    return plain_text(entry.get("arxiv_comment"))
