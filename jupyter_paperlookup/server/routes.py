"""The one table of routes, all under `<base>/paperlookup/api/`."""

from __future__ import annotations

from jupyter_paperlookup.messages.http import (
    AddedStyleResponse,
    AddStyleRequest,
    EditRecordRequest,
    FormattedParameters,
    FormattedResponse,
    ImportRequest,
    ImportResponse,
    InsertionParameters,
    InsertionRequest,
    InsertionResponse,
    PaperDetails,
    SearchParameters,
    SearchResponse,
    StatusResponse,
    StylesResponse,
)
from jupyter_paperlookup.server.browsing import BROWSING_ROUTES
from jupyter_paperlookup.server.citations import FormattedHandler, InsertionHandler, StylesHandler
from jupyter_paperlookup.server.curating import CURATING_ROUTES
from jupyter_paperlookup.server.description import DescriptionHandler
from jupyter_paperlookup.server.digests import DIGEST_ROUTES
from jupyter_paperlookup.server.exporting import EXPORT_ROUTES
from jupyter_paperlookup.server.feeds import FEED_ROUTES
from jupyter_paperlookup.server.nearby import NEARBY_ROUTES
from jupyter_paperlookup.server.notebooks import NOTEBOOK_ROUTES
from jupyter_paperlookup.server.recognizing import RECOGNIZING_ROUTES
from jupyter_paperlookup.server.records import ImportHandler, RecordHandler
from jupyter_paperlookup.server.related import RELATED_ROUTES
from jupyter_paperlookup.server.resolving import RESOLVING_ROUTES
from jupyter_paperlookup.server.route import Operation, Route
from jupyter_paperlookup.server.search import SearchHandler
from jupyter_paperlookup.server.sources import SOURCE_ROUTES
from jupyter_paperlookup.server.status import ReindexHandler, StatusHandler
from jupyter_paperlookup.server.zotero import ZOTERO_ROUTES

NAMESPACE = "paperlookup/api"

ROUTES = (
    Route(
        "search",
        SearchHandler,
        {
            "GET": Operation(
                summary="The best hits of a query, or the newest records",
                parameters=SearchParameters,
                answer=SearchResponse,
            )
        },
    ),
    Route(
        "records/{key}",
        RecordHandler,
        {
            "GET": Operation(summary="All that is known of one record", answer=PaperDetails),
            "PUT": Operation(
                summary="A record corrected by hand", body=EditRecordRequest, answer=PaperDetails
            ),
        },
    ),
    Route(
        "formatted",
        FormattedHandler,
        {
            "GET": Operation(
                summary="The citation and the references of some works",
                parameters=FormattedParameters,
                answer=FormattedResponse,
            )
        },
    ),
    Route(
        "insertion",
        InsertionHandler,
        {
            "GET": Operation(
                summary="The text to write into a Markdown cell",
                parameters=InsertionParameters,
                answer=InsertionResponse,
            ),
            "POST": Operation(
                summary="The same for works with pages and prefixes, or of the notebook's own",
                body=InsertionRequest,
                answer=InsertionResponse,
            ),
        },
    ),
    Route(
        "styles",
        StylesHandler,
        {
            "GET": Operation(
                summary="The styles and locales to choose from", answer=StylesResponse
            ),
            "POST": Operation(
                summary="Add a CSL style of one's own",
                body=AddStyleRequest,
                answer=AddedStyleResponse,
                status=201,
            ),
        },
    ),
    Route(
        "status",
        StatusHandler,
        {"GET": Operation(summary="What the library holds", answer=StatusResponse)},
    ),
    Route(
        "openapi.json",
        DescriptionHandler,
        {"GET": Operation(summary="This document", answer=None)},
    ),
    Route(
        "import",
        ImportHandler,
        {
            "POST": Operation(
                summary="Read the records of a text into the library",
                body=ImportRequest,
                answer=ImportResponse,
            )
        },
    ),
    *CURATING_ROUTES,
    *SOURCE_ROUTES,
    *EXPORT_ROUTES,
    *RECOGNIZING_ROUTES,
    *ZOTERO_ROUTES,
    *NEARBY_ROUTES,
    *NOTEBOOK_ROUTES,
    *RELATED_ROUTES,
    *BROWSING_ROUTES,
    *FEED_ROUTES,
    *RESOLVING_ROUTES,
    *DIGEST_ROUTES,
    Route(
        "reindex",
        ReindexHandler,
        {
            "POST": Operation(
                summary="Build the index anew, in the background",
                answer=StatusResponse,
                status=202,
            )
        },
    ),
)
