"""BibTeX and BibLaTeX as they are found, with every fault that files have."""

from __future__ import annotations

import msgspec
import pytest

from jupyter_paperlookup.formats import ReadOptions, bibtex_source, format_named
from jupyter_paperlookup.formats.latex_text import decode
from jupyter_paperlookup.records import Creator, PartialDate

BIBTEX = format_named("bibtex")
GOOD = "@article{turing1936,\n  title = {On Computable Numbers},\n  year = 1936,\n}\n"


def read(text):
    return BIBTEX.read(text, "library.bib", ReadOptions())


def record(fields, kind="article"):
    reading = read(f"@{kind}{{key,\n{fields}\n}}\n")
    assert reading.problems == ()
    (entry,) = reading.entries
    return entry.record


def test_an_article():
    text = r"""
% A comment, and a @ sign in it.
@string{plms = "Proceedings of the {London} Mathematical Society"}
@comment{@article{none, title = {Not an entry}}}
@preamble{"\newcommand{\noopsort}[1]{}"}
@Article(Turing:1936,
  Author = "Turing, Alan M.",
  TITLE  = {On Computable Numbers, with an Application to the {Entscheidungsproblem}},
  journal = plms # " (2)",
  volume = 42, number = {1}, pages = {230--265}, year = 1936, month = nov # "~12",
  doi = {https://doi.org/10.1112/plms/s2-42.1.230},
  url = {\url{https://example.org/a\_b\%20c}},
  x-own = {kept},
)
"""
    reading = read(text)
    assert reading.problems == ()
    (entry,) = reading.entries
    assert entry.line == 6
    read_record = entry.record
    assert read_record.key == "Turing:1936"
    assert read_record.type == "article-journal"
    assert read_record.title == (
        "On Computable Numbers, with an Application to the Entscheidungsproblem"
    )
    assert read_record.author == (Creator(family="Turing", given="Alan M."),)
    assert read_record.issued == PartialDate(year=1936, month=11, day=12)
    assert read_record.doi == "10.1112/plms/s2-42.1.230"
    assert read_record.url == "https://example.org/a_b%20c"
    assert read_record.other == {
        "container-title": "Proceedings of the London Mathematical Society (2)",
        "volume": "42",
        "issue": "1",
        "page": "230-265",
        "custom": {"bibtex": {"x-own": "kept"}},
    }


def test_a_preprint_as_arxiv_writes_it():
    read_record = record(
        "title={FIT}, author={Ting Chen and Lala Li}, year={2023}, eprint={2305.12689v2},"
        " archivePrefix={arXiv}, primaryClass={cs.LG}, url={https://arxiv.org/abs/2305.12689}",
        "misc",
    )
    assert read_record.type == "article"
    assert read_record.arxiv == "2305.12689"
    assert read_record.doi == ""
    assert read_record.author[1] == Creator(family="Li", given="Lala")
    assert read_record.other == {
        "genre": "Preprint",
        "publisher": "arXiv",
        "number": "arXiv:2305.12689v2",
        "custom": {"bibtex": {"primaryclass": "cs.LG"}},
    }


@pytest.mark.parametrize("latex", [r"\emph{never closed", r"{\em never closed"])
def test_what_is_never_closed_is_plain(latex):
    assert decode(latex, is_rich=True) == "never closed"


def test_only_where_csl_has_rich_text_there_is_such():
    entry = record(r"title = {T}, author = {\emph{A}, B}, volume = {\textbf{2}}, zzz = {\emph{z}}")
    assert entry.author == (Creator(family="A", given="B"),)
    assert entry.other == {"volume": "2", "custom": {"bibtex": {"zzz": "z"}}}


