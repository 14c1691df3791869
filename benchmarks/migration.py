"""Whether any citation of real notebooks of cite2c and jupyterlab-citation-manager is lost.

    python -m benchmarks.migration FOLDER... [--faults] [--library FOLDER]

Citations are counted here by a scan of the cells that shares nothing with the readers. Each must
be taken over or be listed as a problem; what is neither is `lost`. Then the new notebook is read:
`dataless` are citations of it of which it has no data, `changed` are lines of its cells that had
no citation and no bibliography and are others now. No notebook is written.
"""

from __future__ import annotations

import argparse
import json
import re
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from jupyter_paperlookup.citing.conversion import citations_of
from jupyter_paperlookup.citing.document_file import DocumentFile
from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.converting import ConvertedDocument
from jupyter_paperlookup.library.folder import prepare_folder

COLUMNS = ("citations", "kept", "listed", "lost", "dataless", "changed")

_CITE2C = re.compile(r"<cite\s[^>]*data-cite=", re.IGNORECASE)
_MANAGED = re.compile(r"<cite\s[^>]*\bid=", re.IGNORECASE)
_DOI_LABEL = re.compile(r"(?<!!)\[\([^\]\n]*\)\]\(https?://(?:dx\.)?doi\.org/10\.")
_TOUCHED = re.compile(
    r"<cite|doi\.org|cite2c-biblio|paperlookup:bibliography|BIBLIOGRAPHY (?:START|END)"
)
_BLOCK = re.compile(
    r"<!-- (?:BIBLIOGRAPHY START|paperlookup:bibliography) -->.*?"
    r"<!-- (?:BIBLIOGRAPHY END|/paperlookup:bibliography) -->",
    re.DOTALL,
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--faults", action="store_true", help="show what is listed or changed")
    parser.add_argument("--library", type=Path, help="a library; without it an empty one is made")
    arguments = parser.parse_args()
    totals: Counter[str] = Counter()
    print(*(f"{name:>9}" for name in COLUMNS), " file")
    with tempfile.TemporaryDirectory() as folder:
        home = arguments.library or prepare_folder(Path(folder) / "library")
        with Library(home) as library:
            for path in _notebooks(arguments.folders):
                row = _row(library, path, shows_faults=arguments.faults)
                if row is not None:
                    totals.update(row)
                    totals["files"] += 1
    print(*(f"{totals[name]:>9}" for name in COLUMNS), f" {totals['files']} files")


def _notebooks(folders: Iterable[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from [folder] if folder.is_file() else sorted(folder.rglob("*.ipynb"))


def _row(library: Library, path: Path, *, shows_faults: bool) -> Counter[str] | None:
    """The counts of a notebook; None where it has no citation of another tool."""
    try:
        notebook = json.loads(path.read_text("utf-8-sig"))
        count = _counted(notebook)
        if not count:
            return None
        done = library.convert(path, "html", migrate=True)
    except (PaperLookupError, OSError, ValueError) as error:
        print(f"{'':>59}  {path}: {error}")
        return None
    listed = {(each.cell, each.raw) for each in done.conversion.problems}
    changed = list(_changed(notebook, json.loads(done.content)))
    row = Counter(
        {
            "citations": count,
            "kept": done.migrated,
            "listed": len(listed),
            "lost": max(0, count - done.migrated - len(listed)),
            "dataless": _dataless(done),
            "changed": len(changed),
        }
    )
    print(*(f"{row[name]:>9}" for name in COLUMNS), f" {path}")
    if shows_faults:
        for problem in done.conversion.problems:
            print(f"    cell {problem.cell}:{problem.line}: {problem.reason} {problem.raw[:80]}")
        for line in changed:
            print(f"    changed: {line[:100]}")
    return row


def _sources(notebook: dict) -> Iterator[str]:
    for cell in notebook.get("cells", []):
        if cell.get("cell_type") == "markdown":
            source = cell.get("source", "")
            yield source if isinstance(source, str) else "".join(source)


def _counted(notebook: dict) -> int:
    """The citations of other tools, as a scan sees them."""
    metadata = notebook.get("metadata", {})
    texts = [_BLOCK.sub("", text) for text in _sources(notebook)]
    patterns = [_DOI_LABEL]
    patterns += [_CITE2C] if "cite2c" in metadata else []
    patterns += [_MANAGED] if "citation-manager" in metadata else []
    return sum(len(pattern.findall(text)) for pattern in patterns for text in texts)


def _dataless(done: ConvertedDocument) -> int:
    document = DocumentFile(done.path.name, done.content)
    listed = {(each.cell, each.line) for each in done.conversion.problems}
    return sum(
        1
        for each in citations_of(document)
        if any(cite.key not in document.items for cite in each.found.cites)
        and (each.cell, each.line) not in listed
    )


def _changed(before: dict, after: dict) -> Iterator[str]:
    """Lines without citations that are others now."""
    for old, new in zip(_sources(before), _sources(after), strict=True):
        kept = Counter(_BLOCK.sub("", new).splitlines())
        for line in _BLOCK.sub("", old).splitlines():
            if not _TOUCHED.search(line) and not kept[line]:
                yield line
            kept[line] -= 1


if __name__ == "__main__":
    main()
