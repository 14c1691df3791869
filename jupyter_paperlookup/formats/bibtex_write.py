"""Records to entries of BibTeX and BibLaTeX, safe to compile whatever the records say."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jupyter_paperlookup.formats.bibtex_dates import (
    date_to_biblatex,
    date_to_bibtex,
    date_to_iso,
    month_agrees,
)
from jupyter_paperlookup.formats.bibtex_fields import (
    PEOPLE,
    TITLES,
    VERBATIM,
    fields_of,
    variable_of,
)
from jupyter_paperlookup.formats.bibtex_names import names_to_bibtex
from jupyter_paperlookup.formats.bibtex_types import bibtex_type, kept_type
from jupyter_paperlookup.formats.latex_escape import (
    escape,
    escape_rich,
    escape_rich_title,
    escape_title,
    is_web_address,
    verbatim,
    verbatim_doi,
    verbatim_paths,
)
from jupyter_paperlookup.formats.unnamed_others import goes_on
from jupyter_paperlookup.records import Creator, PartialDate, Record, unique_key
from jupyter_paperlookup.records.citation_key import make_key
from jupyter_paperlookup.records.csl_variables import RICH_VARIABLES
from jupyter_paperlookup.records.dates import date_from_csl
from jupyter_paperlookup.records.names import creators_from_csl

_UNSAFE_IN_KEY = re.compile(r"[^\w:.+/?!*;-]+")
# Those of BibLaTeX's data annotations have a plus sign and a colon, those of JabRef's own lines.
_FIELD_NAME = re.compile(r"[a-z_][a-z0-9_+:.-]{0,60}")
_MISSING = {"title": "title", "author": "author", "issued": "year"}
# What an arXiv entry says by `eprint` alone.
_SAID_BY_EPRINT = {"genre": "Preprint", "publisher": "arXiv"}


def write_bibtex(records: Sequence[Record], *, biblatex: bool) -> str:
    """All records as one text, a blank line between entries."""
    taken: set[str] = set()
    entries: list[str] = []
    for record in records:
        key = unique_key(_safe_key(record), lambda wanted: wanted.lower() in taken)
        taken.add(key.lower())
        entries.append(_entry(record, key, biblatex=biblatex))
    return "\n".join(entries) if entries else "\n"


def _entry(record: Record, key: str, *, biblatex: bool) -> str:
    fields = _fields(record, biblatex=biblatex)
    kind = bibtex_type(record.type, str(record.other.get("genre", "")), biblatex=biblatex)
    custom = record.other.get("custom")
    if isinstance(custom, Mapping) and isinstance(own := custom.get("bibtex-type"), str):
        kind = kept_type(own, record.type, biblatex=biblatex) or kind
    if biblatex and kind == "misc" and record.arxiv and "container-title" not in record.other:
        kind = "online"
    lines = [f"  {name} = {value}," for name, value in fields.items()]
    return "\n".join([*_remarks(record), f"@{kind}{{{key},", *lines, "}", ""])


def _remarks(record: Record) -> list[str]:
    """A comment line for an incomplete record. It holds words of ours only, none of the record."""
    missing = [_MISSING[name] for name in record.incomplete if name in _MISSING]
    if not missing:
        return []
    listed = " and ".join(filter(None, (", ".join(missing[:-1]), missing[-1])))
    return [f"% Incomplete: {listed} unknown"]


def _fields(record: Record, *, biblatex: bool) -> dict[str, str]:
    """Field names to finished values, braces included, in the order of the entry."""
    kept = _kept(record.other)
    fields = {
        "title": _braced(escape_rich_title(record.title)),
        "author": _names(record.other, "author", record.author),
        **_people(record.other),
        **_date(record.issued, kept, biblatex=biblatex),
        **_texts(record, kept, biblatex=biblatex),
        **_arxiv(_eprint(record), biblatex=biblatex),
        "doi": _braced(verbatim_doi(record.doi)),
        "url": _braced(_url(record.url)),
        "urldate": _braced(_accessed(record.other)),
        "abstract": _braced(escape_rich(record.abstract)),
    }
    known = {name: value for name, value in fields.items() if value}
    if month_agrees(record.issued, kept.get("month", "")):
        # `June 12--15` says more than June, as long as June it is.
        known.pop("month", None)
    return known | {
        name: _braced(_safe_value(name, text)) for name, text in kept.items() if name not in known
    }


def _date(date: PartialDate | None, kept: Mapping[str, str], *, biblatex: bool) -> dict[str, str]:
    """The date in the fields that leave room for what was kept of another one."""
    if "date" in kept:
        return date_to_bibtex(date)
    if biblatex or "year" in kept:
        return date_to_biblatex(date)
    # BibTeX takes no notice of a `date`, which says how long, which season, and about when.
    says_more = date is not None and (date.end or date.season or date.circa)
    return date_to_bibtex(date) | (date_to_biblatex(date) if says_more else {})


def _people(other: Mapping[str, Any]) -> dict[str, str]:
    return {
        field: _names(other, variable, creators_from_csl(other.get(variable)))
        for field, variable in PEOPLE.items()
        if variable != "author"
    }


def _names(other: Mapping[str, Any], variable: str, creators: tuple[Creator, ...]) -> str:
    more = goes_on(other, variable, len(creators))
    return _braced(names_to_bibtex(creators, goes_on=more))


def _texts(record: Record, kept: Mapping[str, str], *, biblatex: bool) -> dict[str, str]:
    other = dict(record.other)
    if record.arxiv:
        is_preprint = record.type == "article" and "container-title" not in other
        said = _SAID_BY_EPRINT if is_preprint else {}
        said = said | {"number": f"arXiv:{_eprint(record)}"}
        other = {name: value for name, value in other.items() if said.get(name) != value}
    fields = fields_of(record.type, other, kept, biblatex=biblatex)
    return {name: _braced(_value(name, value, record.type)) for name, value in fields.items()}


def _value(name: str, value: str, csl_type: str) -> str:
    if variable_of(name, csl_type) not in RICH_VARIABLES:
        return _safe_value(name, value)
    return escape_rich_title(value) if name in TITLES else escape_rich(value)


def _safe_value(name: str, value: str) -> str:
    if name == "file":
        return verbatim_paths(value)
    if name in VERBATIM:
        return " ".join(verbatim_doi(word) for word in value.split())
    if name in TITLES:
        return escape_title(value)
    if name == "pages":
        # A range has two hyphens, which become one dash.
        return re.sub(r"\s*[-–—]+\s*", "--", escape(value.replace("--", "-")))
    return escape(value)


def _eprint(record: Record) -> str:
    """The arXiv id as the record says it: with its version if it is known."""
    prefix, _, number = str(record.other.get("number", "")).partition(":")
    return number.strip() if record.arxiv and prefix.lower() == "arxiv" else record.arxiv


def _arxiv(arxiv: str, *, biblatex: bool) -> dict[str, str]:
    if not arxiv:
        return {}
    archive = {"eprinttype": "{arxiv}"} if biblatex else {"archiveprefix": "{arXiv}"}
    return {"eprint": _braced(verbatim(arxiv)), **archive}


def _url(url: str) -> str:
    return verbatim(url) if is_web_address(url) else ""


def _accessed(other: Mapping[str, Any]) -> str:
    date = date_from_csl(other.get("accessed"))
    return date_to_iso(date) if date else ""


def _kept(other: Mapping[str, Any]) -> dict[str, str]:
    """The fields that an entry was read with and that CSL has no variable for."""
    custom = other.get("custom")
    kept = custom.get("bibtex") if isinstance(custom, Mapping) else None
    if not isinstance(kept, Mapping):
        return {}
    return {
        name: value
        for name, value in kept.items()
        if isinstance(name, str) and isinstance(value, str) and _FIELD_NAME.fullmatch(name)
    }


def _braced(value: str) -> str:
    return f"{{{value}}}" if value else ""


def _safe_key(record: Record) -> str:
    """The record's key without what would end it, or one made for a record that has none yet."""
    if not _UNSAFE_IN_KEY.search(record.key):
        return record.key or make_key(record)
    return _UNSAFE_IN_KEY.sub("_", record.key).strip("_") or make_key(record)
