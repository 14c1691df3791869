r"""Plain text to LaTeX that shows just this text: nothing in it can be a command.

Letters of all scripts stay as they are, in UTF-8. Braces that pair up become `\{` and `\}`; BibTeX
counts braces whether or not a backslash stands before them, so that one without its partner would
end the value: it becomes a math symbol. `<`, `>` and `|` stay as well: pandoc or pylatexenc would
lose their commands, and every font encoding but TeX's oldest shows the signs.
"""

from __future__ import annotations

import re
import unicodedata

_ESCAPED = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{sign: f"\\{sign}" for sign in "$&#%_"},
}
_LONE_BRACE = {"{": r"{$\lbrace$}", "}": r"{$\rbrace$}"}

# Two of these in a row become one dash or quotation mark, `?` or `!` before a grave a Spanish one.
_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=[?!])(?=`)"
)
_WORD = re.compile(r"[^\s{}]+")


def escape(text: str) -> str:
    """The text as LaTeX; line breaks and other control characters become spaces."""
    line = one_line(text)
    paired = _paired_braces(line)
    return _LIGATURE.sub(
        "{}",
        "".join(
            _escaped_brace(sign, is_paired=index in paired)
            if sign in "{}"
            else _ESCAPED.get(sign, sign)
            for index, sign in enumerate(line)
        ),
    )


def escape_title(text: str) -> str:
    """The text as LaTeX whose capitals every style keeps: `{FIT}: {Far-reaching} {Interleaved}`.

    Each word with a capital stands in braces, but not the first word if it only begins with one:
    the first letter of a title is a capital in every style. If it is none, as in `word2vec`, the
    first word is protected too.
    """
    line = one_line(text)
    paired = _paired_braces(line)
    parts: list[str] = []
    end = 0
    for match in _WORD.finditer(line):
        parts += [_escaped_between(line, end, match.start(), paired)]
        parts += [_protected(match[0], is_first=not any(parts))]
        end = match.end()
    parts += [_escaped_between(line, end, len(line), paired)]
    return "".join(parts)


def one_line(text: str) -> str:
    """The text in one line, every run of blanks and control characters one space."""
    shown = "".join(
        " " if unicodedata.category(sign) in ("Cc", "Cs", "Zl", "Zp") else sign for sign in text
    )
    return re.sub(r"[ \t]+", " ", shown).strip()


def verbatim(text: str) -> str:
    """A URL or an identifier, which BibTeX takes letter for letter, with nothing that could end it.

    Signs that no URL holds unencoded are percent-encoded; `_ % ~ & #` stay.
    """
    return re.sub(r"[\s\\{}^$\"<>`|\x00-\x1f\x7f]", _percent_encoded, text.strip())


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _escaped_between(line: str, start: int, end: int, paired: set[int]) -> str:
    """Blanks and braces, which stand between the words."""
    return "".join(
        _escaped_brace(sign, is_paired=index in paired) if sign in "{}" else sign
        for index, sign in enumerate(line[start:end], start)
    )


def _escaped_brace(sign: str, *, is_paired: bool) -> str:
    return f"\\{sign}" if is_paired else _LONE_BRACE[sign]


def _paired_braces(line: str) -> set[int]:
    """The places of all braces that have their partner in this line."""
    paired: set[int] = set()
    opened: list[int] = []
    for match in re.finditer(r"[{}]", line):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            paired |= {opened.pop(), match.start()}
    return paired


def _protected(word: str, *, is_first: bool) -> str:
    """One word, from its first to its last letter in braces where its capitals matter.

    The signs around it stay outside: a brace followed by a backslash would be what BibTeX calls
    a special character, whose letters styles do change.
    """
    letters = [index for index, sign in enumerate(word) if sign.isalnum()]
    if not letters or not _needs_protection(word[letters[0] :], is_first=is_first):
        return escape(word)
    start, end = letters[0], letters[-1] + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return f"{escape(word[:start])}{{{escape(word[start:end])}}}{escape(word[end:])}"


def _needs_protection(word: str, *, is_first: bool) -> bool:
    if is_first:
        return word[0].islower() or _has_capital(word[1:])
    return _has_capital(word)


def _has_capital(word: str) -> bool:
    return any(sign.isupper() or sign.istitle() for sign in word)
