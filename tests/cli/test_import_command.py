from __future__ import annotations

import json

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


def test_wrong_usage(run, tmp_path):
    path = _write(tmp_path / "turing.json", ITEMS)
    assert run("import").code == 2
    assert run("import", path, "--format", "docx").code == 2
    assert run("import", path, "--capture-year", "soon").code == 2
