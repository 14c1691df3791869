"""`openapi.json`: the routes described for programs."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.openapi import describe

ROUTES_SETTING = "paperlookup_routes"
"""Where the tornado settings hold the route table."""


class DescriptionHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        routes = self.settings[ROUTES_SETTING]
        self.reply(await self.ask(lambda _: describe(routes)))
