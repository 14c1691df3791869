"""Completing records from public services, and deciding about what is not sure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from jupyter_paperlookup.library.facade.parts import Parts
from jupyter_paperlookup.library.lookup import id_of
from jupyter_paperlookup.library.resolving import deciding
from jupyter_paperlookup.library.resolving.deciding import Waiting
from jupyter_paperlookup.library.resolving.report import ResolveReport
from jupyter_paperlookup.library.resolving.resolution_table import KeptAnswer

if TYPE_CHECKING:
    from jupyter_paperlookup.library.resolving.checking_online import OnlineFinding
    from jupyter_paperlookup.library.resolving.completing import Progress
    from jupyter_paperlookup.library.resolving.looking_up import LookedUp
    from jupyter_paperlookup.records import Record


class Resolving(Parts):
    """What is learnt of records from services on the network."""

    def check_network(self) -> None:
        """See that services may be asked at all.

        Raises:
            NetworkForbidden: Nobody has allowed the network, or the administrator does not.
        """
        from jupyter_paperlookup.library.resolving.asking import Asking  # noqa: PLC0415
        from jupyter_paperlookup.resolvers.registry import RESOLVERS  # noqa: PLC0415

        Asking(self._online.network).allowed(RESOLVERS)

    def resolve(
        self,
        keys: Sequence[str] | None = None,
        *,
        is_tried: bool = False,
        progress: Progress | None = None,
        tell: Callable[[], object] | None = None,
    ) -> ResolveReport:
        """Ask public services for what is missing of records.

        What is surely about the same work completes a record, or is linked as its published
        version; what is not waits as a suggestion. What a person typed, and what sources say, is
        never replaced. Each answer is stored at once: who begins again goes on from there.

        Args:
            keys: Citation keys; all records when None.
            is_tried: Change nothing, and report what would be done.
            progress: Gets how much was asked, and of how much; what it raises ends the work.
            tell: Called now and then while a service is waited for; what it raises ends it too.

        Raises:
            RecordNotFound: One of the keys is unknown.
            NetworkForbidden: Nobody has allowed the network.
        """
        # Who never asks for it does not wait for what it imports.
        from jupyter_paperlookup.library.resolving.asking import Asking  # noqa: PLC0415
        from jupyter_paperlookup.library.resolving.completing import Completing  # noqa: PLC0415

        work = Completing(
            self._store, Asking(self._online.network, tell), is_tried=is_tried, progress=progress
        )
        return work.run(self._store.keys() if keys is None else keys)

    def check_online(
        self, keys: Sequence[str], progress: Progress | None = None
    ) -> tuple[OnlineFinding, ...]:
        """Cited works that no service knows, or that were retracted; nothing is stored.

        Args:
            keys: Citation keys; what the library does not have is passed over.
            progress: As for `resolve`.

        Raises:
            NetworkForbidden: Nobody has allowed the network.
        """
        from jupyter_paperlookup.library.resolving.asking import Asking  # noqa: PLC0415
        from jupyter_paperlookup.library.resolving.checking_online import (  # noqa: PLC0415
            checked_online,
        )

        asking = Asking(self._online.network)
        return tuple(checked_online(self._store, asking, keys, progress))

    def look_up(self, text: str) -> LookedUp:
        """What a pasted DOI, arXiv id, PMID, PMCID, or address with one of these, stands for.

        Nothing changes; `take_in` makes a record of it.

        Raises:
            InvalidRequest: It is none of these.
            NetworkForbidden: Nobody has allowed the network, and the library does not have it.
        """
        from jupyter_paperlookup.library.resolving.asking import Asking  # noqa: PLC0415
        from jupyter_paperlookup.library.resolving.looking_up import look_up  # noqa: PLC0415

        return look_up(self._store, Asking(self._online.network), text)

    def take_in(self, found: LookedUp) -> Record:
        """Make a record of what was looked up; `undo` takes it out again.

        Raises:
            InvalidRequest: No service knows it.
        """
        from jupyter_paperlookup.library.resolving.looking_up import take_in  # noqa: PLC0415

        return take_in(self._store, found)

    def waiting(self, key: str = "") -> list[Waiting]:
        """What services say that may be about a record, or about any: for a person to decide.

        Raises:
            RecordNotFound: There is no such record.
        """
        return deciding.waiting(self._store, [id_of(self._store, key)] if key else None)

    def accept(self, number: int) -> str:
        """Take a suggestion of a service for true; `undo` takes it back.

        Returns:
            The sentence that says what was done.

        Raises:
            InvalidRequest: It is no longer there.
        """
        return deciding.accept(self._store, number)

    def reject(self, number: int) -> str:
        """Say that a suggestion of a service is about another work; it is never made again.

        Returns:
            The sentence that says what was done; `undo` takes it back.

        Raises:
            InvalidRequest: It is no longer there.
        """
        return deciding.reject(self._store, number)

    def answers(self, key: str) -> list[KeptAnswer]:
        """What services said of a record, in their own words, and why it was believed.

        Raises:
            RecordNotFound: There is no such record.
        """
        return self._store.resolutions.kept(id_of(self._store, key))
