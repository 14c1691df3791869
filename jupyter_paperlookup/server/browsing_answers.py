"""What the routes of browsing answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http


class BrowsingAnswers:
    """The list by periods and by popularity."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def browse(self, sent: http.BrowseRequest) -> http.BrowseResponse:
        """A part of the list."""
        raise NotImplementedError

    def visit(self) -> http.VisitResponse:
        """What is there now has been seen."""
        raise NotImplementedError
