from __future__ import annotations

import pytest

from jupyter_paperlookup.errors import UnreadableSource
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
    assert store.sources.digest("b.bib") == ""


def test_an_entry_that_comes_back_is_the_record_it_was(store):
    add_sources(store, [source(Record(title="Survey"), name="page", kind="captured_page")])
    (record,) = store.records()
    report = add_sources(store, [source(Record(key=record.key.upper(), title="Survey"))])
    assert (report.new, store.count()) == (0, 1)


@pytest.mark.parametrize(
    "first, second", [("On <i>x</i> in H<sub>2</sub>O", "On x in H₂O"), ("On x", "<b>On</b> x")]
)
def test_tags_make_no_other_title(store, first, second):
    add_sources(store, [source(Record(key="a", title=first))])
    add_sources(store, [source(Record(key="a", title=second), name="b.bib")])
    assert keys(store) == ["a"]


def test_a_record_known_by_its_tags_as_words_is_found(store):
    add_sources(store, [source(Record(key="a", title="On i x i"))])  # as it was once written down
    add_sources(store, [source(Record(key="a", title="On <i>x</i>"), name="b.bib")])
    assert keys(store) == ["a"]


def test_one_key_with_two_titles_is_two_records(store):
    add_sources(store, [source(Record(key="a", title="Survey"))])
    add_sources(store, [source(Record(key="a", title="Other"), name="b.bib")])
    assert keys(store) == ["a", "aa"]


# --- a source that is read again ---------------------------------------------------------------


def test_only_what_changed_is_touched(store, monkeypatch):
    one, two = Record(key="one", title="First Paper"), Record(key="two", title="Second Paper")
    add_sources(store, [source(one, two)])
    touched = []
    monkeypatch.setattr(store, "replace_records", touched.extend)
    changed = Record(key="two", title="Second Paper, corrected")
    report = add_sources(store, [source(one, changed)])
    assert report == ImportReport(merged=1, unchanged=1)
    assert [record.title for _, record in touched] == ["Second Paper, corrected"]


def test_a_key_means_what_its_file_says_it_means(store):
    add_sources(store, [source(Record(key="a", title="Survey"))])
    add_sources(store, [source(Record(key="a", title="Quite Another Work", doi="10.1000/x"))])
    assert [(record.key, record.title) for record in store.records()] == [
        ("a", "Quite Another Work")
    ]


def test_unless_other_sources_speak_of_the_old_work(store):
    survey = Record(key="a", title="Survey", doi="10.1000/old")
    add_sources(store, [source(survey)])
    add_sources(store, [source(survey, name="b.bib")])
    report = add_sources(store, [source(Record(key="a", title="Another", doi="10.1000/new"))])
    assert report.new == 1
    assert [(renamed.wanted, renamed.key) for renamed in report.renamed] == [("a", "aa")]
    assert store.record("a").title == "Survey"
    assert store.record("a").facts.sources == ("b.bib",)
    assert store.record("aa").title == "Another"


def test_what_a_source_no_longer_has_is_not_lost(store):
    one, two = Record(key="one", title="First"), Record(key="two", title="Second")
    add_sources(store, [source(one, two)])
    assert add_sources(store, [source(one)]) == ImportReport(unchanged=1, gone=1)
    assert keys(store) == ["one", "two"]
    (status,) = store.sources.statuses()
    assert status.records == 1
    assert add_sources(store, [source(one, two)]).gone == 0
    assert store.sources.statuses()[0].records == 2


def test_what_is_no_longer_said_only_fills_gaps(store):
    doi = "10.1000/182"
    add_sources(store, [source(Record(key="a", title="Old", abstract="only here", doi=doi))])
    add_sources(store, [source(Record(key="a", title="New", doi=doi), name="b.bib")])
    add_sources(store, [source(Record(key="z", title="Z"))])
    record = store.record("a")
    assert (record.title, record.abstract) == ("New", "only here")


def test_an_entry_renamed_in_its_file_keeps_its_record_and_both_keys(store):
    add_sources(store, [source(Record(key="old", title="Survey", doi="10.1000/182", url="u"))])
    report = add_sources(store, [source(Record(key="new", title="Survey", doi="10.1000/182"))])
    assert (report.new, report.gone, store.count()) == (0, 1, 1)
    assert store.record("new") == store.record("old")
    assert store.record("new").url == ""


def test_a_file_of_which_nothing_can_be_read_takes_nothing_away(store):
    add_sources(store, [source(TURING)])
    problem = Problem("a.bib", 1, "no BibTeX", "<html>")
    report = add_sources(store, [source(digest="other", problems=(problem,))])
    assert report == ImportReport(problems=(problem,))
    assert store.sources.statuses()[0].records == 1


def test_lines_follow_their_entries(store):
    other = Record(key="new", title="New")
    add_sources(store, [source(TURING)])
    revision = store.revision
    add_sources(store, [source(other, TURING)])
    record_id = store.id_of("turing1936computable")
    assert store.sources.contributions([record_id])[record_id][0].line == 2
    assert store.revision == revision + 1


# --- keys of files -------------------------------------------------------------------------------


