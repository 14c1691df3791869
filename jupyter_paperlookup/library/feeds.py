"""Lists of papers and feeds as sources: fetched when a person asks, each with its day."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import count
from typing import Any

import msgspec

from jupyter_paperlookup.errors import InvalidRequest, UnreadableSource, UnusableAnswer
from jupyter_paperlookup.formats.daily_papers import DailyPapers, record_of
from jupyter_paperlookup.formats.feed import Feed, feed_title
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.source_text import source_text_of
from jupyter_paperlookup.library.feed_addresses import (
    DailyList,
    FeedAddress,
    Fetched,
    Listing,
    read_address,
)
from jupyter_paperlookup.library.importing import (
    ImportProgress,
    ReadSource,
    add_sources,
    digest_of,
)
from jupyter_paperlookup.library.interruption import ImportMark
from jupyter_paperlookup.library.online import Online
from jupyter_paperlookup.library.reports import ImportReport
from jupyter_paperlookup.library.source_table import Source
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.network.services import (
    ARXIV_LISTINGS,
    HUGGING_FACE,
    Service,
    feed_at,
)
from jupyter_paperlookup.records import PartialDate, Problem

_PAGE = 100
_SMALLEST_PAGE = 50  # a service that gives fewer than asked for gives at least so many
_MOST_PAGES = 50
_DAYS_BACK = 5
_NOT_OPEN = (400, 404)
_LONGEST_NAME = 80
_SECONDS_KEPT = 60.0
_SECONDS_CHECKED = 30 * 86_400.0

Tell = Callable[[int], object]


class _Found(msgspec.Struct, frozen=True):
    """What was fetched: how the source is called, what it said, and a digest of that."""

    name: str
    kind: str
    reading: Reading
    digest: str


class Feeds:
    """What a person has fetched from the network.

    Args:
        store: Where records and sources are.
        mark: Lets one import happen at a time.
        online: The network.
        today: Tells the day on which something is fetched.
    """

    def __init__(
        self,
        store: Store,
        mark: ImportMark,
        online: Online,
        today: Callable[[], date] = lambda: datetime.now(UTC).date(),
    ) -> None:
        self._store = store
        self._mark = mark
        self._online = online
        self._today = today

    def daily(self, at: str, progress: ImportProgress | None = None) -> ImportReport:
        """Daily Papers; see `Library.fetch_daily`."""
        return self._fetch(DailyList.of(at) if at else self._newest(progress), progress)

    def arxiv(self, category: str, progress: ImportProgress | None = None) -> ImportReport:
        """New papers of arXiv; see `Library.fetch_arxiv`."""
        return self._fetch(Listing(category), progress)

    def feed(self, address: str, progress: ImportProgress | None = None) -> ImportReport:
        """Any feed; see `Library.fetch_feed`."""
        return self._fetch(FeedAddress(address), progress)

    def has(self, name: str) -> bool:
        """Whether a source was fetched from the network."""
        return self._fetched(self._store.sources.get(name)) is not None

    def refresh(self, name: str, progress: ImportProgress | None = None) -> ImportReport:
        """Fetch a source again; see `Library.refresh_source`.

        Raises:
            InvalidRequest: It is none that was fetched.
        """
        fetched = self._fetched(self._store.sources.get(name))
        if fetched is None:
            raise InvalidRequest(f"{name[:80]!r} was not fetched from the network.")
        return self._fetch(fetched, progress)

    # --- inside ----------------------------------------------------------------------------

    @staticmethod
    def _fetched(source: Source | None) -> Fetched | None:
        is_one = source is not None and source.kind in (DailyPapers.name, Feed.name)
        return read_address(source.path) if source is not None and is_one else None

    def _fetch(self, fetched: Fetched, progress: ImportProgress | None) -> ImportReport:
        told = partial(_tell, progress)
        told(0)
        match fetched:
            case DailyList():
                found = self._daily(fetched, told)
            case Listing():
                path = f"/rss/{fetched.category}"
                found = self._feed(ARXIV_LISTINGS, path, fetched.name, told)
            case FeedAddress():
                service = feed_at(fetched.address)
                found = self._feed(service, fetched.address, "", told)
        return self._store_found(fetched.address, found, progress)

    def _newest(self, progress: ImportProgress | None) -> DailyList:
        """The newest day that has papers: at weekends, and early in the day, there are none yet."""
        told = partial(_tell, progress)
        today = self._today()
        for back in range(_DAYS_BACK):
            day = DailyList.of(str(today - timedelta(days=back)))
            if self._page(day, 0, told):
                return day
        raise UnusableAnswer("Daily Papers lists no papers of these days. Try again later.")

    def _daily(self, list_: DailyList, told: Tell) -> _Found:
        entries: dict[str, Entry] = {}
        problems: list[Problem] = []
        for page in range(_MOST_PAGES):
            papers = self._page(list_, page, told)
            if papers is None and not page:
                raise UnusableAnswer(f"Daily Papers has no list of {list_.at}, or not yet.")
            before = len(entries)
            for paper in papers or ():
                record = record_of(paper)
                if isinstance(record, str):
                    problems.append(Problem.at(list_.name, 0, record, repr(paper)[:500]))
                else:
                    name = f"arxiv:{record.arxiv}"
                    entries.setdefault(name, Entry(record, 0, name))
            told(len(entries))
            if not entries:
                raise UnusableAnswer(_no_papers(list_, problems))
            if len(papers or ()) < _SMALLEST_PAGE or len(entries) == before:
                break
        reading = Reading(tuple(entries.values()), tuple(problems))
        return _Found(list_.name, DailyPapers.name, reading, _digest(reading))

    def _page(self, list_: DailyList, page: int, told: Tell) -> list[Any] | None:
        """One page of a list; None where there is no such list."""
        from jupyter_paperlookup.network.client import Keep  # noqa: PLC0415 - brings httpx

        answer = self._online.network.get(
            HUGGING_FACE,
            "/api/daily_papers",
            {list_.period: list_.at, "p": page, "limit": _PAGE},
            accept=_NOT_OPEN,
            keep=Keep(found=_SECONDS_KEPT, checked=_SECONDS_CHECKED),
            tell=partial(told, page * _PAGE),
        )
        if answer.status in _NOT_OPEN:
            return None
        try:
            papers = answer.decoded(list[Any])
        except UnusableAnswer:
            self._online.network.forget(answer)
            raise
        if not any(isinstance(each, dict) for each in papers):
            self._online.network.forget(answer)
        return papers

    def _feed(self, service: Service, path: str, name: str, told: Tell) -> _Found:
        from jupyter_paperlookup.network.client import Keep  # noqa: PLC0415 - brings httpx

        network = self._online.network
        keep = Keep(checked=_SECONDS_CHECKED)
        answer = network.get(service, path, wanted="xml", keep=keep, tell=partial(told, 0))
        try:
            text = source_text_of(answer.body, service.label).text
        except UnreadableSource as error:
            network.forget(answer)
            raise UnusableAnswer(error.reason) from None
        called = name or _plain(feed_title(text)) or service.label
        reading = Feed().read(text, called, ReadOptions())
        if not reading.entries and reading.problems:
            network.forget(answer)
            raise UnusableAnswer(
                f"{service.label} answers with no feed that can be read. Try again later."
            )
        told(len(reading.entries))
        return _Found(called, Feed.name, reading, _digest(reading))

    def _store_found(
        self, address: str, found: _Found, progress: ImportProgress | None
    ) -> ImportReport:
        today = self._today()
        waiting = partial(_tell, progress, 0)
        with self._mark.importing(found.name, waiting):
            before = self._store.sources.at_address(address)
            name = before.name if before else self._free_name(found.name)
            read = ReadSource(
                name=name,
                kind=found.kind,
                digest=f"{found.digest} {today}",
                reading=msgspec.structs.replace(
                    found.reading,
                    captured=PartialDate(today.year, today.month, today.day),
                    problems=tuple(
                        msgspec.structs.replace(each, source=name)
                        for each in found.reading.problems
                    ),
                ),
                path=address,
                kept=self._passed_by(before, found),
            )
            with self._store.transaction():
                self._mark.finish()
                return add_sources(self._store, [read], progress)

    def _passed_by(self, before: Source | None, found: _Found) -> dict[str, int]:
        """Entries that a feed no longer has: it only has its last ones, and takes none back."""
        if before is None or found.kind != Feed.name:
            return {}
        now = {entry.name for entry in found.reading.entries}
        known = self._store.sources.known_entries(before.id)
        return {
            name: each.line for name, each in known.items() if name not in now and not each.gone
        }

    def _free_name(self, called: str) -> str:
        names = (f"{called} ({number})" if number > 1 else called for number in count(1))
        return next(name for name in names if self._store.sources.get(name) is None)


def _no_papers(list_: DailyList, problems: list[Problem]) -> str:
    if problems:
        return f"{HUGGING_FACE.label} answers with no papers that can be read. Try again later."
    return (
        f"{HUGGING_FACE.label} lists no papers of {list_.at}: there may be none, or not yet. Try "
        "again later."
    )


def _tell(progress: ImportProgress | None, done: int) -> None:
    if progress is not None:
        progress("reading", done, 0)


def _digest(reading: Reading) -> str:
    return digest_of(msgspec.json.encode(reading.entries).decode())


def _plain(title: str) -> str:
    """A title as the name of a source: no path, and not long."""
    return " ".join(title.replace("/", " ").replace("\\", " ").split())[:_LONGEST_NAME]
