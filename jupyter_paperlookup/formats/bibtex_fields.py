"""Fields of BibTeX and BibLaTeX to and from CSL's variables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import msgspec

# Fields that BibTeX programs take letter for letter.
VERBATIM = frozenset({"doi", "url", "eprint", "file"})
# Fields whose capitals styles may change.
TITLES = frozenset({"title", "booktitle", "series", "shorttitle", "maintitle", "eventtitle"})

PEOPLE = {
    "author": "author",
    "editor": "editor",
    "translator": "translator",
    "bookauthor": "container-author",
}

_ARTICLE_TYPES = frozenset(
    {"article-journal", "article-magazine", "article-newspaper", "review", "review-book"}
)
_PART_TYPES = frozenset(
    {"chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia"}
)


class _Names(msgspec.Struct, frozen=True):
    """One variable and its field in either flavour."""

    csl: str
    bibtex: str
    biblatex: str = ""

    def fields(self, *, biblatex: bool) -> tuple[str, ...]:
        """The flavour's name of the field and what else it is called, the best name first."""
        names = tuple(filter(None, (self.bibtex, self.biblatex)))
        return names[::-1] if biblatex else names


# In the order in which the fields are written.
_FIELDS = (
    _Names("collection-title", "series"),
    _Names("volume", "volume"),
    _Names("issue", "number"),
    _Names("page", "pages"),
    _Names("chapter-number", "chapter"),
    _Names("edition", "edition"),
    _Names("version", "version"),
    _Names("number-of-volumes", "volumes"),
    _Names("number-of-pages", "pagetotal"),
    _Names("genre", "type"),
    _Names("publisher-place", "address", "location"),
    _Names("event-title", "eventtitle"),
    _Names("event-place", "venue"),
    _Names("title-short", "shorttitle"),
    _Names("status", "pubstate"),
    _Names("ISBN", "isbn"),
    _Names("ISSN", "issn"),
    _Names("PMID", "pmid"),
    _Names("language", "language", "langid"),
    _Names("keyword", "keywords"),
    _Names("note", "note"),
    _Names("annote", "annote", "annotation"),
)
_VARIABLES = {
    **{names.bibtex: names.csl for names in _FIELDS},
    **{names.biblatex: names.csl for names in _FIELDS if names.biblatex},
    "title": "title",
    "abstract": "abstract",
    "publisher": "publisher",
    "school": "publisher",
    "institution": "publisher",
    "journal": "container-title",
    "journaltitle": "container-title",
    "booktitle": "container-title",
    "maintitle": "container-title",
}
_CONTAINERS = ("journal", "journaltitle", "booktitle", "maintitle")
_PUBLISHERS = ("publisher", "institution", "school")
_NUMBERED = frozenset({"report", "patent", "standard", "legislation"})
_WITH_ISSUES = frozenset({*_ARTICLE_TYPES, "periodical"})


def container_field(csl_type: str, *, biblatex: bool) -> str:
    """The field for the title of what a work of this type is in."""
    if csl_type in _PART_TYPES:
        return "booktitle"
    return "journaltitle" if biblatex else "journal"


def publisher_field(csl_type: str, *, biblatex: bool) -> str:
    """The field for the publisher of a work of this type."""
    match csl_type:
        case "thesis":
            return "institution" if biblatex else "school"
        case "report" | "standard":
            return "institution"
    return "publisher"


def fields_of(
    csl_type: str, other: Mapping[str, Any], taken: Collection[str], *, biblatex: bool
) -> dict[str, str]:
    """The fields of all variables that are text or numbers, still as plain text.

    Args:
        csl_type: The type of the work.
        other: Its variables.
        taken: Fields that hold something else; a variable takes another of its names then.
        biblatex: Whether to use BibLaTeX's names.
    """
    best = _best_fields(csl_type)
    container = container_field(csl_type, biblatex=biblatex)
    publisher = publisher_field(csl_type, biblatex=biblatex)
    choices = {
        "container-title": (container, *sorted(_CONTAINERS, key=lambda name: name not in best)),
        "publisher": (publisher, *sorted(_PUBLISHERS, key=lambda name: name not in best)),
        **{names.csl: names.fields(biblatex=biblatex) for names in _FIELDS},
        # BibTeX has one number for what CSL calls issue, number and number in the collection.
        "number": ("number",),
        "collection-number": ("number",),
    }
    fields: dict[str, str] = {}
    for variable, names in choices.items():
        text = _text(other.get(variable))
        name = next((name for name in names if name not in taken), "")
        if text and name:
            fields.setdefault(name, text)
    return fields


def in_order_of_trust(fields: Mapping[str, str], csl_type: str) -> list[str]:
    """The names of fields, those first that say a thing best where several say it.

    A paper in proceedings is in the `booktitle`, whatever stands under `journal`; a `maintitle` is
    the title of all volumes.
    """
    best = _best_fields(csl_type)
    return sorted(fields, key=lambda name: (name not in best, name == "maintitle"))


def _best_fields(csl_type: str) -> frozenset[str]:
    """The fields for container and publisher in either flavour."""
    fields = (container_field, publisher_field)
    return frozenset(field(csl_type, biblatex=each) for field in fields for each in (False, True))


def variable_of(field: str, csl_type: str) -> str:
    """The CSL variable of a field; empty where CSL has none."""
    if field == "number":
        if csl_type in _WITH_ISSUES:
            return "issue"
        return "number" if csl_type in _NUMBERED else "collection-number"
    return _VARIABLES.get(field, "")


def _text(value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).strip()
