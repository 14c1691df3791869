"""`resolve/...`: records completed from services, and what is not sure about them."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    DecideRequest,
    DecideResponse,
    LookUpRequest,
    LookUpResponse,
    ResolveJob,
    ResolveRequest,
    SuggestedAnswersParameters,
    SuggestedAnswersResponse,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.route import Operation, Route

_LOOKING_UP_SECONDS = 60.0
"""Services take their time, and several may be asked."""


class ResolveHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.resolving.job()))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(ResolveRequest)
        self.reply(await self.ask(lambda answers: answers.resolving.begin(sent)), 202)

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        self.reply(await self.ask(lambda answers: answers.resolving.cancel()))


class SuggestedAnswersHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(SuggestedAnswersParameters)
        self.reply(await self.ask(lambda answers: answers.resolving.suggested(asked)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(DecideRequest)
        self.reply(await self.ask(lambda answers: answers.resolving.decide(sent)))


class LookUpHandler(PaperLookupHandler):
    lane = Lane.LONG
    seconds = _LOOKING_UP_SECONDS

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(LookUpRequest)
        self.reply(await self.ask(lambda answers: answers.resolving.look_up(sent)))


RESOLVING_ROUTES = (
    Route(
        "resolve",
        ResolveHandler,
        {
            "GET": Operation(summary="How far the completing of records is", answer=ResolveJob),
            "POST": Operation(
                summary="Complete records from services, in the background",
                body=ResolveRequest,
                answer=ResolveJob,
                status=202,
            ),
            "DELETE": Operation(
                summary="Ask no further; what was answered stays", answer=ResolveJob
            ),
        },
    ),
    Route(
        "resolve/suggestions",
        SuggestedAnswersHandler,
        {
            "GET": Operation(
                summary="What services say that may be about a record",
                parameters=SuggestedAnswersParameters,
                answer=SuggestedAnswersResponse,
            ),
            "POST": Operation(
                summary="Accept or reject it", body=DecideRequest, answer=DecideResponse
            ),
        },
    ),
    Route(
        "lookup",
        LookUpHandler,
        {
            "POST": Operation(
                summary="What a pasted identifier stands for, as a service says",
                body=LookUpRequest,
                answer=LookUpResponse,
            )
        },
    ),
)
