"""`browse` and `browse/visit`: what came in, by period, and what is popular."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import BrowseRequest, BrowseResponse, VisitResponse
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.route import Operation, Route


class BrowseHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(BrowseRequest)
        self.reply(await self.ask(lambda answers: answers.browsing.browse(sent)))


class VisitHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        self.reply(await self.ask(lambda answers: answers.browsing.visit()))


BROWSING_ROUTES = (
    Route(
        "browse",
        BrowseHandler,
        {
            "POST": Operation(
                summary="The records by day, week or month, or by how popular they are",
                body=BrowseRequest,
                answer=BrowseResponse,
            )
        },
    ),
    Route(
        "browse/visit",
        VisitHandler,
        {
            "POST": Operation(
                summary="What is in the library now has been seen", answer=VisitResponse
            )
        },
    ),
)