@pytest.mark.parametrize(
    "latex,text",
    [
        (r"G{\"o}del, {\L}ukasiewicz, Erd{\H o}s, Fran{\c{c}}", "Gödel, Łukasiewicz, Erdős, Franç"),
        (r"na\"{\i}ve \'{\i} \~{\^e} \v{S}\u{g}\k{a} \aa \ss{} \o", "naïve í ễ Šğą åß ø"),
        (r"A {B} {{C}} \textrm{d} {\tt e} \mbox{f}", "A B C d e f"),
        (r"\emph{d} {\em e} {\bf f} \textit{{G}}", "<i>d</i> <i>e</i> <b>f</b> <i>G</i>"),
        (r"CO\textsubscript{2}, {\textsuperscript{13}C}", "CO<sub>2</sub>, <sup>13</sup>C"),
        (r"\emph{a \textbf{b {\it c}}} \textsc{d}", "<i>a <b>b <i>c</i></b></i> <sc>d</sc>"),
        (r"\emph {\'e} \emph x \emph{} \em y", "<i>é</i> x y"),
        ("".join(9 * [r"\emph{"]) + "x" + 9 * "}", 8 * "<i>" + "x" + 8 * "</i>"),
        (r"100% \$5 \& \#1 a\_b --- x--y", "100% $5 & #1 a_b — x–y"),
        (r"``quoted'' `single' it's", "“quoted” `single' it's"),
        (r"The $\alpha_{1}$-stable $O(n^2)$", "The α_1-stable O(n^2)"),
        (r"from $5 to $10", "from $5 to $10"),
        (r"\LaTeX{} and \TeX", "LaTeX and TeX"),
        (r"\textbackslash{}write18\{\}", "\\write18{}"),
        (r"\unknowncommand{x} stays", "\\unknowncommandx stays"),
        (r"\href{https://example.org}{a link}", "a link"),
        ("two\n    lines~here", "two lines here"),
        (r"\"", '"'),
        (r"x\^{}2 \~{}", "x^2 ~"),
    ],
)  # fmt: skip
def test_latex(latex, text):
    assert record(f"title = {{{latex}}}").title == text


@pytest.mark.parametrize(
    "names,creators",
    [
        ("Alan Turing", [Creator(family="Turing", given="Alan")]),
        ("Turing, Alan and Gödel, Kurt", [
            Creator(family="Turing", given="Alan"), Creator(family="Gödel", given="Kurt"),
        ]),
        ("Vincent van Gogh", [
            Creator(family="Gogh", given="Vincent", non_dropping_particle="van"),
        ]),
        ("{The ATLAS Collaboration}", [Creator(literal="The ATLAS Collaboration")]),
        ("{Simon and Schuster, Inc.}", [Creator(literal="Simon and Schuster, Inc.")]),
        (r"{\'E}mile Borel", [Creator(family="Borel", given="Émile")]),
        ("King, Jr., Martin Luther", [
            Creator(family="King", given="Martin Luther", suffix="Jr."),
        ]),
        ("{Mc Donald}, Ann", [Creator(family="Mc Donald", given="Ann")]),
        ("Too, Many, Commas, Here", [Creator(family="Too", given="Commas Here", suffix="Many")]),
        ("Unclosed {Brace", None),
        ("", []),
    ],
)  # fmt: skip
def test_names_are_split_before_they_are_decoded(names, creators):
    reading = read(f'@misc{{k, title = "T", author = "{names}"}}\n{GOOD}')
    if creators is None:
        assert len(reading.entries) + len(reading.problems) >= 2
        return
    assert list(reading.entries[0].record.author) == creators


@pytest.mark.parametrize(
    "fields,date",
    [
        ("year = 2020", PartialDate(year=2020)),
        ("year = {2020}, month = {October}", PartialDate(year=2020, month=10)),
        ("year = {2020}, month = 10, day = 3", PartialDate(year=2020, month=10, day=3)),
        ("year = {2021}, month = feb, day = 30", PartialDate(year=2021)),
        ("year = {in press}", PartialDate(literal="in press")),
        ("month = jun, day = 16", PartialDate(month=6, day=16)),
        ("date = {2020-05-06}", PartialDate(year=2020, month=5, day=6)),
        ("date = {2020-05-06T10:00:00}", PartialDate(year=2020, month=5, day=6)),
        ("date = {2020/2021-02}", PartialDate(year=2020, end=(2021, 2))),
        ("date = {2020-23}", PartialDate(year=2020, season=3)),
        ("date = {1920~}", PartialDate(year=1920, circa=True)),
        ("date = {someday}", PartialDate(literal="someday")),
        ("note = {x}", None),
    ],
)
def test_dates(fields, date):
    assert record(f"title = {{T}}, {fields}").issued == date


