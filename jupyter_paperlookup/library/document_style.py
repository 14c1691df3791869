"""The style of a document: what is asked for, its own, that of its YAML or its Quarto project.

Source: https://quarto.org/docs/authoring/citations.html, "Citation Style".
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path, PurePosixPath

import msgspec

from jupyter_paperlookup.citing.editable import EditableDocument
from jupyter_paperlookup.errors import PaperLookupError, UnknownStyle
from jupyter_paperlookup.formatting.style_file import MAX_STYLE_BYTES, StyleFile, parse_style
from jupyter_paperlookup.formatting.styles import Style, Styles
from jupyter_paperlookup.library.project_files import (
    QUARTO_PROJECTS,
    ProjectFiles,
    first_file,
    project_root,
    yaml_block,
)
from jupyter_paperlookup.regular_file import bounded_bytes

DEFAULT_STYLE = "apa"

_LONGEST_PATH = 1_000
_MOST_KEPT = 16
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z+.-]+://")


class NamedStyle(msgspec.Struct, frozen=True):
    """A style that a document or its project names by `csl`.

    Attributes:
        name: What the style is called, if it is one of the library's.
        file: The file that is meant, without links; None where there is none in the project.
        where: Name of the file that names it.
    """

    name: str
    file: Path | None
    where: str


class DocumentStyle:
    """Finds the style of a document.

    Args:
        document: The document.
        path: Where it lies, or will; without it nothing is asked of a project.
        root: The folder outside which no file is read; without one that of the project near above.
    """

    def __init__(self, document: EditableDocument, path: Path | None, root: Path | None) -> None:
        own = document.facts.get("style")
        self._own = own if isinstance(own, str) else ""
        self._cell = document.cells[0].source if document.cells else ""
        self._path = Path(os.path.realpath(path)) if path else None
        self._root = root or (project_root(self._path) if self._path else None)

    def used(self, styles: Styles, asked: str | None) -> str | Style:
        """The style that was asked for, else the document's own, its YAML's, the default.

        One that the YAML names and that cannot be used is the default, which `problem` tells.
        """
        if asked or self._own:
            return asked or self._own
        try:
            return self.of_project(styles) or DEFAULT_STYLE
        except UnknownStyle:
            return DEFAULT_STYLE

    def kept(self, asked: str | None) -> str | None:
        """What a notebook keeps of it: a name; None for what its YAML says already."""
        return asked or self._own or (None if self.named else DEFAULT_STYLE)

    def problem(self, styles: Styles, asked: str | None) -> str:
        """Why the style cannot be used; empty when all is well."""
        try:
            if asked or self._own:
                styles.get(asked or self._own)
            else:
                self.of_project(styles)
        except UnknownStyle as error:
            return error.reason
        return ""

    def of_project(self, styles: Styles) -> Style | None:
        """The style that the document or its project names; None where none is.

        Raises:
            UnknownStyle: It is no style, or neither there nor one of the library's.
        """
        if not self.named:
            return None
        try:
            if self.named.file:
                return styles.usable(_read(self.named.file))
            return styles.get(self.named.name)
        except UnknownStyle as error:
            raise UnknownStyle(f"{self.named.where}: {error.reason}") from error

    @cached_property
    def named(self) -> NamedStyle | None:
        """What is named by `csl`, the nearest."""
        return next(self._all_named(), None)

    def _all_named(self) -> Iterator[NamedStyle]:
        files = ProjectFiles(self._root or Path())
        where = self._path.name if self._path else "The YAML at the beginning"
        block = yaml_block(self._cell)
        folders = files.folders_above(self._path) if self._path else []
        project = next((each for each in folders if first_file(each, *QUARTO_PROJECTS)), None)
        top = project or files.root
        if "csl" in block and (written := _text(files.yaml(block, where).get("csl"))):
            yield self._named(written, folders[0] if folders else None, top, where)
        for folder in folders if project else ():
            names = ("_metadata.yml", "_metadata.yaml", *QUARTO_PROJECTS)
            for name in names if folder == project else names[:2]:
                if written := _text(files.configuration(folder / name, "csl").get("csl")):
                    yield self._named(written, folder, top, name)
            if folder == project:
                return

    def _named(self, written: str, folder: Path | None, top: Path, where: str) -> NamedStyle:
        path = PurePosixPath(written.replace("\\", "/"))
        name = re.sub(r"\.csl$", "", path.name, flags=re.IGNORECASE)
        is_address = _ADDRESS.match(written) is not None
        if folder is None or is_address or "\0" in written or path.suffix.lower() != ".csl":
            return NamedStyle(name, None, where)
        begin = top if path.is_absolute() else folder
        found = Path(os.path.realpath(begin / str(path).lstrip("/")))
        root = Path(os.path.realpath(self._root or top))
        is_hidden = any(part.startswith(".") and part != ".." for part in path.parts)
        is_there = not is_hidden and found.is_relative_to(root) and found.is_file()
        return NamedStyle(name, found if is_there else None, where)


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) and len(value) <= _LONGEST_PATH else ""


def _read(file: Path) -> StyleFile:
    try:
        state = file.stat()
    except OSError as error:
        raise UnknownStyle(f"The style file {file.name} has gone.") from error
    found = _read_state(file, state.st_mtime_ns, state.st_size)
    if isinstance(found, str):
        raise UnknownStyle(found)
    return found


@lru_cache(maxsize=_MOST_KEPT)
def _read_state(file: Path, _changed: int, _size: int) -> StyleFile | str:
    """The style, or why it is none; kept, because an open notebook is asked about often."""
    try:
        xml = bounded_bytes(file, MAX_STYLE_BYTES)
        if xml is None:
            return f"The style file {file.name} is larger than 2 MB, so it is no style."
        return parse_style(xml, file.stem)
    except PaperLookupError as error:
        return error.reason
