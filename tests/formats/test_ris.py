"""RIS, written and read."""

from __future__ import annotations

import msgspec
import pytest
import rispy
from hypothesis import given
from strategies import hostile_creators, records, titles

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.records import Creator, PartialDate, Record

RIS = format_named("ris")


def read(text):
    return RIS.read(text, "export.ris", ReadOptions())


def test_a_preprint():
    record = Record(
        key="chen2023fit",
        type="article",
        title="FIT: Far-reaching Interleaved Transformers",
        author=(Creator(family="Chen", given="Ting"), Creator(literal="01.AI")),
        issued=PartialDate(year=2023, month=5),
        doi="10.48550/arXiv.2305.12689",
        url="https://arxiv.org/abs/2305.12689",
        other={"number": "arXiv:2305.12689", "genre": "Preprint", "publisher": "arXiv"},
    )
    text = RIS.write([record])
    assert text == (
        "TY  - UNPB\n"
        "ID  - chen2023fit\n"
        "TI  - FIT: Far-reaching Interleaved Transformers\n"
        "AU  - Chen, Ting\n"
        "AU  - 01.AI\n"
        "PY  - 2023\n"
        "DA  - 2023/05//\n"
        "PB  - arXiv\n"
        "M3  - Preprint\n"
        "DO  - 10.48550/arXiv.2305.12689\n"
        "UR  - https://arxiv.org/abs/2305.12689\n"
        "ER  - \n"
    )
    (entry,) = read(text).entries
    assert entry.record == record


@given(records)
def test_read_back_as_it_was(record):
    (entry,) = read(RIS.write([record])).entries
    assert entry.record == record


@given(titles, titles)
def test_no_text_becomes_a_line_of_its_own(title, abstract):
    record = Record(title=title, abstract=f"{abstract}\nER  - \nTY  - BOOK\r{abstract}")
    text = RIS.write([record, record])
    assert len(rispy.loads(text)) == 2
    assert [entry.record.title for entry in read(text).entries] == [title, title]


@given(hostile_creators)
def test_hostile_names_stay_one(creator):
    (entry,) = read(RIS.write([Record(title="T", author=(creator,))])).entries
    assert len(entry.record.author) == 1


def test_an_article_with_all_it_has():
    record = Record(
        key="turing1936",
        type="article-journal",
        title="On Computable Numbers",
        author=(Creator(family="Turing", given="Alan M.", suffix="Jr."),),
        issued=PartialDate(year=1936, month=11, day=12),
        other={
            "container-title": "Proceedings of the London Mathematical Society",
            "volume": "42",
            "issue": "1",
            "page": "230-265",
            "ISSN": "0024-6115",
            "keyword": "machines; numbers",
            "editor": [{"family": "Hardy", "given": "G. H."}],
            "note": "Received 28 May",
        },
    )
    (entry,) = read(RIS.write([record])).entries
    assert entry.record == record


@pytest.mark.parametrize(
    "tags,date",
    [
        ("PY  - 2017///", PartialDate(year=2017)),
        ("PY  - 2017", PartialDate(year=2017)),
        ("Y1  - 2017/05/06/", PartialDate(year=2017, month=5, day=6)),
        ("PY  - 2017\nDA  - 2017/05//", PartialDate(year=2017, month=5)),
        ("DA  - 2017-05-06", PartialDate(year=2017, month=5, day=6)),
        ("DA  - /06/16/", PartialDate(month=6, day=16)),
        ("PY  - 2017/13/40", PartialDate(year=2017)),
        ("PY  - in press", PartialDate(literal="in press")),
        ("PY  - 2020///Spring", PartialDate(year=2020)),
        ("DA  - 2020///2020-21", PartialDate(year=2020, season=1)),
        ("KW  - none", None),
    ],
)
def test_dates(tags, date):
    (entry,) = read(f"TY  - JOUR\nTI  - T\n{tags}\nER  - \n").entries
    assert entry.record.issued == date


@pytest.mark.parametrize("date", [PartialDate(month=6, day=16), PartialDate(month=6)])
def test_a_date_without_a_year_is_kept(date):
    (entry,) = read(RIS.write([Record(title="T", issued=date)])).entries
    assert entry.record.issued == date


def test_what_other_programs_write():
    text = (
        "\ufeffProvider: somebody\r\nContent: text/plain\r\n\r\n"
        "TY - JOUR\r\nT1 - First\r\nA1 - Turing, Alan\r\nJO - Journal\r\nZZ - unknown\r\n"
        "UR - https://example.org/a;b\r\nAB - One line\r\nand its second\r\n"
        "TY  - BOOK\r\nTI  - Second without an end\r\nN2  - Abstract\r\nSN  - 123\r\n"
    )
    reading = read(text)
    assert reading.problems == ()
    first, second = reading.entries
    assert (first.line, second.line) == (4, 12)
    assert first.record == Record(
        type="article-journal",
        title="First",
        author=(Creator(family="Turing", given="Alan"),),
        abstract="One line and its second",
        url="https://example.org/a;b",
        other={"container-title": "Journal", "custom": {"ris": {"ZZ": ["unknown"]}}},
    )
    assert second.record == Record(
        type="book",
        title="Second without an end",
        abstract="Abstract",
        other={"ISBN": "123"},
    )


