"""CSL's rich text: the seven elements that a title or an abstract may have.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
"""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import product
from typing import NamedTuple

MAX_DEPTH = 8
"""Elements within one another; what is deeper is text."""

TAG = (
    r"</?(?:i|b|sup|sub|sc)>|<span class=\"no(?:case|decor)\">|"
    r"<span style=\"font-variant: ?small-caps;?\">|</span>"
)
"""The expression for one tag, opening or closing."""

_TAG = re.compile(TAG)
_SMALL_CAPITALS = '<span style="font-variant:{}small-caps{}">'
_NAME = {
    **{f"<{name}>": name for name in ("i", "b", "sup", "sub", "sc")},
    **{f'<span class="{name}">': name for name in ("nocase", "nodecor")},
    **{_SMALL_CAPITALS.format(*signs): "sc" for signs in product(("", " "), ("", ";"))},
}


class Element(NamedTuple):
    """One element, and where its two tags stand.

    Its name is `i`, `b`, `sup`, `sub`, `sc`, `nocase` or `nodecor`.
    """

    name: str
    opening: tuple[int, int]
    closing: tuple[int, int]


def elements(text: str) -> list[Element]:
    """The elements of a rich text, in the order in which they end."""
    found: list[Element] = []
    if "</" not in text:
        return found
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not tag[0].startswith("</"):
            if len(opened) < MAX_DEPTH:
                opened.append(tag)
            continue
        places = [place for place, each in enumerate(opened) if _closing(each[0]) == tag[0]]
        if places:
            opening = opened[places[-1]]
            found.append(Element(_NAME[opening[0]], opening.span(), tag.span()))
            del opened[places[-1] :]
    return found


def without_tags(text: str) -> str:
    """The words of a rich text, for those who read, compare or look for words.

    What is unknown, unbalanced or nested too deep stays as the text that it is.
    """
    return with_tags_as(text, lambda _: ("", ""))


def with_tags_as(text: str, written: Callable[[str], tuple[str, str]]) -> str:
    """A rich text with something else in the place of its tags.

    Args:
        text: The text.
        written: What stands for the two tags of an element of this name.
    """
    found = elements(text)
    if not found:
        return text
    tags = [
        (span, sign)
        for each in found
        for span, sign in zip(each[1:], written(each.name), strict=True)
    ]
    parts: list[str] = []
    end = 0
    for (start, after), sign in sorted(tags):
        parts += [text[end:start], sign]
        end = after
    return "".join([*parts, text[end:]])


def _closing(opening: str) -> str:
    return "</" + re.split("[ >]", opening[1:], maxsplit=1)[0] + ">"
