"""BibTeX and BibLaTeX as they are written, read back by other programs."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from itertools import accumulate

import bibtexparser
import msgspec
import pybtex.database
import pypandoc
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text
from strategies import hostile_creators, keys, lines, records, titles, words

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.records import Creator, PartialDate, Record

BIBTEX = format_named("bibtex")
BIBLATEX = format_named("biblatex")
BIBER = shutil.which("biber")
HOSTILE = "<img src=x onerror=alert(1)> ![](javascript:0) $\\write18{}$"
FIT = Record(
    key="chen2023fit",
    type="article",
    title="FIT: Far-reaching Interleaved Transformers",
    author=(Creator(family="Chen", given="Ting"), Creator(family="Li", given="Lala")),
    issued=PartialDate(year=2023, month=5),
    doi="10.48550/arXiv.2305.12689",
    url="https://arxiv.org/abs/2305.12689",
    other={"number": "arXiv:2305.12689", "genre": "Preprint", "publisher": "arXiv"},
)
# Commands that this writer uses; whatever else begins with a backslash came out of a record.
OWN_COMMANDS = (
    r"\\(?:textbackslash\{\}|textasciitilde\{\}|textasciicircum\{\}|[$&#%_{}])"
    r"|\{\$\\[lr]brace\$\}"
)
SAME_SIGNS = str.maketrans({"’": "'", "‘": "`", "“": '"', "”": '"', "ˆ": "^", "\u00a0": " "})


def pandoc(text, flavour="bibtex"):
    run = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", flavour, "--to", "csljson", "--sandbox"],
        input=text, capture_output=True, check=True, encoding="utf-8", timeout=60,
    )  # fmt: skip
    return json.loads(run.stdout)


def bibtexparser_title(text):
    library = bibtexparser.parse_string(text)
    assert library.failed_blocks == []
    (entry,) = library.entries
    return LatexNodes2Text().latex_to_text(entry["title"])


def pybtex_title(text):
    (entry,) = pybtex.database.parse_string(text, "bibtex").entries.values()
    return LatexNodes2Text().latex_to_text(entry.fields["title"])


def typographic(text):
    """A text with the quotation marks that TeX sets for the typewriter's ones."""
    return " ".join(text.translate(SAME_SIGNS).split())


def test_a_preprint_in_bibtex():
    assert BIBTEX.write([FIT]) == (
        "@misc{chen2023fit,\n"
        "  title = {{FIT}: {Far-reaching} {Interleaved} {Transformers}},\n"
        "  author = {Chen, Ting and Li, Lala},\n"
        "  year = {2023},\n"
        "  month = may,\n"
        "  eprint = {2305.12689},\n"
        "  archiveprefix = {arXiv},\n"
        "  doi = {10.48550/arXiv.2305.12689},\n"
        "  url = {https://arxiv.org/abs/2305.12689},\n"
        "}\n"
    )


def test_a_preprint_in_biblatex():
    full = msgspec.structs.replace(FIT, issued=PartialDate(year=2023, month=5, day=22))
    assert BIBLATEX.write([full]) == (
        "@online{chen2023fit,\n"
        "  title = {{FIT}: {Far-reaching} {Interleaved} {Transformers}},\n"
        "  author = {Chen, Ting and Li, Lala},\n"
        "  date = {2023-05-22},\n"
        "  eprint = {2305.12689},\n"
        "  eprinttype = {arxiv},\n"
        "  doi = {10.48550/arXiv.2305.12689},\n"
        "  url = {https://arxiv.org/abs/2305.12689},\n"
        "}\n"
    )


