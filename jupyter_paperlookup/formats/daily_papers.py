"""Daily Papers as their API tells them: a list of papers, or one of them, as JSON.

```
[{"paper": {"id": "1706.03762", "title": "Attention Is All You Need", "summary": "...",
            "authors": [{"name": "Ashish Vaswani", "hidden": false}],
            "publishedAt": "2017-06-12T17:57:34.000Z",
            "submittedOnDailyAt": "2023-11-20T00:00:00.000Z", "upvotes": 7},
  "numComments": 2}]
```
Source: https://huggingface.co/docs/hub/api, "Paper Pages API".
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any, NoReturn

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.arxiv_record import arxiv_record
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.markup_text import one_line
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Creator, Facts, PartialDate, Problem, Record
from jupyter_paperlookup.records.dates import parse_iso
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import arxiv_from_text
from jupyter_paperlookup.records.web_address import is_web_address

MOST_AUTHORS = 5000
_MOST_KEYWORDS = 50
_MOST_COUNTED = 10**9
_LONGEST_HEAD = 8000
_LONGEST_RAW = 2000
_LIST = re.compile(r"\s*\[")
_SEPARATOR = re.compile(r"[\s,]*")
_ID = r'"id"\s*:\s*"(?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[A-Z]{2})?/\d{7})"'
_HEAD = re.compile(
    r'\s*\[?\s*\{\s*(?:"paper"\s*:\s*\{|' + _ID + r'\s*,\s*"(?:authors|title|summary)"\s*:)'
)
_EMPTY = re.compile(r"\s*\[\s*\]\s*")
_DAY = re.compile(r"(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)")


class DailyPapers:
    """Reads Daily Papers."""

    name = "daily-papers"
    label = "Daily Papers"
    extensions: tuple[str, ...] = (".json",)
    media_type = "application/json"
    reads = True
    writes = False

    def recognises(self, head: str) -> bool:
        """Whether a list of papers begins, or one paper."""
        return begin_papers(head)

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All papers, one by one: what follows a broken one cannot be trusted, what precedes can.

        The day on which it was all counted stands in the name of the source, else it is the newest
        one on which a paper was listed.
        """
        body = text.removeprefix("\ufeff")
        if _EMPTY.fullmatch(body):
            return Reading(captured=_day_in(source))
        if body.lstrip()[:1] not in ("[", "{"):
            return Reading(problems=nothing_found(text, source, self.label))
        papers = _Papers(body, source)
        papers.read(options)
        days = [entry.record.facts.listed for entry in papers.entries]
        newest = parse_iso(max(days, default=""))
        return Reading(
            tuple(papers.entries), tuple(papers.problems), captured=_day_in(source) or newest
        )

    def write(self, records: Sequence[Record]) -> str:
        """Never: what others say of papers is theirs.

        Raises:
            InvalidRequest: Always.
        """
        raise InvalidRequest(f"{self.label} is a format to read: {len(records)} not written.")


def begin_papers(head: str) -> bool:
    """Whether a text begins as a list of papers does, or as one of them."""
    return _HEAD.match(head[:_LONGEST_HEAD].removeprefix("\ufeff")) is not None


class _Papers:
    """Goes through the papers of a text."""

    def __init__(self, text: str, source: str) -> None:
        self.entries: list[Entry] = []
        self.problems: list[Problem] = []
        self._text = text
        self._source = source
        self._decoder = json.JSONDecoder(parse_constant=_refuse)
        self._line, self._counted = 1, 0
        self._seen: set[str] = set()

    def read(self, options: ReadOptions) -> None:
        tell = teller(options.progress, len(self._text))
        start = _LIST.match(self._text)
        place = self._after_separators(start.end() if start else 0)
        while place < len(self._text) and self._text[place] != "]":
            tell(place)
            try:
                value, end = self._decoder.raw_decode(self._text, place)
            except (ValueError, RecursionError):
                self._problem(place, "Not readable as JSON: it may be cut off here.")
                return
            self._take(value, place, end)
            if start is None:
                return
            place = self._after_separators(end)
        if start and place >= len(self._text):
            self._problem(place, "The list has no end: it may be cut off.")

    def _take(self, value: object, place: int, end: int) -> None:
        read = record_of(value)
        if isinstance(read, str):
            self._problem(place, read, end)
        elif read.arxiv not in self._seen:
            self._seen.add(read.arxiv)
            self.entries.append(Entry(read, self._line_of(place), f"arxiv:{read.arxiv}"))

    def _after_separators(self, place: int) -> int:
        match = _SEPARATOR.match(self._text, place)
        return match.end() if match else place

    def _line_of(self, place: int) -> int:
        self._line += self._text.count("\n", self._counted, place)
        self._counted = place
        return self._line

    def _problem(self, place: int, reason: str, end: int | None = None) -> None:
        raw = self._text[place : min(end or len(self._text), place + _LONGEST_RAW)]
        self.problems.append(Problem.at(self._source, self._line_of(place), reason, raw))


