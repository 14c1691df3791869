"""Any other address under the API's namespace: nothing is there, said in the API's own form."""

from __future__ import annotations

from tornado.web import HTTPError

from jupyter_paperlookup.server.base_handler import PaperLookupHandler


class UnknownAddressHandler(PaperLookupHandler):
    async def prepare(self) -> None:  # type: ignore[override]  # as in APIHandler
        """Refuse strangers as every route does, and tell the others that nothing is here."""
        await super().prepare()
        raise HTTPError(404)
