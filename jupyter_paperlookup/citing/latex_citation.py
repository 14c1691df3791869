r"""Citations of LaTeX: `\cite[see][p. 12]{key}`, and natbib's and BibLaTeX's relatives.

Written are `\cite`, `\citet` and `\citeyearpar`, which natbib has and BibLaTeX with its option
`natbib`, and BibLaTeX's `\cites` where works have notes of their own.

Sources: the manuals of natbib (2.3 to 2.8) and BibLaTeX (3.9).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from jupyter_paperlookup.citing.citation import canonical
from jupyter_paperlookup.citing.locators import read_note, write_note
from jupyter_paperlookup.records import Cite

COMMAND = re.compile(r"\\([A-Za-z]++)(\*?+)")
NO_CITATION = frozenset(
    "bibcite citereset citesetup citestyle citetrackertrue citetrackerfalse setcitestyle".split()
)

_OPTION = r"\[(?:[^\[\]{}\\]|\\.|\{(?:[^{}\\]|\\.)*+\})*+\]"
_ARGUMENTS = re.compile(
    rf"(?:\s*+(?:{_OPTION}|\([^()]*+\))){{0,4}}+\s*+\{{([^{{}}]*+)\}}", re.DOTALL
)
_OPTIONS = re.compile(rf"{_OPTION}|\([^()]*+\)", re.DOTALL)
_NORMAL = frozenset("cite citep parencite autocite smartcite".split())
_IN_TEXT = frozenset("citet textcite".split())
_NATBIB = frozenset("citep citet".split())
_UNWRITABLE_IN_KEY = re.compile(r"[,{}\\%#~\s]")
_ESCAPES = {sign: "\\" + sign for sign in "{}$&#_%"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "[": "{[}",
    "]": "{]}",
    # It stands in Markdown, where these would begin HTML.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "\u2013": "--",
    "\u2014": "---",
}
_ESCAPED = re.compile(
    r"\\([{}$&#_%])"
    r"|(\\text(?:backslash|asciitilde|asciicircum|less|greater))(?:\{\}|(?![A-Za-z])\s*)"
    r"|\{([\[\]])\}|(-{2,3})|(~|\\[ ,])"
)
_NAMED = {
    r"\textbackslash": "\\", r"\textasciitilde": "~", r"\textasciicircum": "^",
    r"\textless": "<", r"\textgreater": ">",
}  # fmt: skip


def write_latex(cites: Sequence[Cite]) -> str:
    """A citation in LaTeX; what LaTeX cannot say is left out."""
    command = _command(cites)
    inner = [cite for at, cite in enumerate(cites) if _has_inner_notes(cite, at, len(cites))]
    if not inner:
        keys = ",".join(latex_key(cite.key) for cite in cites)
        return f"\\{command}{_options(cites[0].prefix, cites[-1])}{{{keys}}}"
    command = "textcites" if command == "citet" else "cites"
    works = (f"{_options(cite.prefix, cite)}{{{latex_key(cite.key)}}}" for cite in cites)
    return f"\\{command}{''.join(works)}"


def read_command(
    text: str, place: int, command: str, *, starred: bool
) -> tuple[int, tuple[Cite, ...], str] | None:
    """The end, the works and a problem of a command of the family of `cite`; None without works.

    Args:
        text: The text.
        place: Where its arguments begin.
        command: Its name without backslash and star.
        starred: Whether a star stands behind the name.
    """
    groups: list[tuple[list[str], list[str]]] = []
    while match := _ARGUMENTS.match(text, place):
        options = [option[0] for option in _OPTIONS.finditer(match[0][: match.start(1) - place])]
        keys = [" ".join(key.split()) for key in match[1].split(",")]
        groups.append((options, [key for key in keys if key]))
        place = match.end()
        if not command.endswith("s"):
            break
    if not any(keys for _, keys in groups):
        return None
    name = command[0].lower() + command[1:]
    several = name.endswith("s") and name not in _NORMAL | _IN_TEXT
    name = name.removesuffix("s") if several else name
    in_text, suppress, known = _mode(name, starred=starred)
    cites = [
        canonical(cite)
        for options, keys in groups
        for cite in _cites(options, keys, in_text=in_text, suppress=suppress)
    ]
    common = any(option.startswith("(") and option != "()" for option in groups[0][0])
    problem = ""
    if not known:
        problem = f"Only LaTeX knows the citation \\{command}{'*' * starred}, so it stays."
    elif common:
        problem = f"The notes in round brackets of \\{command} belong to all works, so it stays."
    return place, tuple(cites), problem


def _mode(name: str, *, starred: bool) -> tuple[bool, bool, bool]:
    """Whether the author is in the text, is left out, and whether the command is known."""
    if name == "citeyearpar":
        return False, True, not starred
    if name in _IN_TEXT:
        return True, False, not starred or name in _NATBIB
    # BibLaTeX's star leaves the author out, natbib's names all authors.
    return False, starred and name not in _NATBIB, name in _NORMAL


def _cites(options: list[str], keys: list[str], *, in_text: bool, suppress: bool) -> list[Cite]:
    notes = [option[1:-1] for option in options if option.startswith("[")]
    before, after = (notes[0], notes[1]) if len(notes) > 1 else ("", notes[0] if notes else "")
    label, locator, suffix = read_note(_plain(after))
    cites = [Cite(key, suppress_author=suppress, author_in_text=in_text) for key in keys]
    for at, cite in enumerate(cites):
        first, last = at == 0, at == len(cites) - 1
        cites[at] = Cite(
            cite.key,
            locator if last else "",
            label if last else "page",
            _plain(before) if first else "",
            suffix if last else "",
            suppress_author=suppress,
            author_in_text=in_text,
        )
    return cites


def _command(cites: Sequence[Cite]) -> str:
    if all(cite.author_in_text for cite in cites):
        return "citet"
    return "citeyearpar" if all(cite.suppress_author for cite in cites) else "cite"


def _has_inner_notes(cite: Cite, at: int, count: int) -> bool:
    before = cite.prefix and at > 0
    return bool(before or (at < count - 1 and (cite.locator or cite.suffix)))


def _options(prefix: str, last: Cite) -> str:
    note = write_note(last.label, last.locator, last.suffix, escape=escape_note)
    # Empty braces only say that a number is no page: TeX prints nothing for them, but a comma.
    after = "".join(note) if note[:1] == ["{}"] else ", ".join(note)
    if prefix:
        return f"[{escape_note(prefix)}][{after}]"
    return f"[{after}]" if after else ""


def latex_key(key: str) -> str:
    """A key as it stands in the braces of a command."""
    return _UNWRITABLE_IN_KEY.sub("", key)


def escape_note(text: str) -> str:
    """Words of a note as LaTeX prints them."""
    # TeX joins hyphens to dashes, unless a group stands between them.
    apart = text.replace("-", "-\0")
    escaped = "".join(_ESCAPES.get(sign, sign) for sign in apart)
    return re.sub("\0(?=-)", "{}", escaped).replace("\0", "")


def _plain(source: str) -> str:
    """The text of a note; commands that only LaTeX knows stay as they are written."""
    return _ESCAPED.sub(_unescaped, source.replace("{}-", "\0-")).replace("\0", "")


def _unescaped(match: re.Match[str]) -> str:
    sign, named, bracket, dashes, _ = match.groups()
    if dashes:
        return "\u2013" if len(dashes) == 2 else "\u2014"  # noqa: PLR2004  # as TeX joins them
    return sign or _NAMED.get(named or "", "") or bracket or " "
