"""Library: everything that a face can ask for; what it does is in `facade/`, by purpose."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from types import TracebackType
from typing import Self

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.facade.browsing import Browsing
from jupyter_paperlookup.library.facade.curating import Curating
from jupyter_paperlookup.library.facade.digesting import Digesting
from jupyter_paperlookup.library.facade.feeding import Feeding
from jupyter_paperlookup.library.facade.finding import Finding
from jupyter_paperlookup.library.facade.gathering import Gathering
from jupyter_paperlookup.library.facade.keeping import Keeping
from jupyter_paperlookup.library.facade.notebooks import Notebooks
from jupyter_paperlookup.library.facade.parts import DATABASE_FILE
from jupyter_paperlookup.library.facade.publishing import Publishing
from jupyter_paperlookup.library.facade.resolving import Resolving
from jupyter_paperlookup.library.facade.writing import Writing
from jupyter_paperlookup.library.folder import prepare_folder
from jupyter_paperlookup.library.importing import add_sources
from jupyter_paperlookup.library.seeds import seed_sources
from jupyter_paperlookup.library_home import default_folder


class Library(
    Finding,
    Writing,
    Notebooks,
    Publishing,
    Keeping,
    Gathering,
    Feeding,
    Resolving,
    Curating,
    Digesting,
    Browsing,
):
    """All records of one user, with their sources, index and styles; on disk one folder.

    Safe to use from several threads, and from several processes at once. Open it with
    `Library.open`, and close it, or use it as a context manager.
    """

    @classmethod
    def open(cls, path: Path | str | None = None) -> Self:
        """Open a library; a new one begins with the seed corpus.

        Args:
            path: The library's folder; `PAPERLOOKUP_HOME` or Jupyter's data directory when None.

        Raises:
            LibraryUnavailable: The folder or the database in it cannot be used.
        """
        folder = prepare_folder(Path(path).expanduser() if path else default_folder())
        library = cls(folder)
        library._seed()
        return library

    @classmethod
    @contextmanager
    def borrowed(cls, path: Path | str | None = None) -> Iterator[Self]:
        """The library for those who only look something up: none is made where there is none.

        Where there is none, or none that can be used, it is an empty one that leaves nothing
        behind. Args as for `open`.
        """
        folder = Path(path).expanduser() if path else default_folder()
        with ExitStack() as stack:
            library: Self | None = None
            if (folder / DATABASE_FILE).is_file():
                with suppress(LibraryUnavailable):
                    library = cls(folder)
            if library is None:
                empty = stack.enter_context(TemporaryDirectory(ignore_cleanup_errors=True))
                library = cls(Path(empty))
            stack.callback(library.close)
            yield library

    def close(self) -> None:
        """Stop background work and let go of all files."""
        self.stop_safekeeping()
        self.stop_mailing()
        self.stop_watching()
        self._semantics.close()
        self._indexer.close()
        self._online.close()
        self._store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def _seed(self) -> None:
        if self._store.fact("seeded"):
            return
        with self._store.transaction():
            if not self._store.fact("seeded"):
                add_sources(self._store, seed_sources())
                self._store.snapshots.nothing_arrived()
                self._store.set_fact("seeded", "1")
