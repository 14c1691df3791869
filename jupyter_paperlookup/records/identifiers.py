"""Identifiers of works: DOI, arXiv id, PMID, PMCID, ISBN, so that equal ones are equal texts."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import lru_cache
from urllib.parse import unquote

from jupyter_paperlookup.records.rich_text import without_tags

ARXIV_DOI_PREFIX = "10.48550/arXiv."

_ISBN_10, _ISBN_13 = 10, 13
_LONGEST_ISBNS = 200
_ISBN = re.compile(
    r"(?<![0-9])(?:97[89][ -]?(?:[0-9][ -]?){9}[0-9]|(?:[0-9][ -]?){9}[0-9Xx])(?![0-9])"
)

_DOI = re.compile(r"10\.\d{4,9}(?:\.\d+)*/\S+")
_DOI_URL = re.compile(r"(?:dx\.|www\.)?doi\.org/([^\s?#]+)", re.IGNORECASE)
_BRACKETS = {")": "(", "]": "[", "}": "{", ">": "<"}
_BRACKETS_OF_BOTH_SIDES = frozenset("()[]{}<>")
_NEW_ARXIV = r"\d{4}\.\d{4,5}"
_OLD_ARXIV = r"[a-z-]+(?:\.[A-Z]{2})?/\d{7}"
# Pages that are about one arXiv paper and name it by its id.
_ARXIV_PAGE = (
    r"(?:https?://)?(?:(?:www\.|export\.)?arxiv\.org/(?:abs|pdf|html|format|src|e-print)"
    r"|(?:www\.)?ar5iv(?:\.labs\.arxiv)?\.org/(?:abs|html)|(?:www\.)?alphaxiv\.org/abs"
    r"|(?:www\.)?huggingface\.co/papers)/"
)
_ARXIV = re.compile(
    rf"(?:arxiv:\s*|{_ARXIV_PAGE})?"
    rf"(?P<id>{_NEW_ARXIV}|{_OLD_ARXIV})(?P<version>v\d+)?(?:\.pdf)?/?(?:[?#]\S*)?",
    re.IGNORECASE,
)
_PMID = re.compile(
    r"(?:pmid\s*:?\s*|(?:https?://)?(?:pubmed\.ncbi\.nlm\.nih\.gov"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/(?:m/)?pubmed)/)?0*([1-9]\d{0,8})/?(?:[?#]\S*)?",
    re.IGNORECASE,
)

_PMCID = re.compile(
    r"(?:(?:pmcid\s*:?\s*)?pmc|(?:https?://)?(?:pmc\.ncbi\.nlm\.nih\.gov/articles"
    r"|(?:www\.)?ncbi\.nlm\.nih\.gov/pmc/articles|europepmc\.org/articles?)/(?:pmc)?)"
    r"0*([1-9]\d{0,8})(?:\.\d+)?/?(?:[?#]\S*)?",
    re.IGNORECASE,
)


@lru_cache(maxsize=4096)
def doi_from_text(text: str) -> str:
    """The DOI in a DOI, a `doi:` text or a doi.org URL, as it is spelt; empty if there is none.

    Punctuation behind it, and brackets around it, are not part of it.
    """
    match = _DOI_URL.search(text)
    match = _DOI.search(unquote(match[1]) if match else text)
    doi = without_closing_marks(match[0]) if match else ""
    return doi if _DOI.fullmatch(doi) else ""


def without_closing_marks(text: str) -> str:
    """A text without the punctuation behind it and without brackets that open before it."""
    counts = Counter(sign for sign in text if sign in _BRACKETS_OF_BOTH_SIDES)
    end = len(text)
    while end and (
        text[end - 1] in ".,;:\"'”’»"
        or ((opening := _BRACKETS.get(text[end - 1])) and counts[text[end - 1]] > counts[opening])
    ):
        counts[text[end - 1]] -= 1
        end -= 1
    return text[:end]


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
    return match["id"].lower() if match else ""


def arxiv_version(text: str) -> str:
    """The version that an arXiv id names, as `v2`; empty if it names none."""
    match = _ARXIV.fullmatch(text.strip())
    return (match["version"] or "").lower() if match else ""


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


def normalised_pmid(value: object) -> str:
    """The number that PubMed gives a paper, from text, number or URL; empty if it is none."""
    match = _PMID.fullmatch(str(value).strip())
    return match[1] if match else ""


def normalised_pmcid(value: object) -> str:
    """The id that PubMed Central gives a paper, as `PMC3159421`; empty if it is none.

    Source: https://pmc.ncbi.nlm.nih.gov/about/public-access-info, "PMCIDs".
    """
    match = _PMCID.fullmatch(str(value).strip())
    return f"PMC{match[1]}" if match else ""


def normalised_isbn(value: object) -> str:
    """The first ISBN of a text as 13 digits; empty if there is none with a right check digit.

    Source: https://www.isbn-international.org, "ISBN Users' Manual", chapter 4.
    """
    for candidate in _ISBN.findall(str(value)[:_LONGEST_ISBNS]):
        signs = re.sub(r"[ -]", "", candidate).upper()
        if len(signs) == _ISBN_10 and _is_isbn_10(signs):
            twelve = "978" + signs[:9]
            return twelve + _isbn_13_check(twelve)
        if len(signs) == _ISBN_13 and signs.isdecimal() and signs[12] == _isbn_13_check(signs[:12]):
            return signs
    return ""


def normalised_title(title: str) -> str:
    """A title reduced to its letters and digits in lower case, one space between words, no tags.

    Two titles are the same only when these are equal: no distance, no guess. A title of signs
    alone stays as it is, so that it equals itself only.
    """
    folded = unicodedata.normalize("NFKC", without_tags(title)).casefold()
    return " ".join(re.findall(r"[^\W_]+", folded)) or folded.strip()


def _is_isbn_10(signs: str) -> bool:
    if not signs[:9].isdecimal():
        return False
    values = [*map(int, signs[:9]), 10 if signs[9] == "X" else int(signs[9])]
    weighted = (value * (10 - place) for place, value in enumerate(values))
    return sum(weighted) % 11 == 0


def _isbn_13_check(twelve: str) -> str:
    weighted = (int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(twelve))
    return str(-sum(weighted) % 10)
