"""Exports of whole libraries, seeds and hostile ones, in the programs that people use them with."""

from __future__ import annotations

import json
import re
import shutil
import subprocess

import pypandoc
import pytest

from jupyter_paperlookup.formats import ReadOptions, format_named
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.records import Creator, PartialDate, Record
from jupyter_paperlookup.records.csl_variables import CSL_TYPES

FLAVOURS = ["bibtex", "biblatex"]
# Commands and signs that BibTeX, BibLaTeX, RIS, JSON or Markdown would take for more than text.
HOSTILE = [
    "\\write18{touch /tmp/x}",
    "\\input{/etc/passwd}",
    "\\immediate\\openout1=x",
    "\\def\\a{\\a}\\a",
    "}\n}\n@misc{injected, title = {X}}",
    "{{{",
    "}}}",
    "{\\catcode`\\%=12",
    "$\\href{javascript:0}$",
    "100% & #1 _ ^ ~ \\",
    '"quoted" "',
    "\nER  - \nTY  - BOOK\n",
    "a, b, c, d and and others",
    "@string{jan = {x}}",
    "% comment",
    "\\end{document}",
    "--- ``x'' ---",
    "<script>alert(1)</script>",
    "![](javascript:0)",
    "\x00\x1b[31m\u202e",
    "=cmd|'/c calc'!A0",
    "10.1000/a{b}\\c$d%e<f>",
]
# Commands that the writer uses itself.
OWN = re.compile(
    r"\\(?:textbackslash\{\}|textasciitilde\{\}|textasciicircum\{\}|[$&#%_{}])"
    r"|\{\$\\[lr]brace\$\}"
)
VARIABLES = [
    "container-title",
    "publisher",
    "publisher-place",
    "volume",
    "issue",
    "page",
    "edition",
    "genre",
    "note",
    "keyword",
    "ISBN",
    "ISSN",
    "PMID",
    "collection-title",
    "number",
    "title-short",
    "event",
]
FIELDS = [
    "file",
    "doi",
    "url",
    "eprint",
    "month",
    "owner",
    "author+an",
    "crossref-x",
    "howpublished",
]


@pytest.fixture(scope="module")
def seeds(seeded_folder, tmp_path_factory):
    folder = tmp_path_factory.mktemp("seeds") / "library"
    shutil.copytree(seeded_folder, folder)
    with Library.open(folder) as library:
        yield library


def hostile_records():
    """Every hostile text in every field; all types of works in turn."""
    types = sorted(CSL_TYPES)
    return [
        Record(
            key=f"key{number}",
            type=types[number % len(types)],
            title=text,
            author=(
                Creator(family=text, given=text),
                Creator(literal=text),
                Creator("Turing", "A"),
            ),
            issued=PartialDate(literal=text) if number % 2 else PartialDate(1936, 11, 12),
            abstract=text,
            doi=text,
            url=text,
            other={
                **dict.fromkeys(VARIABLES, text),
                "editor": [{"family": text, "non-dropping-particle": text}],
                "accessed": {"date-parts": [[1936, 2, 31]]},
                "custom": {
                    "bibtex": dict.fromkeys(FIELDS, text),
                    "bibtex-type": text,
                    "ris": {"N1": [text], "ZZ": [text]},
                },
            },
        )
        for number, text in enumerate(HOSTILE * 3)
    ]


def biber(text, path):
    if not (program := shutil.which("biber")):
        pytest.skip("biber is not installed: it comes with TeX Live")
    path.write_text(text, "utf-8")
    command = [program, "--tool", "--validate-datamodel", "--nolog", "--output-file"]
    run = subprocess.run(
        [*command, path.with_suffix(".out.bib"), path],
        capture_output=True,
        check=False,
        encoding="utf-8",
        timeout=300,
    )
    errors = [line for line in run.stdout.splitlines() if line.startswith("ERROR")]
    assert (run.returncode, errors, run.stderr) == (0, [], "")
    return path.with_suffix(".out.bib").read_text("utf-8")


def pandoc(text, name):
    run = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", name, "--to", "csljson", "--sandbox"],
        input=text,
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=120,
    )
    return json.loads(run.stdout)


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_biber_finds_no_error_in_the_seeds(seeds, tmp_path, flavour):
    written = biber(seeds.export(to=flavour), tmp_path / "library.bib")
    assert len(re.findall(r"(?m)^@\w+\{", written)) == seeds.status().records


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_biber_finds_no_error_in_a_hostile_library(tmp_path, flavour):
    records = hostile_records()
    written = biber(format_named(flavour).write(records), tmp_path / "library.bib")
    keys = re.findall(r"(?m)^@\w+\{([^,]+),", written)
    assert sorted(keys) == sorted(record.key for record in records)


@pytest.mark.parametrize("name,reader", [("ris", "ris"), ("csl-json", "csljson")])
def test_pandoc_loads_the_seeds(seeds, name, reader):
    assert len(pandoc(seeds.export(to=name), reader)) == seeds.status().records


@pytest.mark.parametrize(
    "name,reader",
    [("ris", "ris"), ("csl-json", "csljson"), ("bibtex", "bibtex"), ("biblatex", "biblatex")],
)
def test_pandoc_loads_a_hostile_library(name, reader):
    records = hostile_records()
    text = format_named(name).write(records)
    items = pandoc(text.replace("\x00", ""), reader)
    assert len(items) == len(records)
    assert "injected" not in {item["id"] for item in items}


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_no_command_of_a_record_is_left_in_any_field(flavour):
    for line in format_named(flavour).write(hostile_records()).splitlines():
        if not line.startswith("  file = "):
            assert "\\" not in OWN.sub("", line)
        else:
            assert re.search(r"\\(?![:;\\])", line.replace("\\\\", "")) is None
        assert not line.startswith("@misc{injected")


@pytest.mark.parametrize(
    "name", ["bibtex", "biblatex", "ris", "csl-json", "endnote-xml", "medline"]
)
def test_a_hostile_library_is_read_again_record_for_record(name):
    records = hostile_records()
    chosen = format_named(name)
    reading = chosen.read(chosen.write(records), "a", ReadOptions())
    assert [problem.reason for problem in reading.problems] == []
    assert [entry.record.key for entry in reading.entries] == [each.key for each in records]
