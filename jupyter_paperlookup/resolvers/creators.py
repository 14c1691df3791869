"""The creators of two records compared, by surnames: given names are written in many ways."""

from __future__ import annotations

import re
import unicodedata

from jupyter_paperlookup.records import Creator, Record

_WORD = re.compile(r"[^\W_]+")


def have_same_creators(one: Record, other: Record) -> bool:
    """Whether the same people wrote both: the first one, and at least two thirds of all."""
    mine, theirs = (_surnames(each.author) for each in (one, other))
    if not mine or not theirs or mine[0] != theirs[0]:
        return False
    common = set(mine) & set(theirs)
    return 3 * len(common) >= 2 * max(len(set(mine)), len(set(theirs)))


def have_other_creators(one: Record, other: Record) -> bool:
    """Whether nobody wrote both, as far as names can be compared."""
    mine, theirs = (_surnames(each.author) for each in (one, other))
    comparable = mine and theirs and _script(mine) == _script(theirs)
    return bool(comparable) and set(mine).isdisjoint(theirs)


def _surnames(creators: tuple[Creator, ...]) -> list[str]:
    return [name for each in creators if (name := _folded_name(each)) not in ("", "others")]


def _folded_name(creator: Creator) -> str:
    family = creator.family or creator.literal
    bare = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", family).casefold())
    letters = "".join(sign for sign in bare if not unicodedata.combining(sign))
    # Particles are now part of the name and now not: the last word is the name itself.
    return _WORD.findall(letters)[-1] if _WORD.search(letters) else ""


def _script(names: list[str]) -> bool:
    """Whether names are in Latin letters; others are not compared with those."""
    return all(name.isascii() for name in names)
