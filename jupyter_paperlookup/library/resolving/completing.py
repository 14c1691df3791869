"""Records completed, service by service: each is asked about what is still missing."""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable, Collection, Sequence

from jupyter_paperlookup.library.lookup import id_of
from jupyter_paperlookup.library.resolving.answered import answered
from jupyter_paperlookup.library.resolving.asking import OFFLINE, Asking
from jupyter_paperlookup.library.resolving.attaching import Attaching, work_of
from jupyter_paperlookup.library.resolving.report import ResolveReport
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.preprint import is_preprint
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.matching import Match, Shortlist, matches
from jupyter_paperlookup.resolvers.registry import RESOLVERS
from jupyter_paperlookup.resolvers.resolver import Question, Resolver

Progress = Callable[[int, int], object]
"""Gets how many records were asked about, and of how many; what it raises ends the work."""

_ASKED_AGAIN_AFTER = 30 * 86_400.0


class Completing:
    """Completes some records; each answer is stored at once, so that nothing is asked twice.

    Args:
        store: The library's store.
        asking: Who asks the services.
        resolvers: Who is asked, in this order.
        is_tried: Nothing is stored: the report says what would be done.
        asks_all: Services are asked about records that lack nothing, too, and asked again.
        progress: See `Progress`.
        clock: The time in seconds since the epoch.
    """

    def __init__(
        self,
        store: Store,
        asking: Asking,
        *,
        resolvers: Sequence[Resolver] = RESOLVERS,
        is_tried: bool = False,
        asks_all: bool = False,
        progress: Progress | None = None,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._store = store
        self._asking = asking
        self._resolvers = resolvers
        self._is_tried = is_tried
        self._asks_all = asks_all
        self._progress = progress or _nobody
        self._clock = clock
        self._completed: list[str] = []
        self._linked: list[str] = []
        self._failures: list[str] = []
        self._asked: set[str] = set()
        self._known: set[str] = set()
        self._sure: set[str] = set()
        self._retracted: dict[str, None] = {}
        self._suggested = 0
        self._done = 0
        # All that is done is undone at once.
        self._run = uuid.uuid4().hex

    def run(self, keys: Sequence[str]) -> ResolveReport:
        """Ask about the records with these keys.

        Raises:
            RecordNotFound: One of the keys is unknown.
            NetworkForbidden: Nobody has allowed the network.
        """
        ids = list(dict.fromkeys(id_of(self._store, key) for key in keys))
        allowed = self._asking.allowed(self._resolvers)
        total = len(ids) * len(allowed)
        for number, resolver in enumerate(allowed):
            if self._asking.is_offline:
                self._failures = [OFFLINE]
                break
            self._done = number * len(ids)
            self._progress(self._done, total)
            self._round(resolver, ids, total)
        return ResolveReport(
            asked=len(self._asked),
            requests=self._asking.requests,
            completed=tuple(self._completed),
            linked=tuple(self._linked),
            suggested=self._suggested,
            retracted=tuple(self._retracted),
            unknown=tuple(sorted(self._asked - self._known)),
            failures=tuple(self._failures),
            is_offline=self._asking.is_offline,
        )

    def _round(self, resolver: Resolver, ids: Sequence[int], total: int) -> None:
        service = resolver.service
        since = self._clock() - _ASKED_AGAIN_AFTER
        asked = self._store.resolutions.asked_since(service.name, since)
        skipped = set() if self._asks_all else asked
        records = self._store.by_ids(number for number in ids if number not in skipped)
        wanted = [
            each
            for each in records.values()
            if self._asks_all or _is_worth_asking(service.name, each)
        ]
        by_key = {record.key: number for number, record in records.items()}
        # Where it fails, the others may answer.
        for question, candidates in answered(
            self._asking, resolver, wanted, self._sure.__contains__, self._failures.append
        ):
            self._take(resolver, question, candidates, by_key)
            if not question.is_second_try:
                self._done += len(question.keys)
            self._progress(min(self._done, total), total)

    def _take(
        self,
        resolver: Resolver,
        question: Question,
        candidates: Sequence[Candidate],
        by_key: dict[str, int],
    ) -> None:
        """Decide about one answer, and remember that it was asked for, all together."""
        service, moment = resolver.service, self._clock()
        self._asked.update(question.keys)
        shortlist = Shortlist(candidates)
        with self._store.transaction():
            for key in question.keys:
                record = self._store.by_ids([by_key[key]]).get(by_key[key])
                if record is not None:
                    found = matches(record, shortlist.about(record))
                    self._decide(record, by_key[key], found, service.label, moment)
            if not self._is_tried:
                there = self._store.by_ids(by_key[key] for key in question.keys)
                self._store.resolutions.note_asked(service.name, there, moment)

    def _decide(
        self, record: Record, record_id: int, found: Collection[Match], label: str, moment: float
    ) -> None:
        if found:
            self._known.add(record.key)
        attaching = Attaching(self._store, label, moment, self._run)
        for each in found:
            match = attaching.made_sure(record_id, each)
            if match.decision != "suggest":
                self._sure.add(record.key)
            work = work_of(match.candidate)
            if self._is_tried:
                self._tell(record, match, label)
            elif self._store.resolutions.is_a_persons(record_id, work):
                continue
            elif match.decision == "attach":
                self._completed.append(attaching.attach(record_id, match))
            elif match.decision == "link":
                self._linked.append(attaching.link(record_id, match))
            else:
                self._suggested += self._store.resolutions.propose(record_id, work, match, moment)
            if match.decision != "suggest" and match.candidate.is_retracted:
                self._retracted[record.key] = None

    def _tell(self, record: Record, match: Match, label: str) -> None:
        """What would be done."""
        if match.decision == "attach":
            self._completed.append(f"Would complete {record.key} from {label}.")
        elif match.decision == "link":
            other = work_of(match.candidate)
            self._linked.append(f"Would link {record.key} with {other} from {label}.")
        else:
            self._suggested += 1


def _is_worth_asking(service: str, record: Record) -> bool:
    """Whether a service may know what a record lacks."""
    is_named = bool(record.doi or record.arxiv)
    is_whole = is_named and not record.incomplete
    if service in ("hugging-face", "arxiv"):
        return not record.author or not is_named
    if service == "semantic-scholar":
        return not is_whole or is_preprint(record)
    if service == "openalex":
        return bool(record.doi) or bool(record.other.get("PMID") or record.other.get("PMCID"))
    if service == "crossref":
        # It also tells of retractions.
        return not is_whole or (bool(record.doi) and not is_preprint(record))
    return bool(record.doi) and not is_whole


def _nobody(_done: int, _total: int) -> None:
    """No progress was asked for."""
