"""One library with every hostile value, brought in by every way in."""

from __future__ import annotations

from collections import Counter, defaultdict
from contextlib import suppress

import pytest
from hostile.corpus import VALUES, WORD, item
from hostile.services_and_zotero import from_services, from_zotero
from hostile.ways_in import OTHER_WAYS_IN, WAYS_IN, pasted

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.watching import Watcher


@pytest.fixture(scope="session")
def hostile_library(seeded_folder, tmp_path_factory):
    """The library, and for each way in what came of the values."""
    folder = tmp_path_factory.mktemp("hostile-corpus") / "library"
    arrived = {way: Counter() for way in (*WAYS_IN, *OTHER_WAYS_IN)}
    with Library(folder_of(folder)) as library:
        for way, (format_, text) in WAYS_IN.items():
            for name, value in VALUES.items():
                report = library.import_text(text(name, value), f"{way} {name}", format=format_)
                arrived[way].update(
                    new=report.new, merged=report.merged, problems=len(report.problems)
                )
        for name, value in VALUES.items():
            with suppress(PaperLookupError):  # what a person types is checked, and refused
                library.add(
                    item(name, value, "by hand") | {"DOI": "", "URL": "https://example.org"}
                )
            with suppress(PaperLookupError):
                added = library.add_entries(pasted(name, value))
                arrived["pasted"].update(new=len(added.added), problems=len(added.problems))
        arrived["files"] = from_files(library, tmp_path_factory.mktemp("watched"))
        arrived["services"] = from_services(library)
        arrived["Zotero"] = from_zotero(library)
        library.ensure_index()
        yield library, arrived


def folder_of(folder):
    folder.mkdir(mode=0o700, parents=True)
    return folder


def from_files(library, folder):
    """Have files watched that are called so, and that change: with values in names and content."""
    arrived = Counter()
    for name, value in VALUES.items():
        path = folder / f"{value[:60].replace('/', '')} {name}.bib"
        entry = WAYS_IN["BibTeX, raw"][1](name, value)
        try:
            path.write_text("@comment{nothing yet}\n", "utf-8")
            library.import_file(path, watch=True)
            path.write_text(entry.replace(" raw", " watched"), "utf-8", "replace")
        except (OSError, ValueError):  # no system has files of such names
            continue
    for report in Watcher(library._sources, 1.0).look().values():
        arrived.update(new=report.new, merged=report.merged, problems=len(report.problems))
    return arrived


@pytest.fixture(scope="session")
def library(hostile_library):
    return hostile_library[0]


@pytest.fixture(scope="session")
def keys(library):
    return [record.key for record in library.records()]


@pytest.fixture(scope="session")
def some(library):
    """Keys of two works of each value, and of those whose titles do not tell the value."""
    works: defaultdict[str, list[str]] = defaultdict(list)
    for record in library.records():
        name = record.title.rpartition(f" {WORD} ")[2].split(" ")[0]
        works[name if name in VALUES else ""].append(record.key)
    return [key for keys in works.values() for key in keys[:2]]
