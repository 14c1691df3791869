"""Daily Papers: preprints by arXiv id, and the closed list of a day, by title inside it.

Source: https://huggingface.co/docs/hub/api, "papers".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

import msgspec

from jupyter_paperlookup.formats.daily_papers import record_of
from jupyter_paperlookup.network.services import HUGGING_FACE
from jupyter_paperlookup.records import Facts, PartialDate, Record
from jupyter_paperlookup.resolvers.candidate import Candidate, FoundBy
from jupyter_paperlookup.resolvers.plain_text import abstract_text, plain_text
from jupyter_paperlookup.resolvers.resolver import (
    Question,
    decoded,
    member,
    raw,
    unusable,
    works,
)

_LISTED = "100"
_FOUND = "5"
_ONE_DAY = timedelta(days=1)
# Also of a day that has not come.
_NO_LIST = (400, 404)


class HuggingFace:
    service = HUGGING_FACE

    def questions(self, records: Sequence[Record]) -> Iterator[Question]:
        days: dict[date, list[str]] = {}
        for record in records:
            if record.arxiv or not record.title:
                continue
            day = _day(record.issued)
            # Only pages of that site count authors and say on which day they listed a paper.
            if day is not None and record.facts.author_count is not None:
                days.setdefault(day, []).append(record.key)
            else:
                yield Question(
                    path="/api/papers/search",
                    keys=(record.key,),
                    found_by="title",
                    parameters={"q": record.plain_title[:300], "limit": _FOUND},
                )
        yield from (_list_of(day, keys) for day, keys in sorted(days.items()))
        # A page is dated by where it was read: in another zone it is still yesterday, or tomorrow.
        beside: dict[date, list[str]] = {}
        for day, keys in days.items():
            for other in (day - _ONE_DAY, day + _ONE_DAY):
                beside.setdefault(other, []).extend(keys)
        for day, keys in sorted(beside.items()):
            yield _list_of(day, keys, is_second_try=True)

    def candidates(self, question: Question, body: bytes) -> list[Candidate]:
        label = self.service.label
        answer = works(label, decoded(label, body))
        found = (_candidate(said, question.found_by) for said in answer)
        candidates = [candidate for candidate in found if candidate is not None]
        if answer and not candidates:
            raise unusable(label, "papers that can be read")
        return candidates


def _list_of(day: date, keys: Sequence[str], *, is_second_try: bool = False) -> Question:
    return Question(
        path="/api/daily_papers",
        keys=tuple(dict.fromkeys(keys)),
        found_by="closed set",
        parameters={"date": day.isoformat(), "limit": _LISTED},
        absent=_NO_LIST,
        is_second_try=is_second_try,
    )


def _day(when: PartialDate | None) -> date | None:
    if when is None or not when.is_full:
        return None
    try:
        day = date(when.year or 1, when.month or 1, when.day or 1)
    except ValueError:
        return None
    return day if date.min + _ONE_DAY < day < date.max - _ONE_DAY else None


def _candidate(said: Mapping[str, Any], found_by: FoundBy) -> Candidate | None:
    record = record_of(said)
    if isinstance(record, str):
        return None
    paper = member(said, "paper") or said
    return Candidate(
        # What the site counts is for the lists of a day, and no fact about the work.
        record=msgspec.structs.replace(
            record,
            title=plain_text(record.title),
            abstract=abstract_text(record.abstract),
            facts=Facts(),
        ),
        service=HUGGING_FACE.name,
        found_by=found_by,
        is_retracted=bool(member(paper, "withdrawnAt")),
        raw=raw(said),
    )
