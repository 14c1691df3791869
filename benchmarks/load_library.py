"""The library that `benchmarks.load` works on, what is searched in it, and what is imported."""

from __future__ import annotations

import json
import random
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.search_data import documents
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.search.document import Document

_AT_A_TIME = 10_000
_ENTRIES = 100
_FILES = 5


def prepare(folder: Path, data: Path | None, papers: int) -> list[str]:
    """Fill a library, unless it holds as many papers already; the answer is what one may type.

    Args:
        folder: The library's folder; kept for the next time.
        data: A .jsonl, .jsonl.xz or .bib file of papers; None for made-up ones.
        papers: How many.
    """
    corpus = documents(data, papers)
    with Library.open(folder) as library:
        if library.status().records < papers:
            for first in range(0, len(corpus), _AT_A_TIME):
                part = corpus[first : first + _AT_A_TIME]
                text = json.dumps([item(document) for document in part])
                library.import_text(text, f"papers-{first}.json", format="csl-json")
                print(f"  {first + len(part)} papers are in the library", flush=True)
        library.ensure_index()
    return _phrases(corpus)


def item(document: Document) -> dict[str, Any]:
    """A document as CSL-JSON."""
    given = [name.rpartition(" ") for name in document.author.split("; ") if name]
    return {
        "id": document.key,
        "type": "article-journal",
        "title": document.title,
        "abstract": document.abstract,
        "author": [{"family": family, "given": first} for first, _, family in given],
        "issued": {"date-parts": [[document.year or 2000]]},
    }


def _phrases(corpus: Sequence[Document]) -> list[str]:
    """Half remembered papers: some words of a title, now and then a name or a year."""
    chance = random.Random(1936)  # noqa: S311 - the same in every run
    phrases = []
    for document in chance.sample(list(corpus), min(2000, len(corpus))):
        words = document.title.split()
        first = chance.randrange(max(1, len(words) - 3))
        typed = words[first : first + chance.randint(1, 3)]
        name = document.author.partition(";")[0].split(" ")[-1:]
        if chance.random() < 0.3:  # noqa: PLR2004 - three of ten know an author
            typed = [*name, *typed]
        if chance.random() < 0.2:  # noqa: PLR2004 - two of ten know the year
            typed.append(str(document.year or 2000))
        phrases.append(" ".join(typed).lower()[:60])
    return phrases


def bibliography(importer: int, number: int) -> tuple[str, str]:
    """A `.bib` file of somebody who goes on writing: its name, and what it holds by now.

    The name comes again after five, with the same works and other notes: what is imported is new
    at first, and changed from then on, so that the library does not grow for ever.
    """
    file = number % _FILES
    chance = random.Random(importer * 1000 + file)  # noqa: S311 - the same in every run
    entries = []
    for entry in range(_ENTRIES):
        words = [f"{chance.choice('bdfgklm')}{chance.choice('aeiou')}{chance.choice('nrst')}"] * 2
        words += [f"{chance.choice('bdfgklm')}{chance.choice('aeiou')}x{entry}" for _ in range(6)]
        entries.append(
            f"@article{{load{importer}x{file}x{entry},\n"
            f"  title = {{{' '.join(words)} {importer} {file}}},\n"
            f"  author = {{Turing, Alan M. and Church, Alonzo}},\n"
            f"  year = {{{1936 + entry % 80}}},\n"
            f"  note = {{revision {number // _FILES if entry % 10 == 0 else 0}}}\n}}\n"
        )
    return f"importer-{importer}-{file}.bib", "\n".join(entries)
