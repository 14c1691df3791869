"""Notebooks as cite2c and jupyterlab-citation-manager leave them."""

from __future__ import annotations

import json

import nbformat
import pytest

from jupyter_paperlookup.citing.conversion import citations_of
from jupyter_paperlookup.citing.document_file import DocumentFile
from jupyter_paperlookup.citing.migration import migrate
from jupyter_paperlookup.citing.own_words import digest
from jupyter_paperlookup.records import Cite

TURING = {
    "type": "article-journal",
    "title": "On Computable Numbers",
    "author": [{"family": "Turing", "given": "A. M."}],
    "issued": {"year": "1936", "month": "11", "day": 12},
    "container-title-short": "Proc. London Math. Soc.",
    "page-first": "230",
}
HOPPER = {
    "type": "paper-conference",
    "title": "The Education of a Computer",
    "author": [{"family": "Hopper", "given": "Grace"}],
    "issued": {"date-parts": [["1952"]]},
}


def notebook(sources, metadata, cells=()):
    v4 = nbformat.v4
    made = [v4.new_markdown_cell(source, id=f"c{at}") for at, source in enumerate(sources)]
    for at, cell_metadata in enumerate(cells):
        made[at]["metadata"] = cell_metadata
    text = nbformat.writes(v4.new_notebook(cells=made, metadata=metadata))
    return DocumentFile("paper.ipynb", text.encode())


def nothing(doi):
    return None


def content_of(document, migration):
    return document.changed(migration.cells, migration.metadata)


def migrated(document, by_doi=nothing):
    migration = migrate(document, by_doi)
    return DocumentFile("paper.ipynb", content_of(document, migration)), migration


def source(document, at=0):
    return "".join(json.loads(document.content)["cells"][at]["source"])


@pytest.mark.parametrize(
    "element",
    ['<cite data-cite="{}"></cite>', '<cite data-cite="{}"/>', "<cite data-cite='{}'>(T)</cite>"],
)
def test_cite2c(element):
    text = f"So {element.format('8918850/HEZNECAM')} and {element.format('hopper52')}."
    stored = {"cite2c": {"citations": {"8918850/HEZNECAM": TURING, "hopper52": HOPPER}}}
    document, migration = migrated(notebook([text, '<div class="cite2c-biblio"></div>'], stored))
    assert (migration.migrated, migration.items, migration.problems) == (2, 2, ())
    assert [placed.found.cites for placed in citations_of(document)] == [
        (Cite("turing1936computable"),),
        (Cite("hopper52"),),
    ]
    assert "/>" not in source(document)
    assert source(document, 1).startswith("<!-- paperlookup:bibliography -->")
    assert "cite2c" not in document.metadata
    item = document.items["turing1936computable"]
    assert item["issued"] == {"date-parts": [[1936, 11, 12]]}
    assert item["page-first"] == "230"
    assert item["id"] == "turing1936computable"


def test_citation_manager():
    text = (
        'As <cite id="ysmr4"><a href="#zotero%7C1%2FHEZNECAM">(Turing, 1936; Hopper, 1952)</a>'
        "</cite> say.\n\n<!-- BIBLIOGRAPHY START -->\n"
        '<div class="csl-entry">Turing</div>\n<!-- BIBLIOGRAPHY END -->'
    )
    items = {"zotero": {"1/HEZNECAM": TURING}, "DOI": {"10.1145/609784.609818": HOPPER}}
    works = [
        {"source": "zotero", "id": "1/HEZNECAM"},
        {"source": "DOI", "id": "10.1145/609784.609818"},
    ]
    start = notebook(
        [text],
        {"citation-manager": {"items": items, "style": "nature.csl"}, "z": 1},
        [{"citation-manager": {"citations": {"ysmr4": works}}, "tags": ["a"]}],
    )
    document, migration = migrated(start)
    assert (migration.migrated, migration.problems) == (1, ())
    assert source(document) == (
        'As <cite data-cite="turing1936computable,hopper1952education">'
        "(Turing, 1936; Hopper, 1952)</cite> say.\n\n<!-- paperlookup:bibliography -->\n\n"
        '<div class="csl-entry">Turing</div>\n\n<!-- /paperlookup:bibliography -->'
    )
    assert document.metadata.keys() == {"paperlookup", "z"}
    assert document.facts["style"] == "nature"
    noted = document.cells[0].metadata.pop("paperlookup")
    assert noted["words"] == ["(Turing, 1936; Hopper, 1952)"]
    assert noted["bibliography"] == [digest('<div class="csl-entry">Turing</div>')]
    assert document.cells[0].metadata == {"tags": ["a"]}
    nbformat.validate(json.loads(document.content))


