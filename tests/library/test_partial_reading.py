"""Of a large file that changed, only what changed is read; the outcome is the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.formats import bibtex
from jupyter_paperlookup.library import ImportReport, Library
from jupyter_paperlookup.library.folder import prepare_folder

ENTRIES = [f"@misc{{k{n},\n  title = {{Work {n}}},\n  volume = {{1}}\n}}\n" for n in range(50)]


@pytest.fixture
def seen(monkeypatch):
    """How many entries were read in each reading."""
    counts = []

    def read(text, source, progress=None):
        found = real(text, source)
        counts.append(len(found.entries))
        return found

    real = bibtex.read_bibtex
    monkeypatch.setattr(bibtex, "read_bibtex", read)
    return counts


def test_one_changed_entry_is_one_entry_read(empty, seen):
    empty.import_text("".join(ENTRIES), "a.bib")
    changed = "".join(ENTRIES).replace("Work 7}", "Work Seven}")
    assert empty.import_text(changed, "a.bib") == ImportReport(merged=1, unchanged=49)
    assert seen == [50, 1]
    assert empty.get("k7").title == "Work Seven"
    assert empty.import_text(changed, "a.bib") == ImportReport(unchanged=50)


def test_entries_that_move_cost_nothing_but_their_lines(empty, seen):
    empty.import_text("".join(ENTRIES), "a.bib")
    new = "@misc{new, title={New}}\n"
    report = empty.import_text(new + "".join(reversed(ENTRIES)), "a.bib")
    assert (report, seen) == (ImportReport(new=1, unchanged=50), [50, 1])
    assert empty.contributions("k49")[0].line == 2
    assert empty.contributions("k0")[0].line == 2 + 49 * 4


def test_an_entry_that_is_gone_and_one_with_another_key(empty, seen):
    empty.import_text("".join(ENTRIES), "a.bib")
    changed = "".join(ENTRIES[:49]).replace("{k0,", "{zero,")
    report = empty.import_text(changed, "a.bib")
    assert (report.new, report.gone, report.unchanged) == (1, 2, 48)
    assert seen == [50, 1]
    assert empty.status().records == 51


def test_when_only_an_entry_goes_nothing_is_read(empty, seen):
    empty.import_text("".join(ENTRIES), "a.bib")
    report = empty.import_text("".join(ENTRIES[1:]), "a.bib")
    assert (report, seen) == (ImportReport(unchanged=49, gone=1), [50, 0])


def test_problems_of_entries_that_are_not_read_stay(empty, seen):
    doubtful = "@misc{odd, title={A}, title={B}}\n"
    first = empty.import_text("".join(ENTRIES) + doubtful, "a.bib").problems
    assert len(first) == 1
    again = empty.import_text("% one line more\n" + "".join(ENTRIES[1:]) + doubtful, "a.bib")
    assert seen == [51, 0]
    (problem,) = again.problems
    assert problem.line == first[0].line - 3
    assert (problem.reason, problem.raw) == (first[0].reason, first[0].raw)


@pytest.mark.parametrize(
    "before, after",
    [
        ("@string{j={One}}\n@misc{a, title=j}\n", "@string{j={Two}}\n@misc{a, title=j}\n"),
        ("@misc{a, title={A}}\n", "@misc{a, title={A}}\n@misc{a, title={B}}\n"),
        ("@misc{a, title={A}}\n@misc{a, title={B}}\n", "@misc{a, title={B}}\n"),
        (
            "@misc{a, crossref={b}}\n@book{b, title={One}}\n",
            "@misc{a, crossref={b}}\n@book{b, title={Two}}\n",
        ),
        ("@misc{a, title={A}}\n", "@misc{b, title={B}\n@misc{a, title={A}}\n"),
    ],
    ids=["macro", "a second entry of a key", "the first one goes", "inheritance", "lost brace"],
)
def test_where_one_entry_tells_on_another_all_are_read(empty, tmp_path, before, after):
    empty.import_text(before, "a.bib")
    report = empty.import_text(after, "a.bib")
    with Library(prepare_folder(tmp_path / "other")) as other:
        whole = other.import_text(after, "a.bib")
        assert report.problems == whole.problems
        assert {r.title for r in other.records()} <= {r.title for r in empty.records()}


texts = st.lists(
    st.builds(
        "@misc{{{},\n title={{{}}}{}\n".format,
        st.sampled_from("abcdef"),
        st.sampled_from(["One", "Two", "Three"]),
        st.sampled_from(["}", "}", "}", ", title={x}}", "", ", note=j}"]),
    )
    | st.sampled_from(["@string{j={x}}\n", "@string{j={y}}\n", "% text\n"]),
    max_size=6,
).map("".join)


@settings(max_examples=30)
@given(st.lists(texts, min_size=2, max_size=4))
def test_the_last_reading_says_what_a_first_reading_would(tmp_path_factory, versions):
    folder = tmp_path_factory.mktemp("partial")
    with Library(prepare_folder(folder / "a")) as one, Library(prepare_folder(folder / "b")) as two:
        for text in versions:
            report = one.import_text(text, "a.bib", format="bibtex")
        whole = two.import_text(versions[-1], "a.bib", format="bibtex")
        assert report.problems == whole.problems
        if not whole.new:
            return  # a file without any entry takes nothing away
        said = [
            sorted(
                (each.entry, each.line, each.record)
                for record in library.records()
                for each in library.contributions(record.key)
                if not each.gone
            )
            for library in (one, two)
        ]
        assert [e[:2] for e in said[0]] == [e[:2] for e in said[1]]
        assert [e[2].title for e in said[0]] == [e[2].title for e in said[1]]
