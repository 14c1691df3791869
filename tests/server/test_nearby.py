"""The bibliography files of a notebook, by HTTP."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.routes import ROUTES

pytestmark = pytest.mark.usefixtures("indexed_home")


async def test_paths_are_those_of_the_file_browser(api, jp_root_dir) -> None:
    folder = jp_root_dir / "thesis"
    folder.mkdir()
    (folder / "a.ipynb").write_text(json.dumps({"nbformat": 4, "cells": []}), "utf-8")
    (folder / "refs.bib").write_text("@misc{a, title={A}}\n", "utf-8")
    (jp_root_dir / "_quarto.yml").write_text("bibliography: [missing.bib]", "utf-8")
    response, body = await api("nearby", params={"path": "thesis/a.ipynb"})
    assert response.code == 200
    schemas = describe(ROUTES)["components"]["schemas"]
    schema = {"$ref": "#/components/schemas/NearbyResponse", "components": {"schemas": schemas}}
    Draft202012Validator(schema).validate(body)
    assert body["files"] == [
        {"path": "thesis/refs.bib", "namedBy": "folder", "source": "", "isWatched": False}
    ]
    assert "missing.bib" in body["problems"][0]
    assert str(jp_root_dir) not in json.dumps(body)


@pytest.mark.parametrize("path", ["../a.ipynb", "thesis/../../a.ipynb", ".hidden/a.ipynb", ""])
async def test_what_is_outside_is_refused(api, path) -> None:
    response, body = await api("nearby", params={"path": path})
    assert response.code in {400, 422}
    assert body["reason"] in {"InvalidRequest", "OutOfBounds"}
