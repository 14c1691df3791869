"""BibTeX and BibLaTeX: two entries of the table, one reader.

Titles are written with every word that has a capital in braces, `{FIT}: {Far-reaching}
{Interleaved} {Transformers}`, so that no style changes what stands in the record; the first word
needs none for its first letter. Above an entry that lacks title, author or year stands a comment
line that says so.

Sources: "BibTeXing" by O. Patashnik; the manual of BibLaTeX, chapter 2.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jupyter_paperlookup.formats.bibtex_read import record_of
from jupyter_paperlookup.formats.bibtex_source import read_bibtex
from jupyter_paperlookup.formats.bibtex_write import write_bibtex
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Record

_LONGEST_HEAD = 8000
_ENTRY = re.compile(r"(?m)^[ \t]*@[A-Za-z]+[ \t]*[{(]")


class Bibtex:
    """Reads both flavours; writes BibTeX's."""

    name = "bibtex"
    label = "BibTeX"
    extensions: tuple[str, ...] = (".bib", ".bibtex")
    media_type = "application/x-bibtex"
    reads = True
    writes = True

    def recognises(self, head: str) -> bool:
        """Whether an entry begins on a line of its own."""
        return _ENTRY.search(head[:_LONGEST_HEAD]) is not None

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All entries, with their keys; what can only be read in part is a problem as well."""
        progress, size = options.progress, len(text)
        first_half = progress and (lambda place, _: progress(place // 2, size))
        found = read_bibtex(text, source, first_half)
        tell = teller(progress, size)
        entries: list[Entry] = []
        for number, entry in enumerate(found.entries):
            tell(size // 2 + size * number // (2 * len(found.entries)))
            entries.append(Entry(record_of(entry), entry.line))
        return Reading(tuple(entries), tuple(found.problems))

    def write(self, records: Sequence[Record]) -> str:
        """One entry for each record."""
        return write_bibtex(records, biblatex=False)


class Biblatex(Bibtex):
    """Reads both flavours; writes BibLaTeX's."""

    name = "biblatex"
    label = "BibLaTeX"

    def write(self, records: Sequence[Record]) -> str:
        """One entry for each record, in BibLaTeX's types and fields."""
        return write_bibtex(records, biblatex=True)
