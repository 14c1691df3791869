"""The fields of the Whoosh index and how a document becomes them.

Texts are not stored: the index can be thrown away at any time, the store has them.

    title abstract author      words with positions; title and abstract stemmed, names not
    title_words abstract_words unstemmed words, for prefixes and typing mistakes
    title_whole title_name     the whole title as one term; the part before its first colon
    year key arxiv doi source  single terms; only the key is stored
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

from whoosh.analysis import Composable
from whoosh.analysis import Token as WhooshToken
from whoosh.fields import FieldType, Schema
from whoosh.formats import Existence, Positions

from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.text import Token, stem, tokens, word_texts

SCHEMA_VERSION = 7
"""Raise it with every change to segments, this file, what `document.py` makes of a record, or
`text.py` of a text."""

MAX_WHOLE_TITLE = 200

_POSITIONS = Positions()


@lru_cache(maxsize=1 << 12)
def _encoded(position: int) -> bytes:
    """A single position as the index has it; most words stand in a text once."""
    encoded: bytes = _POSITIONS.encode([position])
    return encoded


class WordAnalyzer(Composable):  # type: ignore[misc]  # Whoosh is published without types
    """Our words as Whoosh's analyzers give them, so that plain Whoosh can query the index.

    It is pickled into every index by its name and holds nothing that cannot be.
    """

    def __init__(self, *, is_stemmed: bool) -> None:
        self.is_stemmed = is_stemmed

    def __call__(self, value: str, **options: Any) -> Iterator[Any]:
        """Tokens of a text, one object for all of them, as Whoosh does it."""
        token = WhooshToken(**{"boosts": True, "positions": True, "chars": True} | options)
        for word in tokens(value):
            token.text = stem(word.text) if self.is_stemmed else word.text
            token.pos, token.startchar, token.endchar = word.position, word.start, word.end
            token.boost = 1.0
            token.stopped = False
            yield token


class Words(FieldType):  # type: ignore[misc]
    """Words with positions, scored by frequency and length."""

    def __init__(self, *, is_stemmed: bool) -> None:
        self.analyzer = WordAnalyzer(is_stemmed=is_stemmed)
        self.format = _POSITIONS
        self.is_stemmed = is_stemmed
        self.indexed = self.scorable = True
        self.stored = self.unique = False

    def index(
        self, value: list[Token], **_options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of a text that is already cut into words."""
        positions: defaultdict[str, list[int]] = defaultdict(list)
        shape: Callable[[str], str] = stem if self.is_stemmed else str
        for token in value:
            positions[shape(token.text)].append(token.position)
        for text, found in positions.items():
            encoded = _encoded(found[0]) if len(found) == 1 else _POSITIONS.encode(found)
            yield text.encode(), len(found), float(len(found)), encoded


class Terms(FieldType):  # type: ignore[misc]
    """Terms as they are, of which a document has or has not one; not scored."""

    def __init__(self, *, is_stored: bool = False) -> None:
        self.analyzer = None
        self.format = Existence()
        self.indexed = True
        self.scorable = self.unique = False
        self.stored = is_stored

    def index(
        self, value: Iterable[str], **_options: Any
    ) -> Iterator[tuple[bytes, int, float, bytes]]:
        """The postings of a set of terms."""
        return ((text.encode(errors="replace"), 1, 1.0, b"") for text in value)

    def process_text(self, text: str, **_options: Any) -> list[str]:
        """A query's text is one term."""
        return [text]


def schema() -> Schema:
    """The fields of a new index."""
    return Schema(
        title=Words(is_stemmed=True),
        abstract=Words(is_stemmed=True),
        author=Words(is_stemmed=False),
        title_words=Terms(),
        abstract_words=Terms(),
        title_whole=Terms(),
        title_name=Terms(),
        year=Terms(),
        key=Terms(is_stored=True),
        arxiv=Terms(),
        doi=Terms(),
        source=Terms(),
    )


def fields_of(document: Document) -> dict[str, Any]:
    """A document as the arguments of Whoosh's `add_document`."""
    title, abstract = tokens(document.title), tokens(document.abstract)
    whole, name = whole_title(document.title), title_name(document.title)
    fields: dict[str, Any] = {
        "title": title,
        "abstract": abstract,
        "author": tokens(document.author),
        "title_words": {token.text for token in title},
        "abstract_words": {token.text for token in abstract},
        "title_whole": {whole} - {""},
        "title_name": {name} - {""},
        "year": set() if document.year is None else {str(document.year)},
        "key": {document.key.lower()},
        "_stored_key": document.key,
        "arxiv": {document.arxiv.lower()} - {""},
        "doi": {document.doi.lower()} - {""},
        "source": {word for source in document.sources for word in word_texts(source)},
    }
    return {field: value for field, value in fields.items() if value}


def whole_title(title: str) -> str:
    """A title as one term: its folded words with one space between them."""
    return " ".join(word_texts(title))[:MAX_WHOLE_TITLE]


def title_name(title: str) -> str:
    """What stands before the first colon, which is how many papers are called: `fit`."""
    name, colon, _rest = title.partition(":")
    return whole_title(name) if colon else ""
