"""Identifiers and keys in what was typed or pasted: with their names or without, whole or half."""

from __future__ import annotations

import re

from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    arxiv_from_text,
    normalised_doi,
)
from jupyter_paperlookup.search.query_parts import Identifier, is_year

AROUND = "()[]{}<>,;@'`\u2018\u2019\u00ab\u00bb\""
"""What stands around a key or an identifier in a text and is no part of it."""

_AFTER = ".:!?*"
_DIGIT = re.compile(r"\d")
_BETWEEN_KEYS = re.compile(r"[\\{}\[\]@,;`]+")
_HALF_ARXIV = re.compile(r"\d{4}(?:\.\d*)?")
_HALF_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*(?:/\S*)?")
_ADDRESS = re.compile(
    r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/"
    r"|(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/"
    r"|(?:www\.)?huggingface\.co/papers/)",
    re.IGNORECASE,
)


def named_identifier(kind: str, value: str) -> Identifier | None:
    """What stands behind `key:`, `arxiv:` or `doi:`; None where it is no such thing."""
    bare = value.strip(AROUND)
    if kind == "key":
        return Identifier("key", bare.lower()) if bare else None
    return pasted_identifier(bare) if normalised_doi(bare) else _arxiv(bare)


def pasted_identifier(text: str) -> Identifier | None:
    """The identifier that a text without blanks is, such as an address; None where it is none."""
    if not _DIGIT.search(text):  # as each of them has
        return None
    bare = text.strip(AROUND + _AFTER)
    address = re.split(r"[?#]", bare, maxsplit=1)[0] if "://" in bare else bare
    if found := _arxiv(address):
        return found
    if "://" in address and (found := _arxiv(address.rsplit("/", 1)[-1])):
        return found
    if bare.startswith("10.") or "doi" in bare.lower():
        doi = normalised_doi(bare)
        return Identifier("doi", doi) if doi else None
    return None


def half_identifier(text: str) -> Identifier | None:
    """The beginning of an identifier or of its address, which is all that was typed so far."""
    begun = _ADDRESS.sub("", text, count=1)
    if _HALF_DOI.fullmatch(begun):
        return Identifier("doi", begun.lower(), is_prefix=True)
    if _HALF_ARXIV.fullmatch(begun) and (begun != text or not is_year(text)):
        return Identifier("arxiv", begun, is_prefix=True)
    return None


def possible_keys(chunk: str) -> list[str]:
    r"""What of a text without blanks may be a citation key: `chen2023` of `\cite{chen2023}`."""
    if chunk.isalnum():
        return [chunk.lower()]
    whole = chunk.strip(AROUND).lower()
    parts = (part.strip(AROUND) for part in _BETWEEN_KEYS.split(whole))
    return [*dict.fromkeys(filter(None, [whole, *parts]))]


def _arxiv(text: str) -> Identifier | None:
    bare = text.strip(AROUND + _AFTER)
    arxiv = arxiv_from_text(bare) or arxiv_from_doi(bare)
    return Identifier("arxiv", arxiv) if arxiv else None
