"""Whatever a request names, the answer is JSON, and tells it in one line without steering."""

import json
import logging

import pytest
from hostile.checks import check_terminal
from hostile.corpus import DATA, SIGNS, VALUES

pytestmark = pytest.mark.usefixtures("indexed_home")

ASKED = {
    "search": lambda value: {"q": value},
    "formatted": lambda value: {"key": "chen2023fit", "style": value},
    "insertion": lambda value: {"key": value, "kind": "citation"},
    "export": lambda value: {"source": value},
    "problems": lambda value: {"source": value},
}
SENT = {
    "import": lambda value: {"name": value, "text": f"@book{{{value}, title = {{{value}"},
    "styles": lambda value: {"name": value, "text": value},
    "keys/chen2023fit": lambda value: {"key": value},
    "entries": lambda value: {"text": value},
    "related": lambda value: {"text": value},
    "digest/preview": lambda value: {"every": "day", "at": value},
}  # fmt: skip


def check_answer(response, body) -> None:
    assert response.code < 500
    assert response.code != 405, "nothing was asked"
    assert response.headers["Content-Type"].startswith("application/json")
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert "Content-Disposition" not in response.headers
    if response.code >= 400:
        assert body.keys() == {"message", "reason"}
        assert body["message"].splitlines() == [body["message"]]
    if "filename" in body:
        check_terminal(body["filename"])
        assert not set(body["filename"]) & set('/\\:*?"<>|\n')


@pytest.mark.parametrize("path", ASKED)
async def test_what_is_asked_for(api, caplog, path) -> None:
    caplog.set_level(logging.INFO)
    for value in VALUES.values():
        asked = {
            name: text[:250].encode(errors="replace") for name, text in ASKED[path](value).items()
        }
        check_answer(*await api(path, params=asked))
    for record in caplog.records:
        assert record.getMessage().splitlines() == [record.getMessage()]
        check_terminal(record.getMessage())


@pytest.mark.parametrize("path", SENT)
async def test_what_is_sent(api, caplog, path) -> None:
    caplog.set_level(logging.INFO)
    for value in VALUES.values():
        sent = json.loads(json.dumps(SENT[path](value)).replace("\\u0000", ""))
        method = "PUT" if path.startswith("keys/") else "POST"
        response, body = await api(path, body=sent, method=method)
        check_answer(response, body)
    for record in caplog.records:
        check_terminal(record.getMessage())


async def test_names_of_exported_files(api) -> None:
    for name, value in (DATA | SIGNS).items():
        text = f"@book{{k{len(name)}, title = {{{name} of {len(name)}}}}}"
        sent = {"name": value.encode(errors="replace").decode(), "text": text, "format": "bibtex"}
        await api("import", body=sent)
    _, body = await api("sources")
    names = [source["name"] for source in body["sources"]]
    assert len(names) > 20
    for name in names:
        response, body = await api("export", params={"source": name.encode(errors="replace")})
        check_answer(response, body)
