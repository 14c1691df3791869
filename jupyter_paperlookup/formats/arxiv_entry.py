"""A paper as arXiv says it in an entry of Atom or RSS: in its feeds, and in the answers of its API.

Source: https://info.arxiv.org/help/api/user-manual.html, https://info.arxiv.org/help/rss_specifications.html
"""

from __future__ import annotations

import re
from typing import Any

from jupyter_paperlookup.formats.arxiv_record import arxiv_record
from jupyter_paperlookup.formats.feed_entry import creators_of, day_of, summary_of, text_of
from jupyter_paperlookup.formats.markup_text import one_line, shown_text
from jupyter_paperlookup.records import Facts, PartialDate, Record
from jupyter_paperlookup.records.identifiers import arxiv_from_text

_ARXIV_ID = re.compile(r"oai:arXiv\.org:(?P<id>\S+)")
_ARXIV_PREAMBLE = re.compile(
    r"arXiv:\S+\s+Announce Type:\s*[\w-]+\s*(?:Abstract:\s*)?", re.IGNORECASE
)
_ARXIV_HOSTS = re.compile(r"https?://(?:[a-z]+\.)?arxiv\.org/abs/", re.IGNORECASE)


def paper_of_arxiv(entry: Any) -> Record | None:
    """The paper of an entry; None where it names none, or has no title.

    A listing announces it on a day, and the API says when it was published.
    """
    arxiv, title = _id(entry), shown_text(text_of(entry, "title"))
    if not arxiv or not title:
        return None
    summary = shown_text(summary_of(entry))
    preamble = _ARXIV_PREAMBLE.match(summary)
    is_listing = preamble is not None or "arxiv_announce_type" in entry
    day = day_of(entry)
    return arxiv_record(
        arxiv,
        title=title,
        author=creators_of(entry),
        # The day of a listing is that of the announcement, of a new version too.
        issued=_month_of(arxiv) if is_listing else day,
        abstract=summary[preamble.end() :] if preamble else summary,
        facts=Facts(listed=str(day or "") if is_listing else ""),
    )


def _id(entry: Any) -> str:
    match = _ARXIV_ID.fullmatch(text_of(entry, "id").strip())
    if match:
        return arxiv_from_text(match["id"])
    for address in (one_line(text_of(entry, "link")), text_of(entry, "id").strip()):
        if _ARXIV_HOSTS.match(address):
            return arxiv_from_text(address)
    return ""


def _month_of(arxiv: str) -> PartialDate | None:
    """The month of the first version, which an id of today's form begins with."""
    year, month = arxiv[:2], arxiv[2:4]
    if arxiv[4:5] != "." or not (year + month).isdigit() or not 1 <= int(month) <= 12:  # noqa: PLR2004
        return None
    return PartialDate(2000 + int(year), int(month))
