"""What a text is in which no entry was found, in one line."""

from __future__ import annotations

import re

from jupyter_paperlookup.records import Problem

_FLAGS = re.IGNORECASE | re.DOTALL
_HTML = re.compile(r"\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body)\b", _FLAGS)
_XML = re.compile(r"\s*<\?xml|\s*<[A-Za-z][\w:-]*[\s>/]")
_PDF = re.compile(r"%PDF-")
_LONGEST_HEAD = 4000


def is_web_page(head: str) -> bool:
    """Whether a text begins as an HTML page does."""
    return _HTML.match(head[:_LONGEST_HEAD].removeprefix("\ufeff")) is not None


def nothing_found(text: str, source: str, label: str) -> tuple[Problem, ...]:
    """The problem of a text without a single entry.

    None where there may be nothing: a file of blank lines, as an export of no records is.

    Args:
        text: The whole text.
        source: Its name.
        label: The name of the format that it was read as.
    """
    if text and not text.strip("\ufeff \t\r\n"):
        return ()
    return (Problem.at(source, 1, _reason(text, label), text),)


def _reason(text: str, label: str) -> str:
    head = text[:_LONGEST_HEAD].removeprefix("\ufeff")
    if not text:
        return "The file is empty."
    if _HTML.match(head):
        return "This is a web page and no bibliography: the download may have failed."
    if _PDF.match(head):
        return "This is a PDF and no bibliography."
    if _XML.match(head) and "XML" not in label:
        return f"This is XML: there is no {label} entry here."
    return f"There is no {label} entry here."
