"""The seed corpus: captured pages that every new library begins with."""

from __future__ import annotations

from pathlib import Path

import msgspec

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.formats.format import ReadOptions
from jupyter_paperlookup.formats.registry import format_named
from jupyter_paperlookup.formats.source_text import read_source
from jupyter_paperlookup.library.importing import ReadSource, digest_of

_PACKAGE = Path(__file__).resolve().parent.parent


class _Page(msgspec.Struct, rename="kebab"):
    capture_year: int | None = None


class _Manifest(msgspec.Struct):
    """`seeds/manifest.json`: the pages with what their text does not say, and the facts file."""

    format: str
    pages: dict[str, _Page]
    metadata: str


def seed_sources() -> list[ReadSource]:
    """The pages and the facts about their papers, read; the pages come first.

    Raises:
        LibraryUnavailable: The files are not where the installation puts them.
    """
    folder = _folder()
    manifest = msgspec.json.decode((folder / "manifest.json").read_bytes(), type=_Manifest)
    pages = [
        _read(folder / name, manifest.format, ReadOptions(capture_year=page.capture_year))
        for name, page in manifest.pages.items()
    ]
    return [*pages, _read(folder / manifest.metadata, "title_facts", ReadOptions())]


def _folder() -> Path:
    """Inside the installed package, or beside it in a checkout."""
    for folder in (_PACKAGE / "seeds", _PACKAGE.parent / "seeds"):
        if (folder / "manifest.json").is_file():
            return folder
    raise LibraryUnavailable(
        "The seed corpus is missing from the installation: install jupyter-paperlookup again."
    )


def _read(path: Path, kind: str, options: ReadOptions) -> ReadSource:
    text = read_source(path)
    return ReadSource(
        name=path.name,
        kind=kind,
        digest=digest_of(text, options.capture_year),
        reading=format_named(kind).read(text, path.name, options),
    )
