"""A text that is nothing but the identifier of a work, or a web address."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any, Literal
from urllib.parse import urlsplit

import msgspec

from jupyter_paperlookup.records.identifiers import (
    arxiv_from_doi,
    arxiv_from_text,
    arxiv_url,
    arxiv_version,
    doi_from_text,
    normalised_isbn,
    normalised_pmcid,
    normalised_pmid,
    without_closing_marks,
)

IdentifierKind = Literal["doi", "arxiv", "pmid", "pmcid", "isbn", "url"]

_LONGEST = 2000
_LONGEST_LABEL = 80
_OPENING_MARKS = "<([{\"'“‘„«"
_DOI_ALONE = re.compile(
    r"(?:(?:urn:|info:)?doi\s*[:=/]?\s*)?"
    r"(?:(?:https?://)?(?:dx\.|www\.)?doi\.org/)?10\.\d{4,9}(?:\.\d+)*(?:/|%2f)\S+",
    re.IGNORECASE,
)
# The stamp on the first page of a PDF reads `arXiv:1706.03762v7 [cs.CL] 2 Aug 2023`.
_ARXIV_STAMP = re.compile(r"\s*\[[A-Za-z.-]{2,20}\](?:\s+\d{1,2} [A-Z][a-z]{2} \d{4})?$")
_NUMBER_OF_ARXIV = re.compile(r"\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}(?:v\d+)?")
_OLD_NUMBER_OF_ARXIV = re.compile(r"([a-z-]+)(?:\.[A-Za-z]{2})?/\d{7}(?:v\d+)?", re.IGNORECASE)
_PMID_NAMED = re.compile(
    r"pmid\s*:?\s*\d+|(?:https?://)?[\w.]*ncbi\.nlm\.nih\.gov/.+", re.IGNORECASE
)
_ISBN_ALONE = re.compile(
    r"(?:(?:urn:)?e?-?isbn(?:-1[03])?\s*[:=]?\s*)?(?P<isbn>[0-9][0-9 -]{8,20}[0-9X])",
    re.IGNORECASE,
)
_DASHES = re.compile("[\u2010-\u2015\u2212]")
_URL = re.compile(r"https?://[^\s<>\"\\^`{|}\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_ARCHIVES = frozenset(
    """
acc-phys adap-org alg-geom ao-sci astro-ph atom-ph bayes-an chao-dyn chem-ph cmp-lg comp-gas
cond-mat cs dg-ga econ eess funct-an gr-qc hep-ex hep-lat hep-ph hep-th math math-ph mtrl-th nlin
nucl-ex nucl-th patt-sol physics plasm-ph q-alg q-bio q-fin quant-ph solv-int stat supr-con
""".split()
)
"""Source: https://arxiv.org/archive"""


class PastedIdentifier(msgspec.Struct, frozen=True):
    """What a text says of a work.

    Attributes:
        kind: Which identifier it is.
        label: It in a few words: `DOI 10.1000/182`.
        item: CSL variables that are certain by the identifier itself.
    """

    kind: IdentifierKind
    label: str
    item: Mapping[str, Any]


def pasted_identifier(text: str) -> PastedIdentifier | None:
    """The one identifier that a text is, with quotation marks or punctuation around it or not.

    Nothing is looked up: what is not in the text itself is not in the item.
    """
    if len(text) > _LONGEST:
        return None
    shown = "".join(sign for sign in text if unicodedata.category(sign) != "Cf").strip()
    bare = without_closing_marks(shown.lstrip(_OPENING_MARKS).strip())
    return _arxiv(bare) or _doi(bare) or _pmid(bare) or _pmcid(bare) or _isbn(bare) or _url(bare)


def _arxiv(text: str) -> PastedIdentifier | None:
    named = _ARXIV_STAMP.sub("", text)
    doi = doi_from_text(named) if _DOI_ALONE.fullmatch(named) else ""
    by_doi = doi.lower().removeprefix("10.48550/arxiv.") if arxiv_from_doi(doi) else ""
    arxiv = arxiv_from_text(by_doi or named)
    if not arxiv or not (by_doi or _is_surely_arxiv(named)):
        return None
    number = _in_its_case(arxiv) + arxiv_version(by_doi or named)
    item = {
        "type": "article",
        "genre": "Preprint",
        "publisher": "arXiv",
        "number": f"arXiv:{number}",
        "URL": arxiv_url(number),
    }
    said = item | ({"DOI": doi} if by_doi else {})
    return PastedIdentifier("arxiv", _cut(f"arXiv {number}"), said)


def _in_its_case(arxiv: str) -> str:
    """`math.gt/0309136` as arXiv writes it: `math.GT/0309136`."""
    return re.sub(r"\.([a-z]{2})/", lambda match: match[0].upper(), arxiv)


def _is_surely_arxiv(text: str) -> bool:
    """Whether it is said to be an arXiv id, or a bare number can be one."""
    if "xiv" in text.lower() or "/papers/" in text:
        return True
    old = _OLD_NUMBER_OF_ARXIV.fullmatch(text)
    return bool(_NUMBER_OF_ARXIV.fullmatch(text)) or bool(old and old[1].lower() in _ARCHIVES)


def _doi(text: str) -> PastedIdentifier | None:
    doi = doi_from_text(text) if _DOI_ALONE.fullmatch(text) else ""
    return PastedIdentifier("doi", _cut(f"DOI {doi}"), {"DOI": doi}) if doi else None


def _pmid(text: str) -> PastedIdentifier | None:
    pmid = normalised_pmid(text) if _PMID_NAMED.fullmatch(text) else ""
    return PastedIdentifier("pmid", f"PMID {pmid}", {"PMID": pmid}) if pmid else None


def _pmcid(text: str) -> PastedIdentifier | None:
    pmcid = normalised_pmcid(text)
    return PastedIdentifier("pmcid", f"PMCID {pmcid}", {"PMCID": pmcid}) if pmcid else None


def _isbn(text: str) -> PastedIdentifier | None:
    match = _ISBN_ALONE.fullmatch(_DASHES.sub("-", text))
    if not match or not normalised_isbn(match["isbn"]):
        return None
    return PastedIdentifier("isbn", f"ISBN {match['isbn']}", {"ISBN": match["isbn"]})


def _url(text: str) -> PastedIdentifier | None:
    if not _URL.fullmatch(text):
        return None
    try:
        parts = urlsplit(text)
        host = parts.hostname
    except ValueError:
        return None
    if not host or "@" in parts.netloc:  # a password belongs in no record
        return None
    return PastedIdentifier("url", _cut(f"URL {host}{parts.path.rstrip('/')}"), {"URL": text})


def _cut(label: str) -> str:
    return label if len(label) <= _LONGEST_LABEL else f"{label[: _LONGEST_LABEL - 1]}…"
