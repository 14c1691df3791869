"""A real IPython shell and a real kernel, on a library of their own for each test."""

from __future__ import annotations

import shutil
import time
from html.parser import HTMLParser

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config

from jupyter_paperlookup.notebook.kernel_library import kernel_library


@pytest.fixture
def library_folder(paperlookup_home, hostile_folder):
    shutil.copytree(hostile_folder, paperlookup_home)
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
