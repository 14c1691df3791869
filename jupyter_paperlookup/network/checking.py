"""Whether a service still says what it said: asked by what it named its answer, or its date.

Source: RFC 9110, section 13, "Conditional Requests".
"""

from __future__ import annotations

import httpx
import msgspec

from jupyter_paperlookup.network.answer import Answer
from jupyter_paperlookup.network.connection import Question

UNCHANGED = 304

_LONGEST = 500
_ASKED_BY = {"etag": "If-None-Match", "last-modified": "If-Modified-Since"}


def checking(question: Question, known: Answer) -> Question:
    """A question whose answer may be that nothing changed; itself where it cannot be asked so.

    Args:
        question: What is asked.
        known: What was answered before.
    """
    named = {
        header: value
        for name, header in _ASKED_BY.items()
        if (value := known.headers.get(name, "")) and _can_be_sent(value)
    }
    if not named or question.request.method != "GET":
        return question
    request = httpx.Request(
        "GET", question.request.url, headers={**question.request.headers, **named}
    )
    return msgspec.structs.replace(question, request=request, accept=(*question.accept, UNCHANGED))


def _can_be_sent(value: str) -> bool:
    return len(value) <= _LONGEST and value.isascii() and value.isprintable()