@pytest.mark.parametrize(
    "change,remark",
    [
        ({"author": ()}, "% Incomplete: author unknown"),
        ({"author": (), "issued": None}, "% Incomplete: author and year unknown"),
        ({"issued": PartialDate(month=6, day=16)}, "% Incomplete: year unknown"),
        (
            {"title": "", "author": (), "issued": None},
            "% Incomplete: title, author and year unknown",
        ),
    ],
)
def test_an_incomplete_entry_says_so_above_it(change, remark):
    text = BIBTEX.write([FIT, msgspec.structs.replace(FIT, **change)])
    assert f"\n\n{remark}\n@misc{{chen2023fita,\n" in text
    assert len(pybtex.database.parse_string(text, "bibtex").entries) == 2
    assert len(bibtexparser.parse_string(text).entries) == 2
    assert len(pandoc(text)) == 2


def test_nobody_is_invented():
    counted = msgspec.structs.replace(FIT, author=(), issued=PartialDate(month=6, day=16))
    text = BIBTEX.write([counted])
    assert "author =" not in text
    assert "year =" not in text


@pytest.mark.parametrize(
    "csl,bibtex,biblatex",
    [
        ("article-journal", "article", "article"),
        ("paper-conference", "inproceedings", "inproceedings"),
        ("chapter", "incollection", "incollection"),
        ("book", "book", "book"),
        ("thesis", "phdthesis", "thesis"),
        ("report", "techreport", "report"),
        ("webpage", "misc", "online"),
        ("dataset", "misc", "dataset"),
        ("software", "misc", "software"),
        ("document", "misc", "misc"),
        ("no-such-type", "misc", "misc"),
    ],
)
def test_types(csl, bibtex, biblatex):
    record = Record(key="k", type=csl, title="T")
    assert f"@{bibtex}{{k," in BIBTEX.write([record])
    assert f"@{biblatex}{{k," in BIBLATEX.write([record])


@pytest.mark.parametrize(
    "title,latex",
    [
        ("Pointer Networks", "Pointer {Networks}"),
        ("A Survey of Mamba", "A {Survey} of {Mamba}"),
        ("iLRM: An iterative model", "{iLRM}: {An} iterative model"),
        ("word2vec explained", "{word2vec} explained"),
        ("The Dawn of LMMs (GPT-4V)", "The {Dawn} of {LMMs} ({GPT-4V})"),
        ("Flamingo: a model", "Flamingo: {a} model"),
        ('"What is it?" asked nobody', '"What is it?" {asked} nobody'),
        ("DεpS", "{DεpS}"),
        ("70% Size", "70\\% {Size}"),
        ("Über die Grenze", "Über die {Grenze}"),
        ("C# and F_1", "C\\# and {F\\_1}"),
        ("A -- b", "A -{}- b"),
    ],
)
def test_capitals_of_titles_are_protected(title, latex):
    record = msgspec.structs.replace(FIT, title=title)
    assert f"  title = {{{latex}}},\n" in BIBTEX.write([record])


@pytest.mark.parametrize(
    "title",
    [
        HOSTILE,
        "FIT: Far-reaching Interleaved Transformers",
        "70% Size, 100% Accuracy & $5 #1 a_b x^2 ~ y | z",
        "DεpS: Delayed ε-Shrinking for Gödel, Łukasiewicz and 漢語",
        "\\input{/etc/passwd} \\def\\a{\\a}\\a \\catcode`\\}=12",
        "}, author = {Nobody Knows}, x = {",
        "@article{turing1936, title = {x}}",
        "% not a comment",
        "It's --- \"quoted\" ''twice'' ?` !` ,, <<",
        "word2vec of the World",
        "To prune, or not to prune: exploring the efficacy. of pruning? it's — so",
    ],
)
@pytest.mark.parametrize("format_", [BIBTEX, BIBLATEX], ids=["bibtex", "biblatex"])
def test_any_title_comes_back_from_every_reader(format_, title):
    record = msgspec.structs.replace(FIT, title=title)
    text = format_.write([record])
    (entry,) = format_.read(text, "x", ReadOptions()).entries
    assert entry.record.title == title
    (item,) = pandoc(text, format_.name)
    assert typographic(item["title"].replace("$\\lbrace$", "{").replace("$\\rbrace$", "}")) == (
        typographic(title)
    )
    assert typographic(bibtexparser_title(text)) == typographic(title)
    assert typographic(pybtex_title(text)) == typographic(title)
    assert list(pybtex.database.parse_string(text, "bibtex").entries) == [FIT.key]


