"""A server that answers as Zotero does: the program by its local API, zotero.org by its web API.

Its bodies are not recorded. They are written after the documentation
(https://www.zotero.org/support/dev/web_api/v3/basics, .../local_api, .../syncing) and after what
the two programs' sources, zotero/zotero and zotero/dataserver, send.
"""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import NamedTuple
from urllib.parse import parse_qs, urlsplit

KEY = "P9NiFoyLeZu2bZNvvuQPDWsd"
"""The key of the documentation's examples."""

USER = "475425"


class Reply(NamedTuple):
    """One answer in place of the usual one; a body of None breaks the connection off."""

    status: int = 200
    body: bytes | None = b""
    headers: dict[str, str] = {}  # noqa: RUF012 - never changed


class Asked(NamedTuple):
    """A request as it came."""

    path: str
    parameters: dict[str, str]
    headers: dict[str, str]


def item(title, *, family="", given="", year="", item_type="journalArticle", extra="", **fields):
    """The fields of an item as Zotero stores them."""
    creators = [{"creatorType": "author", "firstName": given, "lastName": family}]
    return {
        "itemType": item_type,
        "title": title,
        "creators": creators if family else [],
        "date": year,
        "extra": extra,
        "tags": [],
        "collections": [],
        "relations": {},
        "dateAdded": "2025-01-01T00:00:00Z",
        "dateModified": "2025-01-01T00:00:00Z",
        **fields,
    }


TURING = item(
    "On Computable Numbers",
    family="Turing",
    given="A. M.",
    year="1936",
    DOI="10.1112/plms/s2-42.1.230",
    tags=[{"tag": "computability"}, {"tag": "logic", "type": 1}],
)
SHANNON = item(
    "A Mathematical Theory of Communication",
    family="Shannon",
    given="Claude E.",
    year="1948",
    extra="Citation Key: shannon:1948\nA note that stays.",
)
NOETHER = item("Invariante Variationsprobleme", family="Noether", given="Emmy", year="1918")
PDF = item("Full Text PDF", item_type="attachment", contentType="application/pdf")
NOTE = item("", item_type="note", note="<p>Read this again</p>")


class Library:
    """The items of one library, and how they changed."""

    def __init__(self):
        self.version = 0
        self.items = {}
        self.trash = {}
        self.deleted = {}

    def put(self, **items):
        """Add or change items, all in one version."""
        self.version += 1
        modified = {"dateModified": f"2025-01-01T00:{self.version:02d}:00Z"}
        for key, data in items.items():
            self.trash.pop(key, None)
            self.items[key] = (self.version, {**data, **modified})

    def throw_away(self, key):
        """Put an item into the trash."""
        self.version += 1
        self.trash[key] = (self.version, self.items.pop(key)[1])

    def delete(self, key):
        """Remove an item for good."""
        self.version += 1
        (self.items if key in self.items else self.trash).pop(key)
        self.deleted[key] = self.version


