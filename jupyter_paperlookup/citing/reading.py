"""The citations of a text, in every dialect, with their places and all that they say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from jupyter_paperlookup.citing.citation import FoundCitation, NotedCitation
from jupyter_paperlookup.citing.dialects import write_visibly
from jupyter_paperlookup.citing.paragraphs import paragraphs_of
from jupyter_paperlookup.citing.scanner import Scanner

_UNSEEN = re.compile("[\x00-\x1f\x7f-\x9f]")


def citations_in(text: str, noted: Sequence[NotedCitation] = ()) -> tuple[FoundCitation, ...]:
    """The citations of a cell or of a document in Markdown, in order.

    Args:
        text: The source, which may hold anything.
        noted: The citations of the dialect `text` that are noted for the cell, in its order; those
            whose words are no longer there are left out.
    """
    found = list(scan(text))
    place = 0
    for note in noted:
        start = text.find(note.words, place) if note.words else -1
        if start < 0:
            continue
        place = start + len(note.words)
        if not any(each.start < place and start < each.end for each in found):
            found.append(FoundCitation(start, place, "text", note.cites, note.words))
    return tuple(sorted(found, key=lambda each: each.start))


def scan(text: str) -> Iterator[FoundCitation]:
    """The citations of a text that say themselves what they cite, paragraph by paragraph."""
    if "cite" not in text.lower() and "@" not in text:
        return
    for start, paragraph in paragraphs_of(text):
        for found in Scanner(paragraph, start, write_visibly).read():
            # No work has a key that nobody sees, and no dialect could write it.
            if all(cite.key.strip() and not _UNSEEN.search(cite.key) for cite in found.cites):
                yield found
