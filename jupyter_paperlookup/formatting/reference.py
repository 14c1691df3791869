"""A CSL-JSON item as metadata of a pandoc document; every text is plain there, never Markdown.

Variables: https://docs.citationstyles.org/en/stable/specification.html#appendix-iv-variables
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from jupyter_paperlookup.formatting.inlines import (
    clean_text,
    has_markup,
    rich_inlines,
    typographic,
)
from jupyter_paperlookup.records import CslItem
from jupyter_paperlookup.records.csl_variables import RICH_VARIABLES

Meta = dict[str, Any]

MAX_NAMES = 10_000
MAX_NUMBER = 10**15

NAME_VARIABLES = frozenset(
    "author chair collection-editor compiler composer container-author contributor curator "
    "director editor editor-translator editorial-director executive-producer guest host "
    "illustrator interviewer narrator organizer original-author performer producer recipient "
    "reviewed-author script-writer series-creator translator".split()
)
DATE_VARIABLES = frozenset(
    "accessed available-date event-date issued original-date submitted".split()
)
PLAIN_VARIABLES = frozenset(
    "archive archive_collection archive_location archive-place authority call-number "
    "chapter-number citation-label citation-number collection-number dimensions division DOI "
    "edition event-place first-reference-note-number ISBN ISSN issue journalAbbreviation "
    "jurisdiction keyword language license locator number number-of-pages number-of-volumes "
    "original-publisher-place page page-first part-number PMCID PMID printing-number "
    "publisher-place references scale shortTitle supplement-number URL version volume "
    "year-suffix".split()
)
# Words of languages, where an apostrophe is one.
_WORDS = frozenset(
    "archive archive_collection archive_location archive-place authority call-number "
    "chapter-number collection-number edition event-place issue jurisdiction number "
    "original-publisher-place page part-number publisher-place scale version volume".split()
)
# Set by citeproc for each citation: a record that carries them would break its count.
_NOT_FROM_RECORDS = frozenset({"citation-number", "first-reference-note-number", "locator"})
# Old names that Zotero and citeproc-js still write.
_RENAMED = {
    "event": "event-title",
    "journalAbbreviation": "container-title-short",
    "shortTitle": "title-short",
}
_YES = (True, 1, "1", "true")
_TRUE: Meta = {"t": "MetaBool", "c": True}
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:T.*)?")
_NAME_PARTS = ("family", "given", "dropping-particle", "non-dropping-particle", "suffix")
_NAME_FLAGS = ("comma-suffix", "static-ordering")


def reference_meta(item: CslItem, identifier: str) -> Meta:
    """Return the metadata map that citeproc reads; what is no CSL variable is left out."""
    fields: Meta = {"id": _text(identifier), "type": _text(_scalar(item.get("type")) or "document")}
    for variable, value in item.items():
        meta = _variable_meta(variable, value)
        if meta is not None:
            name = _RENAMED.get(variable, variable)
            if name == variable or name not in item:
                fields[name] = meta
            if variable == "event":  # styles older than CSL 1.0.2 ask for it
                fields[variable] = meta
    return _map(fields)


def _variable_meta(variable: str, value: Any) -> Meta | None:
    if variable in NAME_VARIABLES:
        return _names_meta(value)
    if variable in DATE_VARIABLES:
        return _date_meta(value)
    if variable in RICH_VARIABLES:
        text = _scalar(value)
        if has_markup(text):
            return {"t": "MetaInlines", "c": rich_inlines(text)}
        return _text(text) if text else None
    if variable in PLAIN_VARIABLES and variable not in _NOT_FROM_RECORDS:
        text = _scalar(value)
        if variable in _WORDS:
            text = typographic(text)
        return _text(text) if text else None
    return None


def _names_meta(value: Any) -> Meta | None:
    if isinstance(value, Mapping | str):
        value = [value]
    if not isinstance(value, Sequence):
        return None
    names = [meta for name in value[:MAX_NAMES] if (meta := _name_meta(name)) is not None]
    return {"t": "MetaList", "c": names} if names else None


def _name_meta(name: Any) -> Meta | None:
    if not isinstance(name, Mapping):
        literal = typographic(_scalar(name))
        return _map({"literal": _text(literal)}) if literal else None
    parts = {part: typographic(text) for part in _NAME_PARTS if (text := _scalar(name.get(part)))}
    literal = typographic(_scalar(name.get("literal")))
    if "family" not in parts:
        literal = literal or parts.get("given", "")
        return _map({"literal": _text(literal)}) if literal else None
    fields = {part: _text(text) for part, text in parts.items()}
    return _map(fields | {flag: _TRUE for flag in _NAME_FLAGS if name.get(flag) in _YES})


def _date_meta(value: Any) -> Meta | None:
    if not isinstance(value, Mapping):
        return _date_text_meta(_scalar(value))
    raw_dates = _list(value.get("date-parts"))[:2]
    dates = [parts for raw in raw_dates if (parts := _date_parts(raw))]
    if len(dates) == 1 and raw_dates[1:] in ([[0]], [["0"]]):
        dates.append([0])  # a range without an end
    if not dates:
        return _date_text_meta(_scalar(value.get("raw")) or _scalar(value.get("literal")))
    fields: Meta = {
        "date-parts": _meta_list(
            [_meta_list([_text(str(part)) for part in date]) for date in dates]
        )
    }
    season = _scalar(value.get("season"))
    if season in ("1", "2", "3", "4"):
        fields["season"] = _text(season)
    if value.get("circa") in _YES:
        fields["circa"] = _TRUE
    return _map(fields)


def _date_text_meta(text: str) -> Meta | None:
    iso = _ISO_DATE.fullmatch(text)
    if iso is not None:
        return _date_meta({"date-parts": [[part for part in iso.groups() if part]]})
    return _map({"literal": _text(text)}) if text else None


def _date_parts(raw: Any) -> list[int]:
    """Return year, month, day as far as they make sense, each only after the one before."""
    parts: list[int] = []
    for value, (least, most) in zip(_list(raw), ((-9999, 9999), (1, 24), (1, 31)), strict=False):
        try:
            number = int(_scalar(value))
        except ValueError:
            break
        if not least <= number <= most or (not parts and number == 0):
            break
        parts.append(number)
    return parts


def _scalar(value: Any) -> str:
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not abs(value) < MAX_NUMBER:
        return ""
    return str(int(value) if value == int(value) else value)


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _text(text: str) -> Meta:
    return {"t": "MetaString", "c": text}


def _map(fields: Meta) -> Meta:
    return {"t": "MetaMap", "c": fields}


def _meta_list(values: list[Meta]) -> Meta:
    return {"t": "MetaList", "c": values}
