"""CSL-YAML, written and read, by this package and by pandoc."""

from __future__ import annotations

import json
import re
import subprocess
import unicodedata

import msgspec
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from strategies import creators, hostile_text, lines, partial_dates, records, titles

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.formats.csl_markdown import from_markdown, to_markdown
from jupyter_paperlookup.records import Creator, Facts, PartialDate, Record

YAML = format_named("csl-yaml")


def read(text):
    return YAML.read(text, "references.yaml", ReadOptions())


def only(fields):
    reading = read(f"references:\n- id: a\n  title: T\n{fields}\n")
    assert reading.problems == ()
    (entry,) = reading.entries
    return entry.record


def pandoc(text):
    run = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", "markdown", "--to", "csljson", "--sandbox"],
        input=text, capture_output=True, check=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    return json.loads(run.stdout)


def test_as_it_is_written():
    record = Record(
        key="turing1936",
        type="article-journal",
        title="On *Computable* Numbers & <i>more</i>: no",
        author=(Creator(family="Turing", given="Alan M."),),
        issued=PartialDate(year=1936, month=11),
        other={"volume": "42", "language": "no", "version": "1.10", "issue": 3},
    )
    text = YAML.write([record])
    assert text == (
        "---\n"
        "references:\n"
        "- id: turing1936\n"
        "  type: article-journal\n"
        "  title: 'On \\*Computable\\* Numbers & *more*: no'\n"
        "  author:\n"
        "  - family: Turing\n"
        "    given: Alan M.\n"
        "  issued:\n"
        "    date-parts:\n"
        "    - - 1936\n"
        "      - 11\n"
        '  volume: "42"\n'
        "  language: 'no'\n"
        '  version: "1.10"\n'
        "  issue: 3\n"
        "  custom:\n"
        "    paperlookup:\n"
        "      incomplete: []\n"
        "...\n"
    )
    (entry,) = read(text).entries
    assert (entry.line, entry.record) == (3, record)


@given(st.lists(st.tuples(records, partial_dates, creators, lines), max_size=3))
def test_read_back_as_they_were(drawn):
    full = [
        msgspec.structs.replace(
            record,
            issued=date,
            author=(creator,),
            other={
                "volume": "3",
                "issue": 3,
                "note": note,
                "custom": {"mine": {"a": [1, 1.5, None, True, "1.5", "yes", "null", note]}},
            },
            facts=Facts(sources=("page",), organization="DAMO Academy", comments=2),
        )
        for record, date, creator, note in drawn
    ]
    reading = read(YAML.write(full))
    assert reading.problems == ()
    assert [entry.record for entry in reading.entries] == full


@given(hostile_text)
def test_markdown_shows_the_text(text):
    assert from_markdown(to_markdown(text)) == text


@given(st.lists(titles, min_size=20, max_size=20))
@settings(max_examples=5)
def test_pandoc_reads_no_more_than_the_text(found):
    text = YAML.write([Record(key=f"k{n}", title=title) for n, title in enumerate(found)])
    said = [item["title"] for item in sorted(pandoc(text), key=lambda item: int(item["id"][1:]))]
    assert [_level(title) for title in said] == [_level(title) for title in found]


def _level(title):
    """A title without what pandoc writes in CSL-JSON for raised and lowered digits."""
    return unicodedata.normalize("NFKC", re.sub("</?su[pb]>", "", _typewritten(title)))


def _typewritten(title):
    for curly, straight in zip("“”‘’\u00a0", "\"\"'' ", strict=True):
        title = title.replace(curly, straight)
    return title


@pytest.mark.parametrize(
    "title",
    [
        "\\write18{ls} $x$ \\(y\\)", "[x](javascript:alert(1))", "<script>alert(1)</script>",
        "@turing1936 and [@x]", "{=html}", "`x`{=latex}", "![](x)", "&amp; &#64; a & b",
        "1. one", "# one", "> one", "- one", ": one", "| one", "+ one", "--- ... x...", "% one",
        "<i>E. coli</i> and H<sub>2</sub>O", "a_b _c_ d__e__", "x^2 ~ y", "http://example.org/~x",
        "'quoted' and it's", "A\\ b", "Y", "n", "Yes", "off", "true", "null", "~", "1e3", "0x1F",
    ],
)  # fmt: skip
def test_pandoc_shows_any_title_as_it_is(title):
    (item,) = pandoc(YAML.write([Record(key="k", title=title)]))
    assert _typewritten(item["title"]) == title