@pytest.mark.parametrize(
    "title,latex",
    [
        ("<i>Homo sapiens</i> of Africa", r"\emph{Homo sapiens} of {Africa}"),
        ("On <i>Homo sapiens</i>", r"On \emph{{Homo} sapiens}"),
        ("CO<sub>2</sub> and <sup>13</sup>C", r"{CO}\textsubscript{2} and \textsuperscript{13}{C}"),
        ("X<sup>n<sub>1</sub></sup><b>&</b>", r"X\textsuperscript{n\textsubscript{1}}\textbf{\&}"),
        ("Of <sc>bc</sc> a < b > c <b>", r"Of \textsc{bc} a < b > c <b>"),
        ("On <i>}</i> and {<i>x</i>}", r"On \emph{{$\rbrace$}} and \{\emph{x}\}"),
    ],
)  # fmt: skip
def test_rich_text_becomes_commands_and_comes_back(title, latex):
    record = msgspec.structs.replace(FIT, title=title, abstract=title)
    for format_ in (BIBTEX, BIBLATEX):
        text = format_.write([record])
        assert f"  title = {{{latex}}},\n" in text
        (entry,) = format_.read(text, "x", ReadOptions()).entries
        assert (entry.record.title, entry.record.abstract) == (title, title)


def test_pandoc_reads_rich_text_so_too():
    title = "On <i>Homo sapiens</i>, CO<sub>2</sub>, <sup>13</sup>C and <b>bold</b>"
    (item,) = pandoc(BIBTEX.write([msgspec.structs.replace(FIT, title=title)]))
    assert item["title"] == title


def test_what_has_its_own_case_stands_in_braces():
    title = 'the <span class="nocase">iPhone</span> <span class="nodecor">x</span>'
    text = BIBTEX.write([msgspec.structs.replace(FIT, title=title)])
    assert "  title = {{the} {{iPhone}} x},\n" in text


rich_texts = st.recursive(
    st.lists(words, min_size=1, max_size=2).map(" ".join),
    lambda inner: st.builds(
        "{0}<{1}>{2}</{1}>".format, inner, st.sampled_from(["i", "b", "sup", "sub", "sc"]), inner
    ),
    max_leaves=6,
)
LOOSE_TAGS = ["<i>", "</i>", "<sub>", "</sub>", "{", "}", "\\", "\ufdd0", "\ufdd6", "a", "B ", "$"]


@given(rich_texts)
def test_any_rich_text_comes_back(title):
    record = Record(key="k", title=title, other={"note": title, "custom": {"bibtex": {"x": title}}})
    (entry,) = BIBTEX.read(BIBTEX.write([record]), "x", ReadOptions()).entries
    assert (entry.record.title, entry.record.other) == (title, record.other)


@given(st.lists(st.sampled_from(LOOSE_TAGS), max_size=12).map("".join))
def test_no_command_hides_in_tags(title):
    text = BIBTEX.write([Record(key="k", title=title, other={"note": title})])
    for value in re.findall(r"(?m)^  (?:title|note) = \{(.*)\},$", text):
        bare = re.sub(OWN_COMMANDS + r"|\\(?:emph|textsubscript)(?=\{)", "", value)
        assert not re.search(r"[\\$&#%_~^]", bare)
        depths = [*accumulate({"{": 1, "}": -1}.get(sign, 0) for sign in value)]
        assert min(depths, default=0) >= 0 == (depths or [0])[-1]


