"""What a pasted text is: entries of a bibliography, an identifier, a web address, or none."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, Literal
from urllib.parse import unquote

import msgspec

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.lost_lines import with_lines_again
from jupyter_paperlookup.formats.registry import FORMATS
from jupyter_paperlookup.library.contribution import BY_HAND
from jupyter_paperlookup.library.duplicates import (
    TITLE_NAMES_THE_WORK,
    contradict,
    identities,
    identity_of_isbn,
    other_version,
)
from jupyter_paperlookup.library.editing import add_entry
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Problem, Record, from_csl
from jupyter_paperlookup.records.encodable import encodable
from jupyter_paperlookup.records.identifiers import normalised_doi, normalised_isbn
from jupyter_paperlookup.records.pasted_identifier import pasted_identifier

PASTED = "pasted text"
LONGEST_PASTED = 200_000

_HEAD = 4000
_SHORTER_IS_A_QUERY = 30
_MOST_KNOWN = 200
_MOST_ADDED = 1_000
_MOST_PROBLEMS = 100

_MOST_PARTS = 6
_BEHIND_DOI = re.compile(r"(?<=10\.)(\d{4,9}/[^?&#]*?)(?:\.pdf)?(?:[?&#].*)?$")

RecognisedKind = Literal["entries", "doi", "arxiv", "pmid", "pmcid", "isbn", "url", "nothing"]


class Recognised(msgspec.Struct, frozen=True):
    """What a text is, apart from words to search for.

    At most 200 known keys and 100 problems are told.

    Attributes:
        kind: `entries`, an identifier, a `url`, or `nothing` of these.
        label: It in a few words: `2 BibTeX entries`.
        known: Keys of records that the library has of it.
        item: What it says of the work, as CSL; empty for entries.
        entries: How many entries were read.
        problems: What of the entries cannot be read.
    """

    kind: RecognisedKind
    label: str = ""
    known: tuple[str, ...] = ()
    item: Mapping[str, Any] = {}
    entries: int = 0
    problems: tuple[Problem, ...] = ()


class Added(msgspec.Struct, frozen=True):
    """What became of pasted entries: keys of new records, of those that were there, problems."""

    added: tuple[str, ...]
    known: tuple[str, ...]
    problems: tuple[Problem, ...]


def recognise(store: Store, text: str) -> Recognised:
    """Say what a text is; nothing is looked up online, and nothing changes.

    Raises:
        InvalidRequest: It is longer than 200,000 characters.
    """
    _check_length(text)
    if found := pasted_identifier(text):
        known = _known_by_identifier(store, found.item)
        return Recognised(found.kind, found.label, known, found.item)
    read = _entries(text)
    if read is None:
        return Recognised("nothing")
    label, reading = read
    count = len(reading.entries)
    records = [record for each in reading.entries for record in _known(store, each.record)]
    return Recognised(
        kind="entries",
        label=f"{count} {label} {'entry' if count == 1 else 'entries'}",
        known=_keys(records)[:_MOST_KNOWN],
        entries=count,
        problems=reading.problems[:_MOST_PROBLEMS],
    )


def add_entries(store: Store, text: str) -> Added:
    """Add the entries of a pasted text as records that a person typed.

    An entry's own key is kept. Where it is another record's, or cannot be written everywhere, the
    record gets another one, which is told among the problems.

    Raises:
        InvalidRequest: There is no entry in it, more than 1,000, or it is too long.
    """
    _check_length(text)
    read = _entries(text)
    if read is None:
        raise InvalidRequest("There is no entry of a bibliography in what was pasted.")
    _, reading = read
    if len(reading.entries) > _MOST_ADDED:
        raise InvalidRequest(
            f"More than {_MOST_ADDED:,} entries were pasted: save them as a file and import that."
        )
    added: list[str] = []
    known: list[Record] = []
    problems = list(reading.problems)
    with store.transaction():
        for entry in reading.entries:
            if there := _known(store, entry.record):
                known += there
                continue
            try:
                record = add_entry(store, entry.record)
            except InvalidRequest as error:
                problems.append(_problem(entry, error.reason))
                continue
            added.append(record.key)
            wanted = entry.record.key
            if wanted and record.key != wanted:
                problems.append(_problem(entry, _why_renamed(store, wanted, record.key)))
    there_before = tuple(key for key in _keys(known) if key not in added)
    told = sorted(problems, key=lambda each: each.line)[:_MOST_PROBLEMS]
    return Added(tuple(added), there_before, tuple(told))


def _check_length(text: str) -> None:
    if len(text) > LONGEST_PASTED:
        raise InvalidRequest(
            f"More than {LONGEST_PASTED:,} characters were pasted: save them as a file and "
            "import that."
        )


def _entries(text: str) -> tuple[str, Reading] | None:
    """The entries of a text with the name of their format; None if it is in none.

    A few signs that only look like the beginning of an entry are words to search for.
    """
    lines = with_lines_again(encodable(text))
    is_long = len(text.strip()) >= _SHORTER_IS_A_QUERY
    for each in FORMATS.values():
        # Formats of the seed corpus are for files; one of them would take a CSL item for its own.
        is_pasted = each.reads and each.name not in TITLE_NAMES_THE_WORK
        if not is_pasted or not each.recognises(lines[:_HEAD]):
            continue
        reading = each.read(lines, PASTED, ReadOptions())
        if reading.entries or (reading.problems and is_long):
            return each.label, reading
    return None


def _known(store: Store, record: Record) -> list[Record]:
    """Records of the same work as an entry, as an import would find them."""
    found = store.ids_of_identities(identities(record, BY_HAND))
    records = store.by_ids(dict.fromkeys(found.values()))
    return [each for each in records.values() if not contradict(each, record)]


def _known_by_identifier(store: Store, item: Mapping[str, Any]) -> tuple[str, ...]:
    names = list(identities(from_csl(item), BY_HAND))
    names += [other for name in names if (other := other_version(name))]
    names += [f"doi:{doi}" for doi in _dois_in_address(str(item.get("URL", "")))]
    ids = list(store.ids_of_identities(names).values())
    if isbn := normalised_isbn(item.get("ISBN")):
        ids += store.ids_of_identities_beginning(identity_of_isbn(isbn), _MOST_KNOWN)
    return _keys(store.by_ids(dict.fromkeys(ids)).values())


def _dois_in_address(url: str) -> list[str]:
    """What may be the DOI in the address of an article at its publisher; it holds more mostly."""
    doi = normalised_doi(_BEHIND_DOI.sub(r"\1", unquote(url)))
    parts = doi.split("/")
    return ["/".join(parts[:end]) for end in range(2, min(len(parts), _MOST_PARTS) + 1)]


def _keys(records: Iterable[Record]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(record.key for record in records))


def _problem(entry: Entry, reason: str) -> Problem:
    return Problem.at(PASTED, entry.line, reason, entry.record.plain_title)


def _why_renamed(store: Store, wanted: str, given: str) -> str:
    if store.has_key(wanted):
        return f"The key {wanted[:60]} is another record's: this one got {given}."
    return f"The key {wanted[:60]!r} cannot be written everywhere: this record got {given}."
