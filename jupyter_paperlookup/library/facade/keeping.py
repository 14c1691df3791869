"""Bibliography files that are kept up to date with a notebook, a source or the library."""

from __future__ import annotations

from pathlib import Path

from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.kept_files import KeptFile


class Keeping(Parts):
    """What writes `.bib` files again when what they hold has changed."""

    def keep_file(
        self,
        path: Path | str,
        *,
        notebook: Path | str | None = None,
        source: str | None = None,
        to: str = "bibtex",
    ) -> KeptFile:
        """Keep a `.bib` file up to date from now on, and write it at once.

        Entries, comments and macros that others wrote stay as they are, and so does an entry that
        somebody changes by hand. While `start_watching` is on, the file follows by itself;
        else `update_kept_files` has it follow.

        Args:
            path: The file; it is made if it is not there. One that is kept already is kept for
                this from now on.
            notebook: A notebook or a document in Markdown whose cited works it shall hold.
            source: Name of a source whose records it shall hold. Without either it holds all.
            to: `bibtex` or `biblatex`.

        Raises:
            InvalidRequest: A name or a path that does not go together.
            UnreadableSource: The notebook or the file cannot be read, or the file not written.
        """
        document = Path(notebook) if notebook is not None else None
        return self._kept_files.keep(Path(path), notebook=document, source=source, to=to)

    def forget_kept_file(self, path: Path | str) -> None:
        """Keep a file no longer; it stays as it is.

        Raises:
            InvalidRequest: It is none that is kept.
        """
        self._kept_files.forget(Path(path))

    def kept_files(self) -> tuple[KeptFile, ...]:
        """The files that are kept up to date, by path."""
        return self._kept_files.all()

    def update_kept_files(self) -> tuple[str, ...]:
        """Bring all kept files up to date; the paths of those that were written.

        What stands in the way of one is said in its `message`, and that file is as it was.
        """
        return self._kept_files.update()
