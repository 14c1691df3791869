"""`search`: ranked hits while one types."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import SearchParameters
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.lanes import Lane


class SearchHandler(PaperLookupHandler):
    lane = Lane.SEARCH

    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(SearchParameters)
        self.reply(await self.ask(lambda answers: answers.search(asked)))