class Zotero:
    """What is answered, and what was asked.

    Attributes:
        libraries: By their paths.
        groups: Names of groups by their numbers.
        asked: All requests so far.
        replies: Answers to give next in place of the usual ones; a function gets the request and
            may give None, which is the usual answer.
    """

    def __init__(self):
        self.libraries = {"users/0": Library(), f"users/{USER}": Library()}
        self.groups = {}
        self.asked = []
        self.replies = []
        self.server_id = "sPMHtLD6HHBd"
        self.key = KEY
        self.access = {"user": {"library": True, "notes": True}, "groups": {"all": {}}}
        self.headers = {}
        self.faulty = set()
        self.is_local = True
        self.page = 100
        self.url = ""

    def paths(self):
        """The paths that were asked for, without what comes before the library."""
        return [asked.path.removeprefix("/api") for asked in self.asked]

    def answer(self, asked):
        """The usual answer."""
        path = asked.path
        if self.is_local:
            if not path.startswith("/api/"):
                return Reply(404, b"No endpoint found\n", {"Content-Type": "text/plain"})
            path = path.removeprefix("/api")
            sent = asked.headers.get("zotero-server-id")
            if sent and self.server_id and sent != self.server_id:
                return Reply(412, b"Zotero-Server-ID does not match this server")
        elif asked.headers.get("zotero-api-key", self.key) != self.key:
            return Reply(403, f"Invalid key {asked.headers['zotero-api-key']}".encode())
        return self._answer(path, asked)

    def _answer(self, path, asked):
        if path == "/keys/current" and not self.is_local:
            account = {"key": self.key, "userID": int(USER), "username": "amt"}
            return _json({**account, "displayName": "", "access": self.access})
        if path.endswith("/groups"):
            return self._groups(asked)
        _, kind, number, rest = path.split("/", 3)
        library = self.libraries.get(f"{kind}/{number}")
        if library is None:
            return Reply(404, b"Not found")
        return self._library(f"{kind}/{number}", library, rest, asked)

    def _groups(self, asked):
        found = [
            {
                "id": number,
                "version": 1,
                "links": {},
                "meta": {"numItems": 1},
                "data": {"id": number, "version": 1, "name": name, "description": ""},
            }
            for number, name in self.groups.items()
        ]
        start = int(asked.parameters.get("start", 0))
        limit = int(asked.parameters.get("limit", len(found) if self.is_local else 25))
        return _json(found[start : start + min(limit, self.page)], {"Total-Results": len(found)})

    def _library(self, path, library, rest, asked):
        headers = {"Last-Modified-Version": library.version}
        if int(asked.headers.get("if-modified-since-version", -1)) >= library.version > 0:
            return Reply(304, b"", {name: str(value) for name, value in headers.items()})
        since = int(asked.parameters.get("since", 0))
        if rest == "deleted" and not self.is_local:
            keys = [key for key, version in library.deleted.items() if version > since]
            empty = {"collections": [], "searches": [], "tags": [], "settings": []}
            return _json({**empty, "items": keys}, headers)
        there = library.trash if rest == "items/trash" else library.items
        wanted = asked.parameters.get("itemKey")
        found = {
            key: each
            for key, each in there.items()
            if each[0] > since and (wanted is None or key in wanted.split(","))
        }
        headers["Total-Results"] = len(found)
        if asked.parameters.get("sort") == "dateModified":
            newest = sorted(found, key=lambda key: found[key][1]["dateModified"], reverse=True)
            found = {key: found[key] for key in newest}
        form = asked.parameters.get("format")
        if form == "versions":
            versions = {key: version for key, (version, _) in found.items()}
            return _json(versions, headers)
        limit = int(asked.parameters.get("limit", len(found) if self.is_local else 25))
        found = dict(list(found.items())[: limit if self.is_local else min(limit, self.page)])
        if form == "csljson":
            if self.faulty & found.keys():
                return Reply(500, b"An error occurred\n")
            uri = f"http://zotero.org/{path.replace('users/0', 'users/local/x1Y2')}/items/"
            return _json([_csl(f"{uri}{key}", each[1]) for key, each in found.items()], headers)
        include = asked.parameters.get("include", "data").split(",")
        return _json(
            [
                {
                    "key": key,
                    "version": version,
                    "library": {"type": "user", "id": 475425, "name": "amt", "links": {}},
                    "links": {},
                    "meta": {"numChildren": 0},
                    "data": {"key": key, "version": version, **data},
                    **({"csljson": _csl(f"1/{key}", data)} if "csljson" in include else {}),
                }
                for key, (version, data) in found.items()
            ],
            headers,
        )


def _csl(name, data):
    """What Zotero's own export to CSL-JSON says: Extra is the note, tags are left out."""
    types = {"journalArticle": "article-journal", "book": "book"}
    csl = {"id": name, "type": types.get(data["itemType"], "document"), "title": data["title"]}
    if data["creators"]:
        csl["author"] = [
            {"family": each.get("lastName", each.get("name")), "given": each.get("firstName", "")}
            for each in data["creators"]
        ]
    if data["date"]:
        csl["issued"] = {"date-parts": [[data["date"]]]}
    if data["extra"]:
        csl["note"] = data["extra"]
    for variable in ("DOI", "ISBN"):
        if data.get(variable):
            csl[variable] = data[variable]
    return csl


def _json(value, headers=None):
    said = {"Content-Type": "application/json", **(headers or {})}
    texts = {name: str(each) for name, each in said.items()}
    return Reply(200, json.dumps(value, indent=4).encode(), texts)


@contextmanager
def serving(zotero):
    """Let it answer on a port of this machine."""

    class Handler(BaseHTTPRequestHandler):
        # The program speaks HTTP/1.0 and does not tell the length of what it sends.
        protocol_version = "HTTP/1.0"

        def do_GET(self):
            parts = urlsplit(self.path)
            asked = Asked(
                parts.path,
                {name: values[-1] for name, values in parse_qs(parts.query).items()},
                {name.lower(): value for name, value in self.headers.items()},
            )
            zotero.asked.append(asked)
            reply = None
            if zotero.replies:
                following = zotero.replies.pop(0)
                reply = following(asked) if callable(following) else following
            reply = reply or zotero.answer(asked)
            if reply.body is None:
                return
            self.send_response(reply.status)
            headers = {**zotero.headers, **reply.headers}
            if zotero.is_local and zotero.server_id:
                headers["Zotero-Server-ID"] = zotero.server_id
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(reply.body)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    zotero.url = f"http://localhost:{server.server_port}"
    try:
        yield zotero
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def program(patch, **items):
    """The program, where the library asks for it, with these items.

    Args:
        patch: A `pytest.MonkeyPatch`, which sets the address.
        items: What its own library has, by keys.
    """
    with serving(Zotero()) as zotero:
        patch.setenv("PAPERLOOKUP_ZOTERO_LOCAL", zotero.url)
        zotero.libraries["users/0"].put(**items)
        yield zotero


@contextmanager
def web(patch, **items):
    """zotero.org; arguments as of `program`."""
    zotero = Zotero()
    zotero.is_local = False
    zotero.server_id = ""
    with serving(zotero):
        patch.setenv("PAPERLOOKUP_ZOTERO_WEB", zotero.url)
        zotero.libraries[f"users/{USER}"].put(**items)
        yield zotero
