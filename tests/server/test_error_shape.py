"""The error contract: whatever goes wrong, the body is `{"message", "reason"}` and nothing else.

`message` is one sentence for the person, `reason` a name for programs, and neither shows the
inside of the server.
"""

import json
import logging

import pytest

from jupyter_paperlookup import errors
from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.server.base_handler import STATUS_OF_ERROR, PaperLookupHandler

FIT = "chen2023fit"

pytestmark = pytest.mark.usefixtures("indexed_home")


def assert_shape(body, reason) -> None:
    assert body.keys() == {"message", "reason"}
    assert body["reason"] == reason
    assert body["message"].strip().endswith((".", "?"))
    assert "\n" not in body["message"]
    assert "Traceback" not in body["message"]


@pytest.mark.parametrize(
    "path, parameters, status, reason",
    [
        ("records/nobody2023nothing", {}, 404, "RecordNotFound"),
        ("nothing", {}, 404, "NotFound"),
        ("search", {"q": "x" * 257}, 400, "UnreadableQuery"),
        ("search", {"q": '"open'}, 400, "UnreadableQuery"),
        ("search", {"limit": "0"}, 422, "OutOfBounds"),
        ("search", {"limit": "101"}, 422, "OutOfBounds"),
        ("search", {"limit": "many"}, 400, "InvalidRequest"),
        ("search", {"limit": ""}, 400, "InvalidRequest"),
        ("search", {"offset": "-1"}, 422, "OutOfBounds"),
        ("search", {"offset": "10001"}, 422, "OutOfBounds"),
        ("search", {"typing": "perhaps"}, 400, "InvalidRequest"),
        ("search", {"q": b"\xff\xfe"}, 400, "InvalidRequest"),
        ("formatted", {}, 400, "InvalidRequest"),
        ("formatted", {"key": ""}, 422, "OutOfBounds"),
        ("formatted", {"key": "k" * 201}, 422, "OutOfBounds"),
        ("formatted", [("key", FIT)] * 201, 422, "OutOfBounds"),
        ("formatted", {"key": "nobody"}, 404, "RecordNotFound"),
        ("formatted", {"key": FIT, "style": "no-such-style"}, 400, "UnknownStyle"),
        ("formatted", {"key": FIT, "style": "../../etc/passwd"}, 400, "UnknownStyle"),
        ("formatted", {"key": FIT, "locale": "xx-XX"}, 400, "UnknownLocale"),
        ("formatted", {"key": FIT, "to": "docx"}, 400, "InvalidRequest"),
        ("insertion", {"key": FIT}, 400, "InvalidRequest"),
        ("insertion", {"kind": "poem", "key": FIT}, 400, "InvalidRequest"),
        ("insertion", {"kind": "citation", "key": FIT, "dialect": "x"}, 400, "InvalidRequest"),
        ("export", {"to": "docx"}, 400, "UnknownFormat"),
        ("export", {"to": "captured_page"}, 400, "UnknownFormat"),
        ("export", {"key": "nobody"}, 404, "RecordNotFound"),
        ("import", {}, 405, "MethodNotAllowed"),
        ("reindex", {}, 405, "MethodNotAllowed"),
    ],
)
async def test_bad_questions(api, path, parameters, status, reason) -> None:
    response, body = await api(path, params=parameters)
    assert response.code == status
    assert_shape(body, reason)


@pytest.mark.parametrize(
    "sent, reason",
    [
        (b"", "InvalidRequest"),
        (b"{", "InvalidRequest"),
        (b"[]", "InvalidRequest"),
        (b"\xff", "InvalidRequest"),
        (b'{"name": "x.bib"}', "InvalidRequest"),
        (b'{"name": "", "text": ""}', "OutOfBounds"),
        (b'{"name": "x.bib", "text": 1}', "InvalidRequest"),
        (b'{"name": "x.bib", "text": "", "path": "/etc/passwd"}', "InvalidRequest"),
        (b'{"name": "x.txt", "text": "", "captureYear": 12}', "OutOfBounds"),
        (b'{"name": "x.txt", "text": "", "format": "docx"}', "UnknownFormat"),
        (b'{"name": "x.txt", "text": "what may this be"}', "UnknownFormat"),
    ],
)
async def test_bad_imports(jp_fetch, sent, reason) -> None:
    response = await jp_fetch(
        *("paperlookup", "api", "import"),
        method="POST",
        body=sent,
        headers={"Content-Type": "application/json"},
        raise_error=False,
    )
    assert response.code == (422 if reason == "OutOfBounds" else 400)
    assert_shape(json.loads(response.body), reason)


@pytest.mark.parametrize("path", ["import", "reindex"])
@pytest.mark.parametrize(
    "media_type", ["text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""]
)
async def test_changes_are_asked_for_in_json_alone(jp_fetch, path, media_type) -> None:
    response = await jp_fetch(
        *("paperlookup", "api", path),
        method="POST",
        body="{}",
        headers={"Content-Type": media_type},
        raise_error=False,
    )
    assert response.code == 415
    assert_shape(json.loads(response.body), "UnsupportedMediaType")


async def test_too_much_at_a_time_is_refused(api) -> None:
    sent = {"name": "large.bib", "text": " " * PaperLookupHandler.largest_body}
    response, body = await api("import", body=sent)
    assert response.code == 413
    assert_shape(body, "BodyTooLarge")


@pytest.mark.parametrize(
    "error, status",
    [
        (errors.RecordNotFound, 404),
        (errors.UnreadableQuery, 400),
        (errors.InvalidRequest, 400),
        (errors.UnknownStyle, 400),
        (errors.UnknownLocale, 400),
        (errors.UnknownFormat, 400),
        (errors.UnreadableSource, 400),
        (errors.IndexUnavailable, 503),
        (errors.LibraryUnavailable, 503),
        (errors.FormattingFailed, 502),
        (errors.PaperLookupError, 500),
    ],
)
async def test_each_error_has_its_status(api, monkeypatch, caplog, error, status) -> None:
    def fail(library, key):
        raise error("It went wrong on purpose.")

    monkeypatch.setattr(Library, "get", fail)
    with caplog.at_level(logging.INFO):
        response, body = await api(f"records/{FIT}")
    assert response.code == status
    assert body == {"message": "It went wrong on purpose.", "reason": error.__name__}
    assert not [record for record in caplog.records if record.exc_info]


def test_every_error_of_the_library_is_in_the_table() -> None:
    listed = {kind for kind, _ in STATUS_OF_ERROR}
    own = {
        kind
        for kind in vars(errors).values()
        if isinstance(kind, type) and issubclass(kind, PaperLookupError)
    }
    assert [kind for kind in own if not any(base in listed for base in kind.__mro__[:2])] == []


async def test_a_bug_tells_the_log_and_not_the_person(api, monkeypatch, caplog) -> None:
    def fail(library, key):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(Library, "get", fail)
    response, body = await api("records/private-interest", params={"q": "private words"})
    assert response.code == 500
    assert_shape(body, "InternalServerError")
    assert "secret detail" not in response.body.decode()
    assert any(record.exc_info for record in caplog.records)
    assert "private words" not in caplog.text
    assert "private+words" not in caplog.text


async def test_what_was_looked_up_is_in_no_log(api, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    await api("search", params={"q": "embarrassing"})
    await api("search", params={"q": '"embarrassing'})
    assert "paperlookup/api/search" in caplog.text
    assert "embarrassing" not in caplog.text
