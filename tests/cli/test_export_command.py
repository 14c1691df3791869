from __future__ import annotations

import json
import stat
import sys
from pathlib import Path

import pytest


def test_bibtex_is_the_default(run):
    ran = run("export", "chen2023fit")
    assert ran.code == 0
    assert "@misc{chen2023fit," in ran.out


def test_no_key_means_the_whole_library(run):
    items = json.loads(run("export", "--to", "csl-json").out)
    assert len(items) == 316  # the seed corpus and the hostile record


def test_a_file_is_written_whole_with_a_remark(run, tmp_path):
    target = tmp_path / "papers.bib"
    ran = run("export", "chen2023fit", "-o", target)
    assert (ran.code, ran.out) == (0, "")
    assert "1 record written" in ran.err
    assert "@misc{chen2023fit," in target.read_text("utf-8")
    assert [path.name for path in tmp_path.glob(".papers*")] == []


def test_the_ending_of_the_file_chooses_the_format(run, tmp_path):
    run("export", "chen2023fit", "-o", tmp_path / "papers.json")
    assert json.loads((tmp_path / "papers.json").read_text("utf-8"))[0]["id"] == "chen2023fit"


def test_json_says_what_was_written(run, tmp_path):
    target = tmp_path / "papers.bib"
    assert run("export", "chen2023fit", "-o", target, "--json").json == {
        "to": "bibtex",
        "records": 1,
        "file": str(target),
    }
    assert "@misc" in run("export", "chen2023fit", "--json").json["text"]


def test_an_unknown_key_leaves_the_old_file_alone(run, tmp_path):
    target = tmp_path / "papers.bib"
    target.write_text("mine", "utf-8")
    ran = run("export", "nobody1900", "-o", target)
    assert ran.code == 1
    assert target.read_text("utf-8") == "mine"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")
def test_mode_and_link_of_the_old_file_stay(run, tmp_path):
    real = tmp_path / "real.bib"
    real.write_text("old", "utf-8")
    real.chmod(0o640)
    link = tmp_path / "link.bib"
    link.symlink_to(real)
    assert run("export", "chen2023fit", "-o", link).code == 0
    assert link.is_symlink()
    assert "@misc" in real.read_text("utf-8")
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_is_one_line(run):
    ran = run("export", "chen2023fit", "-o", "/dev/full")
    assert ran.code == 1
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1


def test_a_missing_folder_is_one_line(run, tmp_path):
    ran = run("export", "chen2023fit", "-o", tmp_path / "nowhere" / "papers.bib")
    assert ran.code == 1
    assert ran.err.count("\n") == 1
    assert "nowhere" in ran.err


def test_an_unknown_format_is_wrong_usage(run):
    assert run("export", "--to", "docx").code == 2


def test_works_cited_in_a_document_come_out_under_the_cited_keys(run, tmp_path):
    paper = tmp_path / "paper.md"
    paper.write_text("As @CHEN2023FIT and [@brown2022wide] say.", "utf-8")
    ran = run("export", "--cited-in", paper)
    assert ran.code == 0
    assert ran.out.index("{brown2022wide,") < ran.out.index("{CHEN2023FIT,")


def test_a_cited_key_without_a_record_is_said_and_costs_no_other(run, tmp_path):
    paper, target = tmp_path / "paper.md", tmp_path / "refs.bib"
    paper.write_text("[@chen2023fit; @nobody1900]", "utf-8")
    ran = run("export", "--cited-in", paper, "-o", target)
    assert ran.code == 1
    assert "No record has the key 'nobody1900'." in ran.err
    assert "{chen2023fit," in target.read_text("utf-8")
    written = run("export", "--cited-in", paper, "--json").json
    assert (written["records"], written["unknown"]) == (1, ["nobody1900"])


def test_a_source_is_exported(run, tmp_path):
    refs = tmp_path / "refs.bib"
    refs.write_text("@book{b, title={B}}\n@book{a, title={A}}\n", "utf-8")
    run("import", refs)
    ran = run("export", "--source", "refs.bib")
    assert ran.out.count("@book") == 2
    assert ran.out.index("{a,") < ran.out.index("{b,")
    assert run("export", "--source", "none").code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("chen2023fit", "--source", "refs.bib"),
        ("--keep",),
        ("chen2023fit", "--keep", "-o", "refs.bib"),
        ("--keep", "-o", "refs.json"),
        ("--keep", "-o", "-"),
    ],
)
def test_what_does_not_go_together_is_wrong_usage(run, tmp_path, monkeypatch, arguments):
    monkeypatch.chdir(tmp_path)
    assert run("export", *arguments).code == 2
    assert list(tmp_path.glob("refs.*")) == []
