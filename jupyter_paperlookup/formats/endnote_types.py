"""EndNote's reference types to and from CSL's types.

Source: the types and numbers of EndNote's XML exports, which other programs write as well.
"""

from __future__ import annotations

# CSL's type, EndNote's name and number, in the order of EndNote's numbers.
_TYPES = (
    ("graphic", "Artwork", 2),
    ("motion_picture", "Audiovisual Material", 3),
    ("bill", "Bill", 4),
    ("chapter", "Book Section", 5),
    ("book", "Book", 6),
    ("legal_case", "Case", 7),
    ("software", "Computer Program", 9),
    ("paper-conference", "Conference Proceedings", 10),
    ("webpage", "Web Page", 12),
    ("document", "Generic", 13),
    ("hearing", "Hearing", 14),
    ("article-journal", "Journal Article", 17),
    ("article-magazine", "Magazine Article", 19),
    ("map", "Map", 20),
    ("broadcast", "Film or Broadcast", 21),
    ("article-newspaper", "Newspaper Article", 23),
    ("pamphlet", "Pamphlet", 24),
    ("patent", "Patent", 25),
    ("personal_communication", "Personal Communication", 26),
    ("report", "Report", 27),
    ("legislation", "Statute", 31),
    ("thesis", "Thesis", 32),
    ("manuscript", "Unpublished Work", 34),
    ("figure", "Figure", 37),
    ("article", "Electronic Article", 43),
    ("classic", "Classical Work", 49),
    ("regulation", "Legal Rule or Regulation", 50),
    ("entry-dictionary", "Dictionary", 52),
    ("entry-encyclopedia", "Encyclopedia", 53),
    ("post-weblog", "Blog", 56),
    ("periodical", "Serial", 57),
    ("standard", "Standard", 58),
    ("dataset", "Dataset", 59),
    ("song", "Music", 61),
)
_ALSO = {
    "Aggregated Database": "dataset",
    "Ancient Text": "classic",
    "Catalog": "book",
    "Chart or Table": "figure",
    "Conference Paper": "paper-conference",
    "Edited Book": "book",
    "Electronic Book": "book",
    "Electronic Book Section": "chapter",
    "Equation": "figure",
    "Government Document": "report",
    "Grant": "report",
    "Manuscript": "manuscript",
    "Online Database": "webpage",
    "Online Multimedia": "webpage",
    "Preprint": "article",
}
_ALSO_NUMBERED = {
    8: "book", 28: "book", 36: "manuscript", 38: "figure", 39: "figure", 44: "book",
    45: "webpage", 46: "report", 47: "paper-conference", 48: "webpage", 51: "classic",
    54: "report", 55: "dataset", 60: "chapter",
}  # fmt: skip
_WRITTEN = {csl: (name, number) for csl, name, number in _TYPES} | {
    "collection": ("Edited Book", 28),
    "speech": ("Conference Paper", 47),
    "review": ("Journal Article", 17),
    "review-book": ("Journal Article", 17),
}
_NAMED = {name.lower(): csl for csl, name, _ in _TYPES} | {
    name.lower(): csl for name, csl in _ALSO.items()
}
_NUMBERED = {number: csl for csl, _, number in _TYPES} | _ALSO_NUMBERED

EDITED_BOOK = ("Edited Book", 28)


def endnote_type(csl_type: str) -> tuple[str, int]:
    """The name and the number for a CSL type; `Generic` where there is none."""
    return _WRITTEN.get(csl_type, ("Generic", 13))


def csl_type(name: str, number: str) -> str:
    """The CSL type for a name, else for a number; `document` where neither is known."""
    if known := _NAMED.get(name.strip().lower()):
        return known
    return _NUMBERED.get(int(number), "document") if _is_number(number) else "document"


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 3  # noqa: PLR2004