READ_IN_PART = "Read as far as its fields can be told apart: "


@pytest.mark.parametrize(
    "fields,kept",
    [
        ("date = {1920~}", {}),
        ("date = {2020-05-06}, year = 2020, month = may", {}),
        ("date = {2020-05-06}, year = 2019", {"year": "2019"}),
        ("date = {2020-05-06T10:00:00}", {}),
        ("year = 2020, month = {Sept.}, day = {03}", {}),
        ("year = 2020, month = {October 3}", {}),
        ("year = 2020, month = {Oct--Nov}", {"month": "Oct–Nov"}),
        ("year = 2020, month = {Q3}, day = 40", {"month": "Q3", "day": "40"}),
        ("date = {someday}", {}),
        ("date = {someday}, year = 2020", {"date": "someday"}),
        ("doi = {to appear}", {"doi": "to appear"}),
        (
            r"file = {My Paper:C\:\\a_b\\My Paper.pdf:PDF}",
            {
                "file": r"My Paper:C\:\\a_b\\My Paper.pdf:PDF",
            },
        ),
        ("year = {in press}", {}),
        ("urldate = {last week}", {"urldate": "last week"}),
    ],
)
def test_what_a_date_does_not_say_is_kept(fields, kept):
    read_record = record(f"title = {{T}}, {fields}")
    assert read_record.other.get("custom", {}).get("bibtex", {}) == kept
    for name in ("bibtex", "biblatex"):
        written = format_named(name).write([read_record])
        assert read(written).entries[0].record.other == read_record.other


def test_a_month_that_has_changed_since_is_not_written_in_its_old_words():
    read_record = record("title = {T}, year = 2020, month = {Oct--Nov}")
    changed = msgspec.structs.replace(read_record, issued=PartialDate(year=2021, month=5))
    assert "month = may," in BIBTEX.write([changed])


def test_a_macro_may_hold_one_that_is_defined_below_it():
    reading = read('@string{a = "A " # b}\n@string{b = "B"}\n@misc{k, title = a # "!"}\n')
    assert reading.problems == ()
    assert reading.entries[0].record.title == "A B!"
    (problem,) = read('@string{a = "A " # none}\n@misc{k, title = a}\n').problems
    assert (problem.line, problem.reason) == (1, "No @string defines none.")


FAULTS = {
    "missing closing brace": (
        "@article{a,\n  title = {Never closed,\n  year = 2000,\n}\n",
        ["Never closed"],
        READ_IN_PART,
    ),
    "unbalanced quote": (
        '@article{a,\n  title = "Never closed,\n  year = 2000,\n}\n',
        ["Never closed"],
        READ_IN_PART,
    ),
    "missing comma": (
        "@article{a,\n  title = {One}\n  year = 2000,\n}\n",
        ["One"],
        "The comma before year is missing.",
    ),
    "same field twice": (
        "@article{a,\n  title = {One},\n  title = {Two},\n}\n",
        ["One"],
        "More than once in one entry: title; the first is read.",
    ),
    "undefined macro": (
        "@article{a,\n  title = {One},\n  journal = nips # { 2020},\n}\n",
        ["One"],
        "No @string defines nips.",
    ),
    "no fields": ("@article{a}\n", [], "An entry without fields."),
    "no opening brace": (
        "@article a,\n  title = {One},\n\n",
        ["One"],
        READ_IN_PART + "the entry has no opening brace.",
    ),
    "no equals sign": (
        "@article{a,\n  title {One},\n  year = 2000,\n}\n",
        [],
        "Not readable as BibTeX",
    ),
    "garbage after a value": (
        "@article{a,\n  title = {One} {Two},\n}\n",
        ["One"],
        "The value of title is not readable to its end.",
    ),
}