def test_a_text_goes_on_in_the_next_line_even_if_its_tag_is_there_twice():
    (entry,) = read("TY  - JOUR\nTI  - T\nAB  - One\nAB  - Two\nand more\nER  - \n").entries
    assert entry.record.abstract == "One"


def test_what_csl_has_no_variable_for_is_kept_and_written_again():
    text = (
        "TY  - JOUR\nTI  - T\nT1  - T again\nN1  - One\nN1  - Two\nUR  - https://a.org\n"
        "UR  - https://b.org\nAN  - 42\nZZ  - odd\nID  - 17\nDO  - no doi\nDA  - some day\n"
        "PY  - 2017\nL1  - file:///a.pdf\nER  - \n"
    )
    (entry,) = read(text).entries
    assert entry.record.other == {
        "note": "One",
        "custom": {
            "ris": {
                "T1": ["T again"], "N1": ["Two"], "UR": ["https://b.org"], "AN": ["42"],
                "ID": ["17"], "DO": ["no doi"], "DA": ["some day"], "L1": ["file:///a.pdf"],
                "ZZ": ["odd"],
            }
        },
    }  # fmt: skip
    written = RIS.write([entry.record])
    assert sorted(written.split("\n")) == sorted(text.split("\n"))
    assert read(written).entries[0].record == entry.record


def test_a_tag_that_is_none_is_not_written():
    kept = {
        "ER": ["x"],
        "TY": ["BOOK"],
        "A": ["x"],
        "AN\nTY": ["x"],
        "AN": "x",
        "KW": [3, "k\nER  - "],
    }
    text = RIS.write([Record(title="T", other={"custom": {"ris": kept}})])
    assert text == "TY  - GEN\nTI  - T\nKW  - k ER -\nER  - \n"


def test_numbers_are_told_apart_by_their_form():
    (entry,) = read(
        "TY  - JOUR\nTI  - T\nSN  - 978-0-13-110362-7\nSN  - 0024-6115\nSN  - 1460-244X\nER  - \n"
    ).entries
    assert entry.record.other == {
        "ISBN": "978-0-13-110362-7",
        "ISSN": "0024-6115",
        "custom": {"ris": {"SN": ["1460-244X"]}},
    }
    assert read(RIS.write([entry.record])).entries[0].record == entry.record


@pytest.mark.parametrize("others", ["et al.", "et al", "Turing, A., et al."])
def test_others_are_nobody_and_are_not_forgotten(others):
    names = "AU  - Knuth, Donald\n" if others.startswith("et") else ""
    (entry,) = read(f"TY  - BOOK\nTI  - T\n{names}AU  - {others}\nER  - \n").entries
    assert entry.record.other == {"custom": {"and-others": {"author": 1}}}
    assert len(entry.record.author) == 1
    assert "\nAU  - et al.\n" in RIS.write([entry.record])


@pytest.mark.parametrize("text", ["<html><body>Sorry</body></html>", "Dear diary"])
def test_what_is_no_bibliography_is_one_problem(text):
    (problem,) = read(text).problems
    assert problem.line == 1


def test_bad_references_cost_no_other():
    text = (
        "TY  - JOUR\nTI  - First\nER  - \n\nTY  - JOUR\nPY  - 2000\nER  - \n\n"
        "TI  - Lost its type\nER  - \n\nTY  - JOUR\nTI  - Last\nER  - \n"
    )
    reading = read(text)
    assert [entry.record.title for entry in reading.entries] == ["First", "Last"]
    assert [(problem.line, problem.reason) for problem in reading.problems] == [
        (5, "Nothing in it says which work it is."),
        (9, "This belongs to no reference: one begins with TY."),
    ]


@pytest.mark.parametrize(
    "name,creator",
    [
        ("Turing, Alan", Creator(family="Turing", given="Alan")),
        ("King, Martin Luther, Jr.", Creator(family="King", given="Martin Luther", suffix="Jr.")),
        ("World Health Organization", Creator(literal="World Health Organization")),
        ("World Health Organization,", Creator(literal="World Health Organization")),
        ("Simon, Schuster, Inc.,", Creator(literal="Simon, Schuster, Inc.")),
    ],
)
def test_names(name, creator):
    (entry,) = read(f"TY  - BOOK\nTI  - T\nAU  - {name}\nER  - \n").entries
    assert entry.record.author == (creator,)


def test_keys_that_are_only_numbers_are_none():
    (entry,) = read("TY  - BOOK\nID  - 1\nTI  - T\nER  - \n").entries
    assert entry.record.key == ""


def test_types_survive():
    for kind in ("book", "chapter", "dataset", "paper-conference", "report", "software", "webpage"):
        record = Record(key="k", type=kind, title="T")
        (entry,) = read(RIS.write([record])).entries
        assert entry.record == record
    unknown = msgspec.structs.replace(Record(key="k", title="T"), type="no-such-type")
    assert read(RIS.write([unknown])).entries[0].record.type == "document"
