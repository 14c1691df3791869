"""The terms of an index in a file beside it, read at once.

Reading them one by one out of Whoosh takes seconds for a large index.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from jupyter_paperlookup.search.whoosh_postings import WhooshPostings

_FILE = "terms.msgpack"
_FIELDS = (
    "title_words", "abstract_words", "author", "title_whole", "year", "key", "arxiv", "doi",
    "source",
)  # fmt: skip


def keep_terms(folder: Path, reader: Any) -> None:
    """Write the terms of an index into its folder; closes the index's reader."""
    postings = WhooshPostings(reader)
    terms = {field: postings.lexicon(field).frequencies for field in _FIELDS}
    postings.close()
    (folder / _FILE).write_bytes(msgspec.msgpack.encode(terms))


def kept_terms(folder: Path) -> dict[str, dict[str, int]]:
    """For each field, the number of documents that have each term."""
    data = (folder / _FILE).read_bytes()
    return msgspec.msgpack.decode(data, type=dict[str, dict[str, int]])
