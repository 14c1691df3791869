"""`notebook/...`: the citations of a notebook that is open in the browser, saved or not."""

from __future__ import annotations

from jupyter_server.auth.decorator import authorized
from tornado import web

from jupyter_paperlookup.messages.http import (
    CitationsResponse,
    ConvertRequest,
    DialectParameters,
    DialectResponse,
    FindingsResponse,
    InsertionResponse,
    NotebookEditsResponse,
    NotebookRequest,
    PlaceBibliographyRequest,
    StylePreviewRequest,
    StylePreviewResponse,
)
from jupyter_paperlookup.server.base_handler import PaperLookupHandler
from jupyter_paperlookup.server.contents_paths import ContentsPaths
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.received_body import MEGABYTE
from jupyter_paperlookup.server.route import Operation, Route


class NotebookHandler(PaperLookupHandler):
    """A notebook carries its whole text, and citations of a long one take pandoc seconds."""

    largest_body = 64 * MEGABYTE
    seconds = 120
    lane = Lane.LONG

    @property
    def paths(self) -> ContentsPaths:
        return ContentsPaths.of(self.settings)


class CitationsHandler(NotebookHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent, paths = await self.body(NotebookRequest), self.paths
        self.reply(await self.ask(lambda answers: answers.notebooks.citations(sent, paths)))


class RestyledHandler(NotebookHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent, paths = await self.body(NotebookRequest), self.paths
        self.reply(await self.ask(lambda answers: answers.notebooks.restyled(sent, paths)))


class ConvertedHandler(NotebookHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent, paths = await self.body(ConvertRequest), self.paths
        self.reply(await self.ask(lambda answers: answers.notebooks.converted(sent, paths)))


class CheckedHandler(NotebookHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent, paths = await self.body(NotebookRequest), self.paths
        self.reply(await self.ask(lambda answers: answers.notebooks.checked(sent, paths)))


class BibliographyHandler(NotebookHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent, paths = await self.body(PlaceBibliographyRequest), self.paths
        self.reply(await self.ask(lambda answers: answers.notebooks.bibliography(sent, paths)))


class StylesPreviewHandler(NotebookHandler):
    @web.authenticated
    @authorized
    async def post(self) -> None:
        sent, paths = await self.body(StylePreviewRequest), self.paths
        self.reply(await self.ask(lambda answers: answers.notebooks.previews(sent, paths)))


class DialectHandler(PaperLookupHandler):
    @web.authenticated
    @authorized
    async def get(self) -> None:
        asked = self.parameters(DialectParameters)
        paths = ContentsPaths.of(self.settings)
        self.reply(await self.ask(lambda answers: answers.notebooks.dialect(asked, paths)))


NOTEBOOK_ROUTES = (
    Route(
        "notebook/citations",
        CitationsHandler,
        {
            "POST": Operation(
                summary="What a notebook cites, where, and how it reads",
                body=NotebookRequest,
                answer=CitationsResponse,
            )
        },
    ),
    Route(
        "notebook/restyled",
        RestyledHandler,
        {
            "POST": Operation(
                summary="The words that the style wants in place of those in the text",
                body=NotebookRequest,
                answer=NotebookEditsResponse,
            )
        },
    ),
    Route(
        "notebook/converted",
        ConvertedHandler,
        {
            "POST": Operation(
                summary="A notebook in another dialect, or with other tools' citations taken over",
                body=ConvertRequest,
                answer=NotebookEditsResponse,
            )
        },
    ),
    Route(
        "notebook/checked",
        CheckedHandler,
        {
            "POST": Operation(
                summary="What to look at in the citations of a notebook",
                body=NotebookRequest,
                answer=FindingsResponse,
            )
        },
    ),
    Route(
        "notebook/bibliography",
        BibliographyHandler,
        {
            "POST": Operation(
                summary="The bibliography of a notebook, to write into a cell",
                body=PlaceBibliographyRequest,
                answer=InsertionResponse,
            )
        },
    ),
    Route(
        "notebook/styles",
        StylesPreviewHandler,
        {
            "POST": Operation(
                summary="A notebook's own references in some styles",
                body=StylePreviewRequest,
                answer=StylePreviewResponse,
            )
        },
    ),
    Route(
        "notebook/dialect",
        DialectHandler,
        {
            "GET": Operation(
                summary="The dialect of a notebook's project",
                parameters=DialectParameters,
                answer=DialectResponse,
            )
        },
    ),
)
