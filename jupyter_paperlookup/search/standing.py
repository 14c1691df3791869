"""Where terms stand next to each other or at the beginning, by the places of their occurrences."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from jupyter_paperlookup.search.postings import Documents, Places


def standing_together(words: Sequence[Sequence[Places]], text_starts: Documents) -> Documents:
    """The texts in which words stand one after another.

    Args:
        words: For each word the places, ascending, of each term that it may be.
        text_starts: The place of the first word of each text.
    """
    places = [_union(terms) for terms in words]
    if not all(map(len, places)):
        return np.empty(0, np.int64)
    rarest = min(range(len(places)), key=lambda at: len(places[at]))
    begins = places[rarest] - rarest if rarest else places[0]
    for at, here in enumerate(places):
        if at != rarest:
            wanted = begins + at
            found = here.take(here.searchsorted(wanted), mode="clip")
            begins = begins[found == wanted]
    texts = text_starts.searchsorted(begins, "right") - 1
    is_first = np.ones(len(texts), np.bool_)
    np.not_equal(texts[1:], texts[:-1], out=is_first[1:])
    return texts[is_first]


def standing_first(places: Places, text_starts: Documents, within: int) -> Documents:
    """The texts in which a word is among so many first ones.

    Args:
        places: The places of the word, ascending.
        text_starts: The place of the first word of each text.
        within: How many are the first ones.
    """
    texts = text_starts.searchsorted(places, "right") - 1
    texts = texts[places - text_starts[texts] < within]
    different: Documents = texts[np.diff(texts, prepend=-1) > 0].astype(np.int64)
    return different


def _union(parts: Sequence[Places]) -> Places:
    if len(parts) == 1:
        return parts[0]
    return np.sort(np.concatenate([np.empty(0, np.int32), *parts]))
