"""Which of two results a person is better served with, where the query does not say."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from jupyter_paperlookup.formats.captured_page import CapturedPage
from jupyter_paperlookup.formats.daily_papers import DailyPapers
from jupyter_paperlookup.formats.feed import Feed
from jupyter_paperlookup.formats.title_facts import TitleFacts
from jupyter_paperlookup.library.contribution import SERVICE
from jupyter_paperlookup.library.reports import Result
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.search.preference import Preference

# Titles and abstracts of two versions differ by a word or two, and so do their scores.
_ALIKE = 0.9

_OF_EVERYBODY = frozenset({CapturedPage.name, DailyPapers.name, Feed.name, TitleFacts.name})
"""The kinds of sources that list papers whoever reads them."""

_MOST_CITED = 2000


def preference(store: Store, cited: Sequence[str]) -> Preference:
    """What is known of the person: works that they cite, and sources that they brought.

    A service only completes what a record is, so it makes nobody's work of it.

    Args:
        store: Where the sources are.
        cited: Keys of the works that are cited; unknown ones are passed over.
    """
    names: dict[str, list[str]] = {"own": [], "others": [], SERVICE: []}
    for name, kind in store.database.all("SELECT name, kind FROM sources ORDER BY id"):
        whose = kind if kind == SERVICE else "others" if kind in _OF_EVERYBODY else "own"
        names[whose].append(name)
    own, others, services = map(tuple, names.values())
    return Preference(tuple(cited[:_MOST_CITED]), own, others, services)


def published_first(
    store: Store, results: Sequence[Result], cited: Collection[str] = ()
) -> tuple[Result, ...]:
    """The results, a published version before its preprint where both answer about as well.

    The two change places; all others stay where they are, and so does a preprint that is cited.
    """
    kept = {key.lower() for key in cited}
    ordered = list(results)
    places = {result.key: place for place, result in enumerate(ordered)}
    for preprint, published in store.links.versions_among(places):
        first, second = places[preprint], places[published]
        if (
            first < second
            and preprint.lower() not in kept
            and ordered[second].score >= _ALIKE * ordered[first].score
        ):
            ordered[first], ordered[second] = ordered[second], ordered[first]
            places[preprint], places[published] = second, first
    return tuple(ordered)
