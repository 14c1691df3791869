"""`zotero` and `zotero/key`: libraries of Zotero as sources."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    AddZoteroRequest,
    ImportJob,
    ZoteroKeyRequest,
    ZoteroParameters,
    ZoteroResponse,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.route import Operation, Route


class ZoteroHandler(PaperLookupHandler):
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(ZoteroParameters)
        self.reply(await self.ask(lambda answers: answers.zotero.libraries(asked)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(AddZoteroRequest)
        self.reply(await self.ask(lambda answers: answers.zotero.add(sent)), 202)


class ZoteroKeyHandler(PaperLookupHandler):
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(ZoteroKeyRequest)
        self.reply(await self.ask(lambda answers: answers.zotero.set_key(sent)))


ZOTERO_ROUTES = (
    Route(
        "zotero",
        ZoteroHandler,
        {
            "GET": Operation(
                summary="The libraries of Zotero that can be sources",
                parameters=ZoteroParameters,
                answer=ZoteroResponse,
            ),
            "POST": Operation(
                summary="Make a library of Zotero a source, in the background",
                body=AddZoteroRequest,
                answer=ImportJob,
                status=202,
            ),
        },
    ),
    Route(
        "zotero/key",
        ZoteroKeyHandler,
        {
            "PUT": Operation(
                summary="Store the key for zotero.org, or forget it, and say what it may read",
                body=ZoteroKeyRequest,
                answer=ZoteroResponse,
            )
        },
    ),
)
