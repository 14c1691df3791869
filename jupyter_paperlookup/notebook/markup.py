"""Text of records as HTML: escaped, in every front end, also without the lab extension."""

from __future__ import annotations

import html
from collections.abc import Iterable

from jupyter_paperlookup.messages.printable import printable, printable_lines

# The class by which MathJax leaves a title such as $\write18{}$ as it is.
_NO_MATHS = "paperlookup mathjax_ignore tex2jax_ignore"

_WRAPPED = "white-space: pre-wrap; word-break: normal; overflow-wrap: anywhere; margin: 0"


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
    return f'<pre style="{_WRAPPED}">{_escaped_lines(text)}</pre>'


def scrolled(text: str, name: str) -> str:
    """As `preformatted`, in a box that stays small and that the keyboard can reach and scroll.

    Args:
        text: The lines.
        name: What the box holds, for screen readers.
    """
    box = f'tabindex="0" role="group" aria-label="{escaped(name)}"'
    style = f"{_WRAPPED}; max-height: 12em; overflow: auto"
    return f'<pre {box} style="{style}">{_escaped_lines(text)}</pre>'


def _escaped_lines(text: str) -> str:
    return html.escape(printable_lines(text), quote=True)
