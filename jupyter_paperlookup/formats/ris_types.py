"""RIS's types of references to and from CSL's types.

Source: https://en.wikipedia.org/wiki/RIS_(file_format), and what Zotero and EndNote write.
"""

from __future__ import annotations

_RIS = {
    "article": "UNPB",
    "article-journal": "JOUR",
    "article-magazine": "MGZN",
    "article-newspaper": "NEWS",
    "bill": "BILL",
    "book": "BOOK",
    "broadcast": "MPCT",
    "chapter": "CHAP",
    "dataset": "DATA",
    "document": "GEN",
    "entry-dictionary": "DICT",
    "entry-encyclopedia": "ENCYC",
    "figure": "FIGURE",
    "graphic": "ART",
    "hearing": "HEAR",
    "legal_case": "CASE",
    "legislation": "STAT",
    "manuscript": "MANSCPT",
    "map": "MAP",
    "motion_picture": "VIDEO",
    "pamphlet": "PAMP",
    "paper-conference": "CPAPER",
    "patent": "PAT",
    "periodical": "JFULL",
    "personal_communication": "PCOMM",
    "post-weblog": "BLOG",
    "regulation": "GOVDOC",
    "report": "RPRT",
    "software": "COMP",
    "song": "SOUND",
    "speech": "SLIDE",
    "standard": "STAND",
    "thesis": "THES",
    "webpage": "ELEC",
}
_CSL = {ris: csl for csl, ris in _RIS.items()} | {
    "ABST": "article-journal",
    "CONF": "paper-conference",
    "EBOOK": "book",
    "ECHAP": "chapter",
    "EDBOOK": "book",
    "EJOUR": "article-journal",
    "ICOMM": "webpage",
    "INPR": "article-journal",
    "MPCT": "motion_picture",
    "MULTI": "webpage",
    "MUSIC": "song",
    "SER": "book",
    "UNPB": "article",
}


def ris_type(csl_type: str) -> str:
    """The type for a CSL type; `GEN` where there is none."""
    return _RIS.get(csl_type, "GEN")


def csl_type(ris: str) -> str:
    """The CSL type for a type of RIS; `document` where it is unknown."""
    return _CSL.get(ris.strip().upper(), "document")
