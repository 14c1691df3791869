"""Documents for the search benchmarks: from a JSONL or `.bib` file, or made up, always the same.

A line of a file is an object with `title` and, where known, `abstract`, `authors` (names, given
name first), `year`, `id`; CSL-JSON's `author` and `issued` are read too. `.xz` is unpacked.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import platform
import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from jupyter_paperlookup.formats.bibtex import Bibtex
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.search.document import Document, document_of

_CONSONANTS, _VOWELS = "bdfgklmnprstvz", "aeiou"
_VOCABULARY = 40_000
_SURNAMES = 4_000


def parser(description: str, documents: int) -> argparse.ArgumentParser:
    """The options that all search benchmarks share."""
    options = argparse.ArgumentParser(description=description)
    options.add_argument("--data", type=Path, help="a .jsonl, .jsonl.xz or .bib file; else made up")
    options.add_argument("--documents", type=int, default=documents)
    return options


def machine() -> str:
    """One line on what the figures were taken with."""
    return (
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores, "
        f"Python {platform.python_version()}, NumPy {np.__version__}"
    )


def documents(path: Path | None, count: int) -> list[Document]:
    """The first documents of a file, or as many made-up ones."""
    if path is None:
        found = _made_up()
    else:
        found = _read_bib(path) if path.suffix == ".bib" else _read(path)
    return list(islice(found, count))


def _read_bib(path: Path) -> Iterator[Document]:
    text = path.read_text(encoding="utf-8")
    entries = Bibtex().read(text, path.name, ReadOptions()).entries
    for number, entry in enumerate(entries):
        document = document_of(entry.record)
        yield msgspec.structs.replace(document, key=entry.record.key or f"entry{number}")


def _read(path: Path) -> Iterator[Document]:
    open_text = lzma.open if path.suffix == ".xz" else open
    with open_text(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            item = json.loads(line)
            yield Document(
                key=f"k{item.get('id', number)}".lower(),
                title=item.get("title") or "",
                abstract=item.get("abstract") or "",
                author="; ".join(_names(item)),
                year=item.get("year") or _issued(item.get("issued")),
            )


def _names(item: dict[str, Any]) -> list[str]:
    creators = item.get("authors") or item.get("author") or []
    if isinstance(creators, str):
        return [creators]
    return [
        one if isinstance(one, str) else f"{one.get('given', '')} {one.get('family', '')}".strip()
        for one in creators
    ]


def _issued(issued: Any) -> int | None:
    if isinstance(issued, dict):
        issued = (issued.get("date-parts") or [None])[0]
    return issued[0] if isinstance(issued, list) and issued else None


def _made_up() -> Iterator[Document]:
    """Texts with the word frequencies of a language (Zipf's law) and no meaning."""
    chance = random.Random(20)  # noqa: S311  # the same data in every run
    words = [_word(chance, 1 + number % 4) for number in range(_VOCABULARY)]
    names = [_word(chance, 2).capitalize() for _ in range(_SURNAMES)]
    ranks = np.random.default_rng(20)
    number = 0
    while True:
        picked = iter((ranks.zipf(1.15, 4096) - 1) % _VOCABULARY)
        for _ in range(16):
            title = [words[next(picked)] for _ in range(chance.randint(5, 12))]
            abstract = [words[next(picked)] for _ in range(chance.randint(90, 180))]
            authors = [f"{chance.choice(names)} {chance.choice(names)}" for _ in range(3)]
            yield Document(
                key=f"made{number}",
                title=" ".join(title).capitalize(),
                abstract=" ".join(abstract),
                author="; ".join(authors),
                year=chance.randint(1990, 2025),
            )
            number += 1


def _word(chance: random.Random, syllables: int) -> str:
    pairs = (chance.choice(_CONSONANTS) + chance.choice(_VOWELS) for _ in range(syllables))
    return "".join(pairs) + chance.choice(_CONSONANTS)
