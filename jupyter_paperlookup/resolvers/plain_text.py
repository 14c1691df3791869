"""Text of services, which may hold HTML, JATS or MathML, as plain text."""

from __future__ import annotations

import re

from jupyter_paperlookup.formats.markup_text import shown_text

_HEADING = re.compile(r"^(?:abstract|summary)\s*[:.]?\s+(?=[A-Z])", re.IGNORECASE)


def plain_text(markup: object) -> str:
    """The text without its markup, in one line; empty where it is none."""
    return shown_text(markup) if isinstance(markup, str) else ""


def abstract_text(markup: object) -> str:
    """An abstract as plain text, without the heading that says that it is one."""
    return _HEADING.sub("", plain_text(markup), count=1)
