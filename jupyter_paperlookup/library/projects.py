"""Which bibliographies the project of a notebook names, as Quarto, MyST and Jupyter Book write it.

Nothing is executed and nothing is fetched: a `conf.py` is read for one list of plain texts.

Sources: https://quarto.org/docs/authoring/citations.html,
https://mystmd.org/guide/citations, https://jupyterbook.org/v1/content/citations.html,
https://sphinxcontrib-bibtex.readthedocs.io/en/latest/usage.html
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_paperlookup.formats.yaml_values import UnreadableYaml, read_yaml

NamedBy = Literal["folder", "notebook", "quarto", "myst", "jupyter-book"]

_LARGEST_CONFIGURATION = 256 * 1024
_MOST_FILES = 100
_MOST_SEEN = 5_000
_DEEPEST = 6
_LONGEST_LIST = 200
_YAML_BLOCK = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)
_LATEX = re.compile(
    r"(?<!%)\\(bibliography|addbibresource|addglobalbib)\s*(?:\[[^\]]*\])?\s*\{([^{}\\]{1,1000})\}"
)
_ASSIGNMENT = re.compile(r"(?m)^bibtex_bibfiles[ \t]*(?::[^=\n]+)?=[ \t]*")
_NO_PROJECT_FOLDERS = frozenset(
    {"_build", "build", "dist", "node_modules", "site-packages", "venv"}
)


class Named(msgspec.Struct, frozen=True):
    """A bibliography that somebody names.

    Attributes:
        path: What is written, a path or an address.
        folder: The folder that a relative path begins in.
        top: The folder that a path which begins with `/` begins in.
        named_by: What kind of file names it.
        where: Name of the file that names it.
    """

    path: str
    folder: Path
    top: Path
    named_by: NamedBy
    where: str


class ProjectReading:
    """What the files of a notebook and of its project name, and what of them cannot be read.

    Args:
        notebook: The notebook.
        root: The folder above which nobody looks.
    """

    def __init__(self, notebook: Path, root: Path) -> None:
        self.problems: list[str] = []
        self._notebook = notebook
        self._root = root
        self._folders = _folders_up_to(notebook.parent, root)

    def named(self, cells: Sequence[str]) -> list[Named]:
        """All that is named, the notebook's own first, each kind by its nearest project.

        Args:
            cells: The notebook's cells in which somebody writes.
        """
        return [*self._by_notebook(cells), *self._by_quarto(), *self._by_myst(), *self._by_book()]

    # --- the notebook ----------------------------------------------------------------------

    def _by_notebook(self, cells: Sequence[str]) -> Iterator[Named]:
        folder, name = self._notebook.parent, self._notebook.name
        top = self._quarto_project() or self._root
        metadata = _YAML_BLOCK.match(cells[0].replace("\r\n", "\n")) if cells else None
        if metadata and "bibliography" in metadata[1]:
            value = self._yaml(metadata[1], name)
            for path in _texts(value.get("bibliography")):
                yield Named(path, folder, top, "notebook", name)
        for cell in cells:
            for command, paths in _LATEX.findall(cell):
                for path in paths.split(",") if command == "bibliography" else [paths]:
                    bare = path.strip()
                    ending = "" if Path(bare).suffix or command != "bibliography" else ".bib"
                    if bare:
                        yield Named(bare + ending, folder, top, "notebook", name)

    # --- Quarto ----------------------------------------------------------------------------

    def _quarto_project(self) -> Path | None:
        return next(
            (each for each in self._folders if _first(each, "_quarto.yml", "_quarto.yaml")), None
        )

    def _by_quarto(self) -> Iterator[Named]:
        project = self._quarto_project()
        for folder in self._folders if project else ():
            names = ("_metadata.yml", "_metadata.yaml", "_quarto.yml", "_quarto.yaml")
            for name in names if folder == project else names[:2]:
                value = self._configuration(folder / name, "bibliography")
                for path in _texts(value.get("bibliography")):
                    yield Named(path, folder, project or folder, "quarto", name)
            if folder == project:
                return

    # --- MyST ------------------------------------------------------------------------------

    def _by_myst(self) -> Iterator[Named]:
        for folder in self._folders:
            file = _first(folder, "myst.yml", "myst.yaml")
            if file is None:
                continue
            before = len(self.problems)
            project = self._configuration(file, "bibliography").get("project")
            if len(self.problems) > before:  # it cannot be read, so it may name anything
                return
            named = project.get("bibliography") if isinstance(project, dict) else None
            paths = _texts(named) if named is not None else self._all_bibliographies(folder)
            for path in paths:
                yield Named(path, folder, folder, "myst", file.name)
            return

    def _all_bibliographies(self, project: Path) -> Iterator[str]:
        """MyST's default: every `.bib` of the project; folders that are hidden or made are not."""
        waiting, seen, found = [(project, 0)], 0, 0
        while waiting:
            folder, depth = waiting.pop(0)
            for entry in _entries(folder):
                seen += 1
                if seen > _MOST_SEEN or found >= _MOST_FILES:
                    self.problems.append(
                        f"{project.name} is too large to look for every .bib file."
                    )
                    return
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    if depth < _DEEPEST and entry.name not in _NO_PROJECT_FOLDERS:
                        waiting.append((Path(entry.path), depth + 1))
                elif entry.name.lower().endswith(".bib"):
                    found += 1
                    yield Path(entry.path).relative_to(project).as_posix()

    # --- Jupyter Book 1 and Sphinx ---------------------------------------------------------

    def _by_book(self) -> Iterator[Named]:
        for folder in self._folders:
            value = self._configuration(folder / "_config.yml", "bibtex_bibfiles")
            sphinx = value.get("sphinx")
            config = sphinx.get("config") if isinstance(sphinx, dict) else None
            deeper = config.get("bibtex_bibfiles") if isinstance(config, dict) else None
            for path in _texts(value.get("bibtex_bibfiles")) + _texts(deeper):
                yield Named(path, folder, folder, "jupyter-book", "_config.yml")
            for path in self._of_sphinx(folder / "conf.py"):
                yield Named(path, folder, folder, "jupyter-book", "conf.py")
            if _first(folder, "_config.yml", "conf.py"):
                return

    def _of_sphinx(self, file: Path) -> list[str]:
        text = self._text(file)
        match = _ASSIGNMENT.search(text)
        if match is None:
            return []
        # Only this one value is parsed, and never run.
        lines = text[match.end() :].split("\n")[:_LONGEST_LIST]
        for end in range(1, len(lines) + 1):
            try:
                value = ast.literal_eval("\n".join(lines[:end]).strip())
            except (SyntaxError, ValueError, TypeError, MemoryError, RecursionError):
                continue
            return _texts(list(value) if isinstance(value, tuple) else value)
        self.problems.append(f"{file.name}: bibtex_bibfiles is no plain list of files.")
        return []

    # --- files -----------------------------------------------------------------------------

    def _configuration(self, file: Path, word: str) -> dict[str, Any]:
        """What a YAML file says; one that does not have the word is not even parsed."""
        text = self._text(file)
        return self._yaml(text, file.name) if word in text else {}

    def _yaml(self, text: str, where: str) -> dict[str, Any]:
        try:
            value = read_yaml(text)
        except UnreadableYaml as error:
            reason = error.reason.rstrip(".")
            self.problems.append(
                f"{where}: its YAML cannot be read (line {error.line + 1}: {reason})."
            )
            return {}
        return value if isinstance(value, dict) else {}

    def _text(self, file: Path) -> str:
        try:
            if not file.is_file() or not _is_inside(file, self._root):
                return ""
            with file.open("rb") as opened:
                content = opened.read(_LARGEST_CONFIGURATION + 1)
        except OSError:
            return ""
        if len(content) > _LARGEST_CONFIGURATION:
            self.problems.append(f"{file.name} is too large to be read.")
            return ""
        return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def _folders_up_to(folder: Path, root: Path) -> list[Path]:
    """A folder and those above it, up to the root."""
    return [each for each in (folder, *folder.parents) if each.is_relative_to(root)]


def _first(folder: Path, *names: str) -> Path | None:
    return next((folder / name for name in names if (folder / name).is_file()), None)


def _is_inside(file: Path, root: Path) -> bool:
    return Path(os.path.realpath(file)).is_relative_to(root)


def _entries(folder: Path) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            some = [entry for _, entry in zip(range(_MOST_SEEN + 1), entries, strict=False)]
    except OSError:
        return []
    return sorted(some, key=lambda entry: entry.name)


def _texts(value: object) -> list[str]:
    """A text, or those of a list."""
    values = value if isinstance(value, list) else [value]
    return [each for each in values if isinstance(each, str) and each.strip()][:_MOST_FILES]
