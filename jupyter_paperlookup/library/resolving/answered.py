"""What one service answers about records, question by question, though some answers fail."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import msgspec

from jupyter_paperlookup.errors import NetworkForbidden, NetworkUnavailable, UnusableAnswer
from jupyter_paperlookup.library.resolving.asking import Asking
from jupyter_paperlookup.records import Record
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.resolver import Question, Resolver

_MOST_FAULTS = 3


def answered(
    asking: Asking,
    resolver: Resolver,
    records: Sequence[Record],
    is_sure: Callable[[str], bool],
    fail: Callable[[str], object],
) -> Iterator[tuple[Question, list[Candidate]]]:
    """The questions about records that a service answers, each with what it says.

    An answer of no use costs no other question its own; after three in a row, and when the service
    refuses or cannot be reached, it is left alone, and asked the rest the next time.

    Args:
        asking: Who asks.
        resolver: Who is asked.
        records: About what.
        is_sure: Whether it is sure by now what is said of a record, by its key.
        fail: Gets the one line that says what went wrong.
    """
    in_a_row, has_failed = 0, False
    for question in resolver.questions(records):
        asked = _still_open(question, is_sure)
        if asked is None:
            continue
        try:
            candidates = asking.ask(resolver, asked)
        except NetworkUnavailable as error:
            if not has_failed:
                fail(error.reason)
            has_failed = True
            in_a_row += 1
            is_of_this_answer = isinstance(error, UnusableAnswer | NetworkForbidden)
            if not is_of_this_answer or in_a_row == _MOST_FAULTS:
                return
        else:
            in_a_row = 0
            yield asked, candidates


def _still_open(question: Question, is_sure: Callable[[str], bool]) -> Question | None:
    """A question, about those records of which it is still of use."""
    if not question.is_second_try:
        return question
    keys = tuple(key for key in question.keys if not is_sure(key))
    return msgspec.structs.replace(question, keys=keys) if keys else None
