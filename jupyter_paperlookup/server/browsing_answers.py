"""What the routes of browsing answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.messages.present_browsing import browse_response


class BrowsingAnswers:
    """The list by periods and by popularity."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def browse(self, sent: http.BrowseRequest) -> http.BrowseResponse:
        """A part of the list.

        Raises:
            InvalidRequest: There is no such period.
        """
        return browse_response(
            self._library.browse(
                by=sent.by,
                at=sent.at,
                source=sent.source,
                year=sent.year,
                cited=sent.cited,
                only_new=sent.only_new,
                order=sent.order,
                cited_here=sent.cited_here,
                limit=sent.limit,
                offset=sent.offset,
            )
        )

    def visit(self) -> http.VisitResponse:
        """What is there now has been seen."""
        return http.VisitResponse(last_visit=self._library.visit())
