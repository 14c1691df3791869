"""The OpenAPI document and the browser's types are those of the messages."""

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jupyter_paperlookup.messages.http import SearchParameters
from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.routes import ROUTES

ROOT = Path(__file__).resolve().parents[2]
DESCRIPTION = ROOT / "docs" / "openapi.json"
TYPES = ROOT / "labextension" / "src" / "api" / "types.ts"


@pytest.fixture(scope="module")
def document():
    return describe(ROUTES)


def test_committed_description_is_of_these_messages(document) -> None:
    committed = json.loads(DESCRIPTION.read_text(encoding="utf-8"))
    assert committed == document, "run `npm run types`"


def test_committed_types_are_of_this_description() -> None:
    description = DESCRIPTION.read_text(encoding="utf-8")  # line ends become \n
    fingerprint = hashlib.sha256(description.encode()).hexdigest()
    named = re.search(r"sha256 of docs/openapi\.json: (\w+)", TYPES.read_text(encoding="utf-8"))
    assert named is not None
    assert named[1] == fingerprint, "run `npm run types`"


def test_every_schema_is_valid_and_has_a_type_in_the_browser(document) -> None:
    types = TYPES.read_text(encoding="utf-8")
    schemas = document["components"]["schemas"]
    assert len(schemas) > 15
    for name, schema in schemas.items():
        Draft202012Validator.check_schema(schema)
        assert f"export interface {name} {{" in types


def test_every_reference_leads_somewhere(document) -> None:
    text = json.dumps(document)
    referred = set(re.findall(r'"#/components/schemas/(\w+)"', text))
    assert referred <= set(document["components"]["schemas"])


def test_answers_are_written_in_full_and_requests_may_be_short(document) -> None:
    schemas = document["components"]["schemas"]
    assert set(schemas["PaperHit"]["required"]) == set(schemas["PaperHit"]["properties"])
    assert schemas["ImportRequest"]["required"] == ["name", "text"]


def test_parameters_carry_their_bounds_and_their_meaning(document) -> None:
    parameters = document["paths"]["/search"]["get"]["parameters"]
    assert [one["name"] for one in parameters] == list(SearchParameters.__struct_encode_fields__)
    limit = next(one for one in parameters if one["name"] == "limit")
    assert limit["schema"] == {"type": "integer", "minimum": 1, "maximum": 100, "default": 10}
    assert all(one["description"] for one in parameters)


def test_every_number_that_is_asked_with_has_bounds(document) -> None:
    for path, operations in document["paths"].items():
        asked = [operations.get("parameters")]
        for operation in operations.values():
            if isinstance(operation, dict):
                asked += [operation.get("requestBody"), operation.get("parameters")]
        without = [
            schema
            for schema in _schemas_in(asked, document, set())
            if schema.get("type") == "integer" and not {"minimum", "maximum"} <= schema.keys()
        ]
        assert without == [], path


def _schemas_in(part: Any, document: dict[str, Any], seen: set[str]) -> Iterator[dict[str, Any]]:
    """All objects in a part of the document, and in the schemas that it refers to."""
    if isinstance(part, list):
        for each in part:
            yield from _schemas_in(each, document, seen)
    elif isinstance(part, dict):
        yield part
        if (name := str(part.get("$ref", "")).rpartition("/")[2]) and name not in seen:
            seen.add(name)
            yield from _schemas_in(document["components"]["schemas"][name], document, seen)
        for each in part.values():
            yield from _schemas_in(each, document, seen)


def test_path_with_a_key_names_it(document) -> None:
    (parameter,) = document["paths"]["/records/{key}"]["parameters"]
    assert parameter["name"] == "key"
    assert parameter["required"]
