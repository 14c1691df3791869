from __future__ import annotations

import pytest

ENTRIES = "@book{texbook, title={The TeXbook}, year=1984}\n@misc{broken}\n@misc{b, title={B}}\n"


def test_a_record_of_variables(run):
    ran = run("add", "type=book", "title=The TeXbook", "author=Knuth, Donald E.", "issued=1984")
    assert (ran.code, ran.out) == (0, "knuth1984texbook added\n")
    item = run("show", "knuth1984texbook", "--json").json
    assert item["author"] == [{"family": "Knuth", "given": "Donald E."}]
    assert item["custom"]["paperlookup"]["sources"] == ["by hand"]


def test_the_key_can_be_chosen(run):
    assert run("add", "title=The TeXbook", "--key", "tex").out.startswith("tex added")


@pytest.mark.parametrize(
    "text, variable, value",
    [
        ("10.1112/plms/s2-42.1.230", "DOI", "10.1112/plms/s2-42.1.230"),
        ("https://arxiv.org/abs/1409.1556", "number", "arXiv:1409.1556"),
        ("pmid:8692918", "PMID", "8692918"),
        ("978-0-201-03801-9", "ISBN", "978-0-201-03801-9"),
        ("https://example.org/?a=b", "URL", "https://example.org/?a=b"),
    ],
)
def test_an_identifier_begins_a_record(run, text, variable, value):
    (key,) = run("add", text, "--json").json["added"]
    item = run("show", key, "--json").json
    assert item[variable] == value
    assert "title" in item["custom"]["paperlookup"]["incomplete"]


def test_an_identifier_with_variables_is_one_record(run):
    ran = run("add", "10.1112/plms/s2-42.1.230", "title=On Computable Numbers", "--key", "t")
    assert ran.out.startswith("t added")
    assert run("show", "t", "--json").json["DOI"] == "10.1112/plms/s2-42.1.230"


def test_a_known_work_is_told_and_no_error(run):
    ran = run("add", "arXiv:2305.12689")
    assert (ran.code, ran.out) == (0, "chen2023fit is there already\n")


def test_entries_from_stdin(program):
    ran = program("add", "-", "--json", input=ENTRIES.encode())
    assert ran.code == 1
    assert ran.json["added"] == ["texbook", "b"]
    assert [problem["line"] for problem in ran.json["problems"]] == [2]
    ran = program("add", "-", input=ENTRIES.encode())
    assert ran.out == "texbook is there already\nb is there already\n"


def test_stdin_that_is_no_text(program):
    ran = program("add", "-", input=b"\xff\xfe\x00\xd8")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["words"],
        ["10.1112/plms/s2-42.1.230", "words"],
        ["title=A", "title=B"],
        ["titel=A"],
        ["issued=soon"],
        ["author=Li, Lala and others"],
        ["title="],
        ["title=A", "--key", "not a key"],
        ["title=A", "--key", "chen2023fit"],
        ["10.1000/1", "10.1000/2", "title=A"],
        ["10.1000/1", "10.1000/2", "--key", "a"],
    ],
)
def test_wrong_usage_adds_nothing(run, arguments):
    before = run("status", "--json").json["records"]
    ran = run("add", *arguments)
    assert ran.code == 2
    assert ran.err.count("\n") == 1
    assert run("status", "--json").json["records"] == before
