"""`nearby`: the bibliography files that belong to a notebook."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import NearbyParameters, NearbyResponse
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.route import Operation, Route


class NearbyHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(NearbyParameters)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.nearby(asked, paths)))


NEARBY_ROUTES = (
    Route(
        "nearby",
        NearbyHandler,
        {
            "GET": Operation(
                summary="The bibliography files that belong to a notebook",
                parameters=NearbyParameters,
                answer=NearbyResponse,
            )
        },
    ),
)
