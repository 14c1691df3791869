"""Other engines under the same documents and queries: Whoosh, SQLite's FTS5 and tantivy.

Each has title, author and abstract, stemmed where it stems, with positions, weighted as ours are,
and answers with the keys of the best ten. tantivy also counts all matches, as we do.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Protocol

from whoosh.codec.whoosh3 import W3Codec
from whoosh.index import create_in, open_dir
from whoosh.query import And, FuzzyTerm, Or, Phrase, Prefix, Term

from benchmarks.search_kinds import Asked
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.planner import FIELD_WEIGHTS
from jupyter_paperlookup.search.text import stem
from jupyter_paperlookup.search.whoosh_schema import fields_of, schema

TOP = 10


class Peer(Protocol):
    """An engine to compare with."""

    def build(self, folder: Path, corpus: Iterable[Document]) -> None:
        """Write an index into an empty folder."""

    def open(self, folder: Path) -> None:
        """Open an index, and let go of the one before."""

    def close(self) -> None:
        """Let go of the open index."""

    def search(self, asked: Asked) -> list[str] | None:
        """The keys of the best documents; None where the engine knows no such query."""

    def add(self, documents: Iterable[Document]) -> None:
        """Add documents to the open index, so that the next search finds them."""


class WhooshPeer:
    """Whoosh with its own writer and its own search, one flat Or."""

    name = "Whoosh"
    _word_fields = ("title_words", "author", "abstract_words")

    def build(self, folder: Path, corpus: Iterable[Document]) -> None:
        """See `Peer`: as fast as Whoosh can be set up to be."""
        codec = W3Codec(blocklimit=1024, compression=0)
        codec.length_stats = False
        index = create_in(str(folder), schema())
        writer = index.writer(codec=codec, limitmb=128, procs=1)
        for document in corpus:
            writer.add_document(**fields_of(document))
        writer.commit()
        index.close()

    def open(self, folder: Path) -> None:
        """See `Peer`."""
        self._index = open_dir(str(folder))
        self._searcher = self._index.searcher()

    def close(self) -> None:
        """See `Peer`."""
        self._searcher.close()
        self._index.close()

    def search(self, asked: Asked) -> list[str]:
        """See `Peer`."""
        results = self._searcher.search(self._query(asked), limit=TOP)
        return [hit["key"] for hit in results]

    def _query(self, asked: Asked) -> Any:
        if asked.phrase:
            return Phrase("title", [stem(word) for word in asked.phrase])
        if asked.is_and:
            return And([Or(self._terms(word)) for word in asked.words])
        parts = [term for word in asked.words for term in self._terms(word)]
        if asked.year:
            parts.append(Term("year", str(asked.year)))
        if asked.prefix:
            parts += [Prefix(field, asked.prefix) for field in self._word_fields]
        if asked.misspelt:
            parts += [
                FuzzyTerm(field, asked.misspelt, maxdist=1, prefixlength=1)
                for field in self._word_fields
            ]
        return Or(parts)

    @staticmethod
    def _terms(word: str) -> list[Any]:
        return [
            Term(field, word if field == "author" else stem(word), boost=weight)
            for field, weight in FIELD_WEIGHTS.items()
        ]

    def add(self, documents: Iterable[Document]) -> None:
        """See `Peer`."""
        writer = self._index.writer()
        for document in documents:
            writer.add_document(**fields_of(document))
        writer.commit(merge=False)
        self._searcher = self._searcher.refresh()


class Fts5Peer:
    """SQLite's full-text search."""

    name = "FTS5"

    def build(self, folder: Path, corpus: Iterable[Document]) -> None:
        """See `Peer`."""
        self.open(folder)
        with self._database:
            self._database.execute(
                "CREATE VIRTUAL TABLE paper USING fts5"
                "(key UNINDEXED, title, author, abstract, year, "
                "tokenize='porter unicode61', prefix='3')"
            )
            self._insert(corpus)
        self._database.close()

    def open(self, folder: Path) -> None:
        """See `Peer`."""
        self._database = sqlite3.connect(folder / "fts5.sqlite")

    def close(self) -> None:
        """See `Peer`."""
        self._database.close()

    def search(self, asked: Asked) -> list[str] | None:
        """See `Peer`: it forgives no typo."""
        if asked.misspelt:
            return None
        rows = self._database.execute(
            "SELECT key FROM paper WHERE paper MATCH ? ORDER BY bm25(paper, 0, 3, 2, 1, 1) LIMIT ?",
            (self._query(asked), TOP),
        )
        return [key for (key,) in rows]

    @staticmethod
    def _query(asked: Asked) -> str:
        if asked.phrase:
            return f'title:"{" ".join(asked.phrase)}"'
        parts = [f'"{word}"' for word in asked.words]
        parts += [f'"{asked.year}"'] if asked.year else []
        parts += [f'"{asked.prefix}"*'] if asked.prefix else []
        return (" AND " if asked.is_and else " OR ").join(parts)

    def add(self, documents: Iterable[Document]) -> None:
        """See `Peer`."""
        with self._database:
            self._insert(documents)

    def _insert(self, documents: Iterable[Document]) -> None:
        self._database.executemany(
            "INSERT INTO paper VALUES (?, ?, ?, ?, ?)",
            (
                (one.key, one.title, one.author, one.abstract, str(one.year or ""))
                for one in documents
            ),
        )


