"""Text of services, which may hold HTML, JATS or MathML, as plain text."""

from __future__ import annotations

import html
import re

_BLOCK = re.compile(
    r"</?(?:p|br|div|li|title|sec|section|jats:(?:p|title|sec))\b[^<>]*>", re.IGNORECASE
)
_TAG = re.compile(r"</?[A-Za-z][A-Za-z0-9:.-]*(?:\s[^<>]*)?/?>")
_HEADING = re.compile(r"^(?:abstract|summary)\s*[:.]?\s+(?=[A-Z])", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


def plain_text(markup: object) -> str:
    """The text without its markup, in one line; empty where it is none."""
    if not isinstance(markup, str):
        return ""
    spaced = _BLOCK.sub(" ", markup)
    return _BLANKS.sub(" ", html.unescape(_TAG.sub("", spaced))).strip()


def abstract_text(markup: object) -> str:
    """An abstract as plain text, without the heading that says that it is one."""
    return _HEADING.sub("", plain_text(markup), count=1)