@given(title=titles, abstract=lines, key=keys)
def test_no_command_of_a_record_survives(title, abstract, key):
    record = Record(key=key, title=title, abstract=abstract, other={"note": abstract, "x": title})
    for format_ in (BIBTEX, BIBLATEX):
        text = format_.write([record])
        for value in re.findall(r"(?m)^  (?:title|abstract|note) = \{(.*)\},$", text):
            bare = re.sub(OWN_COMMANDS, "", value)
            assert not re.search(r"[\\$&#%_~^]", bare)
            assert value.count("{") == value.count("}")


@given(title=titles, abstract=lines)
@settings(max_examples=25)
def test_parsers_find_one_entry_whatever_it_says(title, abstract):
    record = Record(key="k", title=title, abstract=abstract)
    for format_ in (BIBTEX, BIBLATEX):
        text = format_.write([record, FIT])
        library = bibtexparser.parse_string(text)
        assert library.failed_blocks == []
        assert [entry.key for entry in library.entries] == ["k", FIT.key]
        found = pybtex.database.parse_string(text, "bibtex").entries
        assert list(found) == ["k", FIT.key]
        assert list(found["k"].fields) == ["title", *["abstract"] * bool(abstract)]


@given(records)
def test_read_back_as_it_was(record):
    for format_ in (BIBTEX, BIBLATEX):
        (entry,) = format_.read(format_.write([record]), "x", ReadOptions()).entries
        read = entry.record
        # BibTeX has no type of its own for a document, and says which degree a thesis is for.
        if record.type in ("document", "thesis"):
            read = msgspec.structs.replace(read, type=record.type, other={})
        assert read == record


@given(st.lists(hostile_creators, min_size=1, max_size=3))
def test_hostile_names_stay_as_many(people):
    record = Record(key="k", title="T", author=tuple(people))
    text = BIBTEX.write([record])
    (entry,) = BIBTEX.read(text, "x", ReadOptions()).entries
    assert len(entry.record.author) == len(people)
    assert bibtexparser.parse_string(text).failed_blocks == []


@pytest.mark.parametrize(
    "creator,latex",
    [
        (Creator(family="Gogh", given="Vincent", non_dropping_particle="van"), "van Gogh, Vincent"),
        (Creator(family="Broglie", given="Louis", dropping_particle="de"), "de Broglie, Louis"),
        (Creator(family="Brinch Hansen", given="Per"), "Brinch Hansen, Per"),
        (Creator(family="van Rossum", given="Guido"), "{van Rossum}, Guido"),
        (Creator(family="King", given="Martin Luther", suffix="Jr."), "King, Jr., Martin Luther"),
        (Creator(family="Devvrit"), "Devvrit"),
        (Creator(literal="01.AI"), "{01.AI}"),
        (Creator(literal="Simon and Schuster, Inc."), "{Simon and Schuster, Inc.}"),
        (Creator(family="Gödel & Co", given="K"), "{Gödel \\& Co}, K"),
    ],
)  # fmt: skip
def test_names(creator, latex):
    text = BIBTEX.write([msgspec.structs.replace(FIT, author=(creator,))])
    assert f"  author = {{{latex}}},\n" in text
    (name,) = pandoc(text)[0]["author"]
    said = " ".join(
        name.get(part, "")
        for part in ("given", "dropping-particle", "non-dropping-particle", "family", "literal")
    )
    assert creator.surname.split()[-1] in said


