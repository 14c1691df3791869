"""A digest as plain text: for terminals, and for mails that are read as text."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Iterator

from jupyter_paperlookup.digest.content import Digest, Paper, Section
from jupyter_paperlookup.records.printable import printable, printable_lines

_WIDTH = 72
_INDENT = "    "


def digest_as_text(digest: Digest, footer: str = "") -> str:
    """The whole text; args as for `digest_as_html`."""
    return "\n".join(_lines(digest, footer)) + "\n"


def _lines(digest: Digest, footer: str) -> Iterator[str]:
    yield digest.title
    yield "=" * len(digest.title)
    for note in digest.notes:
        yield ""
        yield from _wrapped(note)
    for section in digest.sections:
        yield ""
        yield from _section(section)
    if footer:
        # What mail clients take for the beginning of a signature.
        yield ""
        yield "-- "
        yield from _wrapped(footer)


def _section(section: Section) -> Iterator[str]:
    title = printable(section.title)
    yield title
    yield "-" * len(title)
    yield from _wrapped(section.note)
    for paper in section.papers:
        yield ""
        yield from _paper(paper)
    if section.more:
        yield ""
        yield f"... and {section.more} more in the library."


def _paper(paper: Paper) -> Iterator[str]:
    yield from _wrapped(f"* {paper.title or '(no title)'}", after="  ")
    yield from _wrapped(_joined((paper.creators, paper.date)), "  ")
    yield from _wrapped(_joined(paper.reasons), "  ")
    yield from _wrapped(paper.abstract, "  ")
    for address in paper.addresses:
        yield f"  {printable(address.label)}: {printable(address.url)}"
    yield f"  Key: {printable(paper.key)}"
    if paper.bibtex:
        yield ""
        yield from (f"{_INDENT}{line}" for line in printable_lines(paper.bibtex).splitlines())


def _joined(parts: Iterable[str]) -> str:
    return " · ".join(filter(None, parts))


def _wrapped(text: str, indent: str = "", after: str = "") -> list[str]:
    return textwrap.wrap(
        printable(text),
        _WIDTH,
        initial_indent=indent,
        subsequent_indent=indent or after,
        break_long_words=False,
        break_on_hyphens=False,
    )
