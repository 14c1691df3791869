"""The OpenAPI document of the routes, made from the messages; `Attributes:` describe the fields."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable
from typing import Any

import msgspec

from jupyter_paperlookup.messages.display import HitsBundle, InsertReply, InsertRequest
from jupyter_paperlookup.messages.http import ErrorMessage, Message
from jupyter_paperlookup.server.route import Operation, Route

_REFERENCES = "#/components/schemas/{name}"
_KERNEL_MESSAGES = (HitsBundle, InsertRequest, InsertReply)

_ATTRIBUTES = re.compile(r"\n\s*\nAttributes:\n")
_ATTRIBUTE = re.compile(r"^ {4}(\w+(?:, \w+)*): (.*(?:\n {8}.*)*)", re.MULTILINE)

Json = dict[str, Any]


def describe(routes: Iterable[Route]) -> Json:
    """The OpenAPI document of some routes, as JSON.

    Source: https://spec.openapis.org/oas/v3.1.0
    """
    routes = tuple(routes)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "paperlookup",
            "version": "1",
            "description": "Citation lookup in a Jupyter server. Every route needs login.",
        },
        "servers": [{"url": "/paperlookup/api", "description": "Behind the server's base URL."}],
        "paths": {f"/{route.path}": _path(route) for route in routes},
        "components": {
            "schemas": _schemas(_messages(routes)),
            "securitySchemes": {
                "token": {"type": "apiKey", "in": "header", "name": "Authorization"},
            },
        },
        "security": [{"token": []}],
    }


def _path(route: Route) -> Json:
    path: Json = {
        method.lower(): _operation(operation) for method, operation in route.operations.items()
    }
    if "{key}" in route.path:
        path["parameters"] = [
            {"name": "key", "in": "path", "required": True, "schema": {"type": "string"}}
        ]
    return path


def _operation(operation: Operation) -> Json:
    described: Json = {"summary": operation.summary}
    if operation.parameters:
        described["parameters"] = _parameters(operation.parameters)
    if operation.body:
        described["requestBody"] = {"required": True, "content": _content(operation.body)}
    described["responses"] = {
        str(operation.status): {"description": "Done.", "content": _content(operation.answer)},
        "default": {"description": "Why not, in one sentence.", "content": _content(ErrorMessage)},
    }
    return described


def _content(message: type[Message] | None) -> Json:
    schema = {"$ref": _REFERENCES.format(name=message.__name__)} if message else {"type": "object"}
    return {"application/json": {"schema": schema}}


def _parameters(message: type[Message]) -> list[Json]:
    (schema,) = _schemas((message,)).values()
    return [
        {
            "name": name,
            "in": "query",
            "required": name in schema.get("required", ()),
            "description": value.pop("description", ""),
            "schema": value,
        }
        for name, value in schema["properties"].items()
    ]


def _messages(routes: Iterable[Route]) -> tuple[type[Message], ...]:
    operations = [operation for route in routes for operation in route.operations.values()]
    used = [message for one in operations for message in (one.body, one.answer) if message]
    return (*dict.fromkeys(used), ErrorMessage, *_KERNEL_MESSAGES)


def _schemas(messages: tuple[type[Message], ...]) -> Json:
    _, schemas = msgspec.json.schema_components(messages, ref_template=_REFERENCES)
    structs = _structs(messages)
    requests = {message.__name__ for message in messages if _is_asked(message)}
    for name, schema in schemas.items():
        _describe_fields(schema, structs[name])
        if name not in requests:
            # What is sent is written in full; a default only spares the sender some words.
            schema["required"] = list(schema["properties"])
            for value in schema["properties"].values():
                value.pop("default", None)
    return dict(sorted(schemas.items()))


def _is_asked(message: type[Message]) -> bool:
    return message.__name__.endswith(("Request", "Parameters"))


def _structs(messages: tuple[type[Message], ...]) -> dict[str, type[Message]]:
    """The messages and every message inside them, by name."""
    found: dict[str, type[Message]] = {}
    for described in msgspec.inspect.multi_type_info(messages):
        waiting: list[Any] = [described]
        while waiting:
            part = waiting.pop()
            if isinstance(part, msgspec.inspect.StructType) and issubclass(part.cls, Message):
                found[part.cls.__name__] = part.cls
                waiting.extend(field.type for field in part.fields)
            elif isinstance(part, msgspec.inspect.CollectionType):
                waiting.append(part.item_type)
            elif isinstance(part, msgspec.inspect.UnionType):
                waiting.extend(part.types)
    return found


def _describe_fields(schema: Json, struct: type[Message]) -> None:
    """Move what the docstring says of each attribute to that attribute."""
    text = inspect.cleandoc(struct.__doc__ or "")
    schema["description"], *attributes = _ATTRIBUTES.split(text, maxsplit=1)
    names = dict(zip(struct.__struct_fields__, struct.__struct_encode_fields__, strict=True))
    for listed, meaning in _ATTRIBUTE.findall("".join(attributes)):
        for name in listed.split(", "):
            value = schema["properties"][names[name]]
            if "$ref" not in value:
                value["description"] = " ".join(meaning.split())