def test_every_field_of_an_article():
    record = Record(
        key="turing1936",
        type="article-journal",
        title="On Computable Numbers, with an Application to the Entscheidungsproblem",
        author=(Creator(family="Turing", given="Alan M."),),
        issued=PartialDate(year=1936, month=11, day=12),
        doi="10.1112/plms/s2-42.1.230",
        other={
            "container-title": "Proceedings of the London Mathematical Society",
            "volume": 42,
            "issue": "1",
            "page": "230-265",
            "language": "en",
            "ISSN": "0024-6115",
            "editor": [{"family": "Hardy", "given": "G. H."}],
            "accessed": {"date-parts": [[2024, 5, 1]]},
            "custom": {"bibtex": {"primaryclass": "cs.LO", "bad name": "x", "mynote": "a_b"}},
        },
    )
    text = BIBTEX.write([record])
    assert "  journal = {Proceedings of the London Mathematical Society},\n" in text
    assert "  pages = {230--265},\n" in text
    assert "  day = {12},\n" in text
    assert "  mynote = {a\\_b},\n" in text
    assert "bad name" not in text
    for format_ in (BIBTEX, BIBLATEX):
        (entry,) = format_.read(format_.write([record]), "x", ReadOptions()).entries
        kept = {"bibtex": {"primaryclass": "cs.LO", "mynote": "a_b"}}
        other = {**record.other, "volume": "42", "custom": kept}
        assert entry.record == msgspec.structs.replace(record, other=other)
    (item,) = pandoc(text)
    assert item["issued"] == {"date-parts": [[1936, 11, 12]]}
    assert item["page"] == "230-265"
    assert item["title"] == record.title


@pytest.mark.parametrize(
    "url,written",
    [
        ("https://example.org/a_b%20c#d", "https://example.org/a_b%20c#d"),
        ("https://example.org/{x}\\y z", "https://example.org/%7Bx%7D%5Cy%20z"),
        ("https://example.org/漢", "https://example.org/漢"),
    ],
)
def test_urls_are_letter_for_letter(url, written):
    text = BIBTEX.write([msgspec.structs.replace(FIT, url=url)])
    assert f"  url = {{{written}}},\n" in text


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x"])
def test_urls_that_run_something_are_left_out(url):
    assert "url =" not in BIBTEX.write([msgspec.structs.replace(FIT, url=url)])


@pytest.mark.parametrize(
    "key,written",
    [
        ("DBLP:conf/nips/Vaswani17", "DBLP:conf/nips/Vaswani17"),
        ("a_", "a_"),
        ("a b,c}", "a_b_c"),
        ("", "chen2023fit"),
        ("}{", "chen2023fit"),
    ],
)
def test_keys_are_kept_unless_they_break_the_entry(key, written):
    assert BIBTEX.write([msgspec.structs.replace(FIT, key=key)]).startswith(f"@misc{{{written},\n")


@pytest.mark.parametrize(
    "date,bibtex,biblatex",
    [
        (PartialDate(year=2020, end=(2021, 5)), "year = {2020}", "date = {2020/2021-05}"),
        (PartialDate(year=2020, circa=True), "year = {2020}", "date = {2020~}"),
        (PartialDate(year=2020, season=1), "year = {2020}", "date = {2020-21}"),
        (PartialDate(literal="in press"), "year = {in press}", "year = {in press}"),
        (PartialDate(month=6, day=16), "month = jun,\n  day = {16}", "month = jun,\n  day = {16}"),
    ],
)
def test_dates(date, bibtex, biblatex):
    record = msgspec.structs.replace(FIT, issued=date)
    assert f"  {bibtex},\n" in BIBTEX.write([record])
    assert f"  {biblatex},\n" in BIBLATEX.write([record])
    (entry,) = BIBLATEX.read(BIBLATEX.write([record]), "x", ReadOptions()).entries
    assert entry.record.issued == date


@pytest.mark.skipif(BIBER is None, reason="biber is not installed")
@pytest.mark.parametrize("format_", [BIBTEX, BIBLATEX], ids=["bibtex", "biblatex"])
def test_biber_finds_nothing_wrong(format_, tmp_path):
    hostile = msgspec.structs.replace(FIT, key="b", title=HOSTILE, abstract="}{ @article{x, 100%")
    (tmp_path / "stubs.bib").write_text(format_.write([FIT, hostile]), encoding="utf-8")
    run = subprocess.run(
        [BIBER, "--tool", "--validate-datamodel", "--output-file", "out.bib", "stubs.bib"],
        cwd=tmp_path, capture_output=True, check=True, encoding="utf-8", timeout=120,
    )  # fmt: skip
    assert "WARN" not in run.stdout
    assert "ERROR" not in run.stdout
    before = format_.read(format_.write([FIT, hostile]), "x", ReadOptions())
    after = format_.read((tmp_path / "out.bib").read_text(encoding="utf-8"), "x", ReadOptions())
    assert after.problems == ()
    assert [entry.record for entry in after.entries] == [entry.record for entry in before.entries]


