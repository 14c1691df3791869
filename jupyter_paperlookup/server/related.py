"""`related`: papers about the same as a record or as a text."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import RelatedRequest, RelatedResponse
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.route import Operation, Route


class RelatedHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(RelatedRequest)
        self.reply(await self.ask(lambda answers: answers.related(sent)))


RELATED_ROUTES = (
    Route(
        "related",
        RelatedHandler,
        {
            "POST": Operation(
                summary="Papers about the same as a record or as a text",
                body=RelatedRequest,
                answer=RelatedResponse,
            )
        },
    ),
)
