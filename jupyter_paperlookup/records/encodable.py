"""Text that has an encoding: lone surrogates, which JSON and odd file names bring, have none."""

from __future__ import annotations

import re

_LONE_SURROGATE = re.compile("[\ud800-\udfff]")
# An escape in JSON, pairs of surrogates and escaped backslashes first, so that neither is torn.
_ESCAPE = re.compile(
    rb"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}"
    rb"|(?P<lone>u[dD][89a-fA-F][0-9a-fA-F]{2})|.)",
    re.DOTALL,
)


def encodable(text: str) -> str:
    """A text in which U+FFFD stands for each lone surrogate."""
    return text if text.isascii() else _LONE_SURROGATE.sub("\ufffd", text)


def encodable_json(json: bytes) -> bytes:
    """JSON in which U+FFFD stands for each escape that would be a lone surrogate.

    Programs that cut texts write them, and readers of JSON refuse all that stands around them.
    """
    return _ESCAPE.sub(lambda escape: rb"\ufffd" if escape["lone"] else escape[0], json)
