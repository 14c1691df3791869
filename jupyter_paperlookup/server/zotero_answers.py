"""What the routes of Zotero answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

import os

from jupyter_paperlookup.errors import PaperLookupError, ZoteroUnavailable
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http, present
from jupyter_paperlookup.server.import_jobs import ImportJobs

_NO_KEY = "zotero.org asks for a key: store one."
_NOTHING = "The stored key may read no library: give it access at zotero.org, or store another."
_ON_A_HUB = (
    "This Jupyter runs on a server, which cannot see the Zotero on your own machine: "
    "take your library from zotero.org, or import a file that Zotero exported."
)


class ZoteroAnswers:
    """Libraries of Zotero.

    Args:
        library: The library.
        jobs: The imports in the background.
    """

    def __init__(self, library: Library, jobs: ImportJobs) -> None:
        self._library = library
        self._jobs = jobs
        self._names: dict[tuple[str, str], str] = {}

    def libraries(self, asked: http.ZoteroParameters) -> http.ZoteroResponse:
        """What can be added, or why nothing can."""
        try:
            found = self._library.zotero_libraries(asked.kind)
            self._names |= {(each.kind, each.path): each.name for each in found}
        except PaperLookupError as error:
            return self._nothing(_why(error, asked.kind))
        if not found:
            return self._nothing(_NOTHING if self._library.has_zotero_key else _NO_KEY)
        return http.ZoteroResponse(
            has_key=self._library.has_zotero_key,
            libraries=[present.zotero_library(each) for each in found],
            message="",
        )

    def set_key(self, sent: http.ZoteroKeyRequest) -> http.ZoteroResponse:
        """The key stored or forgotten; then what can be read with it."""
        self._library.set_zotero_key(sent.key)
        return self.libraries(http.ZoteroParameters(kind="web"))

    def add(self, sent: http.AddZoteroRequest) -> http.ImportJob:
        """A reading that waits for its turn.

        Raises:
            TooManyImports: Too many wait already.
        """
        place = "Zotero" if sent.kind == "local" else "zotero.org"
        return self._jobs.add(
            f"{place}: {self._names.get((sent.kind, sent.path), sent.path)}",
            lambda progress: self._library.add_zotero(sent.kind, sent.path, progress),
        )

    def _nothing(self, message: str) -> http.ZoteroResponse:
        return http.ZoteroResponse(
            has_key=self._library.has_zotero_key, libraries=[], message=message
        )


def _why(error: PaperLookupError, kind: str) -> str:
    is_hub = "JUPYTERHUB_API_URL" in os.environ
    if kind == "local" and is_hub and isinstance(error, ZoteroUnavailable):
        return _ON_A_HUB
    return error.reason
