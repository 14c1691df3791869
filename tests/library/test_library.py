from __future__ import annotations

import json
import os
import stat

import pytest

from jupyter_paperlookup import Library
from jupyter_paperlookup.errors import (
    InvalidRequest,
    LibraryUnavailable,
    RecordNotFound,
    UnknownFormat,
    UnknownStyle,
    UnreadableQuery,
)
from jupyter_paperlookup.records import Cite

FIT = "chen2023fit"


def test_results_say_where_they_matched(library):
    page = library.search("far-reaching interleaved", 5)
    assert page.results[0].record.key == FIT
    title = page.results[0].record.title
    assert [title[start:end] for start, end in page.results[0].matches["title"]]
    assert len(page) == len(list(page)) <= 5
    assert page.total >= len(page)


@pytest.mark.parametrize("is_indexed", [True, False])
def test_words_are_those_that_one_reads(empty, tmp_path, is_indexed):
    path = tmp_path / "water.json"
    path.write_text(json.dumps([{"id": "w", "title": "<i>Life</i> in H<sub>2</sub>O"}]), "utf-8")
    empty.import_file(path)
    if is_indexed:
        empty.ensure_index()
    (found,) = empty.search("h2o").results
    assert [found.record.plain_title[slice(*span)] for span in found.matches["title"]] == ["H2O"]
    assert empty.search("i sub").total == 0


def test_an_empty_query_lists_the_newest(library):
    page = library.search("  ", 5)
    years = [result.record.year for result in page]
    assert years == sorted(years, reverse=True)
    assert page.total == 315


@pytest.mark.parametrize("query", ['"interleaved far-reaching"', 'author:"li ting chen"'])
def test_where_no_paper_has_a_phrase_its_words_are_found_apart(library, query):
    page = library.search(query)
    assert page.results[0].record.key == "chen2023fit"
    assert "apart" in page.notice
    assert library.search(f'-{query} "far-reaching interleaved"').notice == ""


def test_words_that_no_paper_has_are_nowhere_apart_either(library):
    page = library.search('"quokka zymurgy"')
    assert (page.total, page.notice) == (0, "")


def test_pages_follow_each_other(library):
    whole = [result.record.key for result in library.search("language models", 10)]
    halves = [
        result.record.key
        for offset in (0, 5)
        for result in library.search("language models", 5, offset=offset)
    ]
    assert halves == whole


@pytest.mark.parametrize("bounds", [{"limit": -1}, {"limit": 10**6}, {"offset": -1}])
def test_bounds_are_kept(library, bounds):
    with pytest.raises(InvalidRequest):
        library.search("x", **bounds)


def test_a_broken_query_says_so(library):
    with pytest.raises(UnreadableQuery):
        library.search("year:sometime")
    library.search("year:", typing=True)
    assert "32 words" in library.search("model " * 40, typing=True).notice
    assert library.search("model", typing=True).notice == ""


def test_unknown_keys_suggest_near_ones(library):
    with pytest.raises(RecordNotFound, match=FIT):
        library.get("chen2023fits")
    assert library.get(FIT.upper()).key == FIT


def test_a_reference_in_a_style(library):
    reference = library.cite([FIT])
    assert reference.startswith("Chen, T., & Li, L. (2023). FIT: Far-reaching Interleaved")
    with pytest.raises(UnknownStyle):
        library.cite([FIT], style="no-such-style")


def test_a_citation_of_two_works_with_a_locator(library):
    formatted = library.format([Cite(FIT, locator="12", prefix="see"), "devvrit2023matformer"])
    assert formatted.citation == "(see Chen & Li, 2023, p. 12; Devvrit et al., 2023)"
    assert len(formatted.references) == 2


def test_export_of_the_whole_library(library):
    items = json.loads(library.export(to="csl-json"))
    assert len(items) == 315
    assert library.export([FIT]).count("@") == 1
    with pytest.raises(UnknownFormat):
        library.export([FIT], to="captured_page")


@pytest.mark.parametrize(
    "dialect, text",
    [
        ("html", f'<cite data-cite="{FIT}">(Chen & Li, 2023)</cite>'),
        ("pandoc", f"[@{FIT}]"),
        ("myst", f"{{cite:p}}`{FIT}`"),
        ("latex", rf"\cite{{{FIT}}}"),
        ("text", "(Chen & Li, 2023)"),
    ],
)
def test_a_citation_in_each_dialect(library, dialect, text):
    insertion = library.insertion("citation", [FIT.upper()], dialect=dialect)
    assert insertion.text == text
    assert not insertion.is_block
    assert list(insertion.items) == [FIT]
    assert "custom" not in insertion.items[FIT]


def test_a_bibtex_stub_is_a_block_of_its_own(library):
    insertion = library.insertion("bibtex", [FIT])
    assert insertion.is_block
    assert insertion.text.startswith("```bibtex\n@misc{chen2023fit,")
    assert "abstract" not in insertion.text
    assert "abstract" in library.export([FIT])


def test_nothing_to_insert_is_said(library):
    with pytest.raises(InvalidRequest):
        library.insertion("citation", [])


def test_an_import_reports_what_it_did(library, tmp_path):
    path = tmp_path / "refs.bib"
    path.write_text(
        "@article{turing1936, title={On Computable Numbers}, author={Turing, Alan}, year=1936}\n"
        "@article{broken, title={No end\n",
        "utf-8",
    )
    report = library.import_file(path)
    assert (report.new, len(report.problems)) == (2, 1)
    assert report.problems[0].line == 2
    assert library.get("turing1936").facts.sources == ("refs.bib",)
    assert library.import_file(path).unchanged == 2


def test_a_page_takes_its_year_from_the_person(library):
    page = (
        "byAK and the research community\n\nJun 20\n\nA Title of Its Own\n\n"
        + "An abstract that is long enough to be one. " * 8
        + "\n\n  • 3 authors\n·\nJun 16\n"
    )
    assert library.import_text(page, "page.txt", capture_year=2024).new == 1
    (record,) = (r for r in library.records() if r.title == "A Title of Its Own")
    assert str(record.issued) == "2024-06-16"
    assert record.facts.author_count == 3


def test_the_folder_is_for_its_owner_alone(library):
    assert not library.folder.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO) or os.name == "nt"


def test_the_folder_comes_from_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_HOME", str(tmp_path / "mine"))
    with Library.open() as library:
        assert library.folder == tmp_path / "mine"
        assert library.status().records == 315


def test_a_folder_that_is_a_file_is_one_sentence(tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(LibraryUnavailable, match="PAPERLOOKUP_HOME"):
        Library.open(tmp_path / "file")


def test_a_style_of_the_user_is_found(library):
    shipped = library.styles().get("ieee")
    (library.folder / "styles" / "mine.csl").write_bytes(shipped.xml)
    assert library.cite([FIT], style="mine") == library.cite([FIT], style="ieee")


@pytest.mark.parametrize("to", ["csl-json", "bibtex", "biblatex", "ris"])
def test_what_was_exported_comes_back_as_the_same_records(library, to):
    text = library.export(to=to)
    report = library.import_text(text, "export", format=to)
    assert (report.new, report.problems) == (0, ())
    assert library.status().records == 315
