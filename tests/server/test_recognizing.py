"""What a person pastes, by HTTP."""

from __future__ import annotations

import pytest
from jsonschema import Draft202012Validator

from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.routes import ROUTES

BIB = "@misc{turing, title={On Computable Numbers}, doi={10.1112/plms/s2-42.1.230}}"

pytestmark = pytest.mark.usefixtures("indexed_home")


def is_message(body, name):
    schemas = describe(ROUTES)["components"]["schemas"]
    schema = {"$ref": f"#/components/schemas/{name}", "components": {"schemas": schemas}}
    Draft202012Validator(schema).validate(body)
    return True


async def test_a_pasted_entry_is_told_added_and_known(api) -> None:
    _, body = await api("recognized", body={"text": BIB})
    assert is_message(body, "RecognizeResponse")
    assert body["label"] == "1 BibTeX entry"
    assert body["known"] == []
    response, body = await api("entries", body={"text": BIB})
    assert response.code == 200
    assert is_message(body, "AddEntriesResponse")
    assert body == {"added": ["turing"], "known": [], "problems": []}
    _, body = await api("recognized", body={"text": "https://doi.org/10.1112/plms/s2-42.1.230"})
    assert body["kind"] == "doi"
    assert body["known"] == ["turing"]
    assert body["item"] == {"DOI": "10.1112/plms/s2-42.1.230"}


@pytest.mark.parametrize("text", ["words", ""])
async def test_words_are_nothing(api, text) -> None:
    _, body = await api("recognized", body={"text": text})
    assert body["kind"] == "nothing"


@pytest.mark.parametrize("path", ["recognized", "entries"])
async def test_too_much_is_refused(api, path) -> None:
    response, body = await api(path, body={"text": "x" * 200_001})
    assert response.code == 422
    assert body["reason"] == "OutOfBounds"
