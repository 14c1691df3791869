"""Types of entries: BibTeX's and BibLaTeX's to and from CSL's."""

from __future__ import annotations

import re

# Source: the types of CSL 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html,
# appendix III), of BibTeX ("BibTeXing", 3.1) and of BibLaTeX (its manual, 2.1).
_BIBTEX = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "book": "book",
    "chapter": "incollection",
    "classic": "book",
    "collection": "proceedings",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "manuscript": "unpublished",
    "pamphlet": "booklet",
    "paper-conference": "inproceedings",
    "periodical": "misc",
    "report": "techreport",
    "review": "article",
    "review-book": "article",
    "standard": "techreport",
    "thesis": "phdthesis",
}
_BIBLATEX = _BIBTEX | {
    "collection": "collection",
    "dataset": "dataset",
    "entry-dictionary": "inreference",
    "entry-encyclopedia": "inreference",
    "graphic": "artwork",
    "legal_case": "jurisdiction",
    "legislation": "legislation",
    "motion_picture": "movie",
    "patent": "patent",
    "periodical": "periodical",
    "post": "online",
    "post-weblog": "online",
    "report": "report",
    "software": "software",
    "song": "music",
    "standard": "standard",
    "thesis": "thesis",
    "webpage": "online",
}
_CSL = {
    "article": "article-journal",
    "artwork": "graphic",
    "audio": "song",
    "book": "book",
    "bookinbook": "chapter",
    "booklet": "pamphlet",
    "collection": "collection",
    "conference": "paper-conference",
    "dataset": "dataset",
    "electronic": "webpage",
    "image": "graphic",
    "inbook": "chapter",
    "incollection": "chapter",
    "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia",
    "jurisdiction": "legal_case",
    "legal": "treaty",
    "legislation": "legislation",
    "letter": "personal_communication",
    "manual": "book",
    "mastersthesis": "thesis",
    "movie": "motion_picture",
    "music": "song",
    "mvbook": "book",
    "mvcollection": "collection",
    "mvproceedings": "book",
    "mvreference": "book",
    "online": "webpage",
    "patent": "patent",
    "periodical": "periodical",
    "phdthesis": "thesis",
    "proceedings": "book",
    "reference": "book",
    "report": "report",
    "review": "review",
    "software": "software",
    "standard": "standard",
    "suppbook": "chapter",
    "suppcollection": "chapter",
    "suppperiodical": "article-journal",
    "techreport": "report",
    "thesis": "thesis",
    "unpublished": "manuscript",
    "video": "motion_picture",
    "www": "webpage",
}
# What these types say beyond CSL's is the kind of thesis.
GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}


# The types that every style of BibTeX knows.
_CLASSIC = frozenset(
    "article book booklet conference inbook incollection inproceedings manual mastersthesis misc "
    "phdthesis proceedings techreport unpublished".split()
)
_TYPE = re.compile(r"(?!comment|preamble|string|xdata)[a-z][a-z0-9_-]{1,40}")


def is_more_exact(entry_type: str, kind: str) -> bool:
    """Whether an entry type says more than the CSL type that it was read as."""
    if csl_type(entry_type) != kind or _TYPE.fullmatch(entry_type) is None:
        return False
    return entry_type not in (_BIBTEX.get(kind, "misc"), _BIBLATEX.get(kind, "misc"), *GENRES)


def kept_type(entry_type: str, kind: str, *, biblatex: bool) -> str:
    """An entry type that was kept, where it still holds and the flavour has it; else empty."""
    is_known = entry_type in _CSL and entry_type not in _CLASSIC
    if (is_known and not biblatex) or not is_more_exact(entry_type, kind):
        return ""
    return entry_type


def bibtex_type(csl_type: str, genre: str, *, biblatex: bool) -> str:
    """The entry type for a CSL type; `misc` where there is none."""
    if not biblatex and csl_type == "thesis" and "master" in genre.lower():
        return "mastersthesis"
    return (_BIBLATEX if biblatex else _BIBTEX).get(csl_type, "misc")


def csl_type(entry_type: str) -> str:
    """The CSL type for an entry type of BibTeX or BibLaTeX; `document` for `misc` and unknown."""
    return _CSL.get(entry_type.lower(), "document")
