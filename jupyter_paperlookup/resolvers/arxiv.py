"""arXiv: preprints by id, a hundred at a time, and by title.

Source: https://info.arxiv.org/help/api/user-manual.html
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from jupyter_paperlookup.formats.arxiv_entry import paper_of_arxiv
from jupyter_paperlookup.formats.parsed_feed import parsed_feed, unreadable
from jupyter_paperlookup.network.services import ARXIV_PACE, Service
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.identifiers import normalised_doi
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.plain_text import plain_text
from jupyter_paperlookup.resolvers.resolver import Question, raw, unusable

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
        label = self.service.label
        try:
            said = body.decode("utf-8-sig")
        except UnicodeDecodeError as error:
            raise unusable(label, "UTF-8 text") from error
        feed = None if unreadable(said) else parsed_feed(said)
        if (
            feed is None
            or not feed.get("version")
            or hasattr(feed.get("bozo_exception"), "getLineNumber")
        ):
            raise unusable(label, "an Atom feed")
        if not feed.entries and (len(question.keys) > 1 or _promises(feed)):
            # It does that when it has too much to do: of several ids it knows at least one.
            raise unusable(label, "the papers that it has")
        # An error is an entry too, without an id of a paper.
        return [
            Candidate(
                record=paper,
                service=self.service.name,
                found_by=question.found_by,
                is_retracted=bool(_WITHDRAWN.search(_comment(entry))),
                raw=raw({name: said for name, said in entry.items() if isinstance(said, str)}),
            )
            for entry in feed.entries
            if (paper := paper_of_arxiv(entry))
        ]


def _promises(feed: Any) -> bool:
    """Whether a feed says that there are more papers than the none that it has."""
    return str(feed.feed.get("opensearch_totalresults", "0")).strip("0") != ""


def _comment(entry: Any) -> str:
    return plain_text(entry.get("arxiv_comment"))
