r"""Citations as roles of MyST and Sphinx: `` {cite:p}`{see}key{p. 12},b` ``.

sphinxcontrib-bibtex parts works by `,` outside of notes, mystmd by `,` and by `;` even inside a
note: so a note that both are to read has a sign that looks like a comma. An author in the text
with another work in the brackets are two roles side by side. What no role can say is written in
pandoc's form, which mystmd reads too.

Sources: mystmd's role `cite`; sphinxcontrib-bibtex, "Roles".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from jupyter_paperlookup.citing.citation import canonical
from jupyter_paperlookup.citing.locators import read_note, write_note
from jupyter_paperlookup.records import Cite

ROLE_BEFORE = re.compile(
    r"(?:\{((?:foot|full)?cite(?::[a-z]+)?)\}|:((?:foot|full)?cite(?::[a-z]+)?):)$"
)

_WORK = re.compile(r"\s*(?:\{([^{}]*)\})?\s*([^{}]*?)\s*(?:\{([^{}]*)\})?\s*")
_SEPARATOR = re.compile(r"[;,](?![^{}]*\})")
_NORMAL = frozenset("cite cite:p cite:ps".split())
_IN_TEXT = frozenset("cite:t cite:ts cite:ct cite:cts".split())
_SUPPRESSED = frozenset({"cite:yearpar"})
_UNWRITABLE = re.compile(r"[,;{}`\s\\]|^-?@")
_UNWRITABLE_IN_NOTE = re.compile(r"[`\\]")
_SHOWN_IN_NOTE = str.maketrans({",": "\u201a", ";": "\u201a", "{": "(", "}": ")"})


def write_myst(cites: Sequence[Cite]) -> str | None:
    """A citation as a role, or as some that follow each other; None where no role can say it."""
    if not all(_is_writable(cite) for cite in cites):
        return None
    roles = groupby(cites, key=_role)
    return " ".join(f"{{{role}}}`{','.join(map(_work, works))}`" for role, works in roles)


def read_role(role: str, content: str) -> tuple[tuple[Cite, ...], str]:
    """The works in a role, and why no other dialect can say it, or an empty text."""
    works = [work for work in _SEPARATOR.split(content) if work.strip()]
    cites = tuple(canonical(_read_work(role, work)) for work in works)
    known = role in _NORMAL | _IN_TEXT | _SUPPRESSED
    return cites, "" if known else f"Only MyST and Sphinx know the role {role}, so it stays."


def _is_writable(cite: Cite) -> bool:
    notes = (cite.prefix, cite.locator, cite.suffix, cite.label)
    return not _UNWRITABLE.search(cite.key) and not any(map(_UNWRITABLE_IN_NOTE.search, notes))


def _role(cite: Cite) -> str:
    if cite.author_in_text:
        return "cite:t"
    return "cite:yearpar" if cite.suppress_author else "cite:p"


def _work(cite: Cite) -> str:
    before = f"{{{cite.prefix.translate(_SHOWN_IN_NOTE)}}}" if cite.prefix else ""
    # Not a comma, at which mystmd would part the works.
    after = " ".join(write_note(cite.label, cite.locator, cite.suffix, braces=False))
    return before + cite.key + (f"{{{after.translate(_SHOWN_IN_NOTE)}}}" if after else "")


def _read_work(role: str, work: str) -> Cite:
    match = _WORK.fullmatch(work)
    before, key, after = match.groups() if match else ("", re.sub(r"\{[^{}]*\}", "", work), "")
    label, locator, suffix = read_note(after or "")
    return Cite(
        key=key.strip().lstrip("-@"),
        locator=locator,
        label=label,
        prefix=before or "",
        suffix=suffix,
        suppress_author=role in _SUPPRESSED,
        author_in_text=role in _IN_TEXT,
    )
