"""The bibliography of an open notebook, by HTTP."""

from __future__ import annotations

import pytest

ITEMS = {
    key: {
        "type": "book",
        "title": title,
        "author": [{"family": family}],
        "issued": {"date-parts": [[1936]]},
    }
    for key, title, family in (
        ("wiener", "Cybernetics", "Wiener"),
        ("turing", "On Computable Numbers", "Turing"),
        ("church", "A Note on the Entscheidungsproblem", "Church"),
    )
}
CELL = "[@wiener] and [@turing]"


def notebook(*sources, **facts):
    cells = [
        {"id": f"c{at}", "kind": "markdown", "source": source, "metadata": {}}
        for at, source in enumerate(sources)
    ]
    facts = {"version": 1, "items": ITEMS, "style": "apa"} | facts
    return {"path": "", "cells": cells, "metadata": {"paperlookup": facts}}


@pytest.fixture
def placed(api, indexed_home):
    async def ask(sent, dialect, nocite=(), **more):
        body = {"notebook": sent, "dialect": dialect, "nocite": list(nocite), **more}
        response, answer = await api("notebook/bibliography", body=body)
        assert response.code == 200, answer
        return answer

    return ask


@pytest.mark.parametrize("dialect", ["html", "text"])
async def test_references_between_comments(placed, dialect):
    answer = await placed(notebook(CELL), dialect, ["church"])
    assert answer["text"] == (
        "<!-- paperlookup:bibliography -->\n\n"
        "Church. (1936). *A Note on the Entscheidungsproblem*.\n\n"
        "Turing. (1936). *On Computable Numbers*.\n\n"
        "Wiener. (1936). *Cybernetics*.\n\n"
        "<!-- /paperlookup:bibliography -->"
    )
    assert (answer["kind"], answer["isBlock"], answer["nocite"]) == ("reference", True, ["church"])
    assert answer["html"].startswith("Church. (1936). <em>A Note")
    assert answer["items"].keys() == ITEMS.keys()
    assert len(answer["digest"]) == 16


@pytest.mark.parametrize(
    "dialect, nocite, text",
    [
        ("pandoc", [], "::: {#refs}\n:::"),
        ("pandoc", ["church"], "---\nnocite: |\n  @church\n---\n\n::: {#refs}\n:::"),
        ("pandoc", ["*"], "---\nnocite: |\n  @*\n---\n\n::: {#refs}\n:::"),
        ("myst", ["church"], "```{bibliography}\nchurch\n```"),
        ("myst", ["*"], "```{bibliography}\n:all:\n```"),
        ("latex", ["church", "turing"],
         "\\nocite{church,turing}\n\\bibliographystyle{plain}\n\\bibliography{references}"),
    ],
)  # fmt: skip
async def test_the_form_of_each_dialect(placed, api, dialect, nocite, text):
    answer = await placed(notebook(CELL), dialect, nocite)
    assert answer["text"] == text
    assert (answer["nocite"], answer["digest"]) == ([], "")
    # The text asks for them where it stands, also where it is written once more.
    written = notebook(CELL, f"# References\n\n{text}")
    _, cited = await api("notebook/citations", body={"notebook": written})
    keys = {work["key"] for work in cited["works"]}
    assert keys == {"wiener", "turing"} | ({"church"} if nocite else set())
    assert (await placed(written, dialect))["text"] == text


async def test_all_that_the_notebook_knows(placed):
    answer = await placed(notebook("Nothing."), "html", ["*"], style="ieee")
    assert answer["text"].count("1936") == len(ITEMS)
    assert answer["nocite"] == ["*"]


async def test_a_fresh_bibliography_is_kept_in_step(placed, api):
    block = (await placed(notebook(CELL, style="ieee"), "html"))["text"]
    # Nothing is noted of it, and other works come before those that it has.
    sent = notebook("[@church]", CELL, block, style="ieee")
    _, answer = await api("notebook/restyled", body={"notebook": sent})
    assert (answer["bibliographies"], answer["problems"]) == (1, [])


async def test_works_of_the_library_can_be_listed_and_others_are_told(placed, api):
    answer = await placed(notebook("Nothing."), "html", ["chen2023fit"])
    assert "Far-reaching" in answer["text"]
    assert "chen2023fit" in answer["items"]
    body = {"notebook": notebook(CELL), "dialect": "html", "nocite": ["nobody1900"]}
    response, error = await api("notebook/bibliography", body=body)
    assert (response.code, error["reason"]) == (404, "RecordNotFound")


async def test_uncited_works_go_along_when_the_dialect_changes(api, indexed_home):
    block = "<!-- paperlookup:bibliography -->\n<!-- /paperlookup:bibliography -->"
    sent = notebook(block, nocite=["church"])
    for dialect in ("pandoc", "myst", "latex"):
        _, answer = await api("notebook/converted", body={"notebook": sent, "to": dialect})
        assert "nocite" not in answer["metadata"]["paperlookup"]
        assert any("church" in edit["text"] for edit in answer["cells"][0]["edits"])
        body = {"notebook": notebook(""), "dialect": dialect, "nocite": ["church"]}
        _, written = await api("notebook/bibliography", body=body)
        there = notebook(written["text"])
        _, back = await api("notebook/converted", body={"notebook": there, "to": "html"})
        assert back["metadata"]["paperlookup"]["nocite"] == ["church"]
        assert any("Entscheidungs" in edit["text"] for edit in back["cells"][0]["edits"])
