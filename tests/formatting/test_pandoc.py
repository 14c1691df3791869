from __future__ import annotations

import socket
import subprocess
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from jupyter_paperlookup.errors import FormattingFailed
from jupyter_paperlookup.formatting import pandoc as module
from jupyter_paperlookup.formatting.citation import Formatter
from jupyter_paperlookup.formatting.pandoc import Pandoc
from jupyter_paperlookup.formatting.styles import Styles

EMPTY = {"meta": {}, "blocks": []}


def with_style(address):
    return {"meta": {"csl": {"t": "MetaString", "c": address}}, "blocks": []}


def test_citeproc_returns_the_document(pandoc):
    assert pandoc.citeproc(EMPTY, timeout_seconds=20)["blocks"] == []


def test_the_bundled_program_is_found_without_pandoc_on_path(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert Pandoc().program().is_file()


def test_a_missing_pandoc_says_what_to_install(monkeypatch):
    monkeypatch.setattr(module, "find_spec", lambda _: None)
    monkeypatch.setenv("PATH", "")
    with pytest.raises(FormattingFailed, match="pip install pypandoc_binary"):
        Pandoc().citeproc(EMPTY, timeout_seconds=20)


@pytest.mark.parametrize("program", [Path("/no/such/pandoc"), Path(sys.executable)])
def test_a_program_that_is_not_pandoc_is_refused(program):
    with pytest.raises(FormattingFailed, match=r"cannot be (used|started)"):
        Pandoc(program).citeproc(EMPTY, timeout_seconds=20)


def test_an_old_pandoc_is_refused(monkeypatch, pandoc):
    monkeypatch.setattr(module, "OLDEST_API", (99, 0))
    with pytest.raises(FormattingFailed, match="older than pandoc 3"):
        Pandoc(pandoc.program()).citeproc(EMPTY, timeout_seconds=20)


def test_a_slow_run_is_stopped(pandoc):
    pandoc.citeproc(EMPTY, timeout_seconds=20)
    with pytest.raises(FormattingFailed, match="was stopped"):
        pandoc.citeproc(EMPTY, timeout_seconds=0.0001)


def test_too_much_output_is_stopped(monkeypatch, pandoc):
    pandoc.citeproc(EMPTY, timeout_seconds=20)
    monkeypatch.setattr(module, "MAX_OUTPUT_BYTES", 10)
    with pytest.raises(FormattingFailed, match="far more than"):
        pandoc.citeproc(EMPTY, timeout_seconds=20)


def test_a_document_that_pandoc_refuses_is_an_error_with_its_words(pandoc):
    with pytest.raises(FormattingFailed, match=r"pandoc failed: \w+"):
        pandoc.citeproc(with_style("data:text/xml,<no"), timeout_seconds=20)


@pytest.mark.parametrize(
    "metadata",
    [
        {"csl": {"t": "MetaString", "c": "/etc/passwd"}},
        {"csl": {"t": "MetaString", "c": "http://127.0.0.1/x.csl"}},
        {"csl": {"t": "MetaString", "c": "apa"}},
        {"bibliography": {"t": "MetaString", "c": "/etc/passwd"}},
        {"citation-abbreviations": {"t": "MetaString", "c": "/etc/passwd"}},
    ],
)
def test_a_document_that_names_something_to_open_is_refused(pandoc, metadata):
    with pytest.raises(ValueError, match="names files"):
        pandoc.citeproc({"meta": metadata, "blocks": []}, timeout_seconds=20)


@pytest.mark.parametrize("namespace", ["", ' xmlns="http://example.org/other"'])
def test_a_style_makes_no_connection(pandoc, tmp_path, title_only, namespace):
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0)
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x.csl"
        (tmp_path / "mine.csl").write_text(
            '<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0"><info><title>T</title>'
            f'<id>t</id></info><info{namespace}><link rel="independent-parent" href="{address}"/>'
            '</info><citation><layout><text variable="title"/></layout></citation></style>',
            "utf-8",
        )
        citation = Formatter(Styles(tmp_path), pandoc=pandoc).format([title_only], style="mine")
        assert citation.citation == title_only["title"]
        with pytest.raises(BlockingIOError):
            server.accept()


def test_no_more_children_run_at_once_than_allowed(monkeypatch, pandoc):
    running, most, lock = 0, 0, threading.Lock()
    start, end = subprocess.Popen.__init__, subprocess.Popen.__exit__

    def counted_start(child, *args, **kwargs):
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        start(child, *args, **kwargs)

    def counted_end(child, *args):
        nonlocal running
        end(child, *args)
        with lock:
            running -= 1

    monkeypatch.setattr(subprocess.Popen, "__init__", counted_start)
    monkeypatch.setattr(subprocess.Popen, "__exit__", counted_end)
    bounded = Pandoc(pandoc.program(), children=2)
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: bounded.citeproc(EMPTY, timeout_seconds=60), range(8)))
    assert len(answers) == 8
    assert most <= 2
    assert running == 0


def test_a_busy_pandoc_says_so(pandoc):
    bounded = Pandoc(pandoc.program(), children=1)
    bounded.citeproc(EMPTY, timeout_seconds=20)
    with bounded._places, pytest.raises(FormattingFailed, match="busy"):
        bounded.citeproc(EMPTY, timeout_seconds=0.01)
