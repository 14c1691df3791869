"""Nobody without login gets anything: the route table of a running `jupyter server` is walked."""

from __future__ import annotations

import http.client
import json
import os
import re
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import NamedTuple

import pytest

from jupyter_paperlookup.server.routes import ROUTES

TOKEN = "a-token-of-the-tests"  # noqa: S105 - of a server that only these tests reach
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
START_SECONDS = 120

# An extension of the tests that runs in the server and writes down what its application serves.
ROUTE_DUMP = """
import json, os
from tornado.routing import RuleRouter

def rules(router):
    for rule in router.rules:
        if isinstance(rule.target, RuleRouter):
            yield from rules(rule.target)
        else:
            yield rule

def _jupyter_server_extension_points():
    return [{"module": "route_dump"}]

def _load_jupyter_server_extension(app):
    pass

async def _start_jupyter_server_extension(app):
    served = []
    for router in (app.web_app.default_router, app.web_app.wildcard_router):
        for rule in rules(router):
            regex = getattr(rule.matcher, "regex", None)
            if regex is not None and "paperlookup" in regex.pattern + str(rule.target):
                undecorated = app.web_app._check_handler_auth(rule.matcher, rule.target)
                served.append([regex.pattern, rule.target.__name__, undecorated])
    with open(os.environ["ROUTE_DUMP"] + ".part", "w") as file:
        json.dump(served, file)
    os.replace(os.environ["ROUTE_DUMP"] + ".part", os.environ["ROUTE_DUMP"])
"""


class Served(NamedTuple):
    pattern: str
    handler: str
    undecorated: list[str]

    @property
    def path(self) -> str:
        """An address that the pattern fits."""
        path = self.pattern.rstrip("$").replace("(.+)", "chen2023fit").replace(".*", "nothing")
        path = re.sub(r"\\(.)", r"\1", path)
        assert re.fullmatch(self.pattern, path), f"{self.pattern} needs an example"
        return path


