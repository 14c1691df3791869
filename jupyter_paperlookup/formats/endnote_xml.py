"""EndNote's XML, as EndNote, Zotero and Mendeley exchange it.

Each `<record>` is parsed by itself, so a broken one costs no other, and none of them can declare
an entity. Which program and database wrote a record is not kept.

Source: EndNote's exports; there is no published schema that they all keep to.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import msgspec
from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from jupyter_paperlookup.formats.endnote_fields import elements_of, record_of
from jupyter_paperlookup.formats.endnote_rich_text import plain_text, rich_text, to_xml
from jupyter_paperlookup.formats.format import Entry, Reading, ReadOptions
from jupyter_paperlookup.formats.latex_escape import one_line
from jupyter_paperlookup.formats.nothing_found import nothing_found
from jupyter_paperlookup.formats.reading_progress import teller
from jupyter_paperlookup.records import Problem, Record

_LONGEST_HEAD = 8000
_LONGEST_RECORD = 2_000_000
_DEEPEST = 4
_START = re.compile(r"<xml\b[^>]*>\s*<records\b|<records\b[^>]*>\s*(?:<record\b|</records)")
_TAG = re.compile(r"<(/?)record(?=[\s>])[^<>]*>")
_ROOT_END = re.compile(r"</records\s*>|</xml\s*>")
# What no XML text may hold, as itself or by its number.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&(?:#(\d{1,7}|[xX][0-9A-Fa-f]{1,6});|([A-Za-z][A-Za-z0-9]{1,31});)?")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})
_BOOKKEEPING = frozenset({"database", "source-app", "foreign-keys", "rec-number", "ref-type"})
_RICH = ("titles/", "abstract")


class EndnoteXml:
    """Reads and writes EndNote's XML."""

    name = "endnote-xml"
    label = "EndNote XML"
    extensions: tuple[str, ...] = (".xml",)
    media_type = "application/x-endnote+xml"
    reads = True
    writes = True

    def recognises(self, head: str) -> bool:
        """Whether EndNote's list of records begins."""
        return _START.search(head[:_LONGEST_HEAD]) is not None

    def read(self, text: str, source: str, options: ReadOptions) -> Reading:
        """All records, also one whose end is missing."""
        entries: list[Entry] = []
        problems: list[Problem] = []
        tell = teller(options.progress, text.count("\n") + 1)
        for part in _parts(text):
            tell(part.line)
            record, fault = _record(part)
            if record:
                entries.append(Entry(record, part.line))
            if fault:
                problems.append(Problem.at(source, part.line, fault, part.raw))
        if not entries and not problems and not self.recognises(text):
            problems += nothing_found(text, source, self.label)
        return Reading(tuple(entries), tuple(problems))

    def write(self, records: Sequence[Record]) -> str:
        """One `<record>` for each, numbered as EndNote numbers them."""
        written = "".join(_element(record, number) for number, record in enumerate(records, 1))
        return (
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            f"<xml>\n<records>\n{written}</records>\n</xml>\n"
        )


class _Part(msgspec.Struct, frozen=True):
    """The text of one record and the line on which it begins."""

    line: int
    raw: str
    is_closed: bool


def _parts(text: str) -> Iterator[_Part]:
    line, counted, start = 1, 0, -1
    for match in _TAG.finditer(text):
        is_end = bool(match[1])
        if start >= 0:
            raw = text[start : match.end() if is_end else match.start()]
            yield _Part(line, raw, is_closed=is_end)
        start = -1 if is_end else match.start()
        line += text.count("\n", counted, match.start())
        counted = match.start()
    if start >= 0:
        end = _ROOT_END.search(text, start)
        yield _Part(line, text[start : end.start() if end else len(text)], is_closed=False)


def _record(part: _Part) -> tuple[Record | None, str]:
    """The record of a part and what is wrong with it, of which one may be missing."""
    if len(part.raw) > _LONGEST_RECORD:
        return None, "The record is too long to be one."
    try:
        root = fromstring(
            _mended(part.raw) + ("" if part.is_closed else "</record>"), forbid_dtd=True
        )
    except (ParseError, DefusedXmlException, ValueError, RecursionError) as error:
        return None, f"Not readable as XML: {str(error)[:200] or type(error).__name__}."
    kind = root.find("ref-type")
    name, number = ("", "") if kind is None else (kind.get("name", ""), plain_text(kind))
    record = record_of(name, number, _leaves(root))
    if record is None:
        return None, "Nothing in it says which work it is."
    return record, "" if part.is_closed else "The record has no end: it is read as far as it goes."


def _mended(raw: str) -> str:
    """XML without the characters and entities that XML has not, and `&` where it means itself."""
    return _REFERENCE.sub(_known_reference, _FORBIDDEN.sub(" ", raw))


def _known_reference(match: re.Match[str]) -> str:
    number, name = match[1], match[2]
    if name:
        character = html.unescape(match[0])
        is_known = name in _XML_NAMES
        return match[0] if is_known else character.replace("&", "&amp;").replace("<", "&lt;")
    if not number:
        return "&amp;"
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    is_character = code < 0x110000 and not _FORBIDDEN.match(chr(code))  # noqa: PLR2004
    return match[0] if is_character else " "


def _leaves(root: Any) -> dict[str, list[str]]:
    """The texts of a record by the paths of their elements; `style` is no element of its own."""
    found: dict[str, list[str]] = {}
    waiting = [(child, str(child.tag), 1) for child in reversed(root)]
    while waiting:
        element, path, depth = waiting.pop()
        children = [child for child in element if child.tag != "style"]
        if children and depth < _DEEPEST:
            waiting += [(each, f"{path}/{each.tag}", depth + 1) for each in reversed(children)]
        elif path not in _BOOKKEEPING and not path.startswith("foreign-keys/"):
            is_rich = path.startswith(_RICH)
            text = rich_text(element) if is_rich else plain_text(element)
            is_list = path.startswith("contributors/")
            if text := text.strip() if is_list else one_line(text):
                found.setdefault(path, []).append(text)
    return found


def _element(record: Record, number: int) -> str:
    (name, kind), texts = elements_of(record)
    tree: dict[str, Any] = {}
    for path, text in texts:
        *parents, leaf = path.split("/")
        branch: Any = tree
        for parent in parents:
            branch = branch.setdefault(parent, {}) if isinstance(branch, dict) else branch
        # A text where a branch stands, or the other way round, comes from no file of EndNote's.
        held = branch.setdefault(leaf, []) if isinstance(branch, dict) else None
        if isinstance(held, list):
            held.append(to_xml(text, is_rich=path.startswith(_RICH)))
    head = f'<rec-number>{number}</rec-number>\n<ref-type name="{name}">{kind}</ref-type>'
    return f"<record>\n{head}\n{''.join(_branches(tree))}</record>\n"


def _branches(tree: Mapping[str, Any]) -> Iterator[str]:
    for name, inner in tree.items():
        if isinstance(inner, list):
            yield from (f"<{name}>{text}</{name}>\n" for text in inner)
        elif inner:
            yield f"<{name}>{''.join(_branches(inner)).rstrip()}</{name}>\n"
