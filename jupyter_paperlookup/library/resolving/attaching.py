"""What is sure becomes a contribution of the service; what is not waits for a person.

A service is a source like others, but comes after all of them: it fills what is not known, and
replaces nothing that a person, a page or a file says. A published version is a record of its own,
linked to its preprint.
"""

from __future__ import annotations

import hashlib

import msgspec

from jupyter_paperlookup.library.contribution import SERVICE, Contribution
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.journal import Resolved
from jupyter_paperlookup.library.keys import key_pattern
from jupyter_paperlookup.library.resolving.resolution_table import KeptAnswer
from jupyter_paperlookup.library.retelling import retell
from jupyter_paperlookup.library.source_table import Source
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record, make_key, unique_key
from jupyter_paperlookup.records.identifiers import arxiv_from_doi, normalised_doi, normalised_pmid
from jupyter_paperlookup.records.preprint import is_preprint
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.matching import Match, matches
from jupyter_paperlookup.resolvers.titles import comparable

_DOUBTFUL = "your record with these identifiers may be another work"


def work_of(candidate: Candidate) -> str:
    """A name of the work that a service speaks of, the same whichever service it is."""
    record = candidate.record
    doi = normalised_doi(record.doi)
    pmid = normalised_pmid(record.other.get("PMID", ""))
    if doi and not arxiv_from_doi(doi):
        return f"doi:{doi}"
    if record.arxiv:
        return f"arxiv:{record.arxiv}"
    if pmid:
        return f"pmid:{pmid}"
    about = f"{comparable(record.title)} {record.year} {record.short_creators}"
    return "title:" + hashlib.sha256(about.encode()).hexdigest()[:24]


class Attaching:
    """Lets one service speak of records; every method is to be called inside a transaction.

    Args:
        store: The library's store.
        label: The service, as its source is called.
        moment: When it spoke, in seconds since the epoch.
        run: The run of which this is a part, which is undone at once; empty where it is none.
    """

    def __init__(self, store: Store, label: str, moment: float, run: str = "") -> None:
        self._store = store
        self._label = label
        self._moment = moment
        self._run = run

    def attach(self, record_id: int, match: Match) -> str:
        """Complete a record.

        Returns:
            The sentence that says what was done.
        """
        store = self._store
        record = store.by_ids([record_id])[record_id]
        work = work_of(match.candidate)
        entry = f"record:{record_id} {work}"
        self._say(record_id, match, entry)
        sentence = f"Completed {record.key} from {self._label}."
        change = Resolved(record_id, self._label, entry, work, match)
        store.journal.note(sentence, change, self._run)
        return sentence

    def link(self, record_id: int, match: Match) -> str:
        """Link a record with its published version, or its preprint, and add that where it is new.

        Where it is not sure that the library's record of that version is the same work, nothing is
        said of it.

        Returns:
            The sentence that says what was done.
        """
        store = self._store
        record = store.by_ids([record_id])[record_id]
        work = work_of(match.candidate)
        known = _known_id(store, match.candidate.record)
        if known == record_id:
            return self.attach(record_id, match)
        other = known if known is not None else _added(store, match.candidate.record)
        if known is None or self._is_other_sure(record_id, match):
            self._say(other, match, f"work {work}")
        pair = (record_id, other) if is_preprint(record) else (other, record_id)
        is_new_link = pair not in store.links.versions(record_id)
        store.links.add_versions([pair])
        key = store.by_ids([other])[other].key
        sentence = f"Linked {record.key} with {key} from {self._label}."
        change = Resolved(
            record_id,
            self._label,
            f"work {work}",
            work,
            match,
            other_id=other,
            is_new=known is None,
            link=pair if is_new_link else None,
        )
        store.journal.note(sentence, change, self._run)
        return sentence

    def made_sure(self, record_id: int, match: Match) -> Match:
        """A match, which a person has to look at where it links with a doubtful record."""
        if match.decision != "link" or self._is_other_sure(record_id, match):
            return match
        doubts = (*match.doubts, _DOUBTFUL)
        return msgspec.structs.replace(match, decision="suggest", doubts=doubts)

    def add(self, match: Match) -> Record:
        """The record of what the service says, a new one where the library has none."""
        store = self._store
        if known := known_record(store, match.candidate.record):
            return known
        record_id = _added(store, match.candidate.record)
        work = work_of(match.candidate)
        self._say(record_id, match, f"work {work}")
        record = store.by_ids([record_id])[record_id]
        change = Resolved(
            record_id, self._label, f"work {work}", work, match, other_id=record_id, is_new=True
        )
        store.journal.note(f"Added {record.key} from {self._label}.", change)
        return record

    def _is_other_sure(self, record_id: int, match: Match) -> bool:
        """Whether the other version is new, or surely the library's record with its identifiers.

        A record may have an identifier by mistake: it is the same work only if its title agrees.
        """
        known = _known_id(self._store, match.candidate.record)
        if known is None or known == record_id:
            return known is None
        found = matches(self._store.by_ids([known])[known], [match.candidate])
        return any(each.decision == "attach" for each in found)

    def _say(self, record_id: int, match: Match, entry: str) -> None:
        """Store what the service says of a record, and tell the record anew."""
        sources = self._store.sources
        source = sources.get(self._label)
        contribution = Contribution(
            source=self._label,
            kind=SERVICE,
            line=0,
            record=_said(match.candidate, self._label),
            entry=entry,
            source_id=source.id if source else sources.put(Source(name=self._label, kind=SERVICE)),
        )
        sources.put_contributions([(record_id, contribution)])
        kept = KeptAnswer(self._label, self._moment, match.reasons, match.candidate.raw)
        self._store.resolutions.keep(record_id, entry, kept)
        retell(self._store, [record_id])


def _said(candidate: Candidate, label: str) -> Record:
    facts = candidate.record.facts
    if candidate.is_retracted:
        facts = msgspec.structs.replace(facts, retracted=label)
    return msgspec.structs.replace(candidate.record, key="", facts=facts)


def known_record(store: Store, record: Record) -> Record | None:
    """The record that the library has of a work, by its identifiers alone."""
    known = _known_id(store, record)
    return None if known is None else store.by_ids([known])[known]


def _known_id(store: Store, record: Record) -> int | None:
    found = store.ids_of_identities(identities(record, SERVICE))
    return next(iter(found.values()), None)


def _added(store: Store, record: Record) -> int:
    key = unique_key(make_key(record, key_pattern(store)), store.has_key)
    return store.add_record(msgspec.structs.replace(record, key=key))
