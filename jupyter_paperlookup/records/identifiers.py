"""Identifiers of works: DOI and arXiv id, normalised so that equal ones are equal texts."""

from __future__ import annotations

import re
import unicodedata

ARXIV_DOI_PREFIX = "10.48550/arXiv."

_DOI = re.compile(r"10\.\d{4,9}/\S+")
_NEW_ARXIV = r"\d{4}\.\d{4,5}"
_OLD_ARXIV = r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
_ARXIV = re.compile(
    rf"(?:arxiv:\s*|(?:https?://)?(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html)/)?"
    rf"({_NEW_ARXIV}|{_OLD_ARXIV})(?:v\d+)?(?:\.pdf)?",
    re.IGNORECASE,
)


def doi_from_text(text: str) -> str:
    """The DOI in a DOI, a `doi:` text or a doi.org URL, as it is spelt; empty if there is none."""
    match = _DOI.search(text.strip())
    return match[0].rstrip(".,;") if match else ""


def normalised_doi(text: str) -> str:
    """The DOI in a text in lower case, so that equal ones are equal; empty if there is none.

    Source: https://www.doi.org/doi-handbook, case-insensitive by 2.4.
    """
    return doi_from_text(text).lower()


def arxiv_from_text(text: str) -> str:
    """The arXiv id, without version, that the whole text is; empty if it is none.

    Accepts `2410.10139`, `arXiv:2410.10139v2`, `https://arxiv.org/abs/2410.10139`,
    `hep-th/9901001`. Source: https://info.arxiv.org/help/arxiv_identifier.html
    """
    match = _ARXIV.fullmatch(text.strip())
    return match[1].lower() if match else ""


def arxiv_from_doi(doi: str) -> str:
    """`10.48550/arXiv.2410.10139` to `2410.10139`; empty for any other DOI."""
    prefix = ARXIV_DOI_PREFIX.lower()
    normalised = normalised_doi(doi)
    return arxiv_from_text(normalised.removeprefix(prefix)) if prefix in normalised else ""


def arxiv_doi(arxiv: str) -> str:
    """The DOI that arXiv registers for each of its papers."""
    return ARXIV_DOI_PREFIX + arxiv


def arxiv_url(arxiv: str) -> str:
    """The abstract page of an arXiv paper."""
    return f"https://arxiv.org/abs/{arxiv}"


def normalised_title(title: str) -> str:
    """A title reduced to its letters and digits in lower case, one space between words.

    Two titles are the same only when these are equal: no distance, no guess. A title of signs
    alone stays as it is, so that it equals itself only.
    """
    folded = unicodedata.normalize("NFKC", title).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded)) or folded.strip()
