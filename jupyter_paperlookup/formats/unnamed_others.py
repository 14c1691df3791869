"""Lists of names that go on: `and others` in BibTeX, `et al` in RIS and MEDLINE.

CSL has no word for it, and nobody is called `others`. So the record says after how many names the
list goes on, under `custom.and-others`: a list that another source has completed since is longer,
and the remark no longer holds.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_FACT = "and-others"
_ET_AL = re.compile(r"(?i)(?:^|,?[\s~]+)(?:and[\s~]+)?et\.?[\s~]*al\.?$")


def without_et_al(name: str) -> tuple[str, bool]:
    """A name without `et al.` at its end, and whether it stood there; the name may be empty."""
    stripped = name.strip().rstrip(",")
    match = _ET_AL.search(stripped)
    return (stripped[: match.start()].strip(), True) if match else (name, False)


def others_fact(counts: Mapping[str, int]) -> dict[str, Any]:
    """What `custom` says of lists that go on.

    Args:
        counts: For each such CSL variable, how many of its names are known.
    """
    return {_FACT: dict(counts)} if counts else {}


def goes_on(other: Mapping[str, Any], variable: str, count: int) -> bool:
    """Whether more people than these belong to a variable of names.

    Args:
        other: The record's further variables.
        variable: `author`, `editor` ...
        count: How many names the record has there.
    """
    custom = other.get("custom")
    fact = custom.get(_FACT) if isinstance(custom, Mapping) else None
    return isinstance(fact, Mapping) and count > 0 and fact.get(variable) == count
