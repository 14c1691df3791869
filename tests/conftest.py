"""Shared by all tests: none of them may touch the library of the person who runs them."""

from __future__ import annotations

import json
import os
import re
import shutil

import no_network
import pytest
from hypothesis import HealthCheck, settings

from jupyter_paperlookup.library import Library

# No test asks the Zotero of the person who runs it, or zotero.org.
os.environ["PAPERLOOKUP_ZOTERO_LOCAL"] = os.environ["PAPERLOOKUP_ZOTERO_WEB"] = "http://localhost:9"

# Nor does any ask a machine other than this one: what tries to is an error, at once.
no_network.guard()

# A busy machine is no fault of the code: no test fails for the time it takes. CI tries the same
# examples every time, so that a change is judged by what it changes; elsewhere they are new ones.
settings.register_profile(
    "here",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize="CI" in os.environ,
)
settings.load_profile("here")


OTHERS = "others"
_APPLICATION = re.compile(r"[\[-](lab|notebook)(?=[\]-])")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Say what stays together in one process: `-n 2 --dist loadgroup`.

    Told by a scheduler, not by marks: with pytest 9 those of pytest-xdist 3.8 have no effect.
    """
    # Only there where several processes are.
    from xdist.scheduler import LoadScopeScheduling  # noqa: PLC0415

    class Groups(LoadScopeScheduling):
        def _split_scope(self, nodeid):
            return group_of(nodeid)

        def _assign_work_unit(self, node):
            # By number of tests, but one that is alone is long: begun last, all would wait for it.
            alone = [name for name, tests in self.workqueue.items() if len(tests) == 1]
            if alone and OTHERS not in self.workqueue:
                self.workqueue.move_to_end(alone[0], last=False)
            super()._assign_work_unit(node)

    return Groups(config, log) if config.getvalue("dist") == "loadgroup" else None


def group_of(nodeid):
    """The group of a test.

    Asynchronous tests must come before those in the browser, which keep an event loop running: all
    that are not in the browser are one group, the largest, and so the first that a process gets.
    Those in the browser are divided by module and application.
    """
    path, _, test = nodeid.partition("::")
    if "tests/browser/" not in path:
        return OTHERS
    application = _APPLICATION.search(test)
    return f"{path} {application[1] if application else ''}"


@pytest.fixture
def paperlookup_home(tmp_path, monkeypatch):
    """The folder of a library that does not exist yet, as `PAPERLOOKUP_HOME` names it."""
    folder = tmp_path / "paperlookup"
    monkeypatch.setenv("PAPERLOOKUP_HOME", str(folder))
    return folder


@pytest.fixture(scope="session")
def seeded_folder(tmp_path_factory):
    """A library with the seed corpus and its index; tests work on copies."""
    folder = tmp_path_factory.mktemp("seeded") / "paperlookup"
    with Library.open(folder) as library:
        library.ensure_index()
    return folder


@pytest.fixture(scope="session")
def hostile_folder(seeded_folder, tmp_path_factory):
    """A seeded library with one more record, `hostile1936title`, that attacks whoever shows it."""
    folder = tmp_path_factory.mktemp("hostile") / "paperlookup"
    shutil.copytree(seeded_folder, folder)
    title = (
        "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$ "
        "\x1b[31mred\x9b0m \u202ereversed"
    )
    item = {"id": "hostile1936title", "type": "book", "title": title, "abstract": title}
    item["author"] = [{"family": "<b>Turing</b>\x1b[1m", "given": "A. M."}]
    item["issued"] = {"date-parts": [[1936]]}
    with Library.open(folder) as library:
        report = library.import_text(json.dumps([item]), "hostile.json", format="csl-json")
        assert report.new == 1
        library.ensure_index()
    return folder
