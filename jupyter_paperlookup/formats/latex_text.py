r"""LaTeX, as reference managers write it into BibTeX values, to plain text.

Accents, letters, dashes, quotation marks and symbols become characters; braces fall away, and
changes of type do, or become CSL's rich text; mathematics becomes the text between its dollar
signs. A command that is not known stays as it is written, so that nothing is lost. `%` is no
comment here: people write `100%`.

One pass over the text, however deep its braces are nested.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from jupyter_paperlookup.formats.latex_symbols import (
    ACCENTS,
    DECLARATIONS,
    ELEMENTS,
    SILENT,
    SKIPS_ARGUMENT,
    signs,
)
from jupyter_paperlookup.records.rich_text import MAX_DEPTH

_TOKEN = re.compile(
    r"\\(?P<word>[A-Za-z]+)\*?[ \t\r\n]*|\\(?P<sign>.)|(?P<brace>[{}])|(?P<math>\$)"
    r"|(?P<ligature>---?|``|''|~)|(?P<text>[^\\{}$~`'-]+|.)",
    re.DOTALL,
)
_LIGATURES = {"--": "–", "---": "—", "``": "“", "''": "”", "~": " "}
_BLANKS = re.compile("[ \x00-\x1f\x7f-\x9f\u2028\u2029]+")
# What Windows-1252 has in the place of control characters: texts often went through it.
_LOST_SIGNS = {code: bytes([code]).decode("cp1252", "ignore") or " " for code in range(0x80, 0xA0)}
_LOST_SIGN = re.compile("[\x80-\x9f]")
_SPACES = frozenset(" ,;:\\\n\t/")
_INVISIBLE = frozenset("-!@()[]")
_VERBATIM_ESCAPE = re.compile(r"\\(?=[_%&#$~^{}])|\{\\textasciitilde\}|\\textasciitilde(?:\{\})?")


@lru_cache(maxsize=4096)
def decode(latex: str, *, is_rich: bool = False) -> str:
    """The text, with every run of blanks one space.

    Args:
        latex: A value of a field.
        is_rich: Whether what is emphasised, bold, or off the line becomes an element of CSL's rich
            text; it is plain text otherwise.
    """
    if _LOST_SIGN.search(latex):
        latex = latex.translate(_LOST_SIGNS)
    if not any(sign in latex for sign in "\\{}$~`'-"):
        return _single_spaced(latex)
    return _single_spaced(_Decoder(latex, is_rich=is_rich).text())


def decode_verbatim(value: str) -> str:
    """A URL or an identifier, without the escapes that some programs put into it."""
    plain = _VERBATIM_ESCAPE.sub(lambda match: "~" if "tilde" in match[0] else "", value)
    return plain.replace("{", "").replace("}", "").strip()


def _single_spaced(text: str) -> str:
    return _BLANKS.sub(" ", text).strip(" ")


class _Decoder:
    """Collects the text; `_accents` wait for their letter, each with the depth it stands at.

    `_elements` are those of rich text that are not closed: their name, the depth at which they
    end, and the place of their opening tag among the parts.
    """

    def __init__(self, latex: str, *, is_rich: bool) -> None:
        self._is_rich = is_rich
        self._next_element = ""
        self._elements: list[tuple[str, int, int]] = []
        self._latex = latex
        self._math = _math_signs(latex)
        self._parts: list[str] = []
        self._depth = 0
        self._accents: list[tuple[str, int]] = []
        self._skipped_from: int | None = None
        self._skips_next = False

    def text(self) -> str:
        for match in _TOKEN.finditer(self._latex):
            element, self._next_element = self._next_element, ""
            if match["brace"]:
                self._brace(match["brace"], element)
            elif self._skipped_from is not None:
                continue
            elif match["word"]:
                self._command(match["word"], match[0])
            elif match["sign"]:
                self._escaped_sign(match["sign"])
            elif match["math"]:
                if match.start() not in self._math:
                    self._emit("$")
            elif match["ligature"]:
                self._emit(_LIGATURES.get(match[0], match[0]))
            else:
                self._emit(match["text"])
        self._give_up_accents(below=-1)
        for _, _, place in self._elements:  # no brace ends them
            self._parts[place] = ""
        return "".join(self._parts)

    def _brace(self, brace: str, element: str) -> None:
        if brace == "{":
            if self._skips_next:
                self._skipped_from, self._skips_next = self._depth, False
            if element:
                self._open(element, self._depth)
            self._depth += 1
            return
        self._depth = max(self._depth - 1, 0)
        if self._skipped_from is not None and self._depth <= self._skipped_from:
            self._skipped_from = None
        self._give_up_accents(below=self._depth)
        while self._elements and self._elements[-1][1] >= self._depth:
            self._close()

    def _open(self, name: str, depth: int) -> None:
        if len(self._elements) < MAX_DEPTH:
            self._elements.append((name, depth, len(self._parts)))
            self._parts.append(f"<{name}>")

    def _close(self) -> None:
        name, _, place = self._elements.pop()
        if any(self._parts[place + 1 :]):
            self._parts.append(f"</{name}>")
        else:
            del self._parts[place:]

    def _give_up_accents(self, below: int) -> None:
        r"""Accents whose group ended without a letter stand for themselves: `\~{}` is a tilde."""
        while self._accents and self._accents[-1][1] >= max(below, 0):
            accent, _ = self._accents.pop()
            self._parts.append(accent if not accent.isalpha() else "")

    def _command(self, word: str, written: str) -> None:
        if word in ("i", "j") or word not in ACCENTS:
            self._sign_or_nothing(word, written)
        else:
            self._accents.append((word, self._depth))

    def _sign_or_nothing(self, word: str, written: str) -> None:
        if self._is_rich and word in ELEMENTS:
            self._next_element = ELEMENTS[word]
        elif self._is_rich and word in DECLARATIONS and self._depth:
            self._open(DECLARATIONS[word], self._depth - 1)
        elif word in SKIPS_ARGUMENT:
            self._skips_next = True
        elif word in ("i", "j") and self._accents:
            self._emit(word)
        elif word not in SILENT:
            self._emit(signs().get(word, written))

    def _escaped_sign(self, sign: str) -> None:
        if sign in ACCENTS:
            self._accents.append((sign, self._depth))
        elif sign in _SPACES:
            self._emit(" ")
        elif sign not in _INVISIBLE:
            self._emit(sign)

    def _emit(self, text: str) -> None:
        if not self._accents:
            self._parts.append(text)
            return
        letter = text.lstrip()
        if not letter:
            return
        marks = "".join(ACCENTS[accent] for accent, _ in reversed(self._accents))
        self._accents = []
        accented = unicodedata.normalize("NFC", letter[0] + marks)
        self._parts.append(accented + letter[1:])


def _math_signs(latex: str) -> frozenset[int]:
    """The places of the dollar signs that enclose mathematics.

    As pandoc reads them: no blank after the first, none before the second, no digit behind it;
    `from $5 to $10` is about money.
    """
    found: list[int] = []
    opened: int | None = None
    for match in re.finditer(r"\\.|\$", latex, re.DOTALL):
        if match[0] != "$":
            continue
        place = match.start()
        before, after = latex[place - 1 : place], latex[place + 1 : place + 2]
        if opened is None:
            if after and not after.isspace():
                opened = place
        elif not before.isspace() and not after.isdigit():
            found += [opened, place]
            opened = None
    return frozenset(found)
