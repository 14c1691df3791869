"""Text in EndNote's XML: runs of `<style face="italic">` to and from CSL's `<i>`."""

from __future__ import annotations

import html
import re
from typing import Any

_FACES = {"italic": "i", "bold": "b", "subscript": "sub", "superscript": "sup"}
_STYLES = {tag: face for face, tag in _FACES.items()}
_ELEMENT = re.compile(r"<(i|b|sub|sup)>([^<>]+)</\1>")
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")


def plain_text(element: Any) -> str:
    """The text of an element of ElementTree and all in it."""
    return "".join(element.itertext())


def rich_text(element: Any) -> str:
    """The text of an element, its styled runs as CSL's elements."""
    parts = [element.text or ""]
    for child in element:
        text = plain_text(child)
        tags = [_FACES[face] for face in str(child.get("face", "")).split() if face in _FACES]
        for tag in tags if text.strip() else ():
            text = f"<{tag}>{text}</{tag}>"
        parts += [text, child.tail or ""]
    return "".join(parts)


def to_xml(text: str, *, is_rich: bool) -> str:
    """The text as XML; CSL's elements become styled runs where EndNote takes them."""
    clean = _FORBIDDEN.sub(" ", text)
    if not is_rich:
        return html.escape(clean, quote=False)
    parts: list[str] = []
    end = 0
    for match in _ELEMENT.finditer(clean):
        before = html.escape(clean[end : match.start()], quote=False)
        inside = html.escape(match[2], quote=False)
        parts += [before, f'<style face="{_STYLES[match[1]]}">{inside}</style>']
        end = match.end()
    return "".join([*parts, html.escape(clean[end:], quote=False)])
