"""`records/<key>`: one record; `import`: records from the text of a file."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import EditRecordRequest, ImportRequest
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.lanes import Lane


class RecordHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self, key: str) -> None:
        self.reply(await self.ask(lambda answers: answers.details(key)))

    @web.authenticated
    @authorized
    async def put(self, key: str) -> None:
        sent = await self.body(EditRecordRequest)
        self.reply(await self.ask(lambda answers: answers.curating.edit(key, sent)))


class ImportHandler(PaperLookupHandler):
    seconds = 300
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(ImportRequest)
        self.reply(await self.ask(lambda answers: answers.import_text(sent)))
