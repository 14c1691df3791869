"""The server extension: its settings, its routes and the one library behind them.

Loading it opens nothing and imports neither search nor formatting: the first request does.
"""

from __future__ import annotations

from jupyter_server.extension.application import ExtensionApp
from traitlets import Unicode

from jupyter_paperlookup.server.base_handler import LIBRARY_SETTING
from jupyter_paperlookup.server.description import ROUTES_SETTING
from jupyter_paperlookup.server.library_host import LibraryHost
from jupyter_paperlookup.server.routes import NAMESPACE, ROUTES
from jupyter_paperlookup.server.unknown_address import UnknownAddressHandler


class PaperLookupApp(ExtensionApp):
    """Answers the front end: search, citations, references, import and export."""

    name = "jupyter_paperlookup"

    library_folder = Unicode(
        "",
        help="Folder of the library; empty for PAPERLOOKUP_HOME, else the user's own library.",
    ).tag(config=True)

    library: LibraryHost | None = None

    def initialize_settings(self) -> None:
        """Put the library and the route table where the handlers find them."""
        self.library = LibraryHost(self.library_folder)
        self.settings[LIBRARY_SETTING] = self.library
        self.settings[ROUTES_SETTING] = ROUTES

    def initialize_handlers(self) -> None:
        """Add the routes."""
        self.handlers.extend((rf"/{NAMESPACE}/{route.pattern}", route.handler) for route in ROUTES)
        # The last one, since the first that fits answers.
        self.handlers.append((rf"/{NAMESPACE}/.*", UnknownAddressHandler))

    async def stop_extension(self) -> None:
        """Close the library."""
        if self.library:
            await self.library.close()
