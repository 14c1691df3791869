"""What stands in real bibliographies: read, written, and read again as the same."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.records import Creator, PartialDate


def read(text):
    return format_named("bibtex").read(text, "a.bib", ReadOptions())


def record_of(fields, kind="article"):
    (entry,) = read(f"@{kind}{{a, title = {{T}}, {fields}}}").entries
    return entry.record


def again(record, flavour="biblatex"):
    reading = read(format_named(flavour).write([record]))
    assert reading.problems == ()
    (entry,) = reading.entries
    return entry.record


@pytest.mark.parametrize("flavour", ["bibtex", "biblatex"])
@pytest.mark.parametrize(
    "fields",
    [
        # Names.
        "author = {Jacobé de Naurois, Charlotte}",
        "author = {Martinez de la Ossa, Alberto and Fonseca de la Bella, Lucía}",
        "editor = {Rumelhart, D. E. and the PDP Research Group}",
        "editor = {the PDP research group}",
        "editor = {Association for the Study of Language in Prehistory}",
        "author = {de Gaulle and von Neumann, John and van den Berg and Plato}",
        "author = {John Smith and and Terry Brown}",
        "author = {ResendeandPinho de Souza, Jorge}",
        "author = {____, ____ and ____ and Turing, Alan and Simon \\& and Schuster}",
        "author = {others, and dByaṅs tsan gros and for interpretations and {others}}",
        # Pages.
        "pages = {249 - 259}",
        "pages = {517 -528}",
        "pages = {1957–-1964}",
        "pages = {12---14, A-3}",
        # Addresses.
        "url = {http://example.org/a.pdf;\n       https://www.example.org/a.pdf}",
        "url = {http://example.org/Paper 21/a{b}.pdf}",
        "url = {<Go to ISI>://000200148800007}",
        "url = {papers3://publication/uuid/D9E55A24}",
        "url = {javascript:alert(1)}",
        # Identifiers.
        "doi = {10.1002/(SICI)1096-9942(199901/03)5:1<3::AID-TAPO2>3.0.CO;2-T}",
        "doi = {10/gf5g89 of the journal}",
        "isbn = {1477-4054 (Electronic)\\textbackslash{}n1467-5463 (Linking)}",
        "isbn = {978-3-16-148410-0, 0-306-40615-2}, issn = {0028-0836 and 1476-4687}",
        "eprint = {1409.0473}, archiveprefix = {arXiv}",
        "url = {http://arxiv.org/abs/cs.DB/0003005}, journal = {CoRR}",
        "doi = {10.48550/ARXIV.1810.01016}, publisher = {arXiv}",
        # Files.
        "file = {C:\\Users\\turing\\Zotero\\storage\\MZ2JJ7MZ\\Turing - 1936.pdf}",
        "file = {Turing\\: 1936.pdf:C\\:\\\\Users\\\\turing\\\\a.pdf:application/pdf;b.pdf:PDF}",
        "file = {Kal\\'enine and B\\\"uchel - 2010 | ``Missing'' W$pm$.html:/home/a b:text/html}",
        "file = {A long\nname with\xa0blanks.pdf:PDF}",
        "file = {}{\\input{/etc/passwd}}",
        # Fields of programs.
        "author+an = {1=corresponding}, title+an:default = {=ann1}, location-an:french = {=un}",
        "__markedentry = {[chris:6]}, bdsk-url-1 = {http://example.org/a_b%20c}",
        "x-fetchedfrom = {ACM & Co, 100\\%}, date-added = {2016-01-13 17:29:21 +0000}",
        # Signs that are none.
        "abstract = {less than 2\x0eC, so-called \x94Nostratic\x94, \x92 \u2028 \x85}",
    ],
)
def test_the_record_stays_the_same(fields, flavour):
    record = record_of(fields)
    assert again(record, flavour) == record


@pytest.mark.parametrize(
    "name,creator",
    [
        ("Jacobé de Naurois, Charlotte", Creator("Jacobé de Naurois", "Charlotte")),
        ("the PDP Research Group", Creator(literal="the PDP Research Group")),
        ("de Gaulle", Creator("Gaulle", non_dropping_particle="de")),
        ("van den Berg, Jan", Creator("Berg", "Jan", non_dropping_particle="van den")),
    ],
)
def test_capitals_are_no_particles_and_groups_have_no_given_name(name, creator):
    assert record_of(f"author = {{{name}}}").author == (creator,)


@pytest.mark.parametrize(
    "fields,url,kept",
    [
        ("url = {http://a.org/x y}", "http://a.org/x%20y", {}),
        ("url = {http://a.org; http://b.org}", "http://a.org", {"url2": "http://b.org"}),
        ("url = {javascript:alert(1)}", "", {"url2": "javascript:alert(1)"}),
    ],
)
def test_the_first_address_that_a_reader_may_follow_is_the_url(fields, url, kept):
    record = record_of(fields)
    assert record.url == url
    assert record.other.get("custom", {}).get("bibtex", {}) == kept


def test_a_file_keeps_a_path_that_its_programs_understand():
    record = record_of("file = {C:\\Users\\a.pdf:PDF;C\\:\\\\b.pdf:PDF;Kal\\'enine.pdf}")
    file = "C:/Users/a.pdf:PDF;C\\:\\\\b.pdf:PDF;Kalénine.pdf"
    assert record.other["custom"]["bibtex"]["file"] == file
    assert f"file = {{{file}}}" in format_named("bibtex").write([record])


def test_signs_that_went_through_windows_are_what_they_were():
    assert record_of("note = {\x93Basic\x94 \x96 Vocabulary\x85 \x81}").other["note"] == (
        "“Basic” – Vocabulary…"
    )


@pytest.mark.parametrize(
    "date,written",
    [(date, date) for date in ("2004-04-25/2004-05-05", "1984/1986", "2023~", "2023-21")],
)
def test_bibtex_has_a_date_beside_the_year_where_it_says_more(date, written):
    record = record_of(f"date = {{{date}}}")
    text = format_named("bibtex").write([record])
    assert f"date = {{{written}}}" in text
    assert f"year = {{{date[:4]}}}" in text
    assert again(record, "bibtex").issued == record.issued
    plain = record_of("date = {2004-04-25}")
    assert plain.issued == PartialDate(2004, 4, 25)
    assert " date =" not in format_named("bibtex").write([plain])


def test_a_parent_may_be_named_by_its_other_keys():
    text = (
        "@inproceedings{child, title = {C}, crossref = {other}}\n"
        "@proceedings{parent, title = {P}, ids = {another, other}, year = 2020}\n"
    )
    reading = read(text)
    assert reading.problems == ()
    assert reading.entries[0].record.other["container-title"] == "P"


def test_entries_that_lead_to_each_other_come_back_as_they_were():
    text = "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n"
    records = [entry.record for entry in read(text).entries]
    back = read(format_named("biblatex").write(records))
    assert [entry.record for entry in back.entries] == records
