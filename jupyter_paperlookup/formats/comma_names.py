"""Names as RIS, EndNote and MEDLINE write them: `Family, Given, Suffix`, one to a line.

A comma at the end keeps a name whole, which is how EndNote writes organisations.
"""

from __future__ import annotations

from collections.abc import Iterable

import msgspec

from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.unnamed_others import without_et_al
from jupyter_paperlookup.records import Creator

ET_AL = "et al."


class CommaNames(msgspec.Struct, frozen=True):
    """The names of a list, and whether `et al.` stands behind them."""

    creators: tuple[Creator, ...]
    goes_on: bool = False


def read_names(texts: Iterable[str]) -> CommaNames:
    """The creators of a list of names; `et al.` is none of them."""
    creators: list[Creator] = []
    goes_on = False
    for text in texts:
        name, is_cut = without_et_al(text)
        goes_on |= is_cut
        creators.append(_creator(name))
    return CommaNames(tuple(each for each in creators if not each.is_empty), goes_on)


def write_names(creators: Iterable[Creator], *, goes_on: bool = False) -> list[str]:
    """The names as texts, each on one line."""
    names = [name for creator in creators if (name := _name(creator))]
    return [*names, ET_AL] if goes_on and names else names


def _name(creator: Creator) -> str:
    family = " ".join(filter(None, (creator.non_dropping_particle, creator.family)))
    given = " ".join(filter(None, (creator.given, creator.dropping_particle)))
    if family and given:
        parts = (family.replace(",", " "), given, creator.suffix)
        return one_line(", ".join(filter(None, parts)))
    whole = one_line(creator.full_name)
    return f"{whole}," if "," in whole or without_et_al(whole)[1] else whole


def _creator(name: str) -> Creator:
    family, *rest = (part.strip() for part in name.split(",", 2))
    if name.endswith(",") or not rest or not rest[0]:
        return Creator(literal=name.rstrip(", "))
    particle, family = _split_particle(family)
    suffix = rest[1] if len(rest) > 1 else ""
    return Creator(family=family, given=rest[0], non_dropping_particle=particle, suffix=suffix)


def _split_particle(family: str) -> tuple[str, str]:
    """`van der Waals` to its particle, the small words before the last, and the rest."""
    names = family.split(" ")
    first = next((index for index, name in enumerate(names) if not name.islower()), 0)
    return " ".join(names[:first]), " ".join(names[first:])
