"""Libraries of Zotero as sources: read whole once, and from then on only what changed."""

from __future__ import annotations

from contextlib import closing
from functools import partial
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from jupyter_paperlookup.errors import InvalidRequest, ZoteroUnavailable
from jupyter_paperlookup.formats.csl_items import fault_of
from jupyter_paperlookup.formats.format import Entry, Reading
from jupyter_paperlookup.library.contribution import ZOTERO
from jupyter_paperlookup.library.importing import ImportProgress, ReadSource, add_sources
from jupyter_paperlookup.library.interruption import ImportMark
from jupyter_paperlookup.library.reports import ImportReport, ZoteroLibrary
from jupyter_paperlookup.library.source_table import Source
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Problem, from_csl
from jupyter_paperlookup.zotero.addresses import Address, ZoteroKind
from jupyter_paperlookup.zotero.key_file import KeyFile
from jupyter_paperlookup.zotero.pacing import Pace, Pacing, Tell
from jupyter_paperlookup.zotero.values import Changes, Item, NamedLibrary, State

if TYPE_CHECKING:
    from jupyter_paperlookup.zotero.local import LocalZotero
    from jupyter_paperlookup.zotero.web import WebZotero

PLACES: dict[ZoteroKind, str] = {"local": "Zotero", "web": "zotero.org"}

_SECONDS: dict[ZoteroKind, float] = {"local": 600, "web": 3600}
_SECONDS_TO_LIST = 20.0
_MOST_ATTEMPTS = 3
_LONGEST_RAW = 500


class _Remembered(msgspec.Struct, frozen=True, array_like=True):
    """What is stored with a source: up to where it was read, and what could not be."""

    state: State = State()
    problems: dict[str, Problem] = {}


_encode = msgspec.msgpack.Encoder().encode
_decode = msgspec.msgpack.Decoder(_Remembered).decode