@pytest.mark.parametrize(
    "text,lines_of_entries",
    [
        ("---\nreferences:\n- id: a\n  title: T\n...\n", [3]),
        ("references:\r\n  - id: a\r\n    title: T\r\n  - id: b\r\n    title: T\r\n", [2, 4]),
        ("- id: a\n  title: T\n\n# one more\n- id: b\n  title: T\n", [1, 5]),
        ("title: My document\nreferences:\n- id: a\n  title: T\nlang: en\n", [3]),
        ("\ufeffreferences:\n- title: >-\n    A title\n    - of two\n  id: a\n", [2]),
        ('references: [{"id": "a", "title": "T"}]\n', [1]),
        ("references: []\n", []),
        ("references:\n", []),
    ],
)
def test_shapes(text, lines_of_entries):
    reading = read(text)
    assert reading.problems == ()
    assert [entry.line for entry in reading.entries] == lines_of_entries
    assert YAML.recognises(text) or "[{" in text


@pytest.mark.parametrize(
    "issued,date",
    [
        ("2020", PartialDate(year=2020)),
        ("2020-05", PartialDate(year=2020, month=5)),
        ("2020-05-06", PartialDate(year=2020, month=5, day=6)),
        ("'2020-05-06'", PartialDate(year=2020, month=5, day=6)),
        ("2020~", PartialDate(year=2020, circa=True)),
        ("2020/2021", PartialDate(year=2020, end=(2021,))),
        ("2020-21", PartialDate(year=2020, season=1)),
        ("{year: 2020, month: 5}", PartialDate(year=2020, month=5)),
        ("[{year: 2020}, {year: 2021}]", PartialDate(year=2020, end=(2021,))),
        ("{date-parts: [[2020, 5]]}", PartialDate(year=2020, month=5)),
        ("in press", PartialDate(literal="in press")),
        ("", None),
    ],
)
def test_dates(issued, date):
    assert only(f"  issued: {issued}").issued == date


@pytest.mark.parametrize(
    "author,found",
    [
        ("[{family: Turing, given: Alan}]", (Creator(family="Turing", given="Alan"),)),
        ("{family: Turing, given: [Alan, M.]}", (Creator(family="Turing", given="Alan M."),)),
        ("[World Health Organization]", (Creator(literal="World Health Organization"),)),
        ("{literal: 01.AI}", (Creator(literal="01.AI"),)),
        ("[1, [], {}]", ()),
    ],
)
def test_names(author, found):
    assert only(f"  author: {author}").author == found


def test_words_stay_words():
    other = only("  language: no\n  version: 1.10\n  page: 12:30\n  volume: 0x1A\n  issue: 3").other
    assert other == {
        "language": "no", "version": "1.10", "page": "12:30", "volume": "0x1A", "issue": 3,
    }  # fmt: skip


@pytest.mark.parametrize(
    "item,reason",
    [
        ("- id: a\n  title: &x T\n  note: *x", "anchors and aliases are not read"),
        ("- &x\n  title: T", "anchors and aliases are not read"),
        ("- title: *x", "anchors and aliases are not read"),
        ("- title: !!python/object/apply:os.system [ls]", "tags are not read"),
        ("- title: !x T", "tags are not read"),
        ("- title: [T", "did not find expected"),
        ("- title: 'T", "found unexpected end of stream"),
        ("- title: T\n  title: U", "title is there twice"),
        ("- {[a]: b}", "a key that is not a word"),
        ("- title: T\n\tid: a", "found a tab character"),
        (f"- title: {'[' * 100}", "lists in lists without end"),
        ("- just text", "not an object with CSL variables"),
        ("- id: a", "nothing in it says which work it is"),
    ],
)
def test_bad_items_cost_no_other(item, reason):
    good = "- id: {}\n  title: T\n"
    reading = read(f"references:\n{good.format('a')}{item}\n{good.format('b')}")
    assert [entry.record.key for entry in reading.entries] == ["a", "b"]
    (problem,) = reading.problems
    assert problem.reason.startswith("Not readable as CSL-YAML: ")
    assert reason in problem.reason
    assert 4 <= problem.line <= 6
    assert problem.raw == item


def test_a_bomb_is_refused():
    bomb = "- a: &a [x, x]\n" + "".join(
        f"- {chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)
    )
    reading = read(f"references:\n{bomb}")
    assert reading.entries == ()
    assert len(reading.problems) == 21


def test_what_is_no_bibliography():
    assert [problem.reason for problem in read("a: b\n").problems] == [
        "There is no CSL-YAML entry here."
    ]
    assert not YAML.recognises("project:\n  type: website\n")
    assert not YAML.recognises('[{"id": "a", "title": "T"}]')
