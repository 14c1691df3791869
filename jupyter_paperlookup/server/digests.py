"""`digest/...`: the digest shown, and the subscription to it."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    ConfirmRequest,
    DigestRequest,
    DigestResponse,
    PauseRequest,
    SubscribeRequest,
    SubscriptionResponse,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.route import Operation, Route

_MAILING_SECONDS = 60.0
"""Mail servers take their time."""


class DigestPreviewHandler(PaperLookupHandler):
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(DigestRequest)
        self.reply(await self.ask(lambda answers: answers.digests.preview(sent)))


class SubscriptionHandler(PaperLookupHandler):
    lane = Lane.LONG
    seconds = _MAILING_SECONDS

    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.digests.subscription()))

    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(SubscribeRequest)
        self.reply(await self.ask(lambda answers: answers.digests.subscribe(sent)))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        self.reply(await self.ask(lambda answers: answers.digests.unsubscribe()))


class ConfirmationHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(ConfirmRequest)
        self.reply(await self.ask(lambda answers: answers.digests.confirm(sent)))


class PauseHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(PauseRequest)
        self.reply(await self.ask(lambda answers: answers.digests.pause(sent)))


class SendHandler(PaperLookupHandler):
    lane = Lane.LONG
    seconds = _MAILING_SECONDS

    @web.authenticated
    @authorized
    async def post(self) -> None:
        self.reply(await self.ask(lambda answers: answers.digests.send_now()))


DIGEST_ROUTES = (
    Route(
        "digest/preview",
        DigestPreviewHandler,
        {
            "POST": Operation(
                summary="A digest as it would be mailed", body=DigestRequest, answer=DigestResponse
            )
        },
    ),
    Route(
        "digest/subscription",
        SubscriptionHandler,
        {
            "GET": Operation(summary="The subscription", answer=SubscriptionResponse),
            "PUT": Operation(
                summary="Subscribe, or change the subscription; a new address gets a code first",
                body=SubscribeRequest,
                answer=SubscriptionResponse,
            ),
            "DELETE": Operation(
                summary="Unsubscribe, and forget the address and the password",
                answer=SubscriptionResponse,
            ),
        },
    ),
    Route(
        "digest/confirmation",
        ConfirmationHandler,
        {
            "POST": Operation(
                summary="Confirm the address by the code that was mailed there",
                body=ConfirmRequest,
                answer=SubscriptionResponse,
            )
        },
    ),
    Route(
        "digest/pause",
        PauseHandler,
        {
            "PUT": Operation(
                summary="Let the digest rest, or go on",
                body=PauseRequest,
                answer=SubscriptionResponse,
            )
        },
    ),
    Route(
        "digest/sent",
        SendHandler,
        {
            "POST": Operation(
                summary="Mail the digest of the last period now, unless it was mailed already",
                answer=SubscriptionResponse,
            )
        },
    ),
)
