"""ISBN and ISSN where a format has one place for both."""

from __future__ import annotations

import re

_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx]")
_ISBN_LENGTHS = (10, 13)
_IN_JOURNALS = ("article-journal", "article-magazine", "article-newspaper", "periodical")


def serial_variable(number: str, csl_type: str) -> str:
    """`ISSN` or `ISBN`: by the form of a number, else by what works of this type have."""
    if _ISSN.fullmatch(number.strip()):
        return "ISSN"
    if len(re.sub(r"[^0-9Xx]", "", number)) in _ISBN_LENGTHS:
        return "ISBN"
    return "ISSN" if csl_type in _IN_JOURNALS else "ISBN"
