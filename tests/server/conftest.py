"""A Jupyter server with paperlookup on it, in this process or as a program of its own.

Jupyter's fixtures are imported here instead of being a plugin of all tests: they make a server
application for each test, be it about servers or not.
"""

from __future__ import annotations

import asyncio
import json
import shutil

import pytest
from pytest_jupyter.jupyter_server import *  # noqa: F403
from traitlets.config import Config


@pytest.fixture
def indexed_home(seeded_folder, paperlookup_home):
    """The user's library, seeded and indexed."""
    shutil.copytree(seeded_folder, paperlookup_home)
    return paperlookup_home


@pytest.fixture
def jp_server_config(paperlookup_home):
    return Config(
        {
            "ServerApp": {
                "jpserver_extensions": {
                    "jupyter_paperlookup": True,
                    "jupyter_server_terminals": False,
                },
                "allow_unauthenticated_access": False,
            },
            # In this process, where tests can look and change things; see test_workplaces.py.
            "PaperLookupApp": {"own_process": False},
        }
    )


@pytest.fixture
def api(jp_fetch):
    """Ask one of paperlookup's routes: status and headers, and the JSON of the body."""

    async def ask(path, *, body=None, method=None, **options):
        if body is not None:
            options |= {"method": method or "POST", "body": json.dumps(body)}
            options.setdefault("headers", {})["Content-Type"] = "application/json"
        elif method:
            options["method"] = method
        response = await jp_fetch("paperlookup", "api", path, raise_error=False, **options)
        return response, json.loads(response.body)

    return ask


@pytest.fixture
def until():
    """Ask again and again until the answer is not None."""

    async def wait(ask):
        async with asyncio.timeout(60):
            # Another thread makes it true.
            while (answer := await ask()) is None:  # noqa: ASYNC110
                await asyncio.sleep(0.05)
            return answer

    return wait
