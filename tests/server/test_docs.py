"""docs/http.md: every route has its section, and every example answers as it is shown."""

import json
import re
import threading
from pathlib import Path

import pytest

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.server.base_handler import STATUS_OF_ERROR
from jupyter_paperlookup.server.routes import NAMESPACE, ROUTES

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "http.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(
    r"^```http\n(?P<method>\w+) (?P<path>\S+)\n(?:\n(?P<body>.*?)\n)?```\n"
    r"```json\n(?P<answer>.*?)\n```$",
    re.MULTILINE | re.DOTALL,
)
EXAMPLES = [match.groupdict() for match in EXAMPLE.finditer(TEXT)]


def shows(example, actual) -> bool:
    """Whether everything in the example is in the answer; lists may go on."""
    if isinstance(example, dict):
        return all(shows(value, actual[name]) for name, value in example.items())
    if isinstance(example, list) and example:
        return all(map(shows, example, actual))
    return example == actual


def test_every_route_has_a_section_with_an_example() -> None:
    sections = re.findall(r"^## (\S+)$", TEXT, flags=re.MULTILINE)
    assert sorted(sections) == sorted(route.path for route in ROUTES)
    shown = {(example["method"], example["path"].partition("?")[0]) for example in EXAMPLES}
    assert len(shown) == len(EXAMPLES)
    missing = [
        f"{method} {route.path}"
        for route in ROUTES
        for method in route.operations
        if not any(
            verb == method and re.fullmatch(f"/{NAMESPACE}/{route.pattern}", there)
            for verb, there in shown
        )
    ]
    assert missing == []


def test_every_error_is_in_the_table() -> None:
    named = {kind.__name__ for kind, _ in STATUS_OF_ERROR} - {"PaperLookupError"}
    assert [name for name in named if f"`{name}`" not in TEXT] == []


@pytest.fixture
def asked_off_the_loop(monkeypatch):
    """Whoever asks the library in the thread of the event loop would hold up everybody."""
    loop, asked = threading.get_ident(), []

    def attribute(library, name):
        assert threading.get_ident() != loop, f"{name} is asked on the event loop"
        asked.append(name)
        return object.__getattribute__(library, name)

    monkeypatch.setattr(Library, "__getattribute__", attribute)
    return asked


@pytest.mark.usefixtures("indexed_home")
@pytest.mark.parametrize(
    "example", EXAMPLES, ids=lambda example: f"{example['method']} {example['path']}"
)
async def test_example_answers_as_it_is_shown(
    example, http_server_client, jp_auth_header, jp_base_url, asked_off_the_loop
) -> None:
    response = await http_server_client.fetch(
        jp_base_url.rstrip("/") + example["path"],
        method=example["method"],
        body=example["body"],
        headers=jp_auth_header | {"Content-Type": "application/json"},
        raise_error=False,
    )
    assert shows(json.loads(example["answer"]), json.loads(response.body))
    assert asked_off_the_loop or "openapi" in example["path"]