def test_the_key_of_a_merged_entry_works_as_well(store):
    add_sources(store, [source(Record(key="long", title="x", doi="10.1000/182"))])
    report = add_sources(
        store, [source(Record(key="short", title="x", doi="10.1000/182"), name="b.bib")]
    )
    assert report.renamed == ()
    assert store.record("SHORT").key == "long"
    other = add_sources(store, [source(Record(key="Short", title="y"), name="c.bib")])
    assert [(each.line, each.wanted, each.key) for each in other.renamed] == [
        (1, "Short", "Shorta")
    ]


def test_keys_are_the_same_in_upper_and_lower_case_of_every_script(store):
    add_sources(store, [source(Record(key="Ångström", title="x"))])
    report = add_sources(store, [source(Record(key="ångström", title="y"), name="b.bib")])
    assert report.renamed[0].key == "ångströma"


def test_many_keys_that_clash_in_one_file(store):
    report = add_sources(store, [source(*(Record(key="a", title=f"t{n}") for n in range(30)))])
    assert report.new == store.count() == 30
    assert len(report.renamed) == 29
    assert store.has_key("aac")


# --- identifiers -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "first, second",
    [
        ({"ISBN": "0-201-03801-3"}, {"ISBN": "978-0201038019"}),
        ({"PMID": "12345678"}, {"PMID": "PMID: 12345678"}),
        ({"PMID": 12345678}, {"PMID": "012345678"}),
    ],
    ids=["ISBN of 10 and 13 digits", "PMID", "PMID as a number"],
)
def test_isbn_and_pubmed_numbers(store, first, second):
    add_sources(store, [source(Record(title="The Art", other=first))])
    add_sources(store, [source(Record(title="The  art", other=second), name="b.bib")])
    assert store.count() == 1


def test_chapters_of_one_book_are_several_works(store):
    chapters = [Record(title=title, other={"ISBN": "0-201-03801-3"}) for title in ("One", "Two")]
    add_sources(store, [source(*chapters)])
    assert store.count() == 2


def test_one_key_and_title_with_two_dois_are_two_works(store):
    add_sources(store, [source(Record(key="a", title="Editorial", doi="10.1000/1"))])
    add_sources(store, [source(Record(key="a", title="Editorial", doi="10.1000/2"), name="b.bib")])
    assert store.count() == 2


def test_an_entry_with_doi_and_arxiv_id_is_found_by_either(store):
    both = Record(title="x", doi="10.1000/182", other={"number": "arXiv:2305.12689"})
    add_sources(store, [source(both)])
    add_sources(store, [source(Record(title="y", doi="10.1000/182"), name="b.bib")])
    same = Record(title="X", url="https://arxiv.org/abs/2305.12689", other={"container-title": "J"})
    add_sources(store, [source(same, name="c")])
    assert store.count() == 1


# --- progress ------------------------------------------------------------------------------------


def test_progress_and_an_import_that_is_called_off(store):
    seen = []
    many = source(*(Record(key=f"k{n}", title=f"t{n}") for n in range(5000)))
    add_sources(store, [many], lambda *told: seen.append(told))
    assert seen[0] == ("storing", 0, 5000)
    assert seen[-1] == ("storing", 5000, 5000)
    assert seen == sorted(seen)

    def call_off(_phase, done, _total):
        if done >= 2000:
            raise KeyboardInterrupt

    more = source(*(Record(key=f"m{n}", title=f"t{n}") for n in range(5000)), name="b.bib")
    with pytest.raises(KeyboardInterrupt):
        add_sources(store, [more], call_off)
    assert store.count() == 5000
    assert store.sources.digest("b.bib") == ""


# --- files and what is dropped -------------------------------------------------------------------


def test_bytes_are_read_as_a_file_would_be(empty):
    text = "@book{goedel, title = {Über formal unentscheidbare Sätze}}\n"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        report = empty.import_bytes(text.encode(encoding), "dropped.bib")
        assert (report.new + report.unchanged, report.problems) == (1, ())
    assert empty.get("goedel").title == "Über formal unentscheidbare Sätze"
    for content in (b"\x1f\x8b\x08", b"\x89PNG\r\n", b"@book{a\0}", b"PK\x03\x04"):
        with pytest.raises(UnreadableSource, match=r"^dropped\.bib "):
            empty.import_bytes(content, "dropped.bib")
    (problem,) = empty.import_bytes(b"<!DOCTYPE html><html>", "page.bib").problems
    assert "web page" in problem.reason


def test_a_file_whose_encoding_was_guessed_is_told_once_each_time(empty, tmp_path):
    path = tmp_path / "old.bib"
    path.write_bytes("@book{a, title = {Sätze}}\n@book{b, title = {B}}\n".encode("cp1252"))
    (problem,) = empty.import_file(path).problems
    assert (problem.source, problem.line) == ("old.bib", 0)
    assert "read as Windows-1252 (line 1)" in problem.reason
    assert empty.import_file(path).problems == (problem,)
    path.write_bytes("@book{a, title = {Sätze}}\n@book{b, title = {C}}\n".encode("cp1252"))
    assert empty.import_file(path).problems == (problem,)
    path.write_text("@book{a, title = {Sätze}}\n@book{b, title = {C}}\n", "utf-8")
    report = empty.import_file(path)
    assert (report.unchanged, report.problems) == (2, ())
    assert empty.sources()[0].problems == 0
