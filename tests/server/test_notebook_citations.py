"""What an open notebook cites, by HTTP."""

from __future__ import annotations

import pytest

ITEM = {
    "type": "article-journal",
    "title": "On Computable Numbers",
    "author": [{"family": "Turing", "given": "Alan M."}],
    "issued": {"date-parts": [[1936]]},
    "container-title": "Proceedings of the London Mathematical Society",
}
LATER = ITEM | {"title": "Systems of Logic"}


def notebook(*sources, items=None, **more):
    facts = {"version": 1, "items": items or {}}
    cells = [
        {"id": f"c{at}", "kind": "markdown", "source": source, "metadata": {}}
        for at, source in enumerate(sources)
    ]
    return {"path": "", "cells": cells, "metadata": {"paperlookup": facts | more}}


@pytest.fixture
def cited(api, indexed_home):
    async def ask(sent, **asked):
        response, answer = await api("notebook/citations", body={"notebook": sent, **asked})
        assert response.code == 200, answer
        return answer

    return ask


async def test_all_of_a_notebook_is_formatted_together(cited):
    sent = notebook(
        "😀 Nothing here.",
        "😀 See [see @turing1936, p. 12] and\n{cite:t}`turing1936b`; [@chen2023fit; @nobody].",
        "<!-- paperlookup:bibliography -->\n<!-- /paperlookup:bibliography -->",
        items={"turing1936": ITEM, "turing1936b": LATER},
    )
    answer = await cited(sent, style="apa")
    first, second, third = answer["cells"][0]["citations"]
    source = sent["cells"][1]["source"].encode("utf-16-le")
    spans = [source[2 * each["start"] : 2 * each["end"]].decode("utf-16-le")
             for each in (first, second, third)]  # fmt: skip
    assert spans == [
        "[see @turing1936, p. 12]", "{cite:t}`turing1936b`", "[@chen2023fit; @nobody]",
    ]  # fmt: skip
    assert first["html"] == "(see Turing, 1936a, p. 12)"
    assert second["html"] == "Turing (1936b)"
    assert (third["html"], third["unknown"]) == ("", ["nobody"])
    assert answer["unknown"] == ["nobody"]
    assert [cell["id"] for cell in answer["cells"]] == ["c1", "c2"]
    assert answer["cells"][1]["bibliographies"][0]["dialect"] == "html"
    assert [(work["key"], work["origin"], work["libraryKey"], work["citations"])
            for work in answer["works"]] == [
        ("chen2023fit", "library", "chen2023fit", 1),
        ("turing1936", "notebook", "", 1),
        ("turing1936b", "notebook", "", 1),
    ]  # fmt: skip
    assert "<em>" in answer["works"][1]["reference"]
    assert (answer["style"], answer["locale"], answer["problem"]) == ("apa", "", "")


async def test_numbers_follow_the_text_and_the_notebook_says_the_style(cited):
    sent = notebook("[@b] [@a] [@B]", items={"a": ITEM, "b": LATER}, style="ieee", locale="de-DE")
    answer = await cited(sent)
    assert [each["html"] for each in answer["cells"][0]["citations"]] == [
        "&#91;1&#93;", "&#91;2&#93;", "&#91;1&#93;",
    ]  # fmt: skip
    assert [work["key"] for work in answer["works"]] == ["b", "a"]
    assert (answer["style"], answer["locale"]) == ("ieee", "de-DE")


@pytest.mark.parametrize("asked", [{"style": "no-such-style"}, {"locale": "xx-XX"}])
async def test_what_cannot_be_formatted_is_told_and_nothing_fails(cited, asked):
    answer = await cited(notebook("[@a]", items={"a": ITEM}), **asked)
    assert answer["problem"].endswith(".")
    assert [work["key"] for work in answer["works"]] == ["a"]
    assert answer["cells"][0]["citations"][0]["html"] == ""


@pytest.mark.parametrize("path", ["", "new.ipynb", "/a/b.ipynb", "RTC:x.ipynb", ".git/x", "../x"])
async def test_where_a_notebook_lies_is_never_an_error(cited, path):
    answer = await cited(notebook("[@a] [@z]", items={"a": ITEM}) | {"path": path})
    assert answer["unknown"] == ["z"]


async def test_bibliographies_of_the_project_are_known(cited, jp_root_dir):
    (jp_root_dir / "refs.bib").write_text("@book{knuth, title={Art}, author={Knuth, D.}}", "utf-8")
    answer = await cited(notebook("[@knuth]") | {"path": "paper.ipynb"})
    assert [(work["key"], work["origin"]) for work in answer["works"]] == [("knuth", "project")]


async def test_an_old_key_leads_to_the_record(api, cited):
    response, _ = await api("keys/chen2023fit", body={"key": "fit2023"}, method="PUT")
    assert response.code == 200
    answer = await cited(notebook("[@chen2023fit]"))
    assert answer["works"][0]["key"] == "chen2023fit"
    assert answer["works"][0]["libraryKey"] == "fit2023"


async def test_works_that_no_text_cites(cited):
    items = {"a": ITEM, "b": LATER}
    answer = await cited(notebook("No citation.", items=items, nocite=["b"]))
    assert [(work["key"], work["citations"]) for work in answer["works"]] == [("b", 0)]
    answer = await cited(
        notebook("[@a]\n\n---\nnocite: |\n  @b\n---\n\n::: {#refs}\n:::", items=items)
    )
    assert [(work["key"], work["citations"]) for work in answer["works"]] == [("a", 1), ("b", 0)]
    assert len(answer["cells"][0]["citations"]) == 1


async def test_what_anybody_may_have_written_is_no_error(cited):
    sent = notebook(
        '<script>[@a]</script> <cite data-cite="a"><b>x</b></cite>',
        items={"a": ITEM | {"title": "<img src=x onerror=1>"}},
    )
    sent["metadata"]["paperlookup"] |= {"style": 3, "locale": [], "nocite": {"a": 1}}
    sent["cells"][0]["metadata"] = {"paperlookup": {"citations": [3, {"cites": "x"}], "words": 7}}
    answer = await cited(sent)
    assert answer["problem"] == ""
    assert "<img" not in answer["works"][0]["reference"]
