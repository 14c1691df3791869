"""`crossref` and `xdata`: entries that take fields from other entries.

Source: the manual of BibLaTeX, 2.4.1, 3.13.6 and appendix B, for which field becomes which.
Unlike there, identifiers, addresses and abstracts stay with the work that they belong to: a paper
without a DOI does not take the one of its proceedings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from jupyter_paperlookup.formats.bibtex_entry import BibtexEntry

_SPARE = 1_000_000
_TIMES_SOURCE = 10

_PARTS = frozenset(
    "inproceedings conference incollection inbook bookinbook suppbook suppcollection inreference "
    "suppperiodical".split()
)
_TITLES = ("title", "subtitle", "titleaddon")
_OWN = frozenset(
    "ids crossref xref xdata entryset entrysubtype execute key label options presort related "
    "relatedoptions relatedstring relatedtype shorthand shorthandintro sortkey "
    "doi url urldate eprint eprinttype eprintclass archiveprefix primaryclass arxivid pmid "
    "abstract annote annotation file bibsource biburl timestamp".split()
)

Tell = Callable[[BibtexEntry, str, str], None]


def inherit(entries: Sequence[BibtexEntry], source_length: int, tell: Tell) -> list[BibtexEntry]:
    """The entries with what they inherit, over as many steps as the file says.

    An `@xdata` entry is no work but a part of others: it is not among them. A `crossref` that was
    followed becomes an `xref`, which says the same and takes nothing.

    Args:
        entries: All entries of a text. Those that inherit are changed.
        source_length: Length of the text; what is inherited comes to a few times that at most.
        tell: Is told an entry, the reason and the field for each name that leads nowhere.
    """
    family = _Family(entries, source_length, tell)
    for entry in entries:
        family.settle(entry)
    for entry in entries:
        if entry.type == "xdata" and id(entry) not in family.used:
            tell(entry, "No entry uses this @xdata entry, which is no work by itself.", entry.key)
    return [entry for entry in entries if entry.type != "xdata"]


class _Family:
    """Settles parents before their children; the stack is a list, so a chain may be long."""

    def __init__(self, entries: Sequence[BibtexEntry], source_length: int, tell: Tell) -> None:
        self.used: set[int] = set()
        aliases = (
            (alias.lower(), entry)
            for entry in reversed(entries)
            for alias in _listed(entry.fields.get("ids", ""))
        )
        self._by_key = dict(aliases)
        self._by_key |= {entry.key.lower(): entry for entry in reversed(entries) if entry.key}
        self._budget = source_length * _TIMES_SOURCE + _SPARE
        self._tell = tell
        self._begun: set[int] = set()
        self._settled: set[int] = set()

    def settle(self, entry: BibtexEntry) -> None:
        stack = [entry]
        while stack:
            current = stack[-1]
            if id(current) in self._settled:
                stack.pop()
            elif id(current) in self._begun:
                self._take(current)
                self._settled.add(id(current))
                stack.pop()
            else:
                self._begun.add(id(current))
                parents = (self._by_key.get(key.lower()) for _, key in _names(current))
                stack += [one for one in parents if one and id(one) not in self._begun]

    def _take(self, entry: BibtexEntry) -> None:
        lost: dict[str, list[str]] = {"xdata": [], "crossref": []}
        followed = ""
        for field, key in _names(entry):
            parent = self._by_key.get(key.lower())
            reason = self._why_not(parent, field, key)
            if parent is None or reason:
                self._tell(entry, reason, f"{field} = {{{key}}}")
                if parent and field == "crossref":
                    followed = key
                else:
                    lost[field].append(key)
                continue
            self.used.add(id(parent))
            self._add(entry, parent.fields if field == "xdata" else _passed_on(entry, parent))
            followed = key if field == "crossref" else followed
        for field, keys in lost.items():
            entry.fields.pop(field, None)
            if keys:
                entry.fields[field] = ",".join(keys)
        if followed:
            entry.fields.setdefault("xref", followed)

    def _why_not(self, parent: BibtexEntry | None, field: str, key: str) -> str:
        if parent is None:
            return f"No entry has the key {key[:60]} that {field} names."
        if id(parent) not in self._settled:
            return f"The {field} {key[:60]} leads back to this entry: nothing is taken from it."
        if self._budget <= 0:
            return "Too much is inherited in this file: nothing more is taken."
        return ""

    def _add(self, entry: BibtexEntry, fields: Mapping[str, str]) -> None:
        for name, value in fields.items():
            if name not in entry.fields:
                entry.fields[name] = value
                self._budget -= len(value) + len(name)


def _listed(keys: str) -> list[str]:
    return [key for key in re.split(r"\s*,\s*", keys.strip()) if key]


def _names(entry: BibtexEntry) -> Iterator[tuple[str, str]]:
    """The fields and keys that an entry inherits by: first all `xdata`, then its `crossref`."""
    for key in _listed(entry.fields.get("xdata", "")):
        yield "xdata", key
    if parent := entry.fields.get("crossref", "").strip():
        yield "crossref", parent


def _passed_on(child: BibtexEntry, parent: BibtexEntry) -> dict[str, str]:
    """The fields of a parent by the names that they have in its child."""
    passed = {name: value for name, value in parent.fields.items() if name not in _OWN}
    prefix = _prefix(child.type, parent.type)
    if not prefix:
        return passed
    titles = {f"{prefix}{name}": passed.pop(name) for name in _TITLES if name in passed}
    return titles | passed


def _prefix(child: str, parent: str) -> str:
    """What the title of a parent is to its child: of the journal, the book or all volumes."""
    if parent == "periodical":
        return "journal"
    if parent.startswith("mv"):
        return "main"
    return "book" if child in _PARTS else ""
