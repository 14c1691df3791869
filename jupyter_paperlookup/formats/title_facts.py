"""Facts about papers known by their title: JSON lines with authors, arXiv id and date.

```
{"title": "Pointer Networks", "author": [{"family": "Vinyals", "given": "Oriol"}],
 "arxiv": "1506.03134", "issued": [2015, 6]}
```
One object a line (the example is broken to fit here). Every field but the title may be missing.
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.arxiv_record import arxiv_record
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Creator, PartialDate, Problem, Record
from jupyter_paperlookup.records.dates import date_from_csl
from jupyter_paperlookup.records.identifiers import arxiv_from_text
from jupyter_paperlookup.records.names import creators_from_csl


class _Facts(msgspec.Struct, frozen=True):
    title: str
    author: list[dict[str, str]] = []
    arxiv: str = ""
    issued: list[int] = []


class TitleFacts:
    """Reads facts about papers known by their title."""

    name = "title_facts"
    label = "Facts by title"
    extensions: tuple[str, ...] = (".jsonl",)
    media_type = "application/jsonl"
    reads = True
    writes = False

    def recognises(self, head: str) -> bool:
        """Whether the first line is one object with a title.

        A first line longer than the head cannot be read to its end; its beginning must do.
        """
        first, line_break, _ = head.removeprefix("\ufeff").lstrip().partition("\n")
        if not line_break and _is_cut(first):
            return first.startswith('{"title": "')
        return isinstance(_decoded(first), _Facts)

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """One entry for each line that says something, a problem for each that cannot be read."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        lines = text.removeprefix("\ufeff").split("\n")
        tell = teller(options.progress, len(lines))
        for number, line in enumerate(lines, start=1):
            tell(number)
            if not line.strip():
                continue
            facts = _decoded(line)
            record = facts if isinstance(facts, str) else _record(facts)
            if isinstance(record, str):
                problems.append(Problem.at(source, number, record, line))
            else:
                entries.append(Entry(record, number))
        return Reading(tuple(entries), tuple(problems))

    def write(self, records: Sequence[Record]) -> str:
        """Never: what is known of records is exported in the formats that others read.

        Raises:
            InvalidRequest: Always.
        """
        raise InvalidRequest(f"{self.label} is a format to read: {len(records)} not written.")


def _is_cut(line: str) -> bool:
    return not line.rstrip().endswith("}")


def _decoded(line: str) -> _Facts | str:
    """The facts of a line, or the sentence that says why there are none."""
    try:
        return msgspec.json.decode(line, type=_Facts)
    except msgspec.ValidationError as error:
        return f"Not facts about a paper: {error}."
    except (msgspec.DecodeError, RecursionError, UnicodeEncodeError):
        return "Not a JSON object on one line."


def _record(facts: _Facts) -> Record | str:
    """The record of these facts, or the sentence that says which of them is impossible."""
    if not facts.title.strip():
        return "The title is empty."
    author = creators_from_csl(facts.author)
    if len(author) != len(facts.author):
        return "An author has no name."
    issued = date_from_csl({"date-parts": [facts.issued]}) if facts.issued else None
    if facts.issued and not _says_all(issued, facts.issued):
        return f"There is no date {facts.issued}."
    arxiv = arxiv_from_text(facts.arxiv)
    if facts.arxiv and not arxiv:
        return f"{facts.arxiv[:40]!r} is no arXiv identifier."
    return _with_arxiv(facts.title, author, issued, arxiv)


def _with_arxiv(
    title: str, author: tuple[Creator, ...], issued: PartialDate | None, arxiv: str
) -> Record:
    if not arxiv:
        return Record(title=title, author=author, issued=issued)
    return arxiv_record(arxiv, title=title, author=author, issued=issued)


def _says_all(date: PartialDate | None, parts: list[int]) -> bool:
    return (
        date is not None
        and [part for part in (date.year, date.month, date.day) if part is not None] == parts
    )
