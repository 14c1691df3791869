"""Somebody who types at random into the query box, for a test and for the benchmark of it."""

from __future__ import annotations

import random
import time
import traceback

from jupyter_paperlookup.errors import UnreadableQuery
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS, parse_query
from jupyter_paperlookup.search.text import word_texts

_FIELDS = ["author:", "title:", "year:", "key:", "arxiv:", "doi:", "source:", "Author: ", "-", "--"]
_NOISE = [
    '"', "\u201c", "*", "?", "..", "(", ")", "[a TO z]", "~3", "\\", "\0", "\ud800", "é", "漢字",
    "\u202e", "AND", "OR", "NOT", "^2", "10.1000/182", "2410.1", "https://doi.org/", "@", " " * 9,
    "year:2020..", "-year:..1990", "x" * 80, "a-b-c-d-e-f-g",
]  # fmt: skip


class Typist:
    """Makes queries out of what documents say, and of what nobody says."""

    def __init__(self, corpus: list[Document], chance: random.Random) -> None:
        self._corpus = corpus
        self._chance = chance

    def query(self) -> str:
        """The next one."""
        count = self._chance.choice([0, 1, 1, 2, 3, 4, 6, 10, MAX_WORDS + 2])
        parts = [self._part() for _ in range(count)]
        text = self._chance.choice([" ", " ", " ", "", "  "]).join(parts)
        return text[: self._chance.choice([len(text), len(text), 5, MAX_CHARACTERS + 9])]

    def _part(self) -> str:
        chance, word = self._chance, self._word
        makers = [
            lambda: chance.choice(_NOISE),
            lambda: chance.choice(_FIELDS) + word(),
            lambda: f'"{word()} {word()}"',
            lambda: word()[: chance.randint(1, 5)],
            lambda: self._mistaken(word()),
            lambda: str(chance.randint(1890, 2110)),
            lambda: chr(chance.randrange(0x30000)),
            *[word] * 3,
        ]
        return chance.choice(makers)()

    def _word(self) -> str:
        one = self._chance.choice(self._corpus)
        text = self._chance.choice([one.title, one.abstract, one.author, one.key, one.doi])
        return self._chance.choice(word_texts(text) or ["the"])

    def _mistaken(self, word: str) -> str:
        at = self._chance.randrange(len(word) + 1)
        return word[:at] + self._chance.choice("abcxyz") + word[at + 1 :]


class Fuzzing:
    """What was typed, how long it took, and what went wrong."""

    def __init__(self, searcher: Searcher, typist: Typist, chance: random.Random) -> None:
        self._searcher = searcher
        self._typist = typist
        self._chance = chance
        self.times: list[float] = []
        self.failed: list[str] = []

    def once(self) -> None:
        """Type one query."""
        text = self._typist.query()
        typing = self._chance.random() < 0.8
        limit, offset = self._chance.choice([(10, 0), (10, 0), (50, 20), (0, 0), (1000, 10**6)])

        def search() -> None:
            try:
                query = parse_query(text, typing=typing)
            except UnreadableQuery:
                if typing:
                    raise  # every text has a reading while it is typed
                return
            page = self._searcher.search(query, limit=limit, offset=offset)
            assert len(page.hits) <= max(limit, 0)
            assert page.total >= len(page.hits)

        try:
            started = time.process_time()
            search()
            self.times.append((time.process_time() - started) * 1000)
        except Exception:  # noqa: BLE001 - whatever it is, it is what is looked for
            self.failed.append(f"{text!r} typing={typing}\n{traceback.format_exc()}")
