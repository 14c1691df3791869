"""The faults of bibliographies in the documentation: its examples are read, and agree."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from jupyter_paperlookup.formats import ReadOptions, format_for, format_named
from jupyter_paperlookup.formats.bibtex_dates import date_to_edtf
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.records.names import short_creators

PAGE = Path(__file__).parents[2] / "docs" / "bibtex-faults.md"
TEXT = PAGE.read_text("utf-8")
ROW = re.compile(r"^\| \[([^\]]+)\]\(#([^)]+)\) \| (\S.*) \|$", re.MULTILINE)
SECTION = re.compile(r"^## (.+)\n\n((?:(?!^## )(?:.*\n))*)", re.MULTILINE)
EXAMPLE = re.compile(r"^```(\w+)\n(.*?)^```\n\n^```text\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FORMATS = {"bibtex": "library.bib", "ris": "library.ris", "html": "library.bib"}
NEIGHBOUR = {
    "bibtex": "@book{{{}, title = {{Neighbour}}}}\n",
    "ris": "TY  - BOOK\nID  - {}\nTI  - Neighbour\nER  - \n",
}

ROWS = ROW.findall(TEXT)
SECTIONS = dict(SECTION.findall(TEXT))
EXAMPLES = [
    (title, *example) for title, section in SECTIONS.items() for example in EXAMPLE.findall(section)
]


def read(kind, text):
    name = FORMATS[kind]
    return format_for(name, text[:4000]).read(text, name, ReadOptions())


def said(reading):
    """What a reading says, in the words of the page."""
    lines = []
    for entry in reading.entries:
        lines.append(f"record {entry.record.key}".rstrip())
        lines += [f"  {name} = {value}" for name, value in _facts(entry.record)]
    lines += [f"problem in line {each.line}: {each.reason}" for each in reading.problems]
    return "".join(f"{line}\n" for line in lines)


def _facts(record: Record):
    yield "type", record.type
    if record.title:
        yield "title", record.title
    if record.author:
        yield "author", "; ".join(_name(creator) for creator in record.author)
    if record.issued:
        yield "issued", date_to_edtf(record.issued) or record.issued
    identifiers = {"DOI": record.doi, "URL": record.url}
    yield from ((name, value) for name, value in identifiers.items() if value)
    for name, value in record.other.items():
        if name == "editor":
            yield name, "; ".join(each["family"] for each in value)
        elif name != "custom":
            yield name, value
    custom = record.other.get("custom", {})
    for name, count in custom.get("and-others", {}).items():
        yield f"and others, after {name}", count
    for name, value in custom.get("bibtex", {}).items():
        yield f"kept {name}", value


def _name(creator):
    if creator.literal:
        return f"[{creator.literal}]"
    particle = f" ({creator.non_dropping_particle})" if creator.non_dropping_particle else ""
    parts = (f"{creator.family}{particle}", creator.given, creator.suffix)
    return ", ".join(filter(None, parts))


def test_every_row_of_the_table_has_its_section_and_every_section_its_row():
    assert [title for title, _, _ in ROWS] == list(SECTIONS)
    for title, anchor, _ in ROWS:
        assert re.sub(r"[^\w -]", "", title.lower()).replace(" ", "-") == anchor
        assert EXAMPLE.search(SECTIONS[title]), title


@pytest.mark.parametrize("title,kind,text,expected", EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_an_example_is_read_as_the_page_says(title, kind, text, expected):
    assert said(read(kind, text)) == expected


@pytest.mark.parametrize("title,kind,text,expected", EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_no_fault_costs_a_neighbour(title, kind, text, expected):
    if kind == "html":
        return
    above, below = NEIGHBOUR[kind].format("above"), NEIGHBOUR[kind].format("below")
    before = read(kind, text.removeprefix("\ufeff"))
    reading = read(kind, f"{above}\n{text}\n{below}")
    keys = [entry.record.key for entry in reading.entries]
    assert (keys[0], keys[-1]) == ("above", "below")
    assert [entry.record for entry in reading.entries][1:-1] == [
        entry.record for entry in before.entries
    ]


@pytest.mark.parametrize("title,kind,text,expected", EXAMPLES, ids=[each[0] for each in EXAMPLES])
def test_what_was_read_in_spite_of_a_fault_is_written_without_it(title, kind, text, expected):
    records = [entry.record for entry in read(kind, text).entries]
    written = format_named("bibtex" if kind == "html" else kind).write(records)
    again = read(kind, written)
    # Of two entries with one key the second has got another.
    assert [problem.reason for problem in again.problems if "crossref" not in problem.reason] == []
    assert [entry.record.title for entry in again.entries] == [each.title for each in records]
    assert [short_creators(entry.record.author) for entry in again.entries] == [
        short_creators(each.author) for each in records
    ]
