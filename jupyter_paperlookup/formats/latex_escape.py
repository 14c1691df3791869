r"""Text to LaTeX that shows just this text: no command is in it but those of rich text.

Letters of all scripts stay as they are, in UTF-8. Braces that pair up become `\{` and `\}`; BibTeX
counts braces whether or not a backslash stands before them, so that one without its partner would
end the value: it becomes a math symbol. `<`, `>` and `|` stay as well: pandoc or pylatexenc would
lose their commands, and every font encoding but TeX's oldest shows the signs.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from jupyter_paperlookup.records.rich_text import with_tags_as

_ESCAPED = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "$&#%_"},
    }
)
_LONE_BRACE = {"{": r"{$\lbrace$}", "}": r"{$\rbrace$}"}

# Two of these in a row become one dash or quotation mark, `?` or `!` before a grave a Spanish one.
_LIGATURE = re.compile(
    r"(?<=-)(?=-)|(?<=')(?=')|(?<=`)(?=`)|(?<=,)(?=,)|(?<=<)(?=<)|(?<=>)(?=>)|(?<=[?!])(?=`)"
)
_BRACE = re.compile(r"[{}]")
_TITLE_PART = re.compile(r"(?P<word>[^\s{}\ufdd0-\ufdd6]+)|(?P<brace>[{}])|\s+|[\ufdd0-\ufdd6]")
_WEB_ADDRESS = re.compile(r"(?:https?|ftp)://", re.IGNORECASE)
_SCHEME = re.compile(r"[^/?#.]*:")
_UNSEEN = re.compile("[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")
# pandoc begins a sentence of a title with a capital, as most styles want it.
_SENTENCE_END = re.compile(r"[:.?!\u2013\u2014][\"')\]”’»]*$")

_COMMANDS = {
    "i": r"\emph{",
    "b": r"\textbf{",
    "sup": r"\textsuperscript{",
    "sub": r"\textsubscript{",
    "sc": r"\textsc{",
    "nocase": "{",
}
# Each stands for a tag of rich text while the text around it is escaped: Unicode keeps them out of
# texts.
_SIGN = re.compile("[\ufdd0-\ufdd6]")
_CLOSING = "\ufdd6"
_OPENING = {name: chr(code) for code, name in enumerate(_COMMANDS, start=0xFDD0)}
_MEANT = {_CLOSING: "}"} | {_OPENING[name]: command for name, command in _COMMANDS.items()}


def escape(text: str) -> str:
    """The text as LaTeX; line breaks and other control characters become spaces."""
    line = one_line(text)
    if "{" not in line and "}" not in line:
        return _escaped_text(line)
    paired = _paired_braces(line)
    parts: list[str] = []
    end = 0
    for match in _BRACE.finditer(line):
        parts += [_escaped_text(line[end : match.start()]), _escaped_brace(match, paired)]
        end = match.end()
    return "".join([*parts, _escaped_text(line[end:])])


def escape_title(text: str) -> str:
    """The text as LaTeX whose capitals every style keeps: `{FIT}: {Far-reaching} {Interleaved}`.

    Each word with a capital stands in braces, but not the first word if it only begins with one:
    the first letter of a title is a capital in every style. A small letter is protected where
    a style would make it a capital: at the beginning, as in `word2vec`, and after a colon.
    """
    line = one_line(text)
    paired = _paired_braces(line)
    parts: list[str] = []
    before = ""
    for match in _TITLE_PART.finditer(line):
        if match["word"]:
            parts.append(_protected(match[0], before))
            before = match[0]
        else:
            parts.append(_escaped_brace(match, paired) if match["brace"] else match[0])
    return "".join(parts)


def escape_rich(text: str) -> str:
    """As `escape`, of CSL's rich text, whose elements become commands."""
    return _with_commands(text, escape)


def escape_rich_title(text: str) -> str:
    """As `escape_title`, of CSL's rich text, whose elements become commands."""
    return _with_commands(text, escape_title)


def _with_commands(text: str, escaped: Callable[[str], str]) -> str:
    if _SIGN.search(text):
        return escaped(text)
    return _SIGN.sub(lambda sign: _MEANT[sign[0]], escaped(with_tags_as(text, _signs)))


def _signs(element: str) -> tuple[str, str]:
    return (_OPENING[element], _CLOSING) if element in _OPENING else ("", "")


def one_line(text: str) -> str:
    """The text in one line, every run of spaces and control characters one space."""
    return _UNSEEN.sub(" ", text).strip(" ")


def verbatim(text: str) -> str:
    """A URL or an identifier, which BibTeX takes letter for letter, with nothing that could end it.

    Signs that no URL holds unencoded are percent-encoded; `_ % ~ & #` stay.
    """
    return re.sub(r"[\s\\{}^$\"<>`|\x00-\x1f\x7f]", _percent_encoded, text.strip())


def is_web_address(url: str) -> bool:
    """Whether a reader may follow an address: one that runs a program is nothing to cite."""
    return _WEB_ADDRESS.match(url.strip()) is not None or not _SCHEME.match(url.strip())


def verbatim_doi(doi: str) -> str:
    """A DOI, letter for letter; in the old ones of Wiley and others are `<` and `>`."""
    return verbatim(doi).replace("%3C", "<").replace("%3E", ">")


def verbatim_paths(text: str) -> str:
    r"""Paths of files, as reference managers list them: `:` `;` `\` may be escaped by `\`.

    No style prints them, so only what could end the value or be a command goes: braces are
    percent-encoded, and a backslash that escapes none of the three becomes a slash.
    """
    text = re.sub(r"\\([:;\\])|\\", lambda match: match[0] if match[1] else "/", one_line(text))
    return re.sub(r"[{}]", _percent_encoded, text)


def _percent_encoded(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


def _escaped_text(text: str) -> str:
    """A text without braces."""
    return _LIGATURE.sub("{}", text.translate(_ESCAPED))


def _paired_braces(line: str) -> set[int]:
    """The places of all braces that have their partner in this line."""
    paired: set[int] = set()
    opened: list[int] = []
    for match in _BRACE.finditer(line):
        if match[0] == "{":
            opened.append(match.start())
        elif opened:
            paired |= {opened.pop(), match.start()}
    return paired


def _escaped_brace(match: re.Match[str], paired: set[int]) -> str:
    return f"\\{match[0]}" if match.start() in paired else _LONE_BRACE[match[0]]


def _protected(word: str, before: str) -> str:
    """One word, from its first to its last letter in braces where its capitals matter.

    The signs around it stay outside: a brace followed by a backslash would be what BibTeX calls
    a special character, whose letters styles do change.
    """
    if word.isalnum():  # nothing to escape, and most words are
        return f"{{{word}}}" if _needs_protection(word, before) else word
    start, end = _first_letter(word), len(word) - _first_letter(word[::-1])
    if start >= end or not _needs_protection(word[start:], before):
        return escape(word)
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return f"{escape(word[:start])}{{{escape(word[start:end])}}}{escape(word[end:])}"


def _first_letter(word: str) -> int:
    """Where the first letter or digit is; the length where there is none."""
    return next((place for place, sign in enumerate(word) if sign.isalnum()), len(word))


def _needs_protection(word: str, before: str) -> bool:
    if word[0].islower() and (not before or _SENTENCE_END.search(before)):
        return True
    return _has_capital(word if before else word[1:])


def _has_capital(word: str) -> bool:
    return any(sign.isupper() or sign.istitle() for sign in word)
