r"""Citations as roles of MyST and Sphinx: `` {cite:p}`{see}key{p. 12};b` ``.

mystmd parts works by `;` and by `,` even inside a note, sphinxcontrib-bibtex by `,` outside of
notes. What no role can say is written in pandoc's form, which mystmd reads too.

Sources: mystmd's role `cite`; sphinxcontrib-bibtex, "Roles".
"""

from __future__ import annotations

import re
from collections.abc import Sequence

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
_UNWRITABLE_IN_NOTE = re.compile(r"[,;{}`\\]")


def write_myst(cites: Sequence[Cite]) -> str | None:
    """A citation as a role; None where no role can say it."""
    if not all(_is_writable(cite) for cite in cites):
        return None
    if all(cite.author_in_text for cite in cites):
        role = "cite:t"
    elif all(cite.suppress_author for cite in cites):
        role = "cite:yearpar"
    elif any(cite.author_in_text or cite.suppress_author for cite in cites):
        return None
    else:
        role = "cite:p"
    return f"{{{role}}}`{';'.join(map(_work, cites))}`"


def read_role(role: str, content: str) -> tuple[tuple[Cite, ...], str]:
    """The works in a role, and why no other dialect can say it, or an empty text."""
    works = [work for work in _SEPARATOR.split(content) if work.strip()]
    cites = tuple(canonical(_read_work(role, work)) for work in works)
    known = role in _NORMAL | _IN_TEXT | _SUPPRESSED
    return cites, "" if known else f"Only MyST and Sphinx know the role {role}, so it stays."


def _is_writable(cite: Cite) -> bool:
    notes = (cite.prefix, cite.locator, cite.suffix, cite.label)
    return not _UNWRITABLE.search(cite.key) and not any(map(_UNWRITABLE_IN_NOTE.search, notes))


def _work(cite: Cite) -> str:
    before = f"{{{cite.prefix}}}" if cite.prefix else ""
    # Not a comma, at which mystmd would part the works.
    after = " ".join(write_note(cite.label, cite.locator, cite.suffix, braces=False))
    return before + cite.key + (f"{{{after}}}" if after else "")


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
