"""`export`, `cited` and `kept`: records as the text of files, once or kept up to date."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    CitedExportRequest,
    CitedExportResponse,
    CitedRequest,
    CitedResponse,
    ExportParameters,
    ExportResponse,
    ForgetFileParameters,
    KeepFileRequest,
    KeptFilesResponse,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.route import Operation, Route


class ExportHandler(PaperLookupHandler):
    seconds = 120
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(ExportParameters)
        self.reply(await self.ask(lambda answers: answers.exporting.export(asked)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(CitedExportRequest)
        self.reply(await self.ask(lambda answers: answers.exporting.export_cited(sent)))


class CitedHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(CitedRequest)
        self.reply(await self.ask(lambda answers: answers.exporting.cited(sent)))


class KeptHandler(PaperLookupHandler):
    seconds = 120
    lane = Lane.LONG

    @web.authenticated
    @authorized
    async def get(self) -> None:
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.exporting.kept(paths)))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(KeepFileRequest)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.exporting.keep(sent, paths)))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        asked = self.parameters(ForgetFileParameters)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.exporting.forget(asked, paths)))


EXPORT_ROUTES = (
    Route(
        "export",
        ExportHandler,
        {
            "GET": Operation(
                summary="Some records, a source, or the whole library, as the text of a file",
                parameters=ExportParameters,
                answer=ExportResponse,
            ),
            "POST": Operation(
                summary="The works that a notebook cites, as the text of a file",
                body=CitedExportRequest,
                answer=CitedExportResponse,
            ),
        },
    ),
    Route(
        "cited",
        CitedHandler,
        {
            "POST": Operation(
                summary="The works that a notebook cites",
                body=CitedRequest,
                answer=CitedResponse,
            )
        },
    ),
    Route(
        "kept",
        KeptHandler,
        {
            "GET": Operation(
                summary="The bibliography files that are kept up to date", answer=KeptFilesResponse
            ),
            "POST": Operation(
                summary="Keep a .bib file up to date with a notebook, a source or the library",
                body=KeepFileRequest,
                answer=KeptFilesResponse,
            ),
            "DELETE": Operation(
                summary="Keep a file no longer; it stays as it is",
                parameters=ForgetFileParameters,
                answer=KeptFilesResponse,
            ),
        },
    ),
)
