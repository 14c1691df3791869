"""Names in BibTeX: `von Last, Jr, First`, joined by `and`, braces around what must not be split."""

from __future__ import annotations

import re

import msgspec
from bibtexparser.middlewares.names import (
    parse_single_name_into_parts,
    split_multiple_persons_names,
)

from jupyter_paperlookup.formats.latex_escape import escape, one_line
from jupyter_paperlookup.formats.latex_text import decode
from jupyter_paperlookup.formats.unnamed_others import without_et_al
from jupyter_paperlookup.records import Creator

_OTHERS = "others"
_LONGEST_NAME = 1000


class Names(msgspec.Struct, frozen=True):
    """The names of a value, and whether `and others` stands behind them."""

    creators: tuple[Creator, ...]
    goes_on: bool = False


def names_to_bibtex(creators: tuple[Creator, ...], *, goes_on: bool = False) -> str:
    """The names as a BibTeX value; a `literal` name in braces, so that nobody splits it.

    BibTeX knows one kind of particle: dropping and non-dropping ones come out the same.
    """
    names = [name for creator in creators if (name := _to_bibtex(creator))]
    return " and ".join([*names, _OTHERS] if goes_on and names else names)


def names_from_bibtex(value: str) -> Names:
    """The names of a BibTeX value, split as BibTeX splits them and only then decoded.

    `and others` names nobody, and `et al.`, which people write for it, neither.
    """
    creators: list[Creator] = []
    goes_on = False
    if not value:
        return Names(())
    for part in split_multiple_persons_names(value):
        name, is_cut = without_et_al(part.strip())
        is_others = name.strip().lower() == _OTHERS
        goes_on |= is_cut or is_others
        if name and not is_others:
            creators.append(_from_bibtex(name))
    return Names(tuple(each for each in creators if not each.is_empty), goes_on)


def _to_bibtex(creator: Creator) -> str:
    family, given, suffix = (one_line(part) for part in _western_parts(creator))
    particle = one_line(f"{creator.dropping_particle} {creator.non_dropping_particle}")
    if not family or (suffix and not given) or (" " in family and not given):
        whole = one_line(creator.full_name)
        return f"{{{escape(whole)}}}" if whole else ""
    if not _is_particle(particle):
        family, particle = f"{particle} {family}", ""
    if particle and not given and not _is_plain(family):
        whole = one_line(creator.full_name)
        return f"{{{escape(whole)}}}"
    last = " ".join(filter(None, (escape(particle), _kept_whole(family, begins_name=not particle))))
    return ", ".join(filter(None, (last, _kept_together(suffix), _kept_together(given))))


def _western_parts(creator: Creator) -> tuple[str, str, str]:
    if creator.literal and not creator.family:
        return "", "", ""
    return creator.family, creator.given, creator.suffix


def _is_particle(text: str) -> bool:
    """Whether BibTeX takes these words for a particle: every one begins with a small letter."""
    return not _is_ambiguous(text) and all(word[0].islower() for word in text.split())


def _is_plain(family: str) -> bool:
    """Whether BibTeX takes a word behind particles for the family name."""
    return not _is_ambiguous(family) and family[:1].isupper()


def _kept_whole(family: str, *, begins_name: bool) -> str:
    """A family name, in braces where BibTeX would take its first words for particles."""
    words = family.split()
    looks_split = len(words) > 1 and any(not word[0].isupper() for word in words[:-1])
    if looks_split or (not begins_name and len(words) > 1):
        return f"{{{escape(family)}}}"
    return _kept_together(family)


def _kept_together(part: str) -> str:
    return f"{{{escape(part)}}}" if _is_ambiguous(part) else escape(part)


def _is_ambiguous(part: str) -> bool:
    """Whether a part holds what separates names or parts of names, or begins oddly."""
    return (
        "," in part
        or part.lower() == _OTHERS
        or re.search(r"(?i)\band\b", part) is not None
        # An escaped sign before `and` would take it along.
        or re.search(r"[\\{}~_&%$#^]", part) is not None
    )


def _from_bibtex(name: str) -> Creator:
    if _is_braced(name) or len(name) > _LONGEST_NAME:
        return Creator(literal=decode(name))
    parts = parse_single_name_into_parts(name, strict=False)
    words = (parts.last, parts.first, parts.von, parts.jr)
    family, given, particle, suffix = (decode(" ".join(each)) for each in words)
    if given and not particle and "," not in name and _is_particle(given) and family[:1].isupper():
        # `de Gaulle` has no given name.
        given, particle = "", given
    if particle and not _is_particle(particle):
        # `Jacobé de` is no particle: BibTeX takes all words up to the last small one for it.
        family, particle = f"{particle} {family}", ""
    is_group = " " in family or _is_ambiguous(family) or (particle and not _is_plain(family))
    if is_group and not given and not suffix:
        return Creator(literal=decode(name))
    return Creator(family=family, given=given, non_dropping_particle=particle, suffix=suffix)


def _is_braced(name: str) -> bool:
    """Whether one pair of braces encloses the whole name."""
    if not (name.startswith("{") and name.endswith("}")):
        return False
    depth = 0
    for match in re.finditer(r"\\.|[{}]", name):
        depth += {"{": 1, "}": -1}.get(match[0], 0)
        if depth == 0 and match.end() < len(name):
            return False
    return depth == 0
