"""The configurations of a notebook's project, read within bounds; nothing of them is executed."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Any

from jupyter_paperlookup.citing import is_document, written_cells
from jupyter_paperlookup.citing.document import SCRIPT_ENDINGS
from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.yaml_values import UnreadableYaml, read_yaml

QUARTO_PROJECTS = ("_quarto.yml", "_quarto.yaml")
MYST_PROJECTS = ("myst.yml", "myst.yaml")
_LARGEST_CONFIGURATION = 256 * 1024
LARGEST_NOTEBOOK = 64 * 1024 * 1024
_HIGHEST = 6
_OF_A_PROJECT = (".git", *QUARTO_PROJECTS, *MYST_PROJECTS, "_config.yml", "conf.py")
_YAML_BLOCK = re.compile(r"\s*---[ \t]*\n(.*?)\n(?:---|\.\.\.)[ \t]*(?:\n|$)", re.DOTALL)


class ProjectFiles:
    """Reads files below a root; what cannot be read is noted in `problems`, and is empty.

    Args:
        root: The folder outside which nothing is read.
    """

    def __init__(self, root: Path) -> None:
        self.root = Path(os.path.realpath(root))
        self.problems: list[str] = []

    def folders_above(self, document: Path) -> list[Path]:
        """The folder of a document and those above it, up to the root."""
        folder = document.parent
        return [each for each in (folder, *folder.parents) if each.is_relative_to(self.root)]

    def cells_of(self, document: Path) -> list[str]:
        """The sources of the cells in which somebody writes; none of a document that is not."""
        try:
            if not is_document(document) or not document.is_file():
                return []
            if document.stat().st_size > LARGEST_NOTEBOOK:
                self.problems.append(
                    f"{document.name} is too large to look which bibliographies it names."
                )
                return []
            return written_cells(document)
        except UnreadableSource as error:
            if document.suffix.lower() not in SCRIPT_ENDINGS:  # most scripts are no notebooks
                self.problems.append(error.reason)
        except OSError:
            pass  # away since a moment ago
        return []

    def configuration(self, file: Path, word: str) -> dict[str, Any]:
        """What a YAML file says; one that does not have the word is not even parsed."""
        text = self.text(file)
        return self.yaml(text, file.name) if word in text else {}

    def yaml(self, text: str, where: str) -> dict[str, Any]:
        """The mapping that a text in YAML is; empty where it is another thing."""
        try:
            value = read_yaml(text)
        except UnreadableYaml as error:
            reason = error.reason.rstrip(".")
            self.problems.append(
                f"{where}: its YAML cannot be read (line {error.line + 1}: {reason})."
            )
            return {}
        return value if isinstance(value, dict) else {}

    def text(self, file: Path) -> str:
        """The text of a file with the ends of lines of Unix; empty where there is none."""
        try:
            if not file.is_file() or not Path(os.path.realpath(file)).is_relative_to(self.root):
                return ""
            with file.open("rb") as opened:
                content = opened.read(_LARGEST_CONFIGURATION + 1)
        except OSError:
            return ""
        if len(content) > _LARGEST_CONFIGURATION:
            self.problems.append(f"{file.name} is too large to be read.")
            return ""
        return content.decode("utf-8-sig", "replace").replace("\r\n", "\n")


def first_file(folder: Path, *names: str) -> Path | None:
    """The first of some files that a folder has."""
    return next((folder / name for name in names if (folder / name).is_file()), None)


def yaml_block(cell: str) -> str:
    """The YAML between `---` with which a first cell or a document begins; empty for none."""
    match = _YAML_BLOCK.match(cell.replace("\r\n", "\n"))
    return match[1] if match else ""


def project_root(document: Path) -> Path:
    """The highest folder near above a document that says that it is a project's."""
    folders = document.resolve().parents[:_HIGHEST]
    roots = [each for each in folders if any((each / name).exists() for name in _OF_A_PROJECT)]
    return roots[-1] if roots else document.resolve().parent
