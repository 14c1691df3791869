"""`recognized` and `entries`: what a person pasted, told and added."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    AddEntriesRequest,
    AddEntriesResponse,
    RecognizeRequest,
    RecognizeResponse,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.route import Operation, Route


class RecognizedHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(RecognizeRequest)
        self.reply(await self.ask(lambda answers: answers.recognize(sent)))


class EntriesHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(AddEntriesRequest)
        self.reply(await self.ask(lambda answers: answers.add_entries(sent)))


RECOGNIZING_ROUTES = (
    Route(
        "recognized",
        RecognizedHandler,
        {
            "POST": Operation(
                summary="What a pasted text is; nothing is changed or looked up online",
                body=RecognizeRequest,
                answer=RecognizeResponse,
            )
        },
    ),
    Route(
        "entries",
        EntriesHandler,
        {
            "POST": Operation(
                summary="Add pasted entries as records that a person typed",
                body=AddEntriesRequest,
                answer=AddEntriesResponse,
            )
        },
    ),
)
