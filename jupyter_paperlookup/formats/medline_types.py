"""Publication types of PubMed to and from CSL's types.

Source: https://www.nlm.nih.gov/mesh/pubtypes.html; `Book Chapter` stands in PubMed's citations.
"""

from __future__ import annotations

from collections.abc import Sequence

_WRITTEN = {
    "article": "Preprint",
    "article-journal": "Journal Article",
    "article-newspaper": "Newspaper Article",
    "book": "Monograph",
    "chapter": "Book Chapter",
    "dataset": "Dataset",
    "entry-dictionary": "Dictionary",
    "entry-encyclopedia": "Encyclopedia",
    "interview": "Interview",
    "legal_case": "Legal Case",
    "legislation": "Legislation",
    "manuscript": "Unpublished Work",
    "map": "Map",
    "motion_picture": "Video-Audio Media",
    "paper-conference": "Congress",
    "patent": "Patent",
    "periodical": "Periodical",
    "report": "Technical Report",
    "review-book": "Book Review",
    "speech": "Lecture",
    "thesis": "Academic Dissertation",
}
_CSL = {name.lower(): csl for csl, name in _WRITTEN.items()} | {
    "book": "book",
    "books": "book",
    "case report": "article-journal",
    "case reports": "article-journal",
    "dissertations/theses": "thesis",
    "meeting abstract": "paper-conference",
}


def publication_type(csl_type: str) -> str:
    """The publication type for a CSL type; empty where there is none."""
    return _WRITTEN.get(csl_type, "")


def csl_type(types: Sequence[str], *, is_in_journal: bool, is_in_book: bool) -> str:
    """The CSL type for the publication types of one citation.

    A preprint or a chapter is called a journal article or a review too, so these come last.
    """
    known = [csl for name in types if (csl := _CSL.get(name.strip().lower()))]
    for csl in known:
        if csl != "article-journal":
            return csl
    if is_in_book and "article-journal" not in known:
        return "chapter"
    return "article-journal" if known or is_in_journal else "document"
