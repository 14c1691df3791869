from __future__ import annotations

import json
import signal
import sqlite3
import subprocess
import sys
import time

import pytest

ITEMS = [
    {
        "id": "turing1936computable",
        "type": "article-journal",
        "title": "On Computable Numbers, with an Application to the Entscheidungsproblem",
        "author": [{"family": "Turing", "given": "A. M."}],
        "issued": {"date-parts": [[1936]]},
    }
]


def _write(path, items):
    path.write_text(json.dumps(items), "utf-8")
    return path


def test_counts_are_said_and_the_record_is_there(run, tmp_path):
    ran = run("import", _write(tmp_path / "turing.json", ITEMS))
    assert (ran.code, ran.out) == (0, "1 new, 0 merged, 0 unchanged, 0 problems\n")
    assert run("search", "computable", "numbers").out.startswith("turing1936computable")


def test_the_same_file_again_changes_nothing(run, tmp_path):
    path = _write(tmp_path / "turing.json", ITEMS)
    run("import", path)
    assert run("import", path).out.startswith("0 new, 0 merged, 1 unchanged")


def test_a_bad_entry_is_a_problem_with_its_line_and_costs_no_other(run, tmp_path):
    ran = run("import", _write(tmp_path / "mixed.json", [*ITEMS, "no item"]))
    assert ran.code == 1
    assert ran.out == "1 new, 0 merged, 0 unchanged, 1 problem\n"
    source, line, reason = ran.err.strip().split(":", 2)
    assert source.endswith("mixed.json")
    assert int(line) >= 0
    assert reason.strip()


def test_an_unreadable_file_costs_no_other_file(run, tmp_path):
    ran = run("import", tmp_path / "missing.bib", _write(tmp_path / "turing.json", ITEMS), "--json")
    assert ran.code == 1
    report = ran.json
    assert (report["new"], report["merged"], report["unchanged"]) == (1, 0, 0)
    assert len(report["problems"]) == 1
    assert set(report["problems"][0]) == {"source", "line", "reason", "raw"}
    assert report["problems"][0]["source"].endswith("missing.bib")


def test_a_captured_page_is_completed_by_its_year(run, tmp_path):
    page = tmp_path / "page.txt"
    page.write_text(
        "Daily Papers\nbyAK and the research community\nJun 17\n\n"
        "A Paper With a Byline\n\nIts abstract says what it is about, in one sentence.\n\n"
        "  • 2 authors\n·\nJun 16\n",
        "utf-8",
    )
    ran = run("import", page, "--format", "captured_page", "--capture-year", 2019)
    assert ran.out.startswith("1 new")
    found = run("search", "title:byline", "--json").json["hits"]
    assert found[0]["issued"] == {"date-parts": [[2019, 6, 16]]}


def test_entries_that_could_not_keep_their_keys_and_those_that_are_gone(run, tmp_path):
    path = tmp_path / "a.bib"
    path.write_text("@misc{chen2023fit, title={Other}}\n@misc{b, title={B}}\n", "utf-8")
    ran = run("import", path)
    assert ran.out == "2 new, 0 merged, 0 unchanged, 0 problems, 1 renamed\n"
    assert ran.err == "a.bib:1: The key chen2023fit is not free: chen2023fita it is.\n"
    path.write_text("@misc{chen2023fit, title={Other}}\n", "utf-8")
    report = run("import", path, "--json").json
    assert (report["gone"], report["unchanged"]) == (1, 1)
    assert run("show", "b").code == 0


def test_a_file_is_watched_from_now_on(run, tmp_path):
    run("import", _write(tmp_path / "turing.json", ITEMS), "--watch")
    found = run("sources", "--json").json["sources"]
    assert [each["name"] for each in found if each["watched"]] == ["turing.json"]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such signal")
def test_interrupted_it_leaves_the_library_as_it_was(library_folder, tmp_path, run):
    before = run("status", "--json").json["records"]
    path = tmp_path / "many.bib"
    path.write_text(
        "".join(f"@misc{{k{number}, title={{Title {number}}}}}\n" for number in range(60_000)),
        "utf-8",
    )
    command = [sys.executable, "-m", "jupyter_paperlookup", "import", str(path)]
    # A job in the background ignores the signal, and its children inherit that.
    inherited = signal.signal(signal.SIGINT, signal.default_int_handler)
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process:
        signal.signal(signal.SIGINT, inherited)
        deadline = time.monotonic() + 60
        while not _imports(library_folder) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        error = process.stderr.read().decode()
    assert (error.strip(), process.returncode) == ("paperlookup: interrupted", 130)
    status = run("status", "--json").json
    assert (status["records"], status["notice"]) == (before, "")


def _imports(folder):
    """Whether an import has begun."""
    database = sqlite3.connect(folder / "library.sqlite")
    rows = database.execute("SELECT value FROM facts_of_library WHERE name = 'importing'")
    begun = any(value for (value,) in rows)
    database.close()
    return begun


def test_wrong_usage(run, tmp_path):
    path = _write(tmp_path / "turing.json", ITEMS)
    assert run("import").code == 2
    assert run("import", path, "--format", "docx").code == 2
    assert run("import", path, "--capture-year", "soon").code == 2