class TantivyPeer:
    """tantivy, a search engine in Rust."""

    name = "tantivy"
    _heap = 128 * 1024 * 1024

    def build(self, folder: Path, corpus: Iterable[Document]) -> None:
        """See `Peer`: with one thread, as CPU time is compared."""
        import tantivy  # noqa: PLC0415 - it is optional

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("key", stored=True, tokenizer_name="raw", index_option="basic")
        builder.add_text_field("title", tokenizer_name="en_stem")
        builder.add_text_field("author")
        builder.add_text_field("abstract", tokenizer_name="en_stem")
        builder.add_integer_field("year", indexed=True)
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(folder))
        self.add(corpus)

    def open(self, folder: Path) -> None:
        """See `Peer`."""
        import tantivy  # noqa: PLC0415 - it is optional

        self._tantivy: Any = tantivy
        self._index = tantivy.Index.open(str(folder))
        self._schema = self._index.schema
        self._searcher: Any = self._index.searcher()

    def close(self) -> None:
        """See `Peer`."""
        del self._searcher, self._index

    def search(self, asked: Asked) -> list[str]:
        """See `Peer`."""
        hits = self._searcher.search(self._query(asked), TOP).hits
        return [self._searcher.doc(address)["key"][0] for _score, address in hits]

    def _query(self, asked: Asked) -> Any:
        query, occur = self._tantivy.Query, self._tantivy.Occur
        if asked.phrase:
            return query.phrase_query(self._schema, "title", [stem(word) for word in asked.phrase])
        if asked.is_and:
            return query.boolean_query([(occur.Must, self._word(word)) for word in asked.words])
        parts = [self._word(word) for word in asked.words]
        if asked.year:
            parts.append(query.term_query(self._schema, "year", asked.year))
        if asked.prefix:
            parts.append(self._near(asked.prefix, distance=0, prefix=True))
        if asked.misspelt:
            parts.append(self._near(asked.misspelt, distance=1))
        return query.boolean_query([(occur.Should, part) for part in parts])

    def _word(self, word: str) -> Any:
        query = self._tantivy.Query
        return self._weighted(
            {
                field: query.term_query(
                    self._schema, field, word if field == "author" else stem(word)
                )
                for field in FIELD_WEIGHTS
            }
        )

    def _near(self, word: str, **options: Any) -> Any:
        query = self._tantivy.Query
        return self._weighted(
            {
                field: query.fuzzy_term_query(self._schema, field, word, **options)
                for field in FIELD_WEIGHTS
            }
        )

    def _weighted(self, parts: dict[str, Any]) -> Any:
        query, should = self._tantivy.Query, self._tantivy.Occur.Should
        return query.boolean_query(
            [(should, query.boost_query(part, FIELD_WEIGHTS[f])) for f, part in parts.items()]
        )

    def add(self, documents: Iterable[Document]) -> None:
        """See `Peer`."""
        import tantivy  # noqa: PLC0415 - it is optional

        writer = self._index.writer(heap_size=self._heap, num_threads=1)
        for one in documents:
            fields = {
                "key": one.key, "title": one.title, "author": one.author, "abstract": one.abstract
            } | ({"year": one.year} if one.year else {})  # fmt: skip
            writer.add_document(tantivy.Document(**fields))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()


def peers() -> dict[str, Peer]:
    """The engines that are installed; `pip install ".[benchmark]"` brings tantivy."""
    found: dict[str, Peer] = {"Whoosh": WhooshPeer(), "FTS5": Fts5Peer()}
    if find_spec("tantivy"):
        found["tantivy"] = TantivyPeer()
    return found
