"""Citations of pandoc and Quarto, most of which MyST reads too: `[see @key, p. 12; -@b]`, `@key`.

Source: the pandoc manual, "Citation syntax" and "Extension: citations".
"""

from __future__ import annotations

import html
import re
from collections.abc import Sequence

from jupyter_paperlookup.citing.citation import canonical
from jupyter_paperlookup.citing.locators import (
    is_pandoc_label,
    read_note,
    write_note,
)
from jupyter_paperlookup.records import Cite

KEY = re.compile(r"(?<![\w\\@/])(?<!\w-)@(?:\{([^{}\s]+)\}|(\w(?:\w|[:.#$%&+?<>~/-](?=\w))*))")
CROSS_REFERENCE = re.compile(
    r"(?:fig|tbl|eq|sec|lst|thm|lem|cor|prp|cnj|def|exm|exr|sol|rem|alg|tip|nte|wrn|imp|cau|vid)-",
    re.IGNORECASE,
)
LONGEST_GROUP = 4_000

# What may stand after @ without braces.
_BARE_KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*")
_UNWRITABLE_IN_KEY = re.compile(r"[{}\s]")
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])|(-{2,3})|&(#?\w{1,32};)")
_DASHES = {"--": "\u2013", "---": "\u2014"}
_SPECIAL = re.compile(r"[\\`*_\[\]{}@;<>$^~|&#]|(?<=-)-|(?<=\.)\.(?=\.)")
_TWO_WORKS = "Two works stand in one part of a pandoc citation, so it stays as it is."


def write_pandoc(cites: Sequence[Cite], *, braces: bool = True) -> str:
    """A citation in pandoc's form; what the form cannot say is left out.

    Args:
        cites: The works.
        braces: Whether a locator may stand in braces, which MyST would show.
    """
    first, *others = cites
    if first.author_in_text:
        key = f"@{pandoc_key(first.key)}"
        after = ", ".join(_note(first, braces=braces))
        rest = "; ".join(_part(cite, braces=braces) for cite in others)
        inside = f"{after}; {rest}" if after and rest else after or rest
        return f"{key} [{inside}]" if inside else key
    return f"[{'; '.join(_part(cite, braces=braces) for cite in cites)}]"


def read_group(content: str) -> tuple[tuple[Cite, ...], str] | None:
    """The works between the brackets of `[see @a, p. 1; -@b]`, and a problem or an empty text.

    None where it is no citation.
    """
    cites, problem = [], ""
    for part in _parts(content):
        read = _read_part(part)
        if read is None:
            return None
        cites.append(read[0])
        problem = problem or read[1]
    return (tuple(cites), problem) if cites else None


def read_in_text(key: str, content: str | None) -> tuple[tuple[Cite, ...], str] | None:
    """The works of `@key [p. 3; see @b]` and of `@key [see @b]`; None where these are two things.

    Args:
        key: The key in the sentence.
        content: What stands in the brackets behind it; None where there are none.
    """
    head = Cite(key, author_in_text=True)
    if content is None:
        return (head,), ""
    if content.startswith("^"):
        return None
    if group := read_group(content):
        return (head, *group[0]), group[1]
    note, *parts = _parts(content)
    others = [_read_part(part) for part in parts]
    if not note.strip() or any(KEY.finditer(note)):
        return None
    if not all(others):
        return None
    label, locator, suffix = read_note(_plain(note))
    head = Cite(key, locator, label, suffix=suffix, author_in_text=True)
    read = [other for other in others if other]
    problem = next((problem for _, problem in read if problem), "")
    return (canonical(head), *(cite for cite, _ in read)), problem


def _part(cite: Cite, *, braces: bool) -> str:
    key = ("-@" if cite.suppress_author else "@") + pandoc_key(cite.key)
    head = f"{_escape(cite.prefix)} {key}" if cite.prefix else key
    return ", ".join([head, *_note(cite, braces=braces)])


def _note(cite: Cite, *, braces: bool) -> list[str]:
    # In braces pandoc takes a term that it does not know for a part of the page.
    braces = braces and (not cite.locator or is_pandoc_label(cite.label))
    return write_note(cite.label, cite.locator, cite.suffix, escape=_escape, braces=braces)


def pandoc_key(key: str) -> str:
    """A key as it stands behind `@`."""
    if _BARE_KEY.fullmatch(key) and not CROSS_REFERENCE.match(key):
        return key
    return "{" + _UNWRITABLE_IN_KEY.sub("", key) + "}"


def _escape(text: str) -> str:
    return _SPECIAL.sub(lambda match: "\\" + match[0], text)


def _plain(source: str) -> str:
    """The text that pandoc makes of a note; emphasis keeps its marks."""
    return _ESCAPED.sub(_unescaped, source)


def _unescaped(match: re.Match[str]) -> str:
    return match[1] or _DASHES.get(match[2] or "") or html.unescape(match[0])


def _read_part(part: str) -> tuple[Cite, str] | None:
    found = KEY.search(part)
    if found is None or CROSS_REFERENCE.match(found[1] or found[2]):
        return None
    before, after = part[: found.start()], part[found.end() :]
    suppress = before.endswith("-")
    label, locator, suffix = read_note(_plain(after))
    cite = Cite(
        key=found[1] or found[2],
        locator=locator,
        label=label,
        prefix=_plain(before.removesuffix("-")),
        suffix=suffix,
        suppress_author=suppress,
    )
    return canonical(cite), _TWO_WORKS if KEY.search(after) else ""


def _parts(content: str) -> list[str]:
    """Split at semicolons that are neither escaped nor inside braces or brackets."""
    parts, begin, depth = [], 0, 0
    place = 0
    while place < len(content):
        sign = content[place]
        if sign == "\\":
            place += 1
        elif sign in "{[":
            depth += 1
        elif sign in "}]":
            depth = max(0, depth - 1)
        elif sign == ";" and depth == 0:
            parts.append(content[begin:place])
            begin = place + 1
        place += 1
    return [*parts, content[begin:]]
