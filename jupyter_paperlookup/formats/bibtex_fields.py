"""Fields of BibTeX and BibLaTeX to and from CSL's variables."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import msgspec

# Fields that BibTeX programs take letter for letter.
VERBATIM = frozenset({"doi", "url", "eprint", "isbn", "issn", "pmid", "file"})
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

    def field(self, *, biblatex: bool) -> str:
        return self.biblatex or self.bibtex if biblatex else self.bibtex


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
    _Names("language", "language"),
    _Names("keyword", "keywords"),
    _Names("note", "note"),
    _Names("annote", "annote", "annotation"),
)
_VARIABLES = {
    **{names.bibtex: names.csl for names in _FIELDS},
    **{names.biblatex: names.csl for names in _FIELDS if names.biblatex},
    "langid": "language",
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


def fields_of(csl_type: str, other: Mapping[str, Any], *, biblatex: bool) -> dict[str, str]:
    """The fields of all variables that are text or numbers, still as plain text."""
    variables = {name: text for name, value in other.items() if (text := _text(value))}
    fields: dict[str, str] = {}
    if "container-title" in variables:
        name = container_field(csl_type, biblatex=biblatex)
        fields[name] = variables["container-title"]
    if "publisher" in variables:
        fields[publisher_field(csl_type, biblatex=biblatex)] = variables["publisher"]
    for names in _FIELDS:
        if names.csl in variables:
            fields.setdefault(names.field(biblatex=biblatex), variables[names.csl])
    # BibTeX has one number for what CSL calls issue, number and number in the collection.
    for variable in ("number", "collection-number"):
        if variable in variables:
            fields.setdefault("number", variables[variable])
    return fields


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
