"""Text of records as HTML: escaped, in every front end, also without the lab extension."""

from __future__ import annotations

import html
from collections.abc import Iterable

from jupyter_paperlookup.messages.printable import printable, printable_lines

# The class by which MathJax leaves a title such as $\write18{}$ as it is.
_NO_MATHS = "paperlookup mathjax_ignore tex2jax_ignore"


def escaped(text: str) -> str:
    """One line of text, safe inside elements and quoted attributes."""
    return html.escape(printable(text), quote=True)


def marked(text: str, spans: Iterable[tuple[int, int]]) -> str:
    """One line of text with these [start, end] pairs in `<mark>`."""
    parts: list[str] = []
    position = 0
    for start, end in sorted(spans):
        if position <= start < end <= len(text):
            parts.append(escaped(text[position:start]))
            parts.append(f"<mark>{escaped(text[start:end])}</mark>")
            position = end
    return "".join(parts) + escaped(text[position:])


def block(*contents: str) -> str:
    """HTML fragments as one element, in which no maths is looked for."""
    return f'<div class="{_NO_MATHS}">{"".join(contents)}</div>'


def preformatted(text: str) -> str:
    """Lines of text as they stand, wrapped where they are too long."""
    style = "white-space: pre-wrap; margin: 0"
    return f'<pre style="{style}">{html.escape(printable_lines(text), quote=True)}</pre>'
