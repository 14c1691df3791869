"""Items by their keys, some at a time, so that what changes meanwhile shifts nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from jupyter_paperlookup.errors import ZoteroUnavailable
from jupyter_paperlookup.zotero.connection import ServerFault
from jupyter_paperlookup.zotero.values import Fault, Item

MOST_ITEMS = 200_000
_MOST_FAULTS = 50
_ITEM_KEY = re.compile(r"[A-Z0-9]{8}")

Told = Callable[[int, int], object]
Fetch = Callable[[Sequence[str]], list[Item]]


def item_keys(keys: Iterable[str]) -> list[str]:
    """What among these is a key of Zotero, in a fixed order.

    Raises:
        ZoteroUnavailable: There are more than can be read.
    """
    found = sorted(key for key in keys if _ITEM_KEY.fullmatch(key))
    if len(found) > MOST_ITEMS:
        raise ZoteroUnavailable(f"Libraries of more than {MOST_ITEMS:,} items cannot be read.")
    return found


def fetch_all(
    keys: Sequence[str], size: int, fetch: Fetch, told: Told
) -> tuple[list[Item], list[Fault]]:
    """Items by their keys.

    Where the server fails over some of them, it is asked for each half, so that a bad item costs
    no other.

    Args:
        keys: The keys; what is no longer there is passed over.
        size: How many to ask for at a time.
        fetch: Asks for some.
        told: Gets how many were asked for, and of how many; what it raises ends it.

    Raises:
        ZoteroUnavailable: The server cannot be asked, or fails over too many.
    """
    items: list[Item] = []
    faults: list[Fault] = []
    told(0, len(keys))
    waiting = [keys[start : start + size] for start in range(0, len(keys), size)][::-1]
    done = 0
    while waiting:
        some = waiting.pop()
        try:
            items += fetch(some)
        except ServerFault as fault:
            if len(some) > 1:
                half = len(some) // 2
                waiting += [some[half:], some[:half]]
                continue
            if len(faults) >= _MOST_FAULTS:
                raise
            faults.append(Fault(some[0], fault.reason))
        done += len(some)
        told(done, len(keys))
    return items, faults
