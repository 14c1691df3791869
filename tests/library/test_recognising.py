"""What a pasted text is, which of it the library has, and what becomes of pasted entries."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records import to_csl

BIB = """@article{turing, title={On Computable Numbers}, author={Turing, Alan}, year=1936,
 doi={10.1112/plms/s2-42.1.230}, groups={read}}"""
BOOK = """@book{knuth, title={Fundamental Algorithms}, author={Knuth, Donald E.}, year=1968,
 isbn={0-201-03801-3}}"""
CURIE = "@misc{curie, title={Radium}, pmid={123}, eprint={2410.10139}, archiveprefix={arXiv}}"


@pytest.fixture
def known(empty):
    empty.import_text(f"{BIB}\n{BOOK}\n{CURIE}\n", "a.bib")
    return empty


@pytest.mark.parametrize(
    "text, kind, keys",
    [
        ("https://doi.org/10.1112/PLMS/s2-42.1.230", "doi", ("turing",)),
        ("10.1112/plms/s2-42.1.231", "doi", ()),
        ("arXiv:2410.10139v3", "arxiv", ("curie",)),
        ("10.48550/arXiv.2410.10139", "arxiv", ("curie",)),
        ("pmid:123", "pmid", ("curie",)),
        ("9780201038019", "isbn", ("knuth",)),
        ("https://academic.oup.com/plms/article/10.1112/plms/s2-42.1.230/1491926",
         "url", ("turing",)),
        ("https://example.org/doi/10.1112/plms/s2-42.1.230.pdf?download=1", "url", ("turing",)),
        ("https://example.org/", "url", ()),
        (BIB, "entries", ("turing",)),
        (BIB.replace("10.1112", "10.1113"), "entries", ()),
    ],
)  # fmt: skip
def test_what_the_library_has(known, text, kind, keys):
    found = known.recognise(text)
    assert (found.kind, found.known) == (kind, keys)


@pytest.mark.parametrize(
    "text, label, count",
    [
        (BIB, "1 BibTeX entry", 1),
        (f"{BIB}{BOOK}".replace("\n", ""), "2 BibTeX entries", 2),
        (f"```bibtex\n{BIB}\n```", "1 BibTeX entry", 1),
        ("TY  - BOOKTI  - AlgorithmsER  - ", "1 RIS entry", 1),
        ('{"title": "Algorithms", "type": "book"}', "1 CSL-JSON entry", 1),
        ("- title: Algorithms\n  type: book\n", "1 CSL-YAML entry", 1),
        ("PMID- 1\nTI  - Radium\n", "1 PubMed (MEDLINE) entry", 1),
        ("@article{a, title = {x}, author = {", "1 BibTeX entry", 1),
        ("@article{this has no field at all}", "0 BibTeX entries", 0),
    ],
)
def test_entries(empty, text, label, count):
    found = empty.recognise(text)
    assert (found.kind, found.entries, found.item) == ("entries", count, {})
    assert found.label == label
    assert bool(found.problems) == ("title = {x}" in text or not count)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "attention",
        "[@chen",
        "@article{",
        "[{",
        "{",
        "- id: x",
        "TY  - JOUR",
        "author:li",
    ],
)
def test_words_to_search_for_are_nothing(empty, text):
    assert empty.recognise(text).kind == "nothing"


def test_nothing_is_changed_by_recognising(known):
    before = known.status()
    known.recognise(BIB.replace("turing", "other"))
    assert known.status() == before


def test_pasted_entries_are_added_as_typed(empty):
    added = empty.add_entries(BIB.replace("\n", "") + BOOK.replace("\n", ""))
    assert (added.added, added.known, added.problems) == (("turing", "knuth"), (), ())
    record = empty.get("turing")
    assert record.facts.sources == ("by hand",)
    assert record.doi == "10.1112/plms/s2-42.1.230"
    assert record.other["custom"] == {"bibtex": {"groups": "read"}}
    assert empty.changes() == ["Added knuth.", "Added turing."]


def test_what_was_pasted_stays_through_an_edit_and_its_undoing(empty):
    empty.add_entries(BIB)
    before = empty.get("turing")
    empty.edit("turing", {"volume": "42"})
    assert empty.get("turing").other["custom"] == before.other["custom"]
    empty.undo()
    assert empty.get("turing") == before
    empty.undo()
    assert empty.status().records == 0


def test_an_import_does_not_overwrite_what_was_pasted(empty):
    empty.add_entries(BIB)
    other = BIB.replace("1936", "1937").replace("groups", "volume").replace("read", "42")
    empty.import_text(other, "a.bib")
    record = empty.get("turing")
    assert (record.year, record.other["volume"]) == (1936, "42")


def test_a_work_that_is_there_is_told_and_left_alone(known):
    before = to_csl(known.get("turing"))
    added = known.add_entries(BIB.replace("turing,", "mine,") + "\n" + BIB.replace("1936", "1999"))
    assert (added.added, added.known, added.problems) == ((), ("turing",), ())
    assert to_csl(known.get("turing")) == before


def test_a_key_of_another_record_gets_a_letter(known):
    added = known.add_entries("@misc{Turing, title={Another Thing}}")
    assert added.added == ("Turinga",)
    (problem,) = added.problems
    assert problem.reason == "The key Turing is another record's: this one got Turinga."
    assert problem.line == 1


def test_a_key_that_cannot_be_written_is_made_anew(empty):
    added = empty.add_entries("@misc{a&b, title={Another Thing}, author={Li, Lala}, year=2020}")
    assert added.added == ("li2020another",)
    assert "cannot be written everywhere" in added.problems[0].reason


def test_the_same_entry_twice_is_added_once(empty):
    added = empty.add_entries(f"{BIB}\n{BIB}")
    assert (added.added, added.known) == (("turing",), ())


def test_a_broken_entry_costs_no_neighbour(empty):
    added = empty.add_entries(f"@article{{broken}}\n{BIB}\n")
    assert added.added == ("turing",)
    assert [problem.line for problem in added.problems] == [1]


@pytest.mark.parametrize("text", ["", "attention is all you need", "10.1000/182"])
def test_no_entry_is_refused(empty, text):
    with pytest.raises(InvalidRequest, match="There is no entry"):
        empty.add_entries(text)


def test_of_many_problems_some_are_told(empty):
    found = empty.recognise("@misc{broken}\n" * 500)
    assert (found.entries, len(found.problems)) == (0, 100)


def test_too_many_entries_are_for_a_file(empty):
    with pytest.raises(InvalidRequest, match="import that"):
        empty.add_entries("".join(f"@misc{{k{number}, title={{T}}}}" for number in range(1001)))
    assert empty.status().records == 0


def test_too_much_is_refused(empty):
    for ask in (empty.recognise, empty.add_entries):
        with pytest.raises(InvalidRequest, match="import that"):
            ask("x" * 200_001)
