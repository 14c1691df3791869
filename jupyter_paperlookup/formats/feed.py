"""Feeds: RSS and Atom of any age, those of arXiv among them.

An entry becomes a record only where it can be one: it has a title. What arXiv says of its papers
in its feeds and in the answers of its API is read as what it is: id, creators, abstract.
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence
from time import struct_time
from typing import Any

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.arxiv_record import arxiv_record
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.markup_text import one_line, shown_text
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.parsed_feed import parsed_feed, unreadable
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Creator, Facts, PartialDate, Problem, Record
from jupyter_paperlookup.records.dates import parse_iso
from jupyter_paperlookup.records.full_names import creator_of
from jupyter_paperlookup.records.identifiers import arxiv_from_text, doi_from_text
from jupyter_paperlookup.records.web_address import is_web_address

MOST_ENTRIES = 5000
_MOST_AUTHORS = 5000
_LONGEST_NAME = 500
_LONGEST_HEAD = 8000
_FEED = re.compile(
    r"\s*(?:<\?[^>]*\?>\s*|<!--.*?-->\s*|<!DOCTYPE[^>\[]*>\s*)*<(?:rss|feed|(?:\w+:)?RDF)[\s>]",
    re.DOTALL,
)
_FIRST_ENTRY = re.compile(r"<(?:item|entry)[\s>]")
_TITLE = re.compile(r"<title[^>]*>(.*?)</title>", re.DOTALL)
_CDATA = re.compile(r"<!\[CDATA\[(.*?)\]\]>", re.DOTALL)
_ARXIV_ID = re.compile(r"oai:arXiv\.org:(?P<id>\S+)")
_ARXIV_PREAMBLE = re.compile(
    r"arXiv:\S+\s+Announce Type:\s*[\w-]+\s*(?:Abstract:\s*)?", re.IGNORECASE
)
_AFFILIATION = re.compile(r"\s*\([^()]*\)")
_ARXIV_HOSTS = re.compile(r"https?://(?:[a-z]+\.)?arxiv\.org/abs/", re.IGNORECASE)


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
        if fault := unreadable(text):
            return Reading(problems=(Problem.at(source, 1, fault, ""),))
        feed = parsed_feed(text)
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
    title = shown_text(_text(entry, "title"))
    if not title:
        return None
    link = one_line(_text(entry, "link"))
    if arxiv := _arxiv(entry, link):
        return _of_arxiv(entry, arxiv, title)
    published = _day(entry)
    journal = shown_text(_text(entry, "prism_publicationname"))
    return Record(
        type="article-journal" if journal else "webpage",
        title=title,
        author=_creators(entry),
        issued=published,
        abstract=shown_text(_summary(entry)),
        doi=_doi(entry, link),
        url=link if is_web_address(link) else "",
        other={"container-title": journal} if journal else {},
        facts=Facts(listed=str(published or "")),
    )


def _of_arxiv(entry: Any, arxiv: str, title: str) -> Record:
    """A paper of arXiv: a listing announces it on a day, and the API says when it was published."""
    summary = shown_text(_summary(entry))
    preamble = _ARXIV_PREAMBLE.match(summary)
    is_listing = preamble is not None or "arxiv_announce_type" in entry
    day = _day(entry)
    return arxiv_record(
        arxiv,
        title=title,
        author=_creators(entry),
        # The day of a listing is that of the announcement, of a new version too.
        issued=_month_of(arxiv) if is_listing else day,
        abstract=summary[preamble.end() :] if preamble else summary,
        facts=Facts(listed=str(day or "") if is_listing else ""),
    )


def _arxiv(entry: Any, link: str) -> str:
    match = _ARXIV_ID.fullmatch(_text(entry, "id").strip())
    if match:
        return arxiv_from_text(match["id"])
    for address in (link, _text(entry, "id").strip()):
        if _ARXIV_HOSTS.match(address):
            return arxiv_from_text(address)
    return ""


def _month_of(arxiv: str) -> PartialDate | None:
    """The month of the first version, which an id of today's form begins with."""
    year, month = arxiv[:2], arxiv[2:4]
    if arxiv[4:5] != "." or not (year + month).isdigit() or not 1 <= int(month) <= 12:  # noqa: PLR2004
        return None
    return PartialDate(2000 + int(year), int(month))


def _creators(entry: Any) -> tuple[Creator, ...]:
    """The creators: arXiv's listings put all of them into one, separated by commas."""
    authors = entry.get("authors") or []
    names = [_text(each, "name") for each in authors if isinstance(each, dict)]
    if len(names) == 1 and ("arxiv_announce_type" in entry or names[0].count(",") > 1):
        names = _AFFILIATION.sub("", names[0]).split(",")
    cleaned = (shown_text(name)[:_LONGEST_NAME] for name in names[:_MOST_AUTHORS])
    creators = (creator_of(_AFFILIATION.sub("", name)) for name in cleaned if name)
    return tuple(creator for creator in creators if not creator.is_empty)


def _summary(entry: Any) -> str:
    if summary := _text(entry, "summary"):
        return summary
    contents = entry.get("content") or []
    return next((_text(each, "value") for each in contents if isinstance(each, dict)), "")


def _doi(entry: Any, link: str) -> str:
    stated = (_text(entry, name) for name in ("prism_doi", "dc_identifier", "arxiv_doi", "id"))
    return next((doi for each in (*stated, link) if (doi := doi_from_text(each))), "")


def _day(entry: Any) -> PartialDate | None:
    """The day of publication where the feed is, which is what it says: no zone moves it."""
    for name in ("published", "updated"):
        written = parse_iso(_text(entry, name))
        if written and written.is_full:
            return written
        parsed = entry.get(f"{name}_parsed")
        if isinstance(parsed, struct_time):
            return PartialDate(parsed.tm_year, parsed.tm_mon, parsed.tm_mday)
    return None


def _name(entry: Any, record: Record) -> str:
    if record.arxiv:
        return f"arxiv:{record.arxiv}"
    return one_line(_text(entry, "id") or _text(entry, "link") or record.title)[:500]


def _text(entry: Any, name: str) -> str:
    value = entry.get(name)
    return value if isinstance(value, str) else ""