@pytest.mark.parametrize("text,titles,reason", FAULTS.values(), ids=FAULTS.keys())
def test_a_fault_costs_no_neighbour(text, titles, reason):
    second = GOOD.replace("1936,", "1936b,", 1)
    reading = read(f"{GOOD}\n{text}\n{second}")
    found = [entry.record.title for entry in reading.entries]
    assert found == ["On Computable Numbers", *titles, "On Computable Numbers"]
    assert [entry.record.key for entry in reading.entries][-1] == "turing1936b"
    (problem,) = reading.problems
    assert problem.line == 6
    assert problem.source == "library.bib"
    assert problem.reason.startswith(reason)
    assert problem.raw.startswith("@article")


def test_a_recovered_entry_has_the_field_after_the_missing_comma():
    (entry,) = read("@article{a,\n  title = {One}\n  year = 2000\n  note = {x},\n}").entries
    assert entry.record.issued == PartialDate(year=2000)
    assert entry.record.other == {"note": "x"}


def test_a_key_that_is_there_twice_gives_two_records():
    reading = read(GOOD + GOOD.replace("Computable", "Other").replace("turing", "TURING"))
    assert [entry.record.title for entry in reading.entries] == [
        "On Computable Numbers",
        "On Other Numbers",
    ]


def test_a_key_that_is_there_twice_is_told():
    reading = read(GOOD + GOOD.replace("Computable", "Other"))
    assert len(reading.entries) == 2
    (problem,) = reading.problems
    assert (problem.line, problem.reason) == (
        5,
        "The key turing1936 is there before; this entry is read as well.",
    )


def test_an_entry_without_a_key_is_read():
    (entry,) = read("@misc{,\n  title = {One},\n}").entries
    assert (entry.record.key, entry.record.title) == ("", "One")


def test_a_brace_that_closes_too_early_costs_no_field():
    reading = read(
        "@article{a,\n  title = {One}},\n  year = 2000,\n  note = {x}\n}\n" + GOOD,
    )
    assert [entry.record.title for entry in reading.entries] == ["One", "On Computable Numbers"]
    assert reading.entries[0].record.year == 2000
    assert reading.entries[0].record.other == {"note": "x"}
    (problem,) = reading.problems
    assert problem.line == 2
    assert problem.reason.startswith("A brace closes the entry above too early")


BROKEN = {
    "entry never closed": "@book{k,\n title = {T},\n author = {A, B},\n year = 2000\n",
    "last field never closed": "@book{k,\n title = {T},\n author = {A, B},\n year = {2000\n}\n",
    "first field never closed": "@book{k,\n title = {T,\n author = {A, B},\n year = 2000\n}\n",
    "brace inside never closed": (
        "@book{k,\n author = {A, B},\n year = 2000,\n title = {{T},\n}\n"
    ),
    "quote never closed": '@book{k,\n title = "T,\n author = {A, B},\n year = 2000\n}\n',
    "quote never opened": '@book{k,\n title = T",\n author = {A, B},\n year = 2000\n}\n',
    "all on one line": "@book{k, title = {T, author = {A, B}, year = 2000}\n",
    "no brace at all": "@book k,\n title = {T},\n author = {A, B},\n year = 2000\n\n",
    "no comma behind the key": "@book{k\n title = {T},\n author = {A, B},\n year = 2000\n}\n",
}


@pytest.mark.parametrize("text", BROKEN.values(), ids=BROKEN.keys())
def test_what_can_be_told_apart_of_a_broken_entry(text):
    reading = read(f"{GOOD}\n{text}\n{GOOD.replace('1936,', '1936b,', 1)}")
    assert len(reading.entries) == 3
    found = reading.entries[1].record
    assert (found.key, found.title, found.year) == ("k", "T", 2000)
    assert found.author == (Creator(family="A", given="B"),)
    assert {problem.line for problem in reading.problems} == {6}


CHILD = "@inproceedings{child, crossref = {Parent}, title = {Child}, pages = {1--2}}\n"
PARENT = (
    "@proceedings{parent, title = {The Proceedings}, subtitle = {Of 2020}, year = 2020,"
    " publisher = {ACM}, doi = {10.1145/1}, xdata = {house}}\n"
)
HOUSE = "@xdata{house, publisher = {Ignored}, address = {New York}, xdata = {series}}\n"
SERIES = "@xdata{series, series = {LNCS}}\n"


