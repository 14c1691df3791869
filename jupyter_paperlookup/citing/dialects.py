"""How each dialect writes one citation: one function per dialect, one table."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Sequence
from typing import Literal, get_args

from jupyter_paperlookup.records import Cite

Dialect = Literal["html", "pandoc", "myst", "latex", "text"]
DIALECTS: tuple[Dialect, ...] = get_args(Dialect)

# CSL locator labels as pandoc and LaTeX readers write them; others stand as words.
_LABELS = {
    "page": "p.", "chapter": "chap.", "section": "sec.", "figure": "fig.", "paragraph": "para.",
    "volume": "vol.", "number": "no.", "line": "l.", "note": "n.", "part": "pt.", "verse": "v.",
}  # fmt: skip

# pandoc manual, "Citation syntax": what may stand after @ without braces.
_BARE_PANDOC_KEY = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_]|[:.#$%&+?<>~/-](?=[A-Za-z0-9_]))*")


def write_citation(cites: Sequence[Cite], words: str, dialect: Dialect) -> str:
    """One citation in a dialect.

    Args:
        cites: The works, in order; at least one.
        words: The citation as the style says it, escaped for Markdown: `(Chen & Li, 2023)`.
            Only the dialects that keep the words in the text use it.
        dialect: One of `DIALECTS`.
    """
    return _WRITERS[dialect](cites, words)


def _html(cites: Sequence[Cite], words: str) -> str:
    attributes = {"data-cite": ",".join(cite.key for cite in cites)}
    if len(cites) == 1:
        attributes |= _html_details(cites[0])
    written = " ".join(f'{name}="{html.escape(value)}"' for name, value in attributes.items())
    # The end tag is never left out: nbconvert drops the rest of a cell behind an open one.
    return f"<cite {written}>{words}</cite>"


def _html_details(cite: Cite) -> dict[str, str]:
    details = {
        "data-locator": cite.locator,
        "data-label": cite.label if cite.locator else "",
        "data-prefix": cite.prefix,
        "data-suffix": cite.suffix,
        "data-suppress-author": "true" if cite.suppress_author else "",
        "data-author-in-text": "true" if cite.author_in_text else "",
    }
    return {name: value for name, value in details.items() if value}


def _pandoc(cites: Sequence[Cite], _words: str) -> str:
    if len(cites) == 1 and cites[0].author_in_text:
        cite = cites[0]
        after = ", ".join(filter(None, (_locator(cite), cite.suffix)))
        return f"@{_pandoc_key(cite.key)}" + (f" [{after}]" if after else "")
    return "[" + "; ".join(_pandoc_cite(cite) for cite in cites) + "]"


def _pandoc_cite(cite: Cite) -> str:
    key = ("-@" if cite.suppress_author else "@") + _pandoc_key(cite.key)
    head = f"{cite.prefix} {key}" if cite.prefix else key
    return ", ".join(filter(None, (head, _locator(cite), cite.suffix)))


def _pandoc_key(key: str) -> str:
    return key if _BARE_PANDOC_KEY.fullmatch(key) else "{" + key.replace("}", "") + "}"


def _myst(cites: Sequence[Cite], _words: str) -> str:
    role = "cite:t" if all(cite.author_in_text for cite in cites) else "cite:p"
    return "{" + role + "}`" + ";".join(_myst_cite(cite) for cite in cites) + "`"


def _myst_cite(cite: Cite) -> str:
    after = ", ".join(filter(None, (_locator(cite), cite.suffix)))
    before = f"{{{cite.prefix}}}" if cite.prefix else ""
    return before + cite.key + (f"{{{after}}}" if after else "")


def _latex(cites: Sequence[Cite], _words: str) -> str:
    keys = ",".join(cite.key for cite in cites)
    prefix, suffix = cites[0].prefix, cites[-1].suffix
    after = ", ".join(filter(None, (_locator(cites[-1]), suffix)))
    if prefix:
        return rf"\cite[{prefix}][{after}]{{{keys}}}"
    return rf"\cite[{after}]{{{keys}}}" if after else rf"\cite{{{keys}}}"


def _text(_cites: Sequence[Cite], words: str) -> str:
    return words


def _locator(cite: Cite) -> str:
    return f"{_LABELS.get(cite.label, cite.label)} {cite.locator}" if cite.locator else ""


_WRITERS: dict[Dialect, Callable[[Sequence[Cite], str], str]] = {
    "html": _html,
    "pandoc": _pandoc,
    "myst": _myst,
    "latex": _latex,
    "text": _text,
}
