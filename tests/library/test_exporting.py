"""Exports in the order of keys: records, a source, what a notebook cites."""

from __future__ import annotations

import json

import pytest

from jupyter_paperlookup.citing.document import written_in
from jupyter_paperlookup.errors import InvalidRequest, UnknownFormat
from jupyter_paperlookup.formats.bibtex_places import places_of

BIB = """
@book{Zeta, title={Last}, author={Hopper, Grace}, year={1952}}
@book{alpha, title={First}, author={Turing, Alan}, year={1936}}
@book{Beta, title={Second}, author={Lovelace, Ada}, year={1843}}
"""


def keys_of(text):
    return [place.key for place in places_of(text).entries]


@pytest.fixture
def filled(empty):
    empty.import_text(BIB, "mine.bib")
    empty.import_text("@book{gamma, title={Other}, year={1950}}", "other.bib")
    return empty


def test_every_export_is_sorted_by_key_whatever_its_case(filled):
    assert keys_of(filled.export()) == ["alpha", "Beta", "gamma", "Zeta"]
    assert keys_of(filled.export(["Zeta", "Beta", "alpha"])) == ["alpha", "Beta", "Zeta"]
    items = json.loads(filled.export(to="csl-json"))
    assert [item["id"] for item in items] == ["alpha", "Beta", "gamma", "Zeta"]


def test_a_source_is_exported_with_what_it_says_now(filled):
    assert keys_of(filled.export(source="other.bib")) == ["gamma"]
    filled.import_text(BIB.replace("@book{Beta", "@book{delta"), "mine.bib")
    assert keys_of(filled.export(source="mine.bib")) == ["alpha", "delta", "Zeta"]
    with pytest.raises(InvalidRequest, match=r"no source 'nothing\.bib'"):
        filled.export(source="nothing.bib")
    with pytest.raises(InvalidRequest, match="not both"):
        filled.export(["alpha"], source="mine.bib")


def test_cited_works_are_told_by_the_keys_that_they_have_now(filled):
    filled.rename_key("alpha", "turing1936")
    cited = filled.cited(["[@Zeta; @alpha]", "@turing1936 \\cite{nobody,beta,Nobody}"])
    assert cited.keys == ("Zeta", "turing1936", "Beta")
    assert cited.unknown == ("nobody",)


def test_a_cited_work_is_exported_under_the_key_by_which_it_is_cited(filled):
    filled.rename_key("alpha", "turing1936")
    text, cited = filled.export_cited(["[@alpha; @Zeta; @nobody]"])
    assert keys_of(text) == ["alpha", "Zeta"]
    assert (cited.keys, cited.unknown) == (("turing1936", "Zeta"), ("nobody",))
    text, _ = filled.export_cited(["@alpha @turing1936 @beta"], "csl-json")
    assert [item["id"] for item in json.loads(text)] == ["alpha", "beta", "turing1936"]


def test_of_two_spellings_the_records_own_is_written_once(filled):
    text, cited = filled.export_cited(["@beta @Beta @BETA"])
    assert keys_of(text) == ["Beta"]
    assert cited.keys == ("Beta",)


def test_nothing_cited_is_an_empty_export(filled):
    text, cited = filled.export_cited(["no citations"])
    assert text.strip() == ""
    assert (cited.keys, cited.unknown) == ((), ())


def test_a_format_that_is_only_read_is_refused(filled):
    with pytest.raises(UnknownFormat, match="only read"):
        filled.export_cited(["@alpha"], "captured_page")


ITEM = {"type": "book", "author": [{"family": "Wiener"}], "issued": {"date-parts": [[1948]]}}


def notebook(*cells, **facts):
    return written_in(cells, {"paperlookup": facts})


def test_works_that_only_the_notebook_knows_go_along_by_the_keys_by_which_they_are_cited(filled):
    items = {
        "wiener": ITEM | {"title": "Cybernetics"},
        "alpha": ITEM | {"title": "Old"},
        "uncited": ITEM | {"title": "Not asked for"},
    }
    document = notebook("[@Wiener; @alpha; @WIENER; @nobody]", items=items)
    text, cited = filled.export_cited(document)
    # The library's own record is the one that is corrected.
    assert keys_of(text) == ["alpha", "Wiener"]
    assert "Cybernetics" in text
    assert "First" in text
    assert "Old" not in text
    assert (cited.keys, cited.unknown) == (("Wiener", "alpha"), ("nobody",))
    assert filled.cited(document) == cited


@pytest.mark.parametrize(
    "cell, nocite, keys",
    [
        ("@Zeta", ["wiener", "alpha", "nobody"], ["alpha", "wiener", "Zeta"]),
        ("@Zeta", ["*"], ["wiener", "Zeta"]),
        ("@Zeta", "wiener", ["Zeta"]),
        ("---\nnocite: |\n  @wiener\n---\n\n@Zeta", [], ["wiener", "Zeta"]),
        ("---\nnocite: |\n  @*\n---\n\n@Zeta", [], ["wiener", "Zeta"]),
        ("\\cite{Zeta}\\nocite{wiener}", [], ["wiener", "Zeta"]),
        ("{cite:p}`Zeta`\n\n```{bibliography}\nwiener\n```", [], ["wiener", "Zeta"]),
    ],
)
def test_works_that_are_only_to_be_listed_are_exported_too(filled, cell, nocite, keys):
    document = notebook(cell, nocite=nocite, items={"wiener": ITEM | {"title": "Cybernetics"}})
    text, cited = filled.export_cited(document)
    assert keys_of(text) == keys
    assert cited.unknown == (("nobody",) if "nobody" in nocite else ())


@pytest.mark.parametrize(
    "facts",
    [
        {"items": []},
        {"items": {"wiener": "no item"}},
        {"items": {"wiener": {"title": 5, "author": 7, "issued": [[]]}}, "nocite": [1, None]},
        {"items": {"": {}, "wiener": {}}, "nocite": ["*", "x" * 500, "a\nb"]},
    ],
)
def test_hostile_metadata_break_no_export(filled, facts):
    text, _ = filled.export_cited(notebook("@Zeta [@wiener]", **facts))
    assert "Zeta" in keys_of(text)
    filled.export_cited(written_in(["@Zeta"], {"paperlookup": 3}))
