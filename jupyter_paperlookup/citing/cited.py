"""The citation keys in the cells of a notebook, in every dialect, wherever they come from.

Read are `<cite data-cite="a,b">` and what else nbconvert takes for a citation, the citations of
pandoc, Quarto and MyST, the roles of MyST and Sphinx, LaTeX's family of `cite`, see `reading`; and
what a bibliography asks for besides.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from jupyter_paperlookup.citing.bibliography import bibliographies_in
from jupyter_paperlookup.citing.reading import scan

MOST_KEYS = 20_000
LONGEST_KEY = 200


def cited_keys(cells: Iterable[str]) -> list[str]:
    """The keys that some cells cite, as they are written there, in order, each spelling once.

    Args:
        cells: The sources of the Markdown and raw cells of a notebook, in order. They may hold
            anything; at most 20,000 keys of at most 200 characters are read.
    """
    keys: dict[str, None] = {}
    for cell in cells:
        for key in _keys_of(cell):
            if 0 < len(key) <= LONGEST_KEY and key != "*" and key.isprintable():
                keys[key] = None
            if len(keys) >= MOST_KEYS:
                return list(keys)
    return list(keys)


def _keys_of(cell: str) -> Iterator[str]:
    for citation in scan(cell):
        yield from (cite.key for cite in citation.cites)
    for block in bibliographies_in(cell):
        yield from block.uncited
