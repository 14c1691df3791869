"""An open notebook in another dialect, and what to look at in it, by HTTP."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.routes import ROUTES

pytestmark = pytest.mark.usefixtures("indexed_home")

FIT = {"id": "fit", "type": "article", "title": "FIT 𝔽", "author": [{"family": "Chen"}]}
FIT |= {"issued": {"date-parts": [[2023]]}}


def notebook(*sources, kind="markdown", path="", **metadata):
    cells = [
        {"id": f"c{number}", "kind": kind, "source": source}
        for number, source in enumerate(sources, 1)
    ]
    return {"path": path, "cells": cells, "metadata": metadata}


def with_edits(source, edits):
    """A text after edits whose places are counted in UTF-16."""
    units = source.encode("utf-16-le")
    for edit in reversed(edits):
        head, tail = units[: 2 * edit["start"]], units[2 * edit["end"] :]
        units = head + edit["text"].encode("utf-16-le") + tail
    return units.decode("utf-16-le")


@pytest.fixture
def ask(api):
    schemas = describe(ROUTES)["components"]["schemas"]

    async def ask(route, name, **body):
        response, answer = await api(f"notebook/{route}", body=body)
        assert response.code == 200, answer
        schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
        Draft202012Validator(schema).validate(answer)
        return answer

    return ask


@pytest.fixture
def converted(ask):
    """The sources of the cells after a conversion, and the whole answer."""

    async def ask_for(sent, to, **options):
        answer = await ask("converted", "NotebookEditsResponse", notebook=sent, to=to, **options)
        edits = {cell["id"]: cell["edits"] for cell in answer["cells"]}
        sources = [with_edits(cell["source"], edits.get(cell["id"], [])) for cell in sent["cells"]]
        return sources, answer

    return ask_for


async def test_cells_get_the_smallest_edits(converted) -> None:
    before = "𝒜 [see @chen2023fit, p. 3] 𝔅 [@brown2022wide] end"
    sent = notebook("no citation", before)
    (untouched, text), answer = await converted(sent, "html")
    assert untouched == "no citation"
    assert text.startswith('𝒜 <cite data-cite="chen2023fit" data-locator="3"')
    assert text.endswith("</cite> end")
    assert [cell["id"] for cell in answer["cells"]] == ["c2"]
    edits = answer["cells"][0]["edits"]
    assert all(edit["start"] >= 3 and edit["end"] < len(before) for edit in edits)
    assert (answer["changed"], answer["kept"], answer["problems"]) == (2, 0, [])
    facts = answer["metadata"]["paperlookup"]
    assert (facts["dialect"], sorted(facts["items"])) == ("html", ["brown2022wide", "chen2023fit"])
    (_, back), _ = await converted(notebook("no citation", text, paperlookup=facts), "pandoc")
    assert back == before


async def test_what_is_unknown_stays_and_is_told(converted) -> None:
    sent = notebook("[@nobody1900] stays", paperlookup={"version": 1, "items": {"fit": FIT}})
    (text,), answer = await converted(sent, "html")
    assert text == "[@nobody1900] stays"
    assert (answer["cells"], answer["metadata"], answer["kept"]) == ([], {}, 1)
    assert [(each["cell"], each["line"], each["raw"]) for each in answer["problems"]] == [
        ("c1", 1, "[@nobody1900]")
    ]


async def test_citations_of_other_tools_are_taken_over_in_one_step(converted) -> None:
    old = {"type": "book", "title": "Old", "author": [{"family": "Turing"}],
           "issued": {"year": "1936"}}  # fmt: skip
    sent = notebook(
        'A <cite data-cite="8918850/HEZNECAM"/> b',
        "[@chen2023fit]",
        '<div class="cite2c-biblio"></div>',
        cite2c={"citations": {"8918850/HEZNECAM": old}},
    )
    sources, answer = await converted(sent, "pandoc", migrate=True)
    assert sources == ["A [@turing1936old] b", "[@chen2023fit]", "::: {#refs}\n:::"]
    assert (answer["migrated"], answer["changed"], answer["kept"]) == (1, 1, 1)
    assert answer["metadata"]["cite2c"] is None
    assert "turing1936old" in answer["metadata"]["paperlookup"]["items"]
    kept, _ = await converted(sent, "pandoc")
    assert "8918850" in kept[0]


async def test_the_metadata_of_cells_follow(converted) -> None:
    sent = notebook("[@chen2023fit]")
    (text,), answer = await converted(sent, "text")
    assert text == "(Chen & Li, 2023)"
    assert answer["cells"][0]["metadata"] == {
        "paperlookup": {"citations": [{"words": text, "cites": [{"key": "chen2023fit"}]}]}
    }
    sent = notebook(text)
    sent["cells"][0]["metadata"] = answer["cells"][0]["metadata"]
    (back,), answer = await converted(sent, "pandoc")
    assert back == "[@chen2023fit]"
    assert answer["cells"][0]["metadata"] == {"paperlookup": None}


async def test_bibliographies_of_the_project_are_known(converted, jp_root_dir) -> None:
    (jp_root_dir / "refs.bib").write_text("@misc{only, title={O}, year=1999}\n", "utf-8")
    (text,), _ = await converted(notebook("[@only]", path="not-yet.ipynb"), "html")
    assert "1999)</cite>" in text


async def test_findings_have_their_places(ask) -> None:
    sent = notebook(
        "𝒜 [@nobody1900; @chen2023fit] [@fit]",
        'B <cite data-cite="chen2023fit">(Chen, 1999)</cite>',
        paperlookup={"items": {"fit": FIT, "idle": FIT}},
    )
    answer = await ask("checked", "FindingsResponse", notebook=sent)
    found = [
        (each["kind"], each["key"], each["cell"], each["start"], each["end"])
        for each in answer["findings"]
    ]
    end = len(sent["cells"][1]["source"])
    assert found == [
        ("unknown-key", "nobody1900", "c1", 3, 30),
        ("other-words", "chen2023fit", "c2", 2, end),
        ("uncited-item", "idle", "", 0, 0),
    ]


async def test_previews_are_of_the_notebooks_own_works(ask) -> None:
    sent = notebook(
        "[@nobody1900], [@chen2023fit, p. 3], [@fit; @brown2022wide]",
        "[@chen2023fit] [@devvrit2023matformer] [@chen2023fit]",
        paperlookup={"items": {"fit": FIT | {"title": "<script>alert(1)</script>"}}},
    )
    styles = ["apa", "no-such-style", "ieee"]
    answer = await ask("styles", "StylePreviewResponse", notebook=sent, styles=styles)
    apa, missing, ieee = answer["previews"]
    assert [each["style"] for each in answer["previews"]] == styles
    assert apa["citations"][0] == "(T. Chen &amp; Li, 2023, p. 3)"
    assert ieee["citations"] == ["&#91;1, p. 3&#93;", "&#91;2&#93;, &#91;3&#93;", "&#91;1&#93;"]
    assert [len(each["references"]) for each in answer["previews"]] == [4, 0, 4]
    assert "There is no style 'no-such-style'" in missing["failure"]
    assert "<script" not in str(answer)
    assert "&lt;script&gt;" in str(answer)
    assert not answer["isExample"]


async def test_previews_of_a_notebook_without_citations_are_examples(ask) -> None:
    sent = notebook("[@nobody1900]", paperlookup={"locale": "de-DE"})
    answer = await ask("styles", "StylePreviewResponse", notebook=sent, styles=["apa"])
    (preview,) = answer["previews"]
    assert answer["isExample"]
    assert (len(preview["citations"]), len(preview["references"])) == (3, 5)
    assert "S. 12" in preview["citations"][1]


async def test_a_preview_in_no_such_language_is_refused(api) -> None:
    sent = {"notebook": notebook(), "styles": ["apa"], "locale": "xx-XX"}
    response, body = await api("notebook/styles", body=sent)
    assert (response.code, body["reason"]) == (400, "UnknownLocale")


@pytest.mark.parametrize("route", ["converted", "checked"])
async def test_hostile_metadata_do_no_harm(api, route) -> None:
    for metadata in (
        {"paperlookup": []},
        {"paperlookup": {"items": {"fit": 3}, "style": ["apa"], "locale": {}}},
        {"paperlookup": {"items": {"fit": {"author": "x", "issued": [1]}}}},
        {"cite2c": 3, "citation-manager": {"items": [1]}},
    ):
        sent = {"notebook": notebook("[@fit]", **metadata)}
        sent |= {"to": "html", "migrate": True} if route == "converted" else {}
        response, body = await api(f"notebook/{route}", body=sent)
        assert response.code == 200, body


async def test_a_style_that_is_not_here_is_a_finding_beside_the_others(ask) -> None:
    cite = '<cite data-cite="fit">(Chen, 2023)</cite>'
    for chosen in ({"style": "nobodys-style"}, {"locale": "xx-YY"}):
        facts = {"items": {"fit": FIT, "other": FIT}} | chosen
        sent = notebook(f"{cite} [@nobody1900]", paperlookup=facts)
        found = (await ask("checked", "FindingsResponse", notebook=sent))["findings"]
        assert [(each["kind"], each["key"]) for each in found] == [
            ("unknown-key", "nobody1900"),
            ("other-words", ""),
            ("uncited-item", "other"),
        ]
        assert next(iter(chosen.values())).lower() in found[1]["reason"].lower()
        assert "choose another" in found[1]["reason"]
        assert (found[1]["cell"], found[1]["start"]) == ("", 0)


@pytest.mark.parametrize("route", ["restyled", "converted"])
async def test_words_in_a_style_that_is_not_here_are_refused(api, route) -> None:
    facts = {"items": {"fit": FIT}, "style": "nobodys-style"}
    cite = '<cite data-cite="fit">(Chen, 2023)</cite>'
    sent = {"notebook": notebook(cite, paperlookup=facts)}
    sent |= {"to": "text"} if route == "converted" else {}
    response, body = await api(f"notebook/{route}", body=sent)
    assert (response.code, body["reason"]) == (400, "UnknownStyle")
    assert body["message"].startswith("There is no style 'nobodys-style': ")
