"""The dialect in which a project writes citations: that of the tool that builds it.

Sources: https://quarto.org/docs/projects/quarto-projects.html, https://mystmd.org/guide/frontmatter,
https://jupyterbook.org/v1/customize/config.html, https://myst-nb.readthedocs.io,
https://nbsphinx.readthedocs.io (its citations are those of `html`).
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Literal

import msgspec

from jupyter_paperlookup.citing import Dialect
from jupyter_paperlookup.library.project_files import (
    MYST_PROJECTS,
    QUARTO_PROJECTS,
    ProjectFiles,
    first_file,
    project_root,
    yaml_block,
)

Tool = Literal["quarto", "myst", "jupyter-book", "sphinx", ""]

_OF_QUARTO = frozenset({"bibliography", "csl", "format", "link-citations", "nocite"})
_ENDINGS: dict[str, tuple[Dialect, Tool]] = {
    ".qmd": ("pandoc", "quarto"),
    ".rmd": ("pandoc", "quarto"),
    ".myst": ("myst", "myst"),
}
_COMMENT = re.compile(r"#.*")
_EXTENSION = re.compile(
    r"[\"'](myst_nb|myst_parser|jupyter_book|sphinxcontrib\.bibtex|nbsphinx)[\"']"
)


class ProjectDialect(msgspec.Struct, frozen=True):
    """The dialect of a notebook's project.

    Attributes:
        dialect: The dialect; None where nothing speaks for one.
        tool: Whose it is: `quarto`, `myst`, `jupyter-book`, `sphinx`; empty where nothing is said.
        where: Name of the file that says so.
        problems: What could not be read, in one sentence each.
    """

    dialect: Dialect | None = None
    tool: Tool = ""
    where: str = ""
    problems: tuple[str, ...] = ()


def project_dialect(document: Path, root: Path | None = None) -> ProjectDialect:
    """The dialect that a document's own metadata ask for, else that of the nearest project.

    Args:
        document: A notebook, or a document in Markdown; it need not exist.
        root: The folder above which nobody looks; without one that of the project near above.
    """
    files = ProjectFiles(root or project_root(document))
    document = Path(os.path.realpath(document))
    found = next(_said(files, document), ProjectDialect())
    return msgspec.structs.replace(found, problems=tuple(dict.fromkeys(files.problems)))


def _said(files: ProjectFiles, document: Path) -> Iterator[ProjectDialect]:
    """All that is said, the nearest first."""
    if document.suffix.lower() in _ENDINGS:
        yield ProjectDialect(*_ENDINGS[document.suffix.lower()], document.name)
    if cells := files.cells_of(document):
        yield from _by_metadata(files, cells[0], document.name)
    for folder in files.folders_above(document):
        yield from _by_project(files, folder)


def _by_metadata(files: ProjectFiles, cell: str, name: str) -> Iterator[ProjectDialect]:
    block = yaml_block(cell)
    if "jupytext" not in block and not any(word in block for word in _OF_QUARTO):
        return
    metadata = files.yaml(block, name)
    if _of_jupytext(metadata) == "myst":
        yield ProjectDialect("myst", "myst", name)
    if metadata.keys() & _OF_QUARTO:
        yield ProjectDialect("pandoc", "quarto", name)


def _of_jupytext(metadata: dict[str, Any]) -> object:
    """Which Markdown a notebook in Markdown is, as Jupytext notes it."""
    inner: object = metadata
    for name in ("jupytext", "text_representation", "format_name"):
        inner = inner.get(name) if isinstance(inner, dict) else None
    return inner


def _by_project(files: ProjectFiles, folder: Path) -> Iterator[ProjectDialect]:
    if file := first_file(folder, *QUARTO_PROJECTS):
        yield ProjectDialect("pandoc", "quarto", file.name)
    if file := first_file(folder, *MYST_PROJECTS):
        yield ProjectDialect("myst", "myst", file.name)
    # Jekyll has a `_config.yml` too.
    if first_file(folder, "_config.yml") and (
        first_file(folder, "_toc.yml") or "bibtex_bibfiles" in files.text(folder / "_config.yml")
    ):
        yield ProjectDialect("myst", "jupyter-book", "_config.yml")
    extensions = set(_EXTENSION.findall(_COMMENT.sub("", files.text(folder / "conf.py"))))
    if extensions - {"sphinxcontrib.bibtex"} == {"nbsphinx"}:
        yield ProjectDialect("html", "sphinx", "conf.py")
    elif extensions:
        yield ProjectDialect("myst", "sphinx", "conf.py")
