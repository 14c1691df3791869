"""`formatted`, `insertion` and `styles`: citations and references as texts."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    AddStyleRequest,
    FormattedParameters,
    InsertionParameters,
    InsertionRequest,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler


class FormattedHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(FormattedParameters)
        self.reply(await self.ask(lambda answers: answers.formatted(asked)))


class InsertionHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(InsertionParameters)
        self.reply(await self.ask(lambda answers: answers.insertion(asked)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(InsertionRequest)
        self.reply(await self.ask(lambda answers: answers.insert(sent)))


class StylesHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.styles()))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(AddStyleRequest)
        self.reply(await self.ask(lambda answers: answers.add_style(sent)), status=201)
