"""Styled text as plain text, HTML, Markdown and LaTeX.

This is where record text becomes markup, so each writer escapes everything that its readers
give a meaning to. Own writers, because pandoc's know nothing of a notebook: JupyterLab looks for
mathematics before Markdown and once more in the finished page, and an HTML citation stands in a
Markdown cell, where ``*`` and ``[`` would still count.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from itertools import groupby
from typing import Literal, get_args

from jupyter_paperlookup.formatting.styled_text import Run, StyledText

Target = Literal["text", "html", "markdown", "latex"]
TARGETS: tuple[Target, ...] = get_args(Target)

_SUPERSCRIPTS = str.maketrans("0123456789+-=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-=()", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎")

# In HTML and Markdown alike: a lone element around each of these keeps MathJax from pairing
# them in the finished page, an entity keeps Markdown's mathematics from finding them.
_MATH = {"$": "<span>&#36;</span>", "\\": "<span>&#92;</span>"}

_HTML = _MATH | {character: f"&#{ord(character)};" for character in "*_`[]{}#|~^@"}
_HTML |= {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
_HTML_TABLE: dict[int, str] = {ord(character): text for character, text in _HTML.items()}

_MARKDOWN = _MATH | {character: "\\" + character for character in "*_`[]{}#|~^"}
_MARKDOWN |= {"<": "&lt;", ">": "&gt;", "@": "&#64;"}
_MARKDOWN_TABLE: dict[int, str] = {ord(character): text for character, text in _MARKDOWN.items()}
_MARKDOWN_ENTITY = re.compile(r"&(?=#?\w{1,40};)")
# What would start a list, a rule, a heading, a directive or a definition at the start of a line.
_MARKDOWN_START = re.compile(r"^(?:([-+=:%/])|(\d{1,9})([.)]))")
# `http://` and `www.` in record text would become links of their own.
_AUTOLINK = re.compile(r"(?i)\b(?:(https?|ftp)(:)(?=//)|(www|mailto|xmpp)([.:]))")

_LATEX = {character: "\\" + character for character in "{}$&#_%"}
_LATEX |= {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    "`": r"\textasciigrave{}",
    '"': r"\symbol{34}",  # active in some babel languages
    "[": "{[}",  # would be the argument of an \item or \\ before it
    "]": "{]}",
    "\u00a0": "~",
    "\u2018": "`",
    "\u2019": "'",
    "\u201c": "``",
    "\u201d": "''",
    "\u2013": "--",
    "\u2014": "---",
    "\u2026": r"\ldots{}",
    "\u200b": "",
    "\u2060": "",
    "\u202f": r"\,",
}
_LATEX_TABLE: dict[int, str] = {ord(character): text for character, text in _LATEX.items()}
# TeX joins these to dashes, quotation marks and inverted punctuation.
_LATEX_LIGATURE = re.compile(
    "(?<=[-\u2013\u2014])(?=[-\u2013\u2014])|(?<=,)(?=,)|(?<=['\u2019\u201d])(?=['\u2019\u201d])"
    "|(?<=[\u2018\u201c!?])(?=[\u2018\u201c])"
)


def write(text: StyledText, to: Target) -> str:
    """Return the text in the form of ``to``: one line, safe wherever that form is read."""
    return _WRITERS[to](text)


def _write_text(text: StyledText) -> str:
    return "".join(_scripted(run) for run in text)


def _scripted(run: Run) -> str:
    table = {"sup": _SUPERSCRIPTS, "sub": _SUBSCRIPTS}.get(run.script)
    # A word has no raised letters in Unicode: half of it raised reads worse than none.
    if table is None or any(c.isalpha() and ord(c) not in table for c in run.text):
        return run.text
    return run.text.translate(table)


def _write_html(text: StyledText) -> str:
    # An HTML reference may begin a line of a Markdown cell, where "1. " would be a list.
    return _MARKDOWN_START.sub(_start_entity, _nested(text, _HTML_LEVELS, _html_text), count=1)


def _html_text(run: Run) -> str:
    escaped = run.text.translate(_HTML_TABLE)
    return escaped if run.url else _AUTOLINK.sub(_entity_separator, escaped)


def _start_entity(match: re.Match[str]) -> str:
    mark = match[1] or match[3]
    return f"{match[2] or ''}&#{ord(mark)};"


def _entity_separator(match: re.Match[str]) -> str:
    return match[0].replace(":", "&#58;").replace(".", "&#46;")


def _write_latex(text: StyledText) -> str:
    return _nested(text, _LATEX_LEVELS, _latex_text)


def _latex_text(run: Run) -> str:
    parts = _LATEX_LIGATURE.split(run.text)
    escaped = "{}".join(part.translate(_LATEX_TABLE) for part in parts)
    # Addresses are long words: let TeX break them where a reader would.
    return re.sub(r"(?<=[^/])/(?=[^/])", r"/\\allowbreak{}", escaped) if run.url else escaped


def _write_markdown(text: StyledText) -> str:
    neighbours = zip(text, (None, *text), (*text[1:], None), strict=False)
    written = [(run, _markdown_run(run, before, after)) for run, before, after in neighbours]
    pieces: list[str] = []
    for url, group in groupby(written, key=lambda pair: pair[0].url):
        members = list(group)
        words = "".join(word for _, word in members)
        shown = "".join(run.text for run, _ in members)
        if url and all(run == Run(run.text, url=url) for run, _ in members) and shown == url:
            words = f"<{url}>"
        elif url:
            words = f"[{words}]({url.replace('&', '&amp;')})"
            if pieces and pieces[-1].endswith("!"):
                pieces[-1] = pieces[-1][:-1] + "\\!"  # else it were an image
        pieces.append(words)
    return _MARKDOWN_START.sub(_escaped_start, "".join(pieces), count=1)


def _markdown_run(run: Run, before: Run | None, after: Run | None) -> str:
    bare = run.text.strip(" ")
    if not bare:
        return run.text
    lead = run.text[: len(run.text) - len(run.text.lstrip(" "))]
    trail = run.text[len(run.text.rstrip(" ")) :]
    words = _markdown_text(bare)
    if run.script:
        words = f"<{run.script}>{words}</{run.script}>"
    # Emphasis inside a word, or beside other emphasis, is ambiguous in Markdown's own marks.
    clear = (lead or _is_boundary(before, -1)) and (trail or _is_boundary(after, 0))
    for on, mark, tag in ((run.emph, "*", "em"), (run.strong, "**", "strong")):
        if on:
            words = f"{mark}{words}{mark}" if clear else f"<{tag}>{words}</{tag}>"
    return lead + words + trail


def _is_boundary(neighbour: Run | None, index: int) -> bool:
    if neighbour is None or neighbour.text[index] == " ":
        return True
    bare = not (neighbour.emph or neighbour.strong or neighbour.script)
    return bare and unicodedata.category(neighbour.text[index])[0] in "PZ"


def _markdown_text(text: str) -> str:
    without_entities = _MARKDOWN_ENTITY.sub("\0", text)
    escaped = without_entities.translate(_MARKDOWN_TABLE).replace("\0", "&amp;")
    return _AUTOLINK.sub(_escaped_separator, escaped)


def _escaped_separator(match: re.Match[str]) -> str:
    return match[0][:-1] + "\\" + match[0][-1]


def _escaped_start(match: re.Match[str]) -> str:
    return f"\\{match[1]}" if match[1] else f"{match[2]}\\{match[3]}"


_Level = tuple[Callable[[Run], object], Callable[[str, Run], str]]

_HTML_LEVELS: tuple[_Level, ...] = (
    (
        lambda run: run.url,
        lambda words, run: f'<a href="{run.url.replace("&", "&amp;")}">{words}</a>',
    ),
    (lambda run: run.strong, lambda words, _: f"<strong>{words}</strong>"),
    (lambda run: run.emph, lambda words, _: f"<em>{words}</em>"),
    (
        lambda run: run.small_caps,
        lambda words, _: f'<span style="font-variant: small-caps">{words}</span>',
    ),
    (lambda run: run.script, lambda words, run: f"<{run.script}>{words}</{run.script}>"),
)
_LATEX_SCRIPTS = {"sup": "superscript", "sub": "subscript"}
_LATEX_LEVELS: tuple[_Level, ...] = (
    (lambda run: run.strong, lambda words, _: rf"\textbf{{{words}}}"),
    (lambda run: run.emph, lambda words, _: rf"\emph{{{words}}}"),
    (lambda run: run.small_caps, lambda words, _: rf"\textsc{{{words}}}"),
    (lambda run: run.script, lambda words, run: rf"\text{_LATEX_SCRIPTS[run.script]}{{{words}}}"),
)


def _nested(runs: StyledText, levels: tuple[_Level, ...], escape: Callable[[Run], str]) -> str:
    """Write runs, with one element around all neighbours that share an appearance."""
    if not levels:
        return "".join(map(escape, runs))
    (appearance, wrap), *inner = levels
    return "".join(_wrapped(runs, appearance, wrap, tuple(inner), escape))


def _wrapped(
    runs: StyledText,
    appearance: Callable[[Run], object],
    wrap: Callable[[str, Run], str],
    inner: tuple[_Level, ...],
    escape: Callable[[Run], str],
) -> Iterator[str]:
    for value, group in groupby(runs, key=appearance):
        members = tuple(group)
        words = _nested(members, inner, escape)
        yield wrap(words, members[0]) if value else words


_WRITERS: dict[Target, Callable[[StyledText], str]] = {
    "text": _write_text,
    "html": _write_html,
    "markdown": _write_markdown,
    "latex": _write_latex,
}
