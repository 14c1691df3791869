"""Values that a person typed for CSL variables: checked, and brought into one form."""

from __future__ import annotations

import difflib
import re
import unicodedata
from typing import Any
from urllib.parse import urlsplit

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records.csl_variables import (
    CSL_TYPES,
    DATE_VARIABLES,
    LONG_TEXT_VARIABLES,
    NAME_VARIABLES,
    VARIABLES,
)
from jupyter_paperlookup.records.dates import date_from_csl, date_to_csl, parse_iso
from jupyter_paperlookup.records.identifiers import doi_from_text
from jupyter_paperlookup.records.names import Creator

LONGEST_TEXT = 5_000
LONGEST_LONG_TEXT = 100_000
LONGEST_NAME = 500
MOST_NAMES = 10_000

# What other formats call them.
_OTHER_NAMES = {
    "year": "issued", "date": "issued", "authors": "author", "journal": "container-title",
    "journaltitle": "container-title", "booktitle": "container-title", "pages": "page",
    "doi": "DOI", "url": "URL", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID",
    "address": "publisher-place", "series": "collection-title", "urldate": "accessed",
}  # fmt: skip

_NAME_PARTS = tuple(Creator.__struct_encode_fields__)


def checked_value(variable: str, value: object) -> Any:
    """A value as it is stored, or None where it says nothing: empty text, no names, null.

    Args:
        variable: A CSL variable, or `type`.
        value: Text or number; for names a list of CSL names, for dates a CSL date or `2023-10`.

    Raises:
        InvalidRequest: There is no such variable, or it cannot hold this; the sentence says why.
    """
    if variable not in VARIABLES:
        raise InvalidRequest(f"There is no variable {variable[:60]!r}{_near(variable)}")
    if value is None:
        return None
    if variable in NAME_VARIABLES:
        return _names(variable, value) or None
    if variable in DATE_VARIABLES:
        return _date(variable, value)
    text = _text(variable, value)
    if isinstance(text, str):
        _check_text(variable, text)
    return None if text == "" else text


def _text(variable: str, value: object) -> str | int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value if variable not in ("title", "DOI", "URL", "abstract", "type") else str(value)
    if not isinstance(value, str):
        raise InvalidRequest(f"The variable {variable} holds text.")
    is_long = variable in LONG_TEXT_VARIABLES
    text = _without_controls(value, keep="\n\t" if is_long else "").strip()
    longest = LONGEST_LONG_TEXT if is_long else LONGEST_TEXT
    if len(text) > longest:
        raise InvalidRequest(f"The variable {variable} holds at most {longest:,} characters.")
    return (doi_from_text(text) or text) if variable == "DOI" else text


def _check_text(variable: str, text: str) -> None:
    if not text:
        return
    if variable == "type" and text not in CSL_TYPES:
        near = difflib.get_close_matches(text[:60], sorted(CSL_TYPES), n=1, cutoff=0.5)
        hint = f": did you mean {near[0]}?" if near else "."
        raise InvalidRequest(f"There is no type of work {text[:60]!r}{hint}")
    if variable == "DOI" and not doi_from_text(text):
        raise InvalidRequest(f"A DOI looks like 10.1000/182, not like {text[:60]!r}.")
    if variable == "URL" and not _is_web_address(text):
        raise InvalidRequest(f"A URL begins with https:// or http://, not like {text[:60]!r}.")


def _is_web_address(text: str) -> bool:
    try:
        parts = urlsplit(text)
    except ValueError:
        return False
    return parts.scheme in ("http", "https", "ftp") and bool(parts.netloc) and " " not in text


def _names(variable: str, value: object) -> list[dict[str, str]]:
    if not isinstance(value, list | tuple):
        raise InvalidRequest(f"The variable {variable} holds a list of names.")
    if len(value) > MOST_NAMES:
        raise InvalidRequest(f"The variable {variable} holds at most {MOST_NAMES:,} names.")
    return [_name(variable, name) for name in value]


def _name(variable: str, name: object) -> dict[str, str]:
    if not isinstance(name, dict) or not all(isinstance(part, str) for part in name.values()):
        raise InvalidRequest(
            f'A name of {variable} is written as {{"family": "Turing", "given": "Alan"}}.'
        )
    unknown = [part for part in name if part not in _NAME_PARTS]
    if unknown:
        raise InvalidRequest(
            f"A name of {variable} has no part {str(unknown[0])[:60]!r}: "
            f"use {', '.join(_NAME_PARTS)}."
        )
    parts = {part: _without_controls(text).strip() for part, text in name.items()}
    known = {part: text for part, text in parts.items() if text}
    if not known.keys() & {"family", "given", "literal"}:
        raise InvalidRequest(f"A name of {variable} is empty.")
    if any(len(text) > LONGEST_NAME for text in known.values()):
        raise InvalidRequest(f"A name of {variable} is longer than {LONGEST_NAME} characters.")
    return known


def _date(variable: str, value: object) -> dict[str, Any] | None:
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if isinstance(value, str):
        if not value.strip():
            return None
        date = parse_iso(value)
    else:
        date = date_from_csl(value)
    if date is None or len(date.literal) > LONGEST_NAME:
        raise InvalidRequest(f"The date of {variable} is written as 2023, 2023-10 or 2023-10-11.")
    return date_to_csl(date)


def _without_controls(text: str, keep: str = "") -> str:
    """A text without signs that nobody sees; where lines are not kept they become blanks."""
    shown = (
        sign if sign in keep or unicodedata.category(sign) not in ("Cc", "Cs", "Co", "Cn") else " "
        for sign in unicodedata.normalize("NFC", text)
    )
    joined = "".join(shown)
    return joined if keep else re.sub(r"\s+", " ", joined)


def _near(variable: str) -> str:
    if variable in ("id", "citation-key"):
        return ": a key is changed by renaming it."
    if meant := _OTHER_NAMES.get(variable.lower()):
        return f": did you mean {meant}?"
    near = difflib.get_close_matches(variable[:60], sorted(VARIABLES), n=1, cutoff=0.6)
    return f": did you mean {near[0]}?" if near else "."
