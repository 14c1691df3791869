"""Where two records appeared, compared: kind, venue, volume, issue and page."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz.fuzz import token_set_ratio

from jupyter_paperlookup.records import Record
from jupyter_paperlookup.resolvers.titles import words_of

_SAME_VENUE = 60.0
_TELLING = ("volume", "issue", "edition", "chapter-number", "part-number", "number-of-volumes")
_PUBLISHED = frozenset(
    (
        "article-journal",
        "article-magazine",
        "book",
        "chapter",
        "paper-conference",
        "report",
        "thesis",
    )
)
_FIRST_PAGE = re.compile(r"\s*([A-Za-z]*\d+)")


def other_places(one: Record, other: Record) -> Iterator[str]:
    """Where two works of one kind appeared, as far as it differs."""
    if {one.type, other.type} <= _PUBLISHED and one.type != other.type:
        yield f"one is a {_in_words(one.type)}, the other a {_in_words(other.type)}"
    for name in _TELLING:
        mine, theirs = (str(each.other.get(name, "")).strip() for each in (one, other))
        if mine and theirs and mine.lstrip("0") != theirs.lstrip("0"):
            yield f"{_in_words(name)} {mine[:20]} is not {theirs[:20]}"
    pages = [_FIRST_PAGE.match(str(each.other.get("page", ""))) for each in (one, other)]
    first = [page[1] for page in pages if page]
    if len(set(first)) > 1:
        yield f"one begins on page {first[0]}, the other on page {first[1]}"
    if _have_other_venues(one, other):
        yield "they appeared in different places"


def _in_words(name: str) -> str:
    return name.replace("-", " ")


def appeared_in_one_place(one: Record, other: Record) -> bool:
    """Whether both begin on the same page of the same volume of the same year."""
    volumes = [str(each.other.get("volume", "")).strip().lstrip("0") for each in (one, other)]
    pages = [_FIRST_PAGE.match(str(each.other.get("page", ""))) for each in (one, other)]
    return (
        one.year is not None
        and one.year == other.year
        and bool(volumes[0])
        and volumes[0] == volumes[1]
        and len({page[1] if page else number for number, page in enumerate(pages)}) == 1
    )


def _have_other_venues(one: Record, other: Record) -> bool:
    mine, theirs = (str(each.other.get("container-title", "")) for each in (one, other))
    if not mine or not theirs:
        return False
    if _initials(mine) == _initials(theirs):
        return False
    return token_set_ratio(mine.casefold(), theirs.casefold()) < _SAME_VENUE


def _initials(venue: str) -> str:
    """`J. Mach. Learn. Res.` and `Journal of Machine Learning Research` to `jmlr`."""
    words = [
        word for word in words_of(venue) if word not in ("of", "the", "in", "on", "and", "for")
    ]
    return "".join(word[0] for word in words) if len(words) > 1 else "".join(words)
