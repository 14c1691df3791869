"""What a document cites in its text, and what it only asks for in its bibliography."""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.citing.bibliography import bibliographies_in
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
        asked_for: Those of them for which the metadata or a bibliography ask, which a conversion
            takes along.
    """

    citations: tuple[PlacedCitation, ...]
    uncited: tuple[str, ...]
    asked_for: tuple[str, ...]


def works_listed_in(document: EditableDocument) -> ListedWorks:
    """What a document cites, and what it asks for besides."""
    sources = {cell.number: cell.source for cell in document.cells}
    placed = citations_of(document)
    names_none = [is_uncited(sources[each.cell], each.found) for each in placed]
    blocks = (bibliographies_in(cell.source) for cell in document.cells)
    asked_for = [*listed(document.facts.get(UNCITED_NAME))]
    asked_for += [key for each in blocks for block in each for key in block.uncited]
    uncited = list(asked_for)
    for each, is_none in zip(placed, names_none, strict=True):
        uncited += [cite.key for cite in each.found.cites] if is_none else []
    for cell in document.cells:
        uncited += keys_in_yaml(cell.source)
    return ListedWorks(
        tuple(each for each, is_none in zip(placed, names_none, strict=True) if not is_none),
        tuple(dict.fromkeys(uncited)),
        tuple(dict.fromkeys(asked_for)),
    )
