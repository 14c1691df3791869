"""The table of formats, and what each one in it promises."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import full_records, hostile_text, records

from jupyter_paperlookup.errors import UnknownFormat
from jupyter_paperlookup.formats import FORMATS, ReadOptions, format_for, format_named, read_source
from jupyter_paperlookup.records import Problem, Record

SEEDS = Path(__file__).parents[2] / "seeds"
WRITTEN = [name for name, format_ in FORMATS.items() if format_.writes]
READ = [name for name, format_ in FORMATS.items() if format_.reads]
RECORD = Record(key="turing1936", title="On Computable Numbers", type="article-journal")


def test_the_names_that_users_rely_on():
    assert set(FORMATS) == {
        "captured_page", "title_facts", "bibtex", "biblatex", "csl-json", "csl-yaml", "ris",
        "endnote-xml", "medline", "notebook", "daily-papers", "feed",
    }  # fmt: skip
    assert set(FORMATS) - set(WRITTEN) == {
        "captured_page", "title_facts", "notebook", "daily-papers", "feed",
    }  # fmt: skip


def test_an_unknown_name_lists_the_known_ones():
    with pytest.raises(UnknownFormat, match="captured_page, title_facts, bibtex"):
        format_named("bibtext")


@pytest.mark.parametrize("name", WRITTEN)
def test_its_own_output_is_recognised(name):
    format_ = FORMATS[name]
    text = format_.write([RECORD])
    assert format_.recognises(text[:4000])
    found = format_for("unnamed", text[:4000])
    assert found.name == ("bibtex" if name == "biblatex" else name)
    for other in FORMATS.values():
        if {other.name, name} != {"bibtex", "biblatex"} and other.name != name:
            assert not other.recognises(text[:4000])


@pytest.mark.parametrize("name", WRITTEN)
def test_no_records_are_a_text_without_entries(name):
    reading = FORMATS[name].read(FORMATS[name].write([]), "x", ReadOptions())
    assert (reading.entries, reading.problems) == ((), ())


@pytest.mark.parametrize("name", WRITTEN)
def test_every_text_ends_its_last_line(name):
    text = FORMATS[name].write([RECORD, RECORD])
    assert text.endswith("\n")
    assert not text.endswith("\n\n")


@pytest.mark.parametrize(
    "path,name",
    [
        (next(SEEDS.glob("001_*.txt")), "captured_page"),
        (SEEDS / "metadata.jsonl", "title_facts"),
    ],
)
def test_the_seeds_are_recognised(path, name):
    head = read_source(path)[:4000]
    assert format_for(path.name, head).name == name
    assert format_for("renamed.bin", head).name == name


@pytest.mark.parametrize(
    "path,head,name",
    [
        ("library.bib", "", "bibtex"),
        ("LIBRARY.BIB", "% only a comment so far\n", "bibtex"),
        ("a/b.json", "[]", "csl-json"),
        ("a.yml", "references:\n- id: a\n  title: T\n", "csl-yaml"),
        ("paper.md", "---\ntitle: X\nreferences:\n- id: a\n  title: T\n...\n", "csl-yaml"),
        ("a.ris", "\n\nTY  - JOUR\n", "ris"),
        ("export.txt", "@article{turing1936,\n  title = {T}}", "bibtex"),
        ("export.txt", "TY  - JOUR\nTI  - T\nER  - \n", "ris"),
        ("pubmed.nbib", "PMID- 8692918\nOWN - NLM\n", "medline"),
        ("export.txt", "\nPMID- 8692918\nOWN - NLM\n", "medline"),
        ("library.xml", "<xml><records><record><database>", "endnote-xml"),
        ("export", '{"items": [{"id": "a"}]}', "csl-json"),
        ("wrong.ris", "@article{turing1936,\n  title = {T}}", "bibtex"),
    ],
)
def test_found_by_content_and_then_by_extension(path, head, name):
    assert format_for(path, head).name == name


@pytest.mark.parametrize("path", ["notes.txt", "a.pdf", "noextension"])
def test_what_no_format_knows_is_refused(path):
    with pytest.raises(UnknownFormat, match="is in no known format: say which it is of"):
        format_for(path, "Dear diary,")


def test_a_web_page_is_called_so():
    with pytest.raises(UnknownFormat, match=r"'404\.html' is a web page and no bibliography\."):
        format_for("404.html", "<!doctype html>\n<title>Not found</title>")


@pytest.mark.parametrize("name", READ)
@given(text=st.one_of(st.text(), hostile_text))
def test_no_text_raises(name, text):
    format_ = FORMATS[name]
    format_.recognises(text)
    reading = format_.read(text, "x", ReadOptions(capture_year=2025))
    assert all(isinstance(problem, Problem) for problem in reading.problems)
    lines = text.count("\n") + text.count("\r") + 1
    assert all(0 <= problem.line <= lines for problem in reading.problems)
    assert all(1 <= entry.line <= lines for entry in reading.entries)


@pytest.mark.parametrize("name", WRITTEN)
@given(record=full_records)
def test_what_was_imported_is_exported_and_imported_again_as_it_was(name, record):
    format_ = FORMATS[name]
    first = format_.read(format_.write([record]), "x", ReadOptions())
    assert first.problems == ()
    (imported,) = first.entries
    again = format_.read(format_.write([imported.record]), "x", ReadOptions())
    assert [entry.record for entry in again.entries] == [imported.record]


@pytest.mark.parametrize("name", WRITTEN)
@given(data=st.data(), record=records)
def test_a_text_cut_anywhere_raises_nothing(name, data, record):
    text = FORMATS[name].write([record, RECORD])
    cut = data.draw(st.integers(0, len(text)))
    for part in (text[:cut], text[cut:]):
        FORMATS[name].read(part, "x", ReadOptions())


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize(
    "unit", ["{", "[", "}", '"', "\\", "$", "@a{", "@a(", "#", '{"a":', "TY  - ", "\n", " ", "\\'{"]
)
def test_long_texts_of_one_kind_are_read_in_the_end(name, unit):
    text = unit * (20_000 // len(unit))
    for start in ("", "@a{b, title = ", "@a{b, title = {", "[", "TY  - JOUR\nTI  - "):
        FORMATS[name].read(start + text, "x", ReadOptions())


@pytest.mark.parametrize("name", WRITTEN)
@pytest.mark.parametrize(
    "text,reason",
    [
        ("", "The file is empty."),
        ("<!DOCTYPE html>\n<title>404</title>", "This is a web page and no bibliography"),
        ("\n<html><body>Sign in</body></html>", "This is a web page and no bibliography"),
        ("%PDF-1.7\n%µµµµ\n1 0 obj\n", "This is a PDF and no bibliography."),
        ("Dear diary,\ntoday nothing.\n", "There is no "),
    ],
)
def test_what_is_no_bibliography_is_one_clear_line(name, text, reason):
    reading = FORMATS[name].read(text, "file", ReadOptions())
    assert reading.entries == ()
    (problem,) = reading.problems
    assert (problem.line, problem.raw) == (1, text)
    assert problem.reason.startswith(reason)
    assert "\n" not in problem.reason


@pytest.mark.parametrize("name", WRITTEN)
def test_reading_tells_how_far_it_is_and_can_be_called_off(name):
    records = [Record(key=f"k{n}", type="book", title=f"Title {n}") for n in range(1000)]
    text = format_named(name).write(records)
    seen = []
    options = ReadOptions(progress=lambda *at: seen.append(at))
    assert len(format_named(name).read(text, "a", options).entries) == 1000
    assert seen == sorted(seen)
    assert len(seen) >= 5
    assert len({total for _, total in seen}) == 1
    assert all(0 <= done <= total for done, total in seen)

    def call_off(done, _total):
        if done:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        format_named(name).read(text, "a", ReadOptions(progress=call_off))
