"""What the routes of the network answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http, present
from jupyter_paperlookup.server.import_jobs import ImportJobs


class FeedAnswers:
    """Whether the network may be used, and what is fetched."""

    def __init__(self, library: Library, jobs: ImportJobs) -> None:
        self._library = library
        self._jobs = jobs

    def network(self) -> http.NetworkState:
        """Whether the network may be used."""
        return present.network_state(self._library.network_state())

    def allow(self, sent: http.NetworkRequest) -> http.NetworkState:
        """Allow it, or no longer."""
        return present.network_state(self._library.allow_network(sent.allowed))

    def fetch(self, sent: http.FetchFeedRequest) -> http.ImportJob:
        """A fetch that waits for its turn.

        Raises:
            InvalidRequest: Nothing is named that could be fetched.
            TooManyImports: Too many wait already.
        """
        library, add = self._library, self._jobs.add
        if sent.source:
            return add(sent.source, lambda progress: library.refresh_source(sent.source, progress))
        match sent.kind:
            case "daily-papers":
                return add(
                    f"Daily Papers {sent.at}".strip(),
                    lambda progress: library.fetch_daily(sent.at, progress),
                )
            case "arxiv" if sent.category:
                return add(
                    f"arXiv {sent.category}",
                    lambda progress: library.fetch_arxiv(sent.category, progress),
                )
            case "feed" if sent.address:
                return add(
                    sent.address, lambda progress: library.fetch_feed(sent.address, progress)
                )
        raise InvalidRequest("Name what to fetch: a category of arXiv, or the address of a feed.")
