"""A real IPython shell and a real kernel, on a library of their own for each test."""

from __future__ import annotations

import json
import shutil
import time
from html.parser import HTMLParser

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.notebook.kernel_library import kernel_library

HOSTILE_TITLE = (
    "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$ \x1b[31mred\x9b0m \u202ereversed"
)
HOSTILE_KEY = "hostile1936title"


@pytest.fixture(scope="session")
def ready_library(tmp_path_factory):
    """A library with the seed corpus, one hostile record and a current index."""
    folder = tmp_path_factory.mktemp("ready") / "paperlookup"
    item = {"id": HOSTILE_KEY, "type": "book", "title": HOSTILE_TITLE, "abstract": HOSTILE_TITLE}
    item["author"] = [{"family": "<b>Turing</b>\x1b[1m", "given": "A. M."}]
    item["issued"] = {"date-parts": [[1936]]}
    with Library.open(folder) as library:
        report = library.import_text(json.dumps([item]), "hostile.json", format="csl-json")
        assert report.new == 1
        library.ensure_index()
    return folder


@pytest.fixture
def library_folder(paperlookup_home, ready_library):
    shutil.copytree(ready_library, paperlookup_home)
    kernel_library.cache_clear()
    yield paperlookup_home
    kernel_library().close()
    kernel_library.cache_clear()


@pytest.fixture
def shell(library_folder, tmp_path, monkeypatch):
    """An IPython shell with the extension loaded."""
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(config=Config({"HistoryManager": {"enabled": False}}))
    shell.run_line_magic("load_ext", "jupyter_paperlookup")
    yield shell
    InteractiveShell.clear_instance()


class _Parsed(HTMLParser):
    def __init__(self, text):
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data):
        self.text += data


@pytest.fixture
def parse_html():
    """What a browser makes of HTML: its tags, attributes and text."""
    return _Parsed


@pytest.fixture
def wait_until():
    """Wait until something becomes true that a background thread brings about."""

    def wait(is_true, seconds=20):
        deadline = time.monotonic() + seconds
        while not is_true():
            assert time.monotonic() < deadline, "it did not happen"
            time.sleep(0.02)

    return wait
