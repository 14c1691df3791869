"""The citation keys in the cells of a notebook, in every dialect, wherever they come from.

Read are `<cite data-cite="a,b">` and what else nbconvert takes for a citation, the citations of
pandoc, Quarto and MyST, the roles of MyST and Sphinx, and LaTeX's family of `cite`; see `reading`.
"""

from __future__ import annotations

from collections.abc import Iterable

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
        for citation in scan(cell):
            for cite in citation.cites:
                if 0 < len(cite.key) <= LONGEST_KEY and cite.key != "*" and cite.key.isprintable():
                    keys[cite.key] = None
                if len(keys) >= MOST_KEYS:
                    return list(keys)
    return list(keys)
