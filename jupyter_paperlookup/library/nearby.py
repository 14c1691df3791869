"""The bibliography files that belong to a notebook: those that are named, those beside it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path, PurePosixPath

import msgspec
from msgspec.structs import replace

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.formats.csl_json import CslJson
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.notebook import Notebook
from jupyter_paperlookup.library.duplicates import identities
from jupyter_paperlookup.library.kept_table import KeptTable
from jupyter_paperlookup.library.project_files import LARGEST_NOTEBOOK
from jupyter_paperlookup.library.projects import Named, NamedBy, ProjectReading
from jupyter_paperlookup.library.store import Store, folded_key
from jupyter_paperlookup.records.csl_variables import CSL_TYPES
from jupyter_paperlookup.records.notebook_items import CITATION_MANAGER, CITE2C, METADATA_NAME
from jupyter_paperlookup.regular_file import bounded_bytes

_MOST_FILES = 100
_MOST_BESIDE = 2_000
_MOST_JSON = 20
_MOST_WORKS = 1_000
_HEAD = 4000
_NAMED_ENDINGS = frozenset({".bib", ".bibtex", ".json", ".yaml", ".yml", ".ris", ".nbib", ".xml"})
_ENDINGS_BESIDE = frozenset({".bib", ".bibtex", ".ris", ".nbib"})
_TYPE = re.compile(r"\"type\"\s*:\s*\"(%s)\"" % "|".join(sorted(CSL_TYPES)))  # noqa: UP031
_VARIABLE = re.compile(r"\"(?:title|author|issued|DOI)\"\s*:")
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z+.-]+://")


class NearbyFile(msgspec.Struct, frozen=True):
    """A bibliography file that belongs to a notebook, or the notebook with works of its own.

    Attributes:
        path: The file, without links.
        named_by: It lies in the notebook's `folder`, or the `notebook` itself, its `quarto`,
            `myst` or `jupyter-book` project names it.
        source: Name of the source, when the library has it already; else empty.
        watched: Whether it is read again when it changes.
    """

    path: Path
    named_by: NamedBy
    source: str = ""
    watched: bool = False


class Nearby(msgspec.Struct, frozen=True):
    """The files of a notebook, named ones first, and what is missing or cannot be read."""

    files: tuple[NearbyFile, ...]
    problems: tuple[str, ...]


def nearby(store: Store, notebook: Path, root: Path) -> Nearby:
    """The bibliography files that belong to a notebook.

    Args:
        store: The library's store.
        notebook: The notebook, or a document in Markdown; it need not exist yet.
        root: The folder above which nobody looks, and outside which no file is taken.
    """
    root = Path(os.path.realpath(root))
    notebook = Path(os.path.realpath(notebook))
    project = ProjectReading(notebook, root)
    found: dict[Path, NamedBy] = {}
    for each in project.named():
        if file := _file(each, root, project.problems):
            found.setdefault(file, each.named_by)
    sources = {source.path: source for source in store.sources.with_files()}
    if os.fspath(notebook) in sources or _has_news(store, notebook, root):
        found.setdefault(notebook, "notebook")
    for file in _beside(notebook.parent, root):
        found.setdefault(file, "folder")
    kept = {row.path for row in KeptTable(store.database).all()}
    files = []
    for file, named_by in islice(found.items(), _MOST_FILES):
        source = sources.get(os.fspath(file))
        if source is None and os.fspath(file) in kept:
            continue  # what the library writes is no news to it
        name, watched = (source.name, source.watched) if source else ("", False)
        files.append(NearbyFile(file, named_by, name, watched))
    return Nearby(tuple(files), tuple(dict.fromkeys(project.problems)))


def _has_news(store: Store, notebook: Path, root: Path) -> bool:
    """Whether a notebook stores works that the library lacks."""
    if notebook.suffix.lower() != ".ipynb" or not notebook.is_relative_to(root):
        return False
    try:
        content = bounded_bytes(notebook, LARGEST_NOTEBOOK)
        text = (content or b"").decode()
    except (UnreadableSource, UnicodeDecodeError):
        return False
    if not any(f'"{name}"' in text for name in (METADATA_NAME, CITE2C, CITATION_MANAGER)):
        return False
    entries = Notebook().read(text, notebook.name, ReadOptions()).entries[:_MOST_WORKS]
    known = store.ids_of_keys([entry.record.key for entry in entries])
    unknown = (entry.record for entry in entries if folded_key(entry.record.key) not in known)
    return any(
        not store.ids_of_identities(list(identities(replace(record, key=""), "")))
        for record in unknown
    )


def _file(named: Named, root: Path, problems: list[str]) -> Path | None:
    """The file that is named; what it cannot be is told."""
    written = named.path.strip()
    told = f"{named.where} names {written[:100]!r}, which"
    if _ADDRESS.match(written):
        problems.append(f"{told} is on the web: download it to read it.")
        return None
    path = PurePosixPath(written.replace("\\", "/"))
    if "\0" in written or any(part.startswith(".") and part != ".." for part in path.parts):
        problems.append(f"{told} is hidden or no path.")
        return None
    if path.suffix.lower() not in _NAMED_ENDINGS:
        problems.append(f"{told} is in no format of bibliographies.")
        return None
    candidates = [named.folder / path]
    if path.is_absolute():  # from the top of a Quarto project, or of the whole machine
        candidates = [named.top / str(path).lstrip("/"), Path(path)]
    for candidate in candidates:
        found = Path(os.path.realpath(candidate))
        if not found.is_relative_to(root):
            continue
        if found.is_file():
            return found
    is_outside = not any(Path(os.path.realpath(each)).is_relative_to(root) for each in candidates)
    problems.append(f"{told} {'lies outside the folder' if is_outside else 'is not there'}.")
    return None


def _beside(folder: Path, root: Path) -> Iterator[Path]:
    """Bibliographies in the notebook's own folder."""
    if not folder.is_relative_to(root):
        return
    jsons = 0
    for path in _paths_in(folder):
        ending = path.suffix.lower()
        if ending == ".json":
            jsons += 1
        if ending not in _ENDINGS_BESIDE and (ending != ".json" or jsons > _MOST_JSON):
            continue
        found = Path(os.path.realpath(path))
        if found.is_relative_to(root) and found.is_file() and (ending != ".json" or _is_csl(found)):
            yield found


def _paths_in(folder: Path) -> Iterable[Path]:
    try:
        with os.scandir(folder) as entries:
            names = [entry.name for entry in islice(entries, _MOST_BESIDE)]
    except OSError:
        return []
    return [folder / name for name in sorted(names) if not name.startswith(".")]


def _is_csl(path: Path) -> bool:
    """Whether a JSON file holds items of CSL, and not any other list of objects."""
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD).decode("utf-8-sig", "replace")
    except OSError:
        return False
    return bool(CslJson().recognises(head) and _TYPE.search(head) and _VARIABLE.search(head))
