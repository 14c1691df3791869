"""The parts behind every method of a library."""

from __future__ import annotations

import threading
from pathlib import Path

from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.styles import Styles
from jupyter_paperlookup.library.browsing import RecordList
from jupyter_paperlookup.library.checking import Checking
from jupyter_paperlookup.library.converting import Converting
from jupyter_paperlookup.library.feeds import Feeds
from jupyter_paperlookup.library.generations import Generations
from jupyter_paperlookup.library.indexer import Indexer
from jupyter_paperlookup.library.interruption import ImportMark
from jupyter_paperlookup.library.kept_files import KeptFiles
from jupyter_paperlookup.library.nearness import Nearness
from jupyter_paperlookup.library.online import Online
from jupyter_paperlookup.library.publishing.publisher import Publisher
from jupyter_paperlookup.library.references import References
from jupyter_paperlookup.library.rounds import Rounds
from jupyter_paperlookup.library.safekeeping.guarding import Guard
from jupyter_paperlookup.library.semantics import Semantics
from jupyter_paperlookup.library.sources import Sources
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.watching import Watcher
from jupyter_paperlookup.library.zotero_sources import ZoteroSources
from jupyter_paperlookup.library.zotero_watching import ZoteroWatcher
from jupyter_paperlookup.search.whoosh_engine import WhooshEngine

DATABASE_FILE = "library.sqlite"


class Parts:
    """The store, the index and the rest, of the library in one folder."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._path = folder / DATABASE_FILE
        self._store = Store(self._path)
        self._guard = Guard(self._store.database, self._path)
        self._keeper: Rounds | None = None
        self._looking_through = threading.Lock()
        self._indexer = Indexer(self._store, Generations(folder / "index"), WhooshEngine())
        self._semantics = Semantics(self._store, folder / "vectors")
        self._list = RecordList(self._store, Nearness(self._store, self._indexer))
        self._styles = Styles(folder / "styles")
        formatter = self._formatter = Formatter(self._styles)
        self._references = References(self._store, formatter)
        self._converting = Converting(self._store, formatter)
        self._checking = Checking(self._store, formatter)
        self._publisher = Publisher(self._store, formatter)
        self._kept_files = KeptFiles(self._store, folder)
        mark = ImportMark(self._store, folder)
        self._notice = mark.broken_off()
        self._sources = Sources(self._store, mark)
        self._zotero = ZoteroSources(self._store, mark, folder)
        self._online = Online(self._store, folder)
        self._feeds = Feeds(self._store, mark, self._online)
        self._watcher: Watcher | None = None
        self._zotero_watcher: ZoteroWatcher | None = None
