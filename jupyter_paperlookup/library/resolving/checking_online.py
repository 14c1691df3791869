"""Cited works that no service knows, and those that were retracted: told with care."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

import msgspec

from jupyter_paperlookup.library.checking import retraction_of
from jupyter_paperlookup.library.resolving.asking import Asking
from jupyter_paperlookup.library.resolving.completing import Completing, Progress
from jupyter_paperlookup.library.store import Store

_UNKNOWN = (
    "{key} is known to none of the services that were asked. That alone says little, since they do "
    "not know all works: see that its title, creators and identifiers are right."
)


class OnlineFinding(msgspec.Struct, frozen=True):
    """As `Finding`, of a cited work: it is about the document and stands in no cell of it."""

    kind: Literal["unknown-work", "retracted"]
    key: str
    reason: str
    cell: int = 0
    line: int = 0
    file_line: int = 1


def checked_online(
    store: Store, asking: Asking, keys: Sequence[str], progress: Progress | None = None
) -> Iterator[OnlineFinding]:
    """What services say of cited works; nothing is stored.

    Raises:
        NetworkForbidden: Nobody has allowed the network.
    """
    known = [key for key in keys if store.has_key(key)]
    work = Completing(store, asking, is_tried=True, asks_all=True, progress=progress)
    report = work.run(known)
    for key in report.retracted:
        reason = retraction_of(key, "a service")
        yield OnlineFinding("retracted", key, reason)
    for key in report.unknown:
        yield OnlineFinding("unknown-work", key, _UNKNOWN.format(key=key))
    for failure in report.failures:
        yield OnlineFinding("unknown-work", "", f"{failure} So it was not asked about all works.")
