"""What the magics answer: plain text, HTML for every front end, and data for Insert buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from jupyter_paperlookup.citing import fenced_bibtex
from jupyter_paperlookup.formatting.citation import Formatted
from jupyter_paperlookup.library import ResultPage
from jupyter_paperlookup.library.converting import Bibliography
from jupyter_paperlookup.messages import present
from jupyter_paperlookup.messages.display import MIME_TYPE, HitsBundle
from jupyter_paperlookup.messages.http import PaperHit
from jupyter_paperlookup.messages.printable import printable, printable_lines
from jupyter_paperlookup.notebook.markup import block, escaped, marked, preformatted
from jupyter_paperlookup.records import Record

Bundle = dict[str, Any]


class FoundPapers:
    """The papers that a query found.

    Attributes:
        page: The results, for programs.
    """

    def __init__(self, page: ResultPage) -> None:
        self.page = page
        self._bundle = present.bundle(page)
        self._hits = self._bundle.hits

    def __repr__(self) -> str:
        rows = (_plain_row(number, hit) for number, hit in enumerate(self._hits, start=1))
        return "\n".join([*self._lines(), *rows])

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        rows = "".join(map(_html_row, self._hits))
        return {
            "text/plain": repr(self),
            "text/html": block(
                *(f"<p>{escaped(line)}</p>" for line in self._lines()), f"<ol>{rows}</ol>"
            ),
            MIME_TYPE: _data(self._bundle),
        }

    def _lines(self) -> list[str]:
        """What is said before the papers."""
        meant = printable(self.page.did_you_mean)
        said = [f"Did you mean: {meant}"] if meant else []
        notice = printable(self.page.notice)
        return [*said, self._count(), *([notice] if notice else [])]

    def _count(self) -> str:
        asked = printable(self.page.query)
        if not self._hits:
            understood = ", ".join(self.page.understood)
            return f"Nothing found for {asked}" + (f" ({understood})" if understood else "")
        papers = "paper" if self.page.total == 1 else "papers"
        shown = f"{len(self._hits)} of " if len(self._hits) < self.page.total else ""
        return f"{shown}{self.page.total} {papers}" + (
            f" for {asked}" if asked else ", newest first"
        )


class References:
    """Formatted references of records.

    Args:
        records: The records, in the order of the references.
        text, html, markdown: The same references in each markup.
    """

    def __init__(
        self,
        records: Sequence[Record],
        *,
        text: Formatted | Bibliography,
        html: Formatted | Bibliography,
        markdown: Formatted | Bibliography,
        as_list: bool = False,
    ) -> None:
        self._records = records
        # A list stands in the order of the style, single references in the order asked for.
        self.text, self._html, self._markdown = (
            formatted.bibliography
            if as_list and isinstance(formatted, Formatted)
            else formatted.references
            for formatted in (text, html, markdown)
        )

    def __repr__(self) -> str:
        return "\n\n".join(map(printable, self.text))

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        html = block(*(f"<p>{reference}</p>" for reference in self._html))
        return {
            "text/plain": repr(self),
            "text/html": html,
            "text/markdown": "\n\n".join(self._markdown),
            MIME_TYPE: _data(present.bundle_of_records(self._records, html=html)),
        }


class BibtexStubs:
    """BibTeX of records, as one text."""

    def __init__(self, records: Sequence[Record], text: str) -> None:
        self._records = records
        self.text = text

    def __repr__(self) -> str:
        return printable_lines(self.text).rstrip("\n")

    def _repr_mimebundle_(self, **_: Any) -> Bundle:
        html = block(preformatted(repr(self)))
        return {
            "text/plain": repr(self),
            "text/html": html,
            "text/markdown": fenced_bibtex(repr(self)),
            MIME_TYPE: _data(present.bundle_of_records(self._records, html=html)),
        }


def _plain_row(number: int, hit: PaperHit) -> str:
    facts = " · ".join(filter(None, (hit.short_creators, str(hit.year or ""), hit.key)))
    mark = f"\n    {printable(_retraction(hit))}" if hit.retracted else ""
    return f"{number:>2}. {printable(hit.title)}{mark}\n    {printable(facts)}"


def _html_row(hit: PaperHit) -> str:
    known = [escaped(fact) for fact in (hit.short_creators, str(hit.year or "")) if fact]
    facts = " · ".join([*known, f"<code>{escaped(hit.key)}</code>"])
    mark = f"<strong>{escaped(_retraction(hit))}</strong><br>" if hit.retracted else ""
    return f"<li><strong>{marked(hit.title, hit.title_matches)}</strong><br>{mark}{facts}</li>"


def _retraction(hit: PaperHit) -> str:
    return f"Retracted, says {hit.retracted}"


def _data(bundle: HitsBundle) -> Bundle:
    """Plain JSON, as a notebook file will hold it: lists, no tuples."""
    data: Bundle = msgspec.json.decode(msgspec.json.encode(bundle))
    return data
