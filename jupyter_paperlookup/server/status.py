"""`status` and `reindex`: what the library holds, and its index built anew."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.server.base_handler import PaperLookupHandler


class StatusHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.status()))


class ReindexHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        self.require_json()
        self.reply(await self.ask(lambda answers: answers.reindex()), 202)
