from __future__ import annotations

import pytest

from jupyter_paperlookup.formats.format import Entry, Reading
from jupyter_paperlookup.library.importing import ReadSource, add_sources, digest_of
from jupyter_paperlookup.library.reports import ImportReport
from jupyter_paperlookup.records import Creator, PartialDate, Problem, Record

TURING = Record(
    title="On Computable Numbers",
    author=(Creator(family="Turing", given="Alan"),),
    issued=PartialDate(1936),
)


def source(*records, name="a.bib", kind="bibtex", digest=None, problems=()):
    entries = tuple(Entry(record, line) for line, record in enumerate(records, start=1))
    return ReadSource(name, kind, digest or digest_of(repr(records)), Reading(entries, problems))


def keys(store):
    return [record.key for record in store.records()]


def test_entries_become_records_with_keys(store):
    assert add_sources(store, [source(TURING)]) == ImportReport(new=1)
    assert keys(store) == ["turing1936computable"]


def test_the_same_source_again_changes_nothing(store):
    add_sources(store, [source(TURING)])
    revision = store.revision
    assert add_sources(store, [source(TURING)]) == ImportReport(unchanged=1)
    assert store.revision == revision


def test_keys_of_the_file_are_kept(store):
    add_sources(store, [source(Record(key="Turing:36", title="x"))])
    assert keys(store) == ["Turing:36"]


def test_a_key_that_no_dialect_can_write_is_made_anew(store):
    add_sources(store, [source(Record(key='a b"}', title="Machines", issued=PartialDate(1950)))])
    assert keys(store) == ["1950machines"]


def test_a_clash_gives_the_newer_record_a_letter(store):
    add_sources(store, [source(Record(key="turing", title="x"))])
    add_sources(store, [source(Record(key="Turing", title="y"), name="b.bib")])
    assert keys(store) == ["turing", "Turinga"]


def test_keys_stay_when_more_becomes_known(store):
    page = Record(title="On Computable Numbers")
    add_sources(store, [source(page, name="page", kind="captured_page")])
    (before,) = keys(store)
    report = add_sources(store, [source(TURING, name="facts", kind="title_facts")])
    assert report == ImportReport(merged=1)
    assert keys(store) == [before] == ["computable"]
    assert store.record("computable").author == TURING.author


def test_keys_are_given_after_the_whole_batch(store):
    page = source(Record(title="On Computable Numbers"), name="page", kind="captured_page")
    facts = source(TURING, name="facts", kind="title_facts")
    assert add_sources(store, [page, facts]) == ImportReport(new=1, merged=1)
    assert keys(store) == ["turing1936computable"]


def test_equal_titles_of_files_stay_two_records(store):
    add_sources(store, [source(TURING)])
    add_sources(store, [source(TURING, name="b.bib")])
    assert keys(store) == ["turing1936computable", "turing1936computablea"]


@pytest.mark.parametrize(
    "first, second",
    [
        (Record(doi="10.1112/PLMS/S2-42.1.230"), Record(doi="10.1112/plms/s2-42.1.230")),
        (Record(doi="10.48550/arXiv.2305.12689"), Record(other={"number": "arXiv:2305.12689v2"})),
        (Record(url="https://arxiv.org/abs/2305.12689"), Record(doi="10.48550/ARXIV.2305.12689")),
    ],
    ids=["DOI", "arXiv DOI and number", "arXiv URL and DOI"],
)
def test_equal_identifiers_are_one_record(store, first, second):
    add_sources(store, [source(first, name="a.bib")])
    assert add_sources(store, [source(second, name="b.bib")]).new == 0
    assert store.count() == 1


def test_one_title_with_two_arxiv_ids_is_two_records(store):
    one = Record(title="Survey", other={"number": "arXiv:2305.12689"})
    two = Record(title="Survey", other={"number": "arXiv:2305.99999"})
    add_sources(store, [source(one, name="a", kind="title_facts")])
    add_sources(store, [source(two, name="b", kind="title_facts")])
    assert store.count() == 2


def test_a_changed_source_replaces_what_it_said(store):
    old = Record(title="Survey", abstract="old", other={"number": "arXiv:2305.12689"})
    new = Record(title="Survey", abstract="new", other={"number": "arXiv:2305.12689"})
    add_sources(store, [source(old)])
    assert add_sources(store, [source(new)]) == ImportReport(merged=1)
    (record,) = store.records()
    assert record.abstract == "new"
    assert record.facts.sources == ("a.bib",)


def test_an_entry_twice_in_one_source_is_one_record(store):
    entry = Record(title="Survey")
    report = add_sources(store, [source(entry, entry, kind="captured_page")])
    assert (report.new, store.count()) == (1, 1)


def test_problems_come_back_beside_the_records(store):
    problem = Problem("a.bib", 3, "no closing brace", "@misc{")
    report = add_sources(store, [source(TURING, problems=(problem,))])
    assert report == ImportReport(new=1, problems=(problem,))


def test_a_failure_leaves_the_store_as_it_was(store, monkeypatch):
    add_sources(store, [source(TURING)])
    monkeypatch.setattr(store, "add_identities", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        add_sources(store, [source(Record(title="x"), name="b.bib")])
    assert keys(store) == ["turing1936computable"]
    assert store.source_digest("b.bib") == ""


def test_an_entry_that_comes_back_is_the_record_it_was(store):
    add_sources(store, [source(Record(title="Survey"), name="page", kind="captured_page")])
    (record,) = store.records()
    report = add_sources(store, [source(Record(key=record.key.upper(), title="Survey"))])
    assert (report.new, store.count()) == (0, 1)


def test_one_key_with_two_titles_is_two_records(store):
    add_sources(store, [source(Record(key="a", title="Survey"))])
    add_sources(store, [source(Record(key="a", title="Other"), name="b.bib")])
    assert keys(store) == ["a", "aa"]
