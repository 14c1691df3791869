"""`network` and `feeds`: whether the network may be used, and what is fetched from it."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    FetchFeedRequest,
    ImportJob,
    NetworkRequest,
    NetworkState,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.route import Operation, Route


class NetworkHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.feeds.network()))

    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(NetworkRequest)
        self.reply(await self.ask(lambda answers: answers.feeds.allow(sent)))


class FeedsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(FetchFeedRequest)
        self.reply(await self.ask(lambda answers: answers.feeds.fetch(sent)), 202)


FEED_ROUTES = (
    Route(
        "network",
        NetworkHandler,
        {
            "GET": Operation(summary="Whether the network may be used", answer=NetworkState),
            "PUT": Operation(
                summary="Allow the network, or no longer", body=NetworkRequest, answer=NetworkState
            ),
        },
    ),
    Route(
        "feeds",
        FeedsHandler,
        {
            "POST": Operation(
                summary="Fetch a list of papers as a source, in the background",
                body=FetchFeedRequest,
                answer=ImportJob,
                status=202,
            )
        },
    ),
)
