"""`sources`, `problems` and `imports`: where records come from."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    ImportJob,
    ImportJobRequest,
    ImportJobsResponse,
    ProblemsParameters,
    ProblemsResponse,
    RemovalResponse,
    RemoveSourceParameters,
    SourcesResponse,
    WatchRequest,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.received_body import MEGABYTE
from jupyter_paperlookup.server.route import Operation, Route


class SourcesHandler(PaperLookupHandler):
    seconds = 60

    @web.authenticated
    @authorized
    async def get(self) -> None:
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.sources.sources(paths)))

    @web.authenticated
    @authorized
    async def put(self) -> None:
        sent = await self.body(WatchRequest)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.sources.watch(sent, paths)))

    @web.authenticated
    @authorized
    async def delete(self) -> None:
        self.lane = Lane.LONG
        asked = self.parameters(RemoveSourceParameters)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.sources.remove(asked, paths)))


class ProblemsHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(ProblemsParameters)
        self.reply(await self.ask(lambda answers: answers.sources.problems(asked)))


class ImportsHandler(PaperLookupHandler):
    largest_body = 96 * MEGABYTE

    @web.authenticated
    @authorized
    async def get(self) -> None:
        self.reply(await self.ask(lambda answers: answers.sources.jobs.list()))

    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent = await self.body(ImportJobRequest)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.sources.start(sent, paths)), 202)


class ImportJobHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self, key: str) -> None:
        self.reply(await self.ask(lambda answers: answers.sources.jobs.get(key)))

    @web.authenticated
    @authorized
    async def delete(self, key: str) -> None:
        self.reply(await self.ask(lambda answers: answers.sources.jobs.cancel(key)))


SOURCE_ROUTES = (
    Route(
        "sources",
        SourcesHandler,
        {
            "GET": Operation(summary="Where the records came from", answer=SourcesResponse),
            "PUT": Operation(
                summary="Watch the file of a source, or no longer",
                body=WatchRequest,
                answer=SourcesResponse,
            ),
            "DELETE": Operation(
                summary="Forget a source, with its records or without",
                parameters=RemoveSourceParameters,
                answer=RemovalResponse,
            ),
        },
    ),
    Route(
        "problems",
        ProblemsHandler,
        {
            "GET": Operation(
                summary="What could not be read of a source",
                parameters=ProblemsParameters,
                answer=ProblemsResponse,
            )
        },
    ),
    Route(
        "imports",
        ImportsHandler,
        {
            "GET": Operation(
                summary="The imports under way, and the last ones", answer=ImportJobsResponse
            ),
            "POST": Operation(
                summary="Import a file, or a source again, in the background",
                body=ImportJobRequest,
                answer=ImportJob,
                status=202,
            ),
        },
    ),
    Route(
        "imports/{key}",
        ImportJobHandler,
        {
            "GET": Operation(summary="How far an import is", answer=ImportJob),
            "DELETE": Operation(summary="Cancel an import", answer=ImportJob),
        },
    ),
)
