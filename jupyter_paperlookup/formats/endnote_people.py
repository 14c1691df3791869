"""Who stands in which list of names of an EndNote record."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

from jupyter_paperlookup.formats.comma_names import read_names, write_names
from jupyter_paperlookup.formats.unnamed_others import goes_on
from jupyter_paperlookup.records import Creator
from jupyter_paperlookup.records.names import creators_from_csl

BOOKS = ("book", "collection", "classic")


class People(msgspec.Struct, frozen=True):
    """The creators by their CSL variables; `counts` says after how many a list goes on."""

    creators: dict[str, tuple[Creator, ...]]
    counts: dict[str, int]


def read_people(lists: Mapping[str, list[str]], kind: str, *, is_edited: bool) -> People:
    """The people of a record.

    Args:
        lists: Names by the lists they stand in, `authors`, `secondary-authors` ...
        kind: The CSL type.
        is_edited: Whether its authors are editors, as those of an `Edited Book`.
    """
    creators: dict[str, tuple[Creator, ...]] = {}
    counts: dict[str, int] = {}
    for element, variable in roles(kind, is_edited=is_edited).items():
        # Some programs write all names into one element, a line for each.
        names = read_names(name for text in lists.get(element, ()) for name in text.split("\n"))
        if names.creators:
            creators[variable] = names.creators
            if names.goes_on:
                counts[variable] = len(names.creators)
    return People(creators, counts)


def write_people(
    author: tuple[Creator, ...], other: Mapping[str, Any], kind: str, *, is_edited: bool
) -> dict[str, list[str]]:
    """Names by the lists they stand in; the author's are not among the other variables."""
    lists: dict[str, list[str]] = {}
    for element, variable in roles(kind, is_edited=is_edited).items():
        creators = author if variable == "author" else creators_from_csl(other.get(variable))
        more = goes_on(other, variable, len(creators))
        lists[element] = write_names(creators, goes_on=more)
    return lists


def roles(kind: str, *, is_edited: bool) -> dict[str, str]:
    """The CSL variable of each list; the second one of a book are the editors of its series."""
    if is_edited:
        found = {"authors": "editor", "secondary-authors": "collection-editor"}
    elif kind in BOOKS:
        found = {
            "authors": "author",
            "secondary-authors": "collection-editor",
            "tertiary-authors": "editor",
        }
    else:
        found = {
            "authors": "author",
            "secondary-authors": "editor",
            "tertiary-authors": "collection-editor",
        }
    return found | {"subsidiary-authors": "translator"}
