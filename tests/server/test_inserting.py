"""What is written into a cell, with all details, by HTTP."""

from __future__ import annotations

import pytest

FIT = "chen2023fit"
OWN = {
    "type": "book",
    "title": "Cybernetics",
    "author": [{"family": "Wiener", "given": "Norbert"}],
    "issued": {"date-parts": [[1948]]},
}


@pytest.fixture
def inserted(api, indexed_home):
    async def ask(*cites, kind="citation", **more):
        sent = {"kind": kind, "cites": list(cites), **more}
        return await api("insertion", body=sent)

    return ask


async def test_a_citation_with_everything(inserted):
    response, body = await inserted(
        {"key": FIT, "locator": "3-4", "label": "chapter", "prefix": "see", "suffix": "and after"},
        {"key": "wiener1948", "suppressAuthor": True},
        items={"wiener1948": OWN, "unused": OWN},
        dialect="html",
    )
    assert response.code == 200, body
    assert body["words"] == "(see Chen & Li, 2023, Chapters 3–4 and after; 1948)"
    assert body["text"].startswith(f'<cite data-cite="{FIT},wiener1948" data-cites="[')
    assert body["text"].endswith(f">{body['words']}</cite>")
    assert body["html"] == body["words"].replace("&", "&amp;")
    assert list(body["items"]) == [FIT, "wiener1948"]
    assert body["items"]["wiener1948"]["title"] == "Cybernetics"


@pytest.mark.parametrize(
    "dialect, text, words",
    [
        ("pandoc", f"@{FIT} [p. 12]", ""),
        ("myst", "{cite:t}`chen2023fit{p. 12}`", ""),
        ("latex", r"\citet[p. 12]{chen2023fit}", ""),
        ("text", "Chen & Li (2023, p. 12)", "Chen & Li (2023, p. 12)"),
    ],
)
async def test_the_author_in_the_text_in_each_dialect(inserted, dialect, text, words):
    _, body = await inserted({"key": FIT, "locator": "12", "authorInText": True}, dialect=dialect)
    assert (body["text"], body["words"]) == (text, words)
    assert body["html"] == "Chen &amp; Li (2023, p. 12)"


async def test_the_notebook_comes_before_the_library(inserted):
    _, body = await inserted({"key": FIT}, items={FIT: OWN}, dialect="pandoc")
    assert body["items"] == {FIT: OWN | {"id": FIT}}
    assert body["html"] == "(Wiener, 1948)"


async def test_references_and_bibtex_of_works_that_only_the_notebook_has(inserted):
    _, body = await inserted({"key": "w"}, {"key": FIT}, items={"w": OWN}, kind="reference")
    assert body["isBlock"]
    assert "<em>Cybernetics</em>" in body["html"]
    _, body = await inserted({"key": "w"}, items={"w": OWN}, kind="bibtex")
    assert "@book{w," in body["text"]
    assert (body["html"], body["words"]) == ("", "")


async def test_keys_stay_as_they_are_written(inserted):
    _, body = await inserted({"key": FIT.upper()}, dialect="pandoc")
    assert body["text"] == f"[@{FIT.upper()}]"


async def test_an_unknown_key_is_told_in_a_sentence(inserted):
    response, body = await inserted({"key": "chen2023fi"}, items={"w": OWN})
    assert response.code == 404
    assert body["message"].startswith("No record has the key 'chen2023fi': did you mean")
    response, body = await inserted()
    assert (response.code, body["reason"]) == (422, "OutOfBounds")
