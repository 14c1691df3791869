"""What a person decides about records: fields, keys, merging, versions, undo."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    AddRecordRequest,
    ChangesResponse,
    CurationResponse,
    KeepApartRequest,
    KeyPatternParameters,
    KeyPatternRequest,
    KeyPatternResponse,
    LinkRequest,
    MergeRequest,
    PaperDetails,
    RenameKeyRequest,
    SeparateRequest,
    SuggestionsParameters,
    SuggestionsResponse,
    UndoRequest,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.route import Operation, Route


class RecordsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(AddRecordRequest)
        self.reply(await self.ask(lambda answers: answers.curating.add(sent)), 201)


class CurationHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self, key: str) -> None:
        self.reply(await self.ask(lambda answers: answers.curating.curation(key)))


class KeyHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def put(self, key: str) -> None:
        sent = await self.body(RenameKeyRequest)
        self.reply(await self.ask(lambda answers: answers.curating.rename(key, sent)))


class MergesHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(MergeRequest)
        self.reply(await self.ask(lambda answers: answers.curating.merge(sent)))


class SeparationsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(SeparateRequest)
        self.reply(await self.ask(lambda answers: answers.curating.separate(sent)))


class VersionsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(LinkRequest)
        self.reply(await self.ask(lambda answers: answers.curating.link(sent)))


class DistinctionsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(KeepApartRequest)
        self.reply(await self.ask(lambda answers: answers.curating.keep_apart(sent)))


class SuggestionsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(SuggestionsParameters)
        self.reply(await self.ask(lambda answers: answers.curating.suggestions(asked)))


class ChangesHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.curating.changes()))


class UndoHandler(PaperLookupHandler):
    # Of hundreds of records it takes a while.
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(UndoRequest)
        self.reply(await self.ask(lambda answers: answers.curating.undo(sent)))


class KeyPatternHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(KeyPatternParameters)
        self.reply(await self.ask(lambda answers: answers.curating.key_pattern(asked)))

    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(KeyPatternRequest)
        self.reply(await self.ask(lambda answers: answers.curating.set_key_pattern(sent)))


CURATING_ROUTES = (
    Route(
        "records",
        RecordsHandler,
        {
            "POST": Operation(
                summary="A record that a person typed",
                body=AddRecordRequest,
                answer=PaperDetails,
                status=201,
            )
        },
    ),
    Route(
        "curation/{key}",
        CurationHandler,
        {
            "GET": Operation(
                summary="Who says what of a record, and its versions", answer=CurationResponse
            )
        },
    ),
    Route(
        "keys/{key}",
        KeyHandler,
        {
            "PUT": Operation(
                summary="Another key for a record; the old one goes on leading to it",
                body=RenameKeyRequest,
                answer=PaperDetails,
            )
        },
    ),
    Route(
        "merges",
        MergesHandler,
        {
            "POST": Operation(
                summary="One record of several", body=MergeRequest, answer=PaperDetails
            )
        },
    ),
    Route(
        "separations",
        SeparationsHandler,
        {
            "POST": Operation(
                summary="A record of its own, of some of what was said of another",
                body=SeparateRequest,
                answer=PaperDetails,
            )
        },
    ),
    Route(
        "versions",
        VersionsHandler,
        {
            "PUT": Operation(
                summary="Link a preprint and its published version, or no longer",
                body=LinkRequest,
                answer=CurationResponse,
            )
        },
    ),
    Route(
        "distinctions",
        DistinctionsHandler,
        {
            "POST": Operation(
                summary="Two records are two works, however alike they look",
                body=KeepApartRequest,
                answer=ChangesResponse,
            )
        },
    ),
    Route(
        "suggestions",
        SuggestionsHandler,
        {
            "GET": Operation(
                summary="Pairs of records that may be one work",
                parameters=SuggestionsParameters,
                answer=SuggestionsResponse,
            )
        },
    ),
    Route(
        "changes",
        ChangesHandler,
        {"GET": Operation(summary="The last changes by hand", answer=ChangesResponse)},
    ),
    Route(
        "undo",
        UndoHandler,
        {
            "POST": Operation(
                summary="Take back the last change, or what a service said of a record",
                body=UndoRequest,
                answer=ChangesResponse,
            )
        },
    ),
    Route(
        "key-pattern",
        KeyPatternHandler,
        {
            "GET": Operation(
                summary="What a key pattern makes of some records",
                parameters=KeyPatternParameters,
                answer=KeyPatternResponse,
            ),
            "PUT": Operation(
                summary="Another key pattern, for new records",
                body=KeyPatternRequest,
                answer=KeyPatternResponse,
            ),
        },
    ),
)
