"""The network: whether it may be used, and lists of papers and feeds that are fetched from it."""

from __future__ import annotations

from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.importing import ImportProgress
from jupyter_paperlookup.library.online import NetworkState
from jupyter_paperlookup.library.reports import ImportReport


class Feeding(Parts):
    """What comes from the network, when a person asks for it."""

    def network_state(self) -> NetworkState:
        """Whether the network may be used, and who would be asked; nobody is."""
        return self._online.state()

    def allow_network(self, allowed: bool = True) -> NetworkState:  # noqa: FBT001, FBT002 - a switch
        """Allow the network for this library, or no longer.

        Raises:
            NetworkForbidden: The administrator has decided otherwise.
        """
        return self._online.allow(allowed=allowed)

    def fetch_daily(self, at: str = "", progress: ImportProgress | None = None) -> ImportReport:
        """Fetch Daily Papers; they become a source, and what they count a snapshot of today.

        Args:
            at: A day, week or month, as `2026-11-20`, `2026-W47` or `2026-11`; when empty, the
                newest day that has papers.
            progress: As for `import_file`; `reading` counts papers, of an unknown number.

        Raises:
            InvalidRequest: There is no such day, week or month.
            NetworkUnavailable: The network, or the service, may not or cannot be asked.
        """
        return self._feeds.daily(at, progress)

    def fetch_arxiv(self, category: str, progress: ImportProgress | None = None) -> ImportReport:
        """Fetch the new papers of a category of arXiv, such as `cs.CL`; else as `fetch_daily`."""
        return self._feeds.arxiv(category, progress)

    def fetch_feed(self, url: str, progress: ImportProgress | None = None) -> ImportReport:
        """Fetch any RSS or Atom feed by its address; else as `fetch_daily`.

        What a feed no longer has stays: it only ever has its last entries.
        """
        return self._feeds.feed(url, progress)