class ZoteroSources:
    """The libraries of Zotero that a person brings into a library.

    Args:
        store: Where records and sources are.
        mark: Lets one import happen at a time.
        folder: The library's folder, which keeps the key for zotero.org.
        paces: When each server may be asked again.
    """

    def __init__(
        self,
        store: Store,
        mark: ImportMark,
        folder: Path,
        paces: dict[ZoteroKind, Pace] | None = None,
    ) -> None:
        self._store = store
        self._mark = mark
        self._key = KeyFile(folder / "zotero-key")
        self._paces = paces or {kind: Pace(place) for kind, place in PLACES.items()}

    @property
    def has_key(self) -> bool:
        """Whether a key for zotero.org is stored."""
        return bool(self._key.read())

    def set_key(self, key: str | None) -> None:
        """Store a key, or forget it; see `Library.set_zotero_key`."""
        if key is None:
            self._key.forget()
        else:
            self._key.write(key)

    def libraries(self, kind: ZoteroKind) -> tuple[ZoteroLibrary, ...]:
        """What can be added; see `Library.zotero_libraries`."""
        known = {source.path: source.name for source in self.sources()}
        with self._asking(kind, _SECONDS_TO_LIST) as zotero:
            found = zotero.libraries()
        return tuple(
            ZoteroLibrary(
                kind=kind,
                path=each.path,
                name=each.name,
                source=known.get(str(Address(kind, each.path)), ""),
            )
            for each in found
        )

    def add(
        self, kind: ZoteroKind, path: str, progress: ImportProgress | None = None
    ) -> ImportReport:
        """Make a library a source, or read it again; see `Library.add_zotero`."""
        address = Address(kind, path)
        source = self._at(address)
        if source is None:
            name = self._free_name(kind, self._called(address))
            source = Source(name=name, kind=ZOTERO, path=str(address), watched=kind == "local")
        return self._read(source, address, progress)

    def has(self, name: str) -> bool:
        """Whether a source is a library of Zotero."""
        source = self._store.sources.get(name)
        return source is not None and source.kind == ZOTERO and bool(source.path)

    def refresh(self, name: str, progress: ImportProgress | None = None) -> ImportReport:
        """Read what changed in a source; see `Library.refresh_source`.

        Raises:
            InvalidRequest: It is no library of Zotero.
            ZoteroUnavailable: Zotero cannot be asked, or refuses.
        """
        source = self._store.sources.get(name)
        address = Address.read(source.path) if source else None
        if source is None or address is None:
            raise InvalidRequest(f"{name[:80]!r} is no library of Zotero.")
        return self._read(source, address, progress)

    def sources(self) -> list[Source]:
        """All sources that are libraries of Zotero."""
        return self._store.sources.of_zotero()

    # --- inside ----------------------------------------------------------------------------

    def _read(
        self, source: Source, address: Address, progress: ImportProgress | None
    ) -> ImportReport:
        """Ask what changed, and store it if nobody else did so meanwhile.

        Others need not wait while Zotero is asked: only storing is done alone.
        """
        told = partial(progress, "reading") if progress else _tell_nobody
        waiting = partial(told, 0, 0)
        for _ in range(_MOST_ATTEMPTS):
            before = self._store.sources.get(source.name)
            remembered = self._remembered(before)
            since = remembered.state if remembered else None
            with self._asking(address.kind, _SECONDS[address.kind], waiting) as zotero:
                changes = zotero.changes(address.path, since, told)
            if changes is None and before is not None:
                return ImportReport(unchanged=before.entries, problems=before.problems)
            if changes is None:
                continue
            with self._mark.importing(source.name, waiting):
                now = self._store.sources.get(source.name)
                if before is not None and now is None:
                    raise InvalidRequest(f"{source.name} was removed meanwhile.")
                if self._remembered(now) != remembered or (now is None) != (before is None):
                    continue
                read = _read_source(now or source, remembered, self._known(now), changes)
                with self._store.transaction():
                    self._mark.finish()
                    return add_sources(self._store, [read], progress)
        raise ZoteroUnavailable(f"{source.name} is being read elsewhere. Try again in a moment.")

    def _asking(
        self, kind: ZoteroKind, seconds: float, tell: Tell | None = None
    ) -> closing[LocalZotero | WebZotero]:
        """A conversation; httpx is imported only by those who have one."""
        from jupyter_paperlookup.zotero.local import LocalZotero  # noqa: PLC0415
        from jupyter_paperlookup.zotero.web import WebZotero  # noqa: PLC0415

        pacing = Pacing(self._paces[kind], seconds=seconds, tell=tell)
        return closing(
            LocalZotero(pacing) if kind == "local" else WebZotero(pacing, self._key.read())
        )

    def _called(self, address: Address) -> str:
        """How people call a library; a public one of others is called by its path."""
        with self._asking(address.kind, _SECONDS_TO_LIST) as zotero:
            found: list[NamedLibrary] = zotero.libraries()
        return next((each.name for each in found if each.path == address.path), address.path)

    def _free_name(self, kind: ZoteroKind, called: str) -> str:
        name = f"{PLACES[kind]}: {called}"
        names = (f"{name} ({number})" if number > 1 else name for number in count(1))
        return next(each for each in names if self._store.sources.get(each) is None)

    def _at(self, address: Address) -> Source | None:
        return next((each for each in self.sources() if each.path == str(address)), None)

    def _remembered(self, source: Source | None) -> _Remembered | None:
        if source is None or not source.digest:
            return None
        try:
            return _decode(self._store.sources.parts(source.id))
        except msgspec.DecodeError:
            return None

    def _known(self, source: Source | None) -> dict[str, int]:
        if source is None:
            return {}
        entries = self._store.sources.known_entries(source.id)
        return {name: each.line for name, each in entries.items() if not each.gone}


def _read_source(
    source: Source, remembered: _Remembered | None, known: dict[str, int], changes: Changes
) -> ReadSource:
    """What was learnt, as a source that was read.

    An item that cannot be read any more stays as it was, and is told as a problem.
    """
    gone = changes.gone_of({*known, *(remembered.problems if remembered else ())})
    problems = dict(remembered.problems) if remembered else {}
    for key in (*gone, *(item.key for item in changes.items)):
        problems.pop(key, None)
    problems |= {
        fault.key: Problem.at(source.name, 0, f"Item {fault.key}: {fault.reason}", "")
        for fault in changes.faults
    }
    problems |= {
        item.key: _problem(source.name, item, reason)
        for item in changes.items
        if (reason := fault_of(item.csl))
    }
    entries = tuple(
        Entry(from_csl(item.csl), 0, item.key) for item in changes.items if item.key not in problems
    )
    read = {entry.name for entry in entries}
    state = changes.state
    return ReadSource(
        name=source.name,
        kind=ZOTERO,
        digest=f"{state.server} {state.version} {state.seen}",
        reading=Reading(entries, tuple(problems[key] for key in sorted(problems))),
        path=source.path,
        watched=source.watched,
        kept={key: line for key, line in known.items() if key not in read | gone},
        parts=_encode(_Remembered(state, problems)),
    )


def _problem(source: str, item: Item, reason: str) -> Problem:
    raw = repr(item.csl)[:_LONGEST_RAW]
    return Problem.at(source, 0, f"Item {item.key}: {reason}", raw)


def _tell_nobody(_done: int, _total: int) -> None:
    """No progress was asked for."""