@pytest.mark.parametrize(
    "text", [CHILD + PARENT + HOUSE + SERIES, SERIES + HOUSE + PARENT + CHILD], ids=["down", "up"]
)
def test_what_is_inherited_comes_over_any_number_of_steps(text):
    reading = read(text)
    assert reading.problems == ()
    records = {entry.record.key: entry.record for entry in reading.entries}
    assert set(records) == {"child", "parent"}
    child = records["child"]
    assert (child.title, child.year, child.doi) == ("Child", 2020, "")
    assert child.other == {
        "container-title": "The Proceedings: Of 2020",
        "publisher": "ACM",
        "publisher-place": "New York",
        "collection-title": "LNCS",
        "page": "1-2",
        "custom": {"bibtex": {"xref": "Parent"}},
    }
    assert records["parent"].doi == "10.1145/1"


def test_an_article_inherits_its_journal():
    text = (
        "@article{a, crossref = {p}, title = {T}}\n"
        "@periodical{p, title = {Mind}, year = 1950, volume = 59}\n"
    )
    article = read(text).entries[0].record
    assert (article.title, article.year) == ("T", 1950)
    assert article.other["container-title"] == "Mind"


@pytest.mark.parametrize(
    "text,reasons",
    [
        (
            "@book{a, title = {A}, crossref = {b}}\n@book{b, title = {B}, crossref = {a}}\n",
            ["The crossref a leads back to this entry: nothing is taken from it."],
        ),
        (
            "@book{a, title = {A}, crossref = {A}}\n",
            ["The crossref A leads back to this entry: nothing is taken from it."],
        ),
        (
            "@book{a, title = {A}, crossref = {none}, xdata = {x, y}}\n@xdata{y, year = 2000}\n",
            [
                "No entry has the key x that xdata names.",
                "No entry has the key none that crossref names.",
            ],
        ),
        (
            "@book{a, title = {A}}\n@xdata{x, year = 2000}\n",
            ["No entry uses this @xdata entry, which is no work by itself."],
        ),
    ],
)
def test_what_cannot_be_inherited_is_told(text, reasons):
    reading = read(text)
    assert reading.entries[0].record.title == "A"
    assert [problem.reason for problem in reading.problems] == reasons


def test_what_leads_nowhere_is_kept():
    reading = read("@book{a, title = {A}, crossref = {none}}\n")
    unknown = reading.entries[0].record.other
    assert unknown == {"custom": {"bibtex": {"crossref": "none"}}}


def test_long_chains_and_wide_families_stay_bounded():
    chain = "".join(
        f"@book{{k{n}, title = {{T}}, f{n} = {{x}}, crossref = {{k{n + 1}}}}}\n"
        for n in range(3000)
    )
    reading = read(chain)
    assert len(reading.entries) == 3000
    held = sum(
        len(entry.record.other.get("custom", {}).get("bibtex", {})) for entry in reading.entries
    )
    assert held < 1_000_000
    long = "x" * 50_000
    wide = "".join(f"@book{{w{n}, title = {{T}}, crossref = {{p}}}}\n" for n in range(300))
    reading = read(f"@book{{p, title = {{P}}, note = {{{long}}}}}\n{wide}")
    assert sum(len(entry.record.other.get("note", "")) for entry in reading.entries) < 5_000_000
    assert "Too much is inherited" in reading.problems[0].reason


@pytest.mark.parametrize(
    "names,creators",
    [
        ("Knuth, Donald and others", [("Knuth", "Donald")]),
        ("Knuth, Donald and Others", [("Knuth", "Donald")]),
        ("Knuth, Donald and et al.", [("Knuth", "Donald")]),
        ("Knuth, Donald et~al.", [("Knuth", "Donald")]),
        ("Knuth, Donald and Turing, Alan and others", [("Knuth", "Donald"), ("Turing", "Alan")]),
    ],
)
def test_others_are_nobody_and_are_not_forgotten(names, creators):
    read_record = record(f"title = {{T}}, author = {{{names}}}")
    assert [(each.family, each.given) for each in read_record.author] == creators
    assert read_record.other == {"custom": {"and-others": {"author": len(creators)}}}
    written = BIBTEX.write([read_record])
    assert " and others},\n" in written
    assert read(written).entries[0].record.author == read_record.author


