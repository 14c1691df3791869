"""Paths of Jupyter's file browser, as files on this machine and back.

A request names files in the words of the contents service: `/` between folders, relative to the
server's root. What lies outside the root, or is hidden, cannot be named.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any

from jupyter_paperlookup.errors import InvalidRequest

if TYPE_CHECKING:
    from jupyter_server.services.contents.manager import ContentsManager

_NO_FILES = "The files of this server are kept elsewhere: import them through the browser instead."


class ContentsPaths:
    """The root folder of the file browser.

    Args:
        root: The folder; None where the files of the contents service are no files here.
        allow_hidden: Whether the server serves hidden files.
    """

    def __init__(self, root: Path | None, *, allow_hidden: bool = False) -> None:
        self._root = Path(os.path.realpath(root)) if root else None
        self._allow_hidden = allow_hidden

    @classmethod
    def of(cls, settings: dict[str, Any]) -> ContentsPaths:
        """The root that the server's contents manager shows, from tornado's settings."""
        manager: ContentsManager = settings["contents_manager"]
        root = getattr(manager, "root_dir", "")
        # A manager that keeps its files in a database has no such method, whatever its root is.
        is_local = hasattr(manager, "_get_os_path")
        return cls(
            Path(root).expanduser() if root and is_local else None,
            allow_hidden=manager.allow_hidden,
        )

    @property
    def has_files(self) -> bool:
        """Whether the contents service has files on this machine."""
        return self._root is not None

    @property
    def root(self) -> Path:
        """The root folder, without links.

        Raises:
            InvalidRequest: The contents service has no files on this machine.
        """
        if self._root is None:
            raise InvalidRequest(_NO_FILES)
        return self._root

    def file(self, path: str) -> Path:
        """Where a file of the file browser lies; links are followed, if they stay inside the root.

        It need not exist.

        Raises:
            InvalidRequest: It is outside the root or hidden, or no path at all.
        """
        parts = PurePosixPath(path.strip("/")).parts
        unusable = "\0" in path or "\\" in path or ".." in parts or not parts
        if unusable or any(":" in part for part in parts if os.name == "nt"):
            raise InvalidRequest(f"{path!r} is no path of the file browser.")
        if not self._allow_hidden and any(part.startswith(".") for part in parts):
            raise InvalidRequest(f"{path} is hidden, and this server shows no hidden files.")
        found = Path(os.path.realpath(self.root.joinpath(*parts)))
        if not found.is_relative_to(self.root):
            raise InvalidRequest(f"{path} leads out of the folder that this server shows.")
        return found

    def in_browser(self, file: str) -> str:
        """A file in the words of the file browser; empty where that does not show it."""
        shown = self.shown(file) if file and "://" not in file else ""
        return "" if Path(shown).is_absolute() else shown

    def shown(self, file: Path | str) -> str:
        """A file in the words of the file browser; its full path where it is outside the root."""
        if self._root is not None:
            found = Path(os.path.realpath(file))
            if found.is_relative_to(self._root):
                return found.relative_to(self._root).as_posix()
        return str(file)
