"""A work by the identifier that somebody pasted: looked up, shown, and taken in if they want it."""

from __future__ import annotations

import time

import msgspec

from jupyter_paperlookup.errors import InvalidRequest, NetworkUnavailable
from jupyter_paperlookup.library.resolving.asking import OFFLINE, Asking
from jupyter_paperlookup.library.resolving.attaching import Attaching, known_record
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record, from_csl
from jupyter_paperlookup.records.pasted_identifier import pasted_identifier
from jupyter_paperlookup.resolvers.matching import Match
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.resolver import Resolver
from jupyter_paperlookup.resolvers.witnesses import shared_identifiers

_PASTED = "pasted"


class LookedUp(msgspec.Struct, frozen=True):
    """What a pasted identifier stands for.

    Attributes:
        label: The identifier in a few words: `DOI 10.1000/182`.
        key: The record that the library has of it already; empty where it has none.
        match: What a service says of it; None where the library has it, or nobody knows it.
        service: Who says it.
        failures: One line for each service that could not be asked.
    """

    label: str
    key: str = ""
    match: Match | None = None
    service: str = ""
    failures: tuple[str, ...] = ()


def look_up(store: Store, asking: Asking, text: str) -> LookedUp:
    """What a pasted DOI, arXiv id, PMID, PMCID, or address with one of these, stands for.

    Raises:
        InvalidRequest: It is none of these.
        NetworkForbidden: Nobody has allowed the network.
    """
    pasted = pasted_identifier(text)
    if pasted is None or pasted.kind not in ("doi", "arxiv", "pmid", "pmcid"):
        raise InvalidRequest("That is no DOI, arXiv id, PMID or PMCID.")
    record = from_csl({**pasted.item, "id": _PASTED})
    if known := known_record(store, record):
        return LookedUp(pasted.label, key=known.key)
    failures: list[str] = []
    for resolver in asking.allowed(RESOLVERS):
        try:
            found = _asked(asking, record, resolver)
        except NetworkUnavailable as error:
            failures.append(error.reason)
            if asking.is_offline:
                return LookedUp(pasted.label, failures=(OFFLINE,))
            continue
        if found is not None:
            # The library may have it by another identifier.
            known = known_record(store, found.candidate.record)
            return (
                LookedUp(pasted.label, key=known.key)
                if known
                else LookedUp(pasted.label, match=found, service=resolver.service.label)
            )
    return LookedUp(pasted.label, failures=tuple(failures))


def take_in(store: Store, found: LookedUp) -> Record:
    """The record of what a service says of a pasted identifier; `undo` takes a new one out again.

    Raises:
        InvalidRequest: Nobody knows it.
    """
    if found.match is None:
        raise InvalidRequest(f"No service that was asked knows the {found.label}.")
    with store.transaction():
        attaching = Attaching(store, found.service, time.time())
        return attaching.add(found.match)


def _asked(asking: Asking, record: Record, resolver: Resolver) -> Match | None:
    """What a service says of the identifier; what it says of others is none of it."""
    for question in resolver.questions([record]):
        is_asked = question.found_by == "identifier"
        for candidate in asking.ask(resolver, question) if is_asked else ():
            if shared := shared_identifiers(record, candidate.record):
                return Match(candidate, "attach", tuple(f"the same {each}" for each in shared))
    return None