class Running:
    """A server program and the routes that it serves."""

    def __init__(self, port: int, routes: list[Served]) -> None:
        self.port = port
        self.routes = routes

    def ask(self, method, path, *, body=None, **headers):
        """Status, headers and body of an answer; nothing is followed, nothing is kept."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, body=body, headers=named)
            response = connection.getresponse()
            return response.status, response.headers, response.read()
        finally:
            connection.close()


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


# The default of jupyter_server lets undecorated routes answer strangers, so both are tried.
@pytest.fixture(scope="module", params=[True, False], ids=["default", "strict"])
def running(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("server")
    (folder / "route_dump.py").write_text(ROUTE_DUMP, encoding="utf-8")
    (folder / "root").mkdir()
    port, dump = free_port(), folder / "routes.json"
    extensions = {
        "jupyter_paperlookup": True,
        "route_dump": True,
        "jupyter_server_terminals": False,
    }
    config = {
        "ServerApp": {
            "port": port,
            "port_retries": 0,
            "root_dir": str(folder / "root"),
            "allow_root": True,
            "open_browser": False,
            "jpserver_extensions": extensions,
            "allow_unauthenticated_access": request.param,
        },
        "IdentityProvider": {"token": TOKEN},
    }
    config_file = folder / "jupyter_server_config.json"
    config_file.write_text(json.dumps(config), encoding="utf-8")
    search_path = [str(folder), str(Path(__file__).parents[2]), os.environ.get("PYTHONPATH", "")]
    environment = os.environ | {
        "PYTHONPATH": os.pathsep.join(filter(None, search_path)),
        "PAPERLOOKUP_HOME": str(folder / "paperlookup"),
        "ROUTE_DUMP": str(dump),
        "JUPYTER_NO_CONFIG": "",
        **{
            f"JUPYTER_{name}_DIR": str(folder / name.lower())
            for name in ("CONFIG", "DATA", "RUNTIME")
        },
    }
    log = folder / "log.txt"
    with log.open("wb") as output:
        program = subprocess.Popen(
            [sys.executable, "-m", "jupyter_server", f"--config={config_file}"],
            env=environment,
            cwd=folder,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        try:
            give_up = time.monotonic() + START_SECONDS
            while not dump.exists():
                assert program.poll() is None, log.read_text(errors="replace")
                assert time.monotonic() < give_up, log.read_text(errors="replace")
                time.sleep(0.1)
            served = [Served(*route) for route in json.loads(dump.read_text())]
            yield Running(port, served)
        finally:
            program.terminate()
            program.wait(timeout=60)


@pytest.fixture
def login(running):
    """The cookies of somebody who is logged in with a browser, and their XSRF token."""
    _, headers, _ = running.ask("GET", f"/api/status?token={TOKEN}")
    _, more, _ = running.ask("GET", "/login")
    cookies = dict(
        re.match(r"([^=]+)=([^;]*)", cookie).groups()
        for cookie in (*headers.get_all("Set-Cookie", []), *more.get_all("Set-Cookie", []))
    )
    assert "_xsrf" in cookies
    assert any(name.startswith("username-") for name in cookies)
    return "; ".join(f"{name}={value}" for name, value in cookies.items()), cookies["_xsrf"]


def test_all_routes_are_served(running) -> None:
    handlers = {route.handler for route in running.routes}
    assert len(running.routes) == len(ROUTES) + 1
    assert {"SearchHandler", "ImportHandler", "UnknownAddressHandler"} <= handlers


def test_no_method_is_undecorated(running) -> None:
    assert [route.undecorated for route in running.routes if route.undecorated] == []


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("authorization", ["", "token wrong", "Bearer wrong"])
def test_strangers_are_refused_everywhere(running, method, authorization) -> None:
    body = None if method in {"GET", "HEAD"} else "{}"
    for route in running.routes:
        status, _, answer = running.ask(
            method,
            route.path,
            body=body,
            Authorization=authorization,
            Content_Type="application/json",
        )
        assert status == 403, route
        if method in {"POST", "PUT", "PATCH", "DELETE", "GET"}:
            assert json.loads(answer)["reason"] == "Forbidden"


def test_preflight_tells_nothing(running) -> None:
    for route in running.routes:
        status, headers, answer = running.ask("OPTIONS", route.path, Origin="https://evil.example")
        assert status in {200, 204, 404}
        assert answer == b"" or json.loads(answer)["reason"] == "NotFound"
        assert "Access-Control-Allow-Origin" not in headers


def test_with_the_token_the_same_addresses_answer(running) -> None:
    for route in running.routes:
        status, _, answer = running.ask("GET", route.path, Authorization=f"token {TOKEN}")
        expected = {"UnknownAddressHandler": 404} | dict.fromkeys(
            (each.handler.__name__ for each in ROUTES if "GET" not in each.operations), 405
        )
        # 400: something must be named, such as a source.
        if route.handler != "ExportHandler":
            assert status in {expected.get(route.handler, 200), 400}, (route, answer)
            assert isinstance(json.loads(answer), dict)


def test_another_site_cannot_change_anything(running, login) -> None:
    cookies, xsrf = login
    json_headers = {"Content_Type": "application/json", "Cookie": cookies}
    path = "/paperlookup/api/reindex"

    forged, _, _ = running.ask("POST", path, body="{}", **json_headers)
    assert forged == 403
    form, _, _ = running.ask("POST", path, body="{}", Content_Type="text/plain", Cookie=cookies)
    assert form == 403
    elsewhere, _, _ = running.ask(
        *("POST", path),
        body="{}",
        Origin="https://evil.example",
        X_XSRFToken=xsrf,
        **json_headers,
    )
    assert elsewhere in {403, 404}
    own, _, _ = running.ask("POST", path, body="{}", X_XSRFToken=xsrf, **json_headers)
    assert own == 202


def test_another_site_cannot_read_anything(running, login) -> None:
    cookies, _ = login
    for route in running.routes:
        status, headers, _ = running.ask(
            "GET", route.path, Origin="https://evil.example", Cookie=cookies
        )
        assert status in {403, 404}
        assert "Access-Control-Allow-Origin" not in headers
