"""Authors and editors in MEDLINE: the full name, the short one, and where each one works."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

import msgspec

from jupyter_paperlookup.formats.comma_names import ET_AL, read_names, write_names
from jupyter_paperlookup.formats.unnamed_others import without_et_al
from jupyter_paperlookup.records import Creator

_SUFFIXES = frozenset({"Jr", "Jr.", "Sr", "Sr.", "2nd", "3rd", "4th", "II", "III", "IV"})
_INITIALS = re.compile(r"[^\W\d_a-z]{1,4}")
# Full name, short name, and what may follow either.
_ROLES = {"author": ("FAU", "AU", ("AD", "AUID")), "editor": ("FED", "ED", ())}
_ORGANISATION = "CN"

Tags = Sequence[tuple[str, str]]


class Person(msgspec.Struct):
    """One name as it stands there, and the lines that belong to it."""

    creator: Creator
    lines: list[tuple[str, str]]


def read_people(tags: Tags, role: str) -> tuple[list[Person], bool, list[tuple[str, str]]]:
    """The people of a role, whether the list goes on, and all other tags.

    Args:
        tags: Tags and texts of one citation in their order.
        role: `author` or `editor`.
    """
    full, short, details = _ROLES[role]
    people: list[Person] = []
    rest: list[tuple[str, str]] = []
    goes_on, is_named = False, False
    for tag, text in tags:
        is_short_again = tag == short and is_named
        if tag in (full, short) and not is_short_again and without_et_al(text) == ("", True):
            goes_on = True
        elif tag in (full, short) and not is_short_again:
            people.append(Person(_creator(text, is_full=tag == full), []))
            is_named = tag == full
        elif tag == _ORGANISATION and role == "author":
            people.append(Person(Creator(literal=text), []))
            is_named = False
        elif people and (is_short_again or tag in details):
            if not is_short_again or text != _short(people[-1].creator):
                people[-1].lines.append((tag, text))
            is_named = is_named and not is_short_again
        else:
            rest.append((tag, text))
    return [person for person in people if not person.creator.is_empty], goes_on, rest


def write_people(
    creators: Sequence[Creator], role: str, details: Mapping[str, list[str]], *, goes_on: bool
) -> list[tuple[str, str]]:
    """Tags and texts of the people of a role.

    Args:
        creators: Who they are.
        role: `author` or `editor`.
        details: Further lines by full name, each with its tag before a blank.
        goes_on: Whether others belong to them.
    """
    full, short, _ = _ROLES[role]
    tags: list[tuple[str, str]] = []
    for creator in creators:
        kept = [_split(line) for line in details.get(creator.full_name, ())]
        own = [(tag, text) for tag, text in kept if tag in (short, *_ROLES[role][2])]
        if creator.family and creator.given:
            tags.append((full, write_names([creator])[0]))
            tags += [] if any(tag == short for tag, _ in own) else [(short, _short(creator))]
        elif role == "author":
            tags.append((_ORGANISATION, creator.full_name))
        else:
            tags += [(full, name) for name in write_names([creator])]
        tags += own
    return [*tags, (short, ET_AL)] if goes_on else tags


def details_of(people: Sequence[Person]) -> dict[str, list[str]]:
    """The further lines of people by full name, as `write_people` takes them."""
    return {
        person.creator.full_name: [f"{tag} {text}" for tag, text in person.lines]
        for person in people
        if person.lines
    }


def _split(line: str) -> tuple[str, str]:
    tag, _, text = line.partition(" ")
    return tag, text


def _creator(text: str, *, is_full: bool) -> Creator:
    if not is_full and "," not in text:
        return _short_name(text)
    creators = read_names([text]).creators
    if not creators:
        return Creator()
    (creator,) = creators
    given, _, last = creator.given.rpartition(" ")
    if not creator.suffix and given and last in _SUFFIXES:
        return msgspec.structs.replace(creator, given=given, suffix=last)
    return creator


def _short_name(text: str) -> Creator:
    """`Watson JD` and `King ML Jr`, as citations before 2002 have names only."""
    words = text.split()
    suffix = words.pop() if len(words) > 2 and words[-1] in _SUFFIXES else ""  # noqa: PLR2004
    if len(words) < 2 or not _INITIALS.fullmatch(words[-1]):  # noqa: PLR2004
        return Creator(literal=text)
    (creator,) = read_names([f"{' '.join(words[:-1])}, {' '.join(words[-1])}"]).creators
    return msgspec.structs.replace(creator, suffix=suffix)


def _short(creator: Creator) -> str:
    initials = "".join(word[0] for word in re.split(r"[\s.-]+", creator.given) if word)
    return " ".join(filter(None, (creator.surname, initials, creator.suffix.rstrip("."))))
