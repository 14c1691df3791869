"""One library with every hostile value, brought in by every way in."""

from __future__ import annotations

from collections import Counter
from contextlib import suppress

import pytest
from hostile.corpus import VALUES, item
from hostile.ways_in import WAYS_IN

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.library import Library


@pytest.fixture(scope="session")
def hostile_library(seeded_folder, tmp_path_factory):
    """The library, and for each way in what came of the values."""
    folder = tmp_path_factory.mktemp("hostile-corpus") / "library"
    arrived = {way: Counter() for way in WAYS_IN}
    with Library(folder_of(folder)) as library:
        for way, (format_, text) in WAYS_IN.items():
            for name, value in VALUES.items():
                report = library.import_text(text(name, value), f"{way} {name}", format=format_)
                arrived[way].update(
                    new=report.new, merged=report.merged, problems=len(report.problems)
                )
        for name, value in VALUES.items():
            with suppress(PaperLookupError):  # what a person types is checked, and refused
                library.add(item(name, value, "by hand"))
        library.ensure_index()
        yield library, arrived


def folder_of(folder):
    folder.mkdir(mode=0o700, parents=True)
    return folder
