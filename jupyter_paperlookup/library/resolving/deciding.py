"""What a person decides about what a service may have said of their records."""

from __future__ import annotations

import time

import msgspec

from jupyter_paperlookup.library.journal import Rejected
from jupyter_paperlookup.library.resolving.attaching import Attaching
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import to_csl
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.witnesses import are_versions

_LABELS = {each.service.name: each.service.label for each in RESOLVERS}
_COMPARED = (
    "title", "author", "issued", "container-title", "volume", "issue", "page", "publisher", "DOI",
    "number", "PMID", "type",
)  # fmt: skip


class Difference(msgspec.Struct, frozen=True):
    """One variable side by side, as CSL has it; None where it is not known."""

    variable: str
    here: object
    there: object


class Waiting(msgspec.Struct, frozen=True):
    """A suggestion for a person.

    Attributes:
        number: What it is accepted or rejected by.
        key: The record that it is about.
        service: Who says it.
        reasons: What speaks for it.
        doubts: What speaks against it.
        differences: The variables in which both say something else.
        is_version: To accept it links another version; else it completes the record.
    """

    number: int
    key: str
    service: str
    reasons: tuple[str, ...]
    doubts: tuple[str, ...]
    differences: tuple[Difference, ...]
    is_version: bool


def waiting(store: Store, record_ids: list[int] | None = None) -> list[Waiting]:
    """What waits for a person, of these records or of all, oldest first."""
    proposals = store.resolutions.proposals(record_ids)
    records = store.by_ids({each.record_id for each in proposals})
    found = []
    for each in proposals:
        record, candidate = records[each.record_id], each.match.candidate
        here = to_csl(record, with_facts=False)
        there = to_csl(candidate.record, with_facts=False)
        found.append(
            Waiting(
                number=each.number,
                key=record.key,
                service=_LABELS.get(candidate.service, candidate.service),
                reasons=each.match.reasons,
                doubts=each.match.doubts,
                differences=tuple(
                    Difference(name, here.get(name), there.get(name))
                    for name in _COMPARED
                    if there.get(name) and here.get(name) != there.get(name)
                ),
                is_version=are_versions(record, candidate.record),
            )
        )
    return found


def accept(store: Store, number: int) -> str:
    """Take a suggestion for true.

    Returns:
        The sentence that says what was done; `undo` takes it back.

    Raises:
        InvalidRequest: It is no longer there.
    """
    with store.transaction():
        proposal = store.resolutions.proposal(number)
        record = store.by_ids([proposal.record_id])[proposal.record_id]
        candidate = proposal.match.candidate
        attaching = Attaching(store, _LABELS.get(candidate.service, candidate.service), time.time())
        store.resolutions.settle(number, is_rejected=False)
        if are_versions(record, candidate.record):
            return attaching.link(proposal.record_id, proposal.match)
        return attaching.attach(proposal.record_id, proposal.match)


def reject(store: Store, number: int) -> str:
    """Say that a suggestion is about another work: it is never made again.

    Returns:
        The sentence that says what was done; `undo` takes it back.

    Raises:
        InvalidRequest: It is no longer there.
    """
    with store.transaction():
        proposal = store.resolutions.proposal(number)
        record = store.by_ids([proposal.record_id])[proposal.record_id]
        service = proposal.match.candidate.service
        store.resolutions.settle(number, is_rejected=True)
        sentence = f"Rejected what {_LABELS.get(service, service)} says of {record.key}."
        store.journal.note(sentence, Rejected(proposal.record_id, number))
        return sentence
