"""What a document cites in its text, and what it only asks for in its bibliography."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from jupyter_paperlookup.citing.bibliography import bibliographies_in
from jupyter_paperlookup.citing.cells import EditableCell
from jupyter_paperlookup.citing.conversion import PlacedCitation, citations_of
from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.citing.uncited import is_uncited, keys_in_yaml, listed

UNCITED_NAME = "nocite"
"""What the notebook's metadata call the list of keys."""


class ListedWorks(msgspec.Struct, frozen=True):
    """The works of a document.

    Attributes:
        citations: The citations in its text, in order.
        uncited: Keys of works that belong in the bibliography though no text cites them, each
            once; `*` for all that are known.
    """

    citations: tuple[PlacedCitation, ...]
    uncited: tuple[str, ...]


def works_listed_in(document: EditableDocument) -> ListedWorks:
    """What a document cites, and what it asks for besides."""
    sources = {cell.number: cell.source for cell in document.cells}
    placed = citations_of(document)
    names_none = [is_uncited(sources[each.cell], each.found) for each in placed]
    uncited = [*listed(document.facts.get(UNCITED_NAME))]
    for each, is_none in zip(placed, names_none, strict=True):
        uncited += [cite.key for cite in each.found.cites] if is_none else []
    for cell in document.cells:
        uncited += _asked_for(cell)
    return ListedWorks(
        tuple(each for each, is_none in zip(placed, names_none, strict=True) if not is_none),
        tuple(dict.fromkeys(uncited)),
    )


def _asked_for(cell: EditableCell) -> Iterator[str]:
    for block in bibliographies_in(cell.source):
        yield from block.uncited
    yield from keys_in_yaml(cell.source)
