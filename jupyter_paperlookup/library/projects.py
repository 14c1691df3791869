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
from typing import Literal

import msgspec

from jupyter_paperlookup.library.project_files import (
    MYST_PROJECTS,
    QUARTO_PROJECTS,
    ProjectFiles,
    first_file,
    yaml_block,
)

NamedBy = Literal["folder", "notebook", "quarto", "myst", "jupyter-book"]

_MOST_FILES = 100
_MOST_SEEN = 5_000
_DEEPEST = 6
_LONGEST_LIST = 200
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
        self._files = ProjectFiles(root)
        self.problems = self._files.problems
        self._notebook = notebook
        self._root = root
        self._folders = self._files.folders_above(notebook)

    def named(self) -> list[Named]:
        """All that is named, the notebook's own first, each kind by its nearest project."""
        cells = self._files.cells_of(self._notebook)
        return [*self._by_notebook(cells), *self._by_quarto(), *self._by_myst(), *self._by_book()]

    # --- the notebook ----------------------------------------------------------------------

    def _by_notebook(self, cells: Sequence[str]) -> Iterator[Named]:
        folder, name = self._notebook.parent, self._notebook.name
        top = self._quarto_project() or self._root
        metadata = yaml_block(cells[0]) if cells else ""
        if "bibliography" in metadata:
            value = self._files.yaml(metadata, name)
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
        return next((each for each in self._folders if first_file(each, *QUARTO_PROJECTS)), None)

    def _by_quarto(self) -> Iterator[Named]:
        project = self._quarto_project()
        for folder in self._folders if project else ():
            names = ("_metadata.yml", "_metadata.yaml", *QUARTO_PROJECTS)
            for name in names if folder == project else names[:2]:
                value = self._files.configuration(folder / name, "bibliography")
                for path in _texts(value.get("bibliography")):
                    yield Named(path, folder, project or folder, "quarto", name)
            if folder == project:
                return

    # --- MyST ------------------------------------------------------------------------------

    def _by_myst(self) -> Iterator[Named]:
        for folder in self._folders:
            file = first_file(folder, *MYST_PROJECTS)
            if file is None:
                continue
            before = len(self.problems)
            project = self._files.configuration(file, "bibliography").get("project")
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
            value = self._files.configuration(folder / "_config.yml", "bibtex_bibfiles")
            sphinx = value.get("sphinx")
            config = sphinx.get("config") if isinstance(sphinx, dict) else None
            deeper = config.get("bibtex_bibfiles") if isinstance(config, dict) else None
            for path in _texts(value.get("bibtex_bibfiles")) + _texts(deeper):
                yield Named(path, folder, folder, "jupyter-book", "_config.yml")
            for path in self._of_sphinx(folder / "conf.py"):
                yield Named(path, folder, folder, "jupyter-book", "conf.py")
            if first_file(folder, "_config.yml", "conf.py"):
                return

    def _of_sphinx(self, file: Path) -> list[str]:
        text = self._files.text(file)
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
