"""What the routes of the network answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.server.import_jobs import ImportJobs


class FeedAnswers:
    """Whether the network may be used, and what is fetched."""

    def __init__(self, library: Library, jobs: ImportJobs) -> None:
        self._library = library
        self._jobs = jobs

    def network(self) -> http.NetworkState:
        """Whether the network may be used."""
        raise NotImplementedError

    def allow(self, sent: http.NetworkRequest) -> http.NetworkState:
        """Allow it, or no longer."""
        raise NotImplementedError

    def fetch(self, sent: http.FetchFeedRequest) -> http.ImportJob:
        """A fetch that waits for its turn."""
        raise NotImplementedError
