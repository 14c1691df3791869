"""What is typed into the query box: parsed, planned and asked of a small index."""

from __future__ import annotations

import atexit
import tempfile
from functools import cache
from pathlib import Path

from jupyter_paperlookup.errors import UnreadableQuery
from jupyter_paperlookup.search.document import Document
from jupyter_paperlookup.search.engine import Searcher
from jupyter_paperlookup.search.query import parse_query
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

from .target import text_target

TITLES = (
    "On Computable Numbers, with an Application to the Entscheidungsproblem",
    "Computing Machinery and Intelligence", "The chemical basis of morphogenesis",
    "Über die Vollständigkeit der Axiome", "計算 理論", "a b c a b c a b c",
)  # fmt: skip
SEEDS = (
    'author:turing title:"on computable" year:1930..1940 -draft',
    "comput* machine", "doi:10.1112/plms arxiv:1706.03762", "key:turing1936 source:seeds", "“open",
)  # fmt: skip
WORDS = (
    "author:",
    "title:",
    "year:",
    "..",
    '"',
    "-",
    "*",
    "~",
    "(",
    "[a TO z]",
    "doi:",
    "AND ",
    "\u201c",
)


@cache
def _searcher() -> Searcher:
    folder = tempfile.TemporaryDirectory()
    documents = {
        f"turing{number}": Document(
            key=f"turing{number}", title=title, abstract=title, author="Turing, A. M.",
            year=1936 + number, arxiv="1706.03762", doi="10.1112/plms", sources=("seeds",),
        )
        for number, title in enumerate(TITLES)
    }  # fmt: skip
    engine = WhooshEngine()
    engine.build(Path(folder.name), iter(documents.values()), total=len(documents))
    searcher = engine.open(Path(folder.name), documents.get)

    def end() -> None:
        searcher.close()
        folder.cleanup()

    atexit.register(end)
    return searcher


def _query(text: str) -> None:
    for typing in (True, False):
        try:
            query = parse_query(text, typing=typing)
        except UnreadableQuery as error:
            assert not typing, "every text has a reading while it is typed"
            assert "\n" not in error.reason
            continue
        page = _searcher().search(query, limit=10, offset=0)
        assert len(page.hits) <= min(10, page.total)
        assert all(isinstance(line, str) for line in query.understood())


QUERY_TARGETS = (text_target("query", _query, SEEDS, WORDS),)