def record_of(value: object) -> Record | str:
    """The record of one paper, or the sentence that says why there is none.

    Args:
        value: What stands in the list, or what the API says of one paper.
    """
    if not isinstance(value, dict):
        return "Not an object with a paper."
    paper = value.get("paper") if isinstance(value.get("paper"), dict) else value
    assert isinstance(paper, dict)  # noqa: S101 - either of the two is
    arxiv = arxiv_from_text(_text(paper.get("id")))
    title = _text(paper.get("title")) or _text(value.get("title"))
    if not arxiv or not title:
        return "A paper without an arXiv id." if title else "A paper without a title."
    authors, count = _authors(paper.get("authors"))
    return arxiv_record(
        arxiv,
        title=title,
        author=authors,
        issued=_date(paper.get("publishedAt")) or _date(value.get("publishedAt")),
        abstract=_text(paper.get("summary")) or _text(value.get("summary")),
        facts=_facts(value, paper, count),
    )


def _facts(value: dict[str, Any], paper: dict[str, Any], author_count: int | None) -> Facts:
    listed = _date(paper.get("submittedOnDailyAt")) or _date(value.get("submittedOnDailyAt"))
    repository = _text(paper.get("githubRepo"))
    stars = _count(paper.get("githubStars"))
    comments = _count(value.get("numComments"))
    return Facts(
        organization=_organization(paper.get("organization") or value.get("organization")),
        author_count=author_count,
        comments=_count(paper.get("numComments")) if comments is None else comments,
        upvotes=_count(paper.get("upvotes")),
        stars=stars,
        listed=str(listed or ""),
        repository=repository if is_web_address(repository) else "",
        keywords=_keywords(paper.get("ai_keywords")),
    )


def _authors(value: object) -> tuple[tuple[Creator, ...], int | None]:
    """The creators, and how many there are.

    A list of which the site hides a part is not the list of the creators: then only their number
    is known.
    """
    given = [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []
    names = [_text(each.get("name")) for each in given[:MOST_AUTHORS]]
    creators = tuple(creator_of(name) for name in names if name)
    is_whole = len(creators) == len(given) and not any(each.get("hidden") for each in given)
    return (creators if is_whole else (), len(given) or None)


def _organization(value: object) -> str:
    if not isinstance(value, dict):
        return ""
    return _text(value.get("fullname")) or _text(value.get("name"))


def _keywords(value: object) -> tuple[str, ...]:
    texts = (_text(each)[:100] for each in value) if isinstance(value, list) else ()
    return tuple(dict.fromkeys(text for text in texts if text))[:_MOST_KEYWORDS]


def _text(value: object) -> str:
    return one_line(value) if isinstance(value, str) else ""


def _count(value: object) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return None
    return min(value, _MOST_COUNTED)


def _date(value: object) -> PartialDate | None:
    date = parse_iso(value) if isinstance(value, str) else None
    return date if date and date.is_full else None


def _day_in(source: str) -> PartialDate | None:
    """The day that the name of a source names, such as `daily_papers_2026-11-20.json`."""
    match = _DAY.search(PurePath(source).name)
    return _date(match[0]) if match else None


def _refuse(constant: str) -> NoReturn:
    raise ValueError(constant)