def test_a_list_that_is_complete_by_now_has_no_others():
    read_record = record("title = {T}, author = {Knuth, Donald and others}")
    complete = (*read_record.author, Creator(family="Plass", given="Michael"))
    written = BIBTEX.write([msgspec.structs.replace(read_record, author=complete)])
    assert "author = {Knuth, Donald and Plass, Michael}" in written


@pytest.mark.parametrize(
    "fields",
    [
        "journal = {CoRR}, volume = {abs/1706.03762}",
        "journal = {arXiv preprint arXiv:1706.03762}",
        "journal = {arXiv e-prints}, eprint = {1706.03762}, archiveprefix = {arXiv}",
        "journal = {ArXiv}, volume = {abs/1706.03762}",
        "howpublished = {arXiv:1706.03762 [cs.CL]}",
        "note = {arXiv:1706.03762}",
        "arxivid = {1706.03762}",
        "eprint = {1706.03762v5}, eprinttype = {arxiv}",
    ],
)
def test_an_arxiv_id_is_found_where_programs_put_it(fields):
    read_record = record(f"title = {{T}}, {fields}")
    assert read_record.arxiv == "1706.03762"
    (entry,) = read(BIBTEX.write([read_record])).entries
    assert entry.record.arxiv == "1706.03762"


@pytest.mark.parametrize(
    "fields",
    [
        "journal = {CoRR}, volume = {59}",
        "note = {See arXiv:1706.03762 for more}",
        "eprint = {1706.03762}, archiveprefix = {HAL}",
    ],
)
def test_what_only_mentions_an_arxiv_id_has_none(fields):
    assert record(f"title = {{T}}, {fields}").arxiv == ""


def test_a_page_that_is_no_bibtex_is_one_problem():
    reading = read("<html><body>Not found</body></html>")
    assert reading.entries == ()
    assert [problem.reason for problem in reading.problems] == [
        "This is a web page and no bibliography: the download may have failed."
    ]


def test_macros_cannot_blow_up():
    doubled = "\n".join(f"@string{{m{n + 1} = m{n} # m{n}}}" for n in range(60))
    uses = "\n".join(f"@misc{{k{n}, title = m60 # m60}}" for n in range(300))
    reading = read(f'@string{{m0 = "0123456789"}}\n{doubled}\n{uses}')
    assert len(reading.entries) == 300
    assert sum(len(entry.record.title) for entry in reading.entries) < 2_000_000


def test_too_many_entries_are_refused(monkeypatch):
    monkeypatch.setattr(bibtex_source, "MOST_ENTRIES", 3)
    reading = read(GOOD * 4)
    assert reading.entries == ()
    (problem,) = reading.problems
    assert problem.reason == "More than 3 entries: split the file and try again."


def test_line_ends_and_byte_order_mark():
    text = "\ufeff" + (GOOD + GOOD.replace("1936,", "1936b,", 1)).replace("\n", "\r\n")
    reading = read(text)
    assert [(entry.record.key, entry.line) for entry in reading.entries] == [
        ("turing1936", 1),
        ("turing1936b", 5),
    ]


def test_biblatex_fields():
    read_record = record(
        "title = {Title}, subtitle = {And More}, journaltitle = {Journal}, location = {Paris},"
        " langid = {french}, date = {2020-05}, urldate = {2021-01-02}, url = {https://example.org},"
        " editor = {Curie, Marie}"
    )
    assert read_record.title == "Title: And More"
    assert read_record.other == {
        "container-title": "Journal",
        "publisher-place": "Paris",
        "language": "french",
        "accessed": {"date-parts": [[2021, 1, 2]]},
        "editor": [{"family": "Curie", "given": "Marie"}],
    }