PEOPLE = "author editor translator bookauthor".split()
FIELDS = """
title subtitle titleaddon booktitle maintitle journal journaltitle
series volume number issue pages chapter edition version volumes pagetotal type address location
publisher school institution organization howpublished eventtitle venue shorttitle pubstate note
annote annotation addendum keywords language langid abstract year month date urldate isbn issn pmid
url doi eprint eprinttype archiveprefix primaryclass crossref xref editora holder nameaddon file key
options related x-own
""".split()
KINDS = (
    "article book inbook inproceedings conference incollection manual proceedings phdthesis"
    " mastersthesis techreport unpublished booklet misc talk"
).split()
BIBLATEX_KINDS = [*KINDS, *"thesis report online dataset mvbook collection review patent".split()]
values = st.one_of(
    st.lists(words, min_size=1, max_size=3).map(" ".join),
    st.sampled_from(["2020", "1--2", "oct", "2020-05", "arXiv", "2305.12689v2", "10.1000/1"]),
)
people = st.sampled_from(["{A, B} and C, D", "Turing, Alan and others", "Ludwig van Beethoven"])
entries = st.fixed_dictionaries(
    {},
    optional=dict.fromkeys(FIELDS, values)
    | dict.fromkeys(PEOPLE, people)
    | {"year": st.sampled_from(["2020", "in press"])}
    | {"month": st.sampled_from(["oct", "October", "5", "June 12--15", "Michaelmas"])}
    | {"date": st.sampled_from(["2020-05", "2020-05-06", "someday"])}
    | {"url": st.sampled_from(["https://example.org/a_b%20c", "www.example.org/~x"])},
)


@pytest.mark.parametrize("format_", [BIBTEX, BIBLATEX], ids=["bibtex", "biblatex"])
@given(
    data=st.data(),
    fields=entries.filter(lambda fields: fields and not {"date", "month"} <= fields.keys()),
)
def test_whatever_an_entry_holds_is_imported_exported_and_imported_as_it_was(format_, data, fields):
    kind = data.draw(st.sampled_from(KINDS if format_ is BIBTEX else BIBLATEX_KINDS))
    written = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    (entry,) = format_.read(f"@{kind}{{key,\n{written}}}\n", "x", ReadOptions()).entries
    text = format_.write([entry.record])
    (again,) = format_.read(text, "x", ReadOptions()).entries
    assert again.record == entry.record, text


@pytest.mark.parametrize("kind", BIBLATEX_KINDS)
def test_no_entry_gets_another_type(kind):
    for format_ in (BIBTEX, BIBLATEX) if kind in KINDS else (BIBLATEX,):
        (entry,) = format_.read(f"@{kind}{{key, title = {{T}}}}", "x", ReadOptions()).entries
        same = {"phdthesis": "thesis", "mastersthesis": "thesis", "techreport": "report"}
        expected = same.get(kind, kind) if format_ is BIBLATEX else kind
        assert f"@{expected}{{key,\n" in format_.write([entry.record])


def test_a_type_that_has_changed_since_is_not_written():
    (entry,) = BIBTEX.read("@manual{key, title = {T}}", "x", ReadOptions()).entries
    changed = msgspec.structs.replace(entry.record, type="report")
    assert "@techreport{key," in BIBTEX.write([changed])
    hostile = msgspec.structs.replace(entry.record, other={"custom": {"bibtex-type": "x{}@a"}})
    assert "@book{key," in BIBTEX.write([hostile])