def test_a_cell_that_lost_its_metadata_is_read_by_its_links():
    text = '<cite id="a1"><a href="#zotero%7C1%2FHEZNECAM">(Turing, 1936)</a></cite>'
    items = {"citation-manager": {"items": {"zotero": {"1/HEZNECAM": TURING}}}}
    document, _ = migrated(notebook([text], items))
    assert source(document) == '<cite data-cite="turing1936computable">(Turing, 1936)</cite>'


def test_what_has_no_data_stays_and_so_do_the_metadata():
    stored = {"cite2c": {"citations": {"1/A": TURING}}}
    text = (
        '\n<cite data-cite="1/A"></cite> <cite data-cite="1/B"></cite>\n\n<cite id="x">(y)</cite>'
    )
    document, migration = migrated(notebook([text], stored))
    assert migration.migrated == 1
    assert [(each.cell, each.line) for each in migration.problems] == [(1, 4), (1, 2)]
    assert '<cite data-cite="1/B"></cite>\n\n<cite id="x">(y)</cite>' in source(document)
    assert "cite2c" in document.metadata


def test_two_works_never_share_a_key():
    stored = {"cite2c": {"citations": {"1/AAAAAAAA": TURING, "1/BBBBBBBB": TURING}}}
    text = '<cite data-cite="1/AAAAAAAA"></cite><cite data-cite="1/BBBBBBBB"></cite>'
    own = {"paperlookup": {"version": 1, "items": {"Turing1936computable": HOPPER}}}
    document, _ = migrated(notebook([text], stored | own))
    assert [placed.found.cites[0].key for placed in citations_of(document)] == [
        "turing1936computablea", "turing1936computableb"
    ]  # fmt: skip
    assert len(document.items) == 3


def test_links_to_works_that_are_known():
    text = (
        "As [(Turing, 1936)](https://doi.org/10.1112/plms/s2-42.1.230) and "
        "[(Hopper)](https://doi.org/10.1000/182), [a link](https://doi.org/10.1000/1)."
    )

    def by_doi(doi):
        return {"id": "turing1936", **HOPPER} if doi == "10.1112/plms/s2-42.1.230" else None

    document, migration = migrated(notebook([text], {}), by_doi)
    assert source(document).startswith(
        'As <cite data-cite="turing1936">(Turing, 1936)</cite> and ['
    )
    assert [problem.reason for problem in migration.problems] == [
        "The library has no work with the DOI 10.1000/182: add it, then migrate again."
    ]
    assert list(document.items) == ["turing1936"]


def test_nothing_to_take_over_changes_no_byte():
    start = notebook(['[@a] <cite data-cite="b">(b)</cite>'], {"x": 1})
    assert content_of(start, migrate(start, nothing)) == start.content


def test_damaged_metadata_are_no_error():
    stored = {"cite2c": [], "citation-manager": {"items": {"zotero": 3, "x": {"y": None}}}}
    cell = {"citation-manager": {"citations": {"a": 3, "b": [4], "c": [{"id": 1}]}}}
    text = '<cite id="a">1</cite><cite id="b">2</cite><cite id="c">3</cite>'
    migration = migrate(notebook([text], stored, [cell]), nothing)
    assert len(migration.problems) == 3
