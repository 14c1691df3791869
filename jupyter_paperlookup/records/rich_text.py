"""CSL's rich text: the seven elements that a title or an abstract may have.

https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html#html-like-formatting-tags
"""

from __future__ import annotations

import re

MAX_DEPTH = 8
"""Elements within one another; what is deeper is text."""

TAG = (
    r"</?(?:i|b|sup|sub|sc)>|<span class=\"no(?:case|decor)\">|"
    r"<span style=\"font-variant: ?small-caps;?\">|</span>"
)
"""The expression for one tag, opening or closing."""

_TAG = re.compile(TAG)


def without_tags(text: str) -> str:
    """The words of a rich text, for those who read, compare or look for words.

    What is unknown, unbalanced or nested too deep stays as the text that it is.
    """
    if "</" not in text:
        return text
    tags: list[tuple[int, int]] = []  # of whole elements
    opened: list[re.Match[str]] = []
    for tag in _TAG.finditer(text):
        if not tag[0].startswith("</"):
            if len(opened) < MAX_DEPTH:
                opened.append(tag)
            continue
        while_open = [each for each in opened if _closing(each[0]) == tag[0]]
        if while_open:
            tags += [while_open[-1].span(), tag.span()]
            del opened[opened.index(while_open[-1]) :]
    kept, end = [], 0
    for start, after in sorted(tags):
        kept.append(text[end:start])
        end = after
    return "".join(kept) + text[end:]


def _closing(opening: str) -> str:
    return "</" + re.split("[ >]", opening[1:], maxsplit=1)[0] + ">"
