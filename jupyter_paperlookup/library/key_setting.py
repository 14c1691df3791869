"""The pattern by which a library makes keys for new records."""

from __future__ import annotations

from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN, parse_key_pattern

_FACT = "key-pattern"


def key_pattern(store: Store) -> str:
    """The library's own pattern, else the default one."""
    return store.fact(_FACT) or DEFAULT_PATTERN


def set_key_pattern(store: Store, pattern: str) -> None:
    """Take another pattern, for new records only.

    Raises:
        InvalidRequest: It cannot be read; the sentence says where.
    """
    parse_key_pattern(pattern)
    store.set_fact(_FACT, pattern)
