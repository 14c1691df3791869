"""`openapi.json`: the routes described for programs."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable

import msgspec
from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.openapi import describe
from jupyter_paperlookup.server.route import Route

ROUTES_SETTING = "paperlookup_routes"
"""Where the tornado settings hold the route table."""


class DescriptionHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await asyncio.to_thread(_described, self.settings[ROUTES_SETTING]))


def _described(routes: Iterable[Route]) -> bytes:
    return msgspec.json.encode(describe(routes))
