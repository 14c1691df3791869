"""The server extension: its settings, its routes and the one library behind them.

Loading it opens nothing and imports neither search nor formatting: the first request does, or a
digest that is to be mailed.
"""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar

from jupyter_server.extension.application import ExtensionApp
from traitlets import Bool, Unicode

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.library_home import MAILS_FILE, default_folder
from jupyter_paperlookup.server.base_handler import BODIES_SETTING, LIBRARY_SETTING
from jupyter_paperlookup.server.description import ROUTES_SETTING
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.library_host import LibraryHost
from jupyter_paperlookup.server.library_process import LibraryProcess
from jupyter_paperlookup.server.library_threads import LibraryThreads
from jupyter_paperlookup.server.received_body import BodyRoom
from jupyter_paperlookup.server.routes import NAMESPACE, ROUTES
from jupyter_paperlookup.server.unknown_address import UnknownAddressHandler


class PaperLookupApp(ExtensionApp):
    """Answers the front end: search, citations, references, import and export."""

    name = "jupyter_paperlookup"

    library_folder = Unicode(
        "",
        help="Folder of the library; empty for PAPERLOOKUP_HOME, else the user's own library.",
    ).tag(config=True)

    own_process = Bool(
        default_value=True,
        help="Keep the library in a process of its own, so that nothing it computes makes the "
        "server late. If False, it is kept in threads of the server, which takes less memory.",
    ).tag(config=True)

    seconds_before_mailing: ClassVar[float] = 10.0
    """A server that starts has other things to do first."""

    library: LibraryHost | None = None

    def initialize_settings(self) -> None:
        """Put the library and the route table where the handlers find them."""
        workplace = LibraryProcess if self.own_process else LibraryThreads
        self.library = LibraryHost(workplace(self.library_folder))
        self.settings[LIBRARY_SETTING] = self.library
        self.settings[BODIES_SETTING] = BodyRoom()
        self.settings[ROUTES_SETTING] = ROUTES
        folder = Path(self.library_folder).expanduser() if self.library_folder else default_folder()
        if self.serverapp is not None and (folder / MAILS_FILE).is_file():
            self.serverapp.io_loop.call_later(self.seconds_before_mailing, self._mail)

    def initialize_handlers(self) -> None:
        """Add the routes."""
        self.handlers.extend((rf"/{NAMESPACE}/{route.pattern}", route.handler) for route in ROUTES)
        # The last one, since the first that fits answers.
        self.handlers.append((rf"/{NAMESPACE}/.*", UnknownAddressHandler))

    async def stop_extension(self) -> None:
        """Close the library."""
        if self.library:
            await self.library.close()

    async def _mail(self) -> None:
        """Open the library, which mails its digest from then on."""
        if self.library is None:
            return
        try:
            await self.library.ask(lambda answers: answers.status(), seconds=600, lane=Lane.LONG)
        except PaperLookupError as error:
            self.log.warning("paperlookup: the digest is not mailed: %s", error.reason)
