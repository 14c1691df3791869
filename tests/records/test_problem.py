"""What an importer could not read."""

from __future__ import annotations

from jupyter_paperlookup.records import Problem


def test_written_like_a_compiler_does():
    problem = Problem.at("page.txt", 12, "A title without an abstract.", "Pointer Networks")
    assert str(problem) == "page.txt:12: A title without an abstract."


def test_the_raw_text_is_cut():
    assert len(Problem.at("page.txt", 1, "", "x" * 5000).raw) == 2000
