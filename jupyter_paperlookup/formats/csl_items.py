"""What an item of CSL-JSON or CSL-YAML must be to become a record."""

from __future__ import annotations

import msgspec

_SAYS_SOMETHING = ("title", "author", "editor", "DOI", "URL", "ISBN", "container-title")


def fault_of(item: object) -> str:
    """The sentence that says why a value is no item; empty if it is one."""
    if not isinstance(item, dict):
        return "Not an object with CSL variables."
    if not any(item.get(variable) for variable in _SAYS_SOMETHING):
        return "Nothing in it says which work it is."
    try:
        msgspec.json.encode(item)
    except (UnicodeEncodeError, RecursionError, ValueError, TypeError):
        return "A text in it is not Unicode."
    return ""
