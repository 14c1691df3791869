"""Styles that a person adds: kept as files, checked as files are, never one over another."""

from __future__ import annotations

import os

import pytest

from jupyter_paperlookup.errors import InvalidRequest, PaperLookupError, UnknownStyle
from jupyter_paperlookup.formatting.styles import SHIPPED_FOLDER
from jupyter_paperlookup.library.own_styles import style_name

STYLE = """<?xml version="1.0" encoding="utf-8"?>
<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
  <info><title>Ours é</title><id>x</id><category citation-format="label"/></info>
  <citation><layout><text variable="title" prefix="T: "/></layout></citation>
  <bibliography><layout><text variable="title" suffix="!"/></layout></bibliography>
</style>"""
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0">
  <info><title>Mine</title><id>y</id>
  <link href="http://www.zotero.org/styles/{}" rel="independent-parent"/></info></style>"""


def test_a_style_can_be_used_from_now_on(library):
    info = library.add_style("Our Journal.csl", STYLE)
    assert (info.name, info.title, info.kind, info.origin) == (
        "our-journal", "Ours é", "label", "user",
    )  # fmt: skip
    assert library.cite(["chen2023fit"], style="our-journal").endswith("Transformers!")
    file = library.folder / "styles" / "our-journal.csl"
    assert file.read_text("utf-8") == STYLE
    assert [each.name for each in file.parent.iterdir()] == ["our-journal.csl"]
    assert library.add_style("our-journal", STYLE) == info


def test_a_dependent_style_needs_its_parent(library):
    assert library.add_style("mine", DEPENDENT.format("apa")).parent == "apa"
    with pytest.raises(UnknownStyle, match=r"add nowhere\.csl to the styles folder"):
        library.add_style("other", DEPENDENT.format("nowhere"))
    with pytest.raises(UnknownStyle, match="itself a dependent style"):
        library.add_style("third", DEPENDENT.format("mine"))


def test_no_style_is_written_over_another(library):
    library.add_style("ours", STYLE)
    with pytest.raises(InvalidRequest, match="There is a style ours of yours already"):
        library.add_style("OURS.csl", STYLE.replace("T: ", "U: "))
    with pytest.raises(InvalidRequest, match="that comes with paperlookup already"):
        library.add_style("apa.csl", STYLE)
    assert (library.folder / "styles" / "ours.csl").read_text("utf-8") == STYLE
    shipped = (SHIPPED_FOLDER / "apa.csl").read_text("utf-8")
    if os.linesep == "\n":
        assert library.add_style("apa.csl", shipped).origin == "shipped"


@pytest.mark.parametrize(
    "text",
    [
        "", "no xml", "<style/>", "<a xmlns='http://purl.org/net/xbiblio/csl'/>", "\ud800",
        '<!DOCTYPE style [<!ENTITY a "b">]>' + STYLE.partition("?>")[2],
        STYLE.replace("<citation>", "<cite>").replace("</citation>", "</cite>"),
        STYLE + "<!--" + "x" * 2_000_000 + "-->",
    ],
    ids=range(8),
)  # fmt: skip
def test_what_is_no_style_is_not_kept(library, text):
    with pytest.raises(UnknownStyle):
        library.add_style("bad", text)
    assert list((library.folder / "styles").iterdir()) == []


def test_a_text_may_say_that_it_was_in_another_encoding(library):
    text = STYLE.replace("utf-8", "ISO-8859-1")
    assert library.add_style("latin", text).title == "Ours é"


@pytest.mark.parametrize(
    "name, expected",
    [
        ("apa.csl", "apa"), ("../../etc/passwd", "passwd"), ("C:\\styles\\My Own.CSL", "my-own"),
        ("Zeitschrift für Physik (2).csl", "zeitschrift-für-physik-(2)"), ("con.csl", "con-style"),
        ("a..b", "a-b"), (".hidden", "hidden"), ("x" * 190, "x" * 100), ("a\0b\n", "a-b"),
    ],
)  # fmt: skip
def test_names_of_files(name, expected):
    assert style_name(name) == expected


@pytest.mark.parametrize("name", ["", ".", "..", "/", "-.csl", ".csl"])
def test_what_is_no_name(name):
    with pytest.raises(PaperLookupError):
        style_name(name)
