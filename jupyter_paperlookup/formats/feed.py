"""Feeds: RSS and Atom of any age, those of arXiv among them.

An entry becomes a record only where it can be one: it has a title. What arXiv says of its papers
in its feeds and in the answers of its API is read as what it is: id, creators, abstract.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from typing import Any

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.arxiv_entry import paper_of_arxiv
from jupyter_paperlookup.formats.feed_entry import creators_of, day_of, summary_of, text_of
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.markup_text import one_line, shown_text
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.parsed_feed import parsed_feed, unreadable
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Facts, Problem, Record
from jupyter_paperlookup.records.dates import parse_iso
from jupyter_paperlookup.records.identifiers import doi_from_text
from jupyter_paperlookup.records.web_address import is_web_address

MOST_ENTRIES = 5000
_LONGEST_HEAD = 8000
_FEED = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:rss|feed|(?:\w+:)?RDF)[\s>]",
    re.DOTALL,
)
_FIRST_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)


class Feed:
    """Reads feeds."""

    name = "feed"
    label = "Feed (RSS, Atom)"
    extensions: tuple[str, ...] = (".rss", ".atom", ".xml", ".rdf")
    media_type = "application/atom+xml"
    reads = True
    writes = False

    def recognises(self, head: str) -> bool:
        """Whether the root of a feed stands at the beginning."""
        return _FEED.match(head[:_LONGEST_HEAD].removeprefix("\ufeff")) is not None

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All entries with a title; those before a fault are read."""
        if not self.recognises(text):
            return Reading(problems=nothing_found(text, source, self.label))
        fault = unreadable(text)
        feed = None if fault else parsed_feed(text)
        if feed is None:
            reason = fault or "The feed is damaged, and nothing of it can be read."
            return Reading(problems=(Problem.at(source, 1, reason, ""),))
        entries: dict[str, Entry] = {}
        problems: list[Problem] = []
        tell = teller(options.progress, len(feed.entries))
        for number, given in enumerate(feed.entries[:MOST_ENTRIES]):
            tell(number)
            record = _record(given)
            if record is None:
                problems.append(Problem.at(source, 0, "An entry without a title.", str(given)))
            else:
                name = _name(given, record)
                entries.setdefault(name, Entry(record, 0, name))
        problems += _faults(feed, source)
        days = [each.record.facts.listed for each in entries.values()]
        captured = parse_iso(max(days, default=""))
        return Reading(tuple(entries.values()), tuple(problems), captured)

    def write(self, records: Sequence[Record]) -> str:
        """Never: a feed is somebody else's.

        Raises:
            InvalidRequest: Always.
        """
        raise InvalidRequest(f"{self.label} is a format to read: {len(records)} not written.")


def feed_title(text: str) -> str:
    """What a feed calls itself; empty where it does not."""
    head = _FIRST_ENTRY.split(text[:_LONGEST_HEAD], maxsplit=1)[0]
    match = _TITLE.search(head)
    return shown_text(html.unescape(_CDATA.sub(r"\1", match[1]))) if match else ""


def _faults(feed: Any, source: str) -> list[Problem]:
    problems = []
    if len(feed.entries) > MOST_ENTRIES:
        reason = f"It has more than {MOST_ENTRIES:,} entries: the first ones are read."
        problems.append(Problem.at(source, 0, reason, ""))
    fault = feed.get("bozo_exception")
    if feed.bozo and hasattr(fault, "getLineNumber"):
        reason = "The feed is damaged here: what follows may be missing."
        problems.append(Problem.at(source, int(fault.getLineNumber() or 0), reason, ""))
    return problems


def _record(entry: Any) -> Record | None:
    title = shown_text(text_of(entry, "title"))
    if not title:
        return None
    if paper := paper_of_arxiv(entry):
        return paper
    link = one_line(text_of(entry, "link"))
    published = day_of(entry)
    journal = shown_text(text_of(entry, "prism_publicationname"))
    return Record(
        type="article-journal" if journal else "webpage",
        title=title,
        author=creators_of(entry),
        issued=published,
        abstract=shown_text(summary_of(entry)),
        doi=_doi(entry, link),
        url=link if is_web_address(link) else "",
        other={"container-title": journal} if journal else {},
        facts=Facts(listed=str(published or "")),
    )


def _doi(entry: Any, link: str) -> str:
    stated = (text_of(entry, name) for name in ("prism_doi", "dc_identifier", "arxiv_doi", "id"))
    return next((doi for each in (*stated, link) if (doi := doi_from_text(each))), "")


def _name(entry: Any, record: Record) -> str:
    if record.arxiv:
        return f"arxiv:{record.arxiv}"
    return one_line(text_of(entry, "id") or text_of(entry, "link") or record.title)[:500]
