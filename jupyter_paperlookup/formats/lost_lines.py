"""Entries that lost their line breaks: an input of one line takes them out of what is pasted."""

from __future__ import annotations

import re

_BIBTEX = re.compile(r"(?<!^)@[A-Za-z]+[ \t]*[{(][ \t]*[^\s,{}()=]+[ \t]*,")
_RIS = re.compile(r"\s*TY {2}- ?")
_RIS_TAG = re.compile(r"(?<!^)(?=[A-Z][A-Z0-9] {2}-(?: |$))")
_MEDLINE = re.compile(r"\s*PMID- ?\d")
_MEDLINE_TAG = re.compile(r"(?<!^)(?=(?:[A-Z]{4}|[A-Z]{3} |[A-Z]{2} {2})- )")

_MEDLINE_GOES_ON = " " * 6


def with_lines_again(text: str) -> str:
    """A text of one line with breaks where its format begins an entry or a field.

    BibTeX is found behind other text too; RIS and MEDLINE are told by their first tag. Any other
    text stays as it is.
    """
    line = text.strip("\r\n")
    if "\n" in line or "\r" in line:
        return text
    if _RIS.match(line):
        return _RIS_TAG.sub("\n", line.strip())
    if _MEDLINE.match(line):
        return _MEDLINE_TAG.sub("\n", line.strip()).replace(_MEDLINE_GOES_ON, " ")
    return _BIBTEX.sub(lambda match: "\n" + match[0], line)
