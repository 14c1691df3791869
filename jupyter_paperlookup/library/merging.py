"""Contributions to one record, field by field; every field remembers its source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any, TypeVar

import msgspec

from jupyter_paperlookup.library.contribution import BY_HAND, SERVICE, Contribution
from jupyter_paperlookup.records import Facts, PartialDate, Record

T = TypeVar("T")

_UNSPECIFIC_TYPE = "document"


def merge(contributions: Sequence[Contribution], key: str = "") -> Record:
    """One record from what its sources say.

    A person is believed before all sources, and what a source no longer says after all others.
    Else, for each field, the first source that came in and knows it is believed; some fields are
    decided by what they say: `issued` takes the most exact date, so a full one beats a year and
    month, `type` takes the first kind of work that is more than `document`, and of counts, which
    grow, the highest is taken.

    Args:
        contributions: At least one.
        key: The record's key in the library.
    """
    choice = _Choice(sorted(contributions, key=_rank))
    others = {name: choice.other(name) for name in choice.other_names()}
    return msgspec.structs.replace(
        Record(
            key=key,
            type=choice.first("type", lambda record: _specific(record.type), _UNSPECIFIC_TYPE),
            title=choice.first("title", lambda record: record.title, ""),
            author=choice.first("author", lambda record: record.author, ()),
            issued=choice.best("issued", lambda record: record.issued, _exactness),
            abstract=choice.first("abstract", lambda record: record.abstract, ""),
            doi=choice.first("DOI", lambda record: record.doi, ""),
            url=choice.first("URL", lambda record: record.url, ""),
            other={name: value for name, value in others.items() if _says(value)},
        ),
        facts=Facts(
            organization=choice.first("organization", lambda r: r.facts.organization, ""),
            author_count=choice.known("author-count", lambda r: r.facts.author_count),
            comments=choice.most("comments", lambda r: r.facts.comments),
            upvotes=choice.most("upvotes", lambda r: r.facts.upvotes),
            stars=choice.most("stars", lambda r: r.facts.stars),
            listed=choice.first("listed", lambda r: r.facts.listed, ""),
            repository=choice.first("repository", lambda r: r.facts.repository, ""),
            keywords=choice.first("keywords", lambda r: r.facts.keywords, ()),
            retracted=choice.first("retracted", lambda r: r.facts.retracted, ""),
            sources=_names(contributions),
            origins=choice.origins,
        ),
    )


class _Choice:
    """Picks the value of each field and writes down whose it is."""

    def __init__(self, contributions: Sequence[Contribution]) -> None:
        self._contributions = contributions
        self.origins: dict[str, str] = {}

    def first(self, name: str, value_of: Callable[[Record], T], unknown: T) -> T:
        for contribution in self._contributions:
            value = value_of(contribution.record)
            if _says(value):
                self.origins[name] = contribution.source
                return value
            if name in contribution.decides:
                return unknown
        return unknown

    def known(self, name: str, value_of: Callable[[Record], int | None]) -> int | None:
        return self.first(name, value_of, None)

    def most(self, name: str, value_of: Callable[[Record], int | None]) -> int | None:
        return self.best(name, value_of, lambda count: count)

    def best(
        self, name: str, value_of: Callable[[Record], T | None], rank: Callable[[T], int]
    ) -> T | None:
        known: list[tuple[tuple[bool, int], T, str]] = []
        for contribution in self._contributions:
            value = value_of(contribution.record)
            if name in contribution.decides:
                return self.first(name, value_of, None)
            if value is not None and not (known and contribution.kind == SERVICE):
                known.append(((not contribution.gone, rank(value)), value, contribution.source))
        if not known:
            return None
        _, value, self.origins[name] = max(known, key=lambda entry: entry[0])
        return value

    def other_names(self) -> Iterable[str]:
        return dict.fromkeys(
            name for contribution in self._contributions for name in contribution.record.other
        )

    def other(self, name: str) -> Any:
        value = self.first(name, lambda record: record.other.get(name), None)
        if name == "custom" and isinstance(value, dict) and name not in self._decided():
            return self._customs()
        return value

    def _customs(self) -> dict[str, Any]:
        """What each format could not say in CSL stands under a name of its own: all are kept."""
        customs = [each.record.other.get("custom") for each in reversed(self._contributions)]
        return {
            name: value
            for custom in customs
            if isinstance(custom, dict)
            for name, value in custom.items()
        }

    def _decided(self) -> set[str]:
        return {name for each in self._contributions for name in each.decides}


def _rank(contribution: Contribution) -> tuple[bool, bool, bool, int, int]:
    is_source = contribution.kind != BY_HAND
    is_service = contribution.kind == SERVICE
    return is_source, is_service, contribution.gone, contribution.source_id, contribution.line


def _names(contributions: Sequence[Contribution]) -> tuple[str, ...]:
    in_order = sorted(contributions, key=lambda each: each.source_id)
    return tuple(dict.fromkeys(each.source for each in in_order))


def _says(value: object) -> bool:
    """Whether a value is known: 0 is, an empty text or list is not."""
    return value is not None and value not in ("", (), [], {})


def _specific(kind: str) -> str:
    return "" if kind == _UNSPECIFIC_TYPE else kind


def _exactness(date: PartialDate) -> int:
    """A date without a year comes after every date with one."""
    if date.year is None:
        return 0
    return 1 + (date.month is not None) + (date.is_full)
