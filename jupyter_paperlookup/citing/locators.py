"""The words behind a key: which are the locator, which the suffix, and how both are written.

The grammar is that of pandoc's citeproc: a term such as `p.` and words with digits or Roman
numerals, or anything in braces: `{p. ii, A}`; empty braces say that there is no locator.

Source: the pandoc manual, "Citation syntax"; its terms are those of the CSL locale en-US. The
terms that pandoc does not know stand as words there, which reads the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable

_PANDOC_TERMS = {
    "page": "p. pp. page pages",
    "book": "bk. bks. book books",
    "chapter": "chap. chaps. chapter chapters",
    "column": "col. cols. column columns",
    "figure": "fig. figs. figure figures",
    "folio": "fol. fols. folio folios",
    "issue": "no. nos. issue issues",
    "line": "l. ll. line lines",
    "note": "n. nn. note notes",
    "opus": "op. opp. opus opera",
    "paragraph": "para. paras. paragraph paragraphs ¶ ¶¶",
    "part": "pt. pts. part parts",
    "section": "sec. secs. section sections § §§",
    "sub-verbo": "s.v. s.vv. sub_verbo sub_verbis",
    "verse": "v. vv. verse verses",
    "volume": "vol. vols. volume volumes",
}
_OTHER_TERMS = {
    "act": "act acts",
    "appendix": "app. apps. appendix appendices",
    "article-locator": "art. arts. article articles",
    "canon": "canon canons",
    "elocation": "loc. locs. location locations",
    "equation": "eq. eqs. equation equations",
    "rule": "rule rules",
    "scene": "sc. scs. scene scenes",
    "supplement": "supp. supps. supplement supplements",
    "table": "tbl. tbls. table tables",
    "timestamp": "timestamp timestamps",
    "title-locator": "tit. tits. title titles",
    "version": "ver. vers. version versions",
}
_WORDS = {
    label: [term.replace("_", " ") for term in terms.split()]
    for label, terms in (_PANDOC_TERMS | _OTHER_TERMS).items()
}
_LABEL_OF = {term: label for label, terms in _WORDS.items() for term in terms}

_TERM = "(?P<term>%s)" % "|".join(  # noqa: UP031
    re.escape(term) + (r"(?![^\W_])" if term[-1].isalpha() else "")
    for term in sorted(_LABEL_OF, key=len, reverse=True)
)
# A run without blanks and punctuation; a dash makes a range, a colon volume and page.
_UNIT = (
    r"[^\s!\"#%&'()*,./;?@\[\\\]_{}\u00a1\u00a7\u00ab\u00b6\u00b7\u00bb\u00bf"
    r"\u2010-\u2012\u2014-\u2027\u2030-\u205e\u3001-\u3003\u3008-\u3011]+"
)
_SEQUENCE = rf"(?:\.?{_UNIT}(?:\.{_UNIT})*)"
_WORD = re.compile(rf"(?:{_SEQUENCE}|\({_SEQUENCE}?\)|\[{_SEQUENCE}?\]|\{{{_SEQUENCE}?\}})+")
_BEFORE_WORD = re.compile(r",?\s*")
_LABELLED = re.compile(rf"\s*{_TERM}\s*", re.IGNORECASE)
_ROMAN = re.compile(
    r"m{0,4}(?:cm|cd|d?c{0,3})(?:xc|xl|l?x{0,3})(?:ix|iv|v?i{0,3})"
    r"|M{0,4}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})"
)
_PART_OF_WORD = re.compile(_UNIT)
_SEVERAL = re.compile(r"[-\u2013,&]| and ")
_PLAIN_LOCATOR = re.compile(r"[0-9][0-9A-Za-z]*(?:(?:[-\u2013:.]|, )[0-9][0-9A-Za-z]*)*")
_ROMAN_PAGES = re.compile(r"[ivxlc]+(?:[-\u2013][ivxlc]+)?")


def read_note(text: str) -> tuple[str, str, str]:
    """Label, locator and suffix of the words behind a key; an absent locator is empty."""
    text = text.strip()
    rest = text.removeprefix(",").lstrip()
    if rest.startswith("{") and (end := _closing_brace(rest)):
        label, locator = _exact(rest[1 : end - 1])
        return label, locator, _suffix(rest[end:])
    label, locator, end = _locator_in(rest)
    if locator:
        return label, locator, _suffix(rest[end:])
    return "page", "", _suffix(text)


def write_note(
    label: str,
    locator: str,
    suffix: str,
    *,
    escape: Callable[[str], str] = str,
    braces: bool = True,
) -> list[str]:
    """The words behind a key, to be joined by commas, so that `read_note` reads them back.

    Args:
        label: A CSL locator label.
        locator: The locator; empty for none.
        suffix: The words after it.
        escape: Makes text of the dialect of text.
        braces: Whether the dialect takes braces around a locator that is not a plain one.
    """
    words = [locator_words(label, locator)] if locator else []
    plain = [*words, *([suffix] if suffix else [])]
    is_clear = not locator or is_plain_locator(locator)
    if not braces or (is_clear and read_note(", ".join(plain)) == (label, locator, suffix)):
        written = [locator_words(label, escape(locator))] if locator else []
    else:
        written = [f"{{{locator_words(label, escape(locator)) if locator else ''}}}"]
    return [*written, *([escape(suffix)] if suffix else [])]


def locator_words(label: str, locator: str) -> str:
    """A locator with the term for what it counts: `pp. 12-14`."""
    terms = _WORDS.get(label, [label, label])
    return f"{terms[1] if _SEVERAL.search(locator) else terms[0]} {locator}"


def is_plain_locator(locator: str) -> bool:
    """Whether a locator is one for every reader without braces."""
    return bool(_PLAIN_LOCATOR.fullmatch(locator) or _ROMAN_PAGES.fullmatch(locator))


def is_pandoc_label(label: str) -> bool:
    """Whether pandoc knows a term for the label."""
    return label in _PANDOC_TERMS


def _suffix(rest: str) -> str:
    return " ".join(rest.split()).lstrip(", ")


def _exact(content: str) -> tuple[str, str]:
    content = " ".join(content.split())
    match = _LABELLED.match(content)
    if match and match.end() < len(content):
        return _LABEL_OF[match["term"].lower()], content[match.end() :]
    return "page", content


def _locator_in(text: str) -> tuple[str, str, int]:
    """Label, locator and where it ends, of a text that may begin with a locator."""
    labelled = _LABELLED.match(text)
    if labelled:
        end = _end_of_words(text, labelled.end(), roman=True)
        if end > labelled.end():
            return _LABEL_OF[labelled["term"].lower()], text[labelled.end() : end], end
    end = _end_of_words(text, 0, roman=False)
    return "page", text[:end].strip(), end


def _end_of_words(text: str, place: int, *, roman: bool) -> int:
    first = True
    while True:
        begin = place if first else _BEFORE_WORD.match(text, place).end()  # type: ignore[union-attr]
        word = _WORD.match(text, begin)
        if word is None or not _counts(word[0], roman=roman):
            return place
        place, first = word.end(), False


def _counts(word: str, *, roman: bool) -> bool:
    if any(sign.isdecimal() for sign in word):
        return True
    parts = _PART_OF_WORD.findall(word)
    return roman and any(
        _ROMAN.fullmatch(piece) for part in parts for piece in re.split("[-\u2013:]", part) if piece
    )


def _closing_brace(text: str) -> int:
    """The place behind the brace that closes the first one; 0 where none does."""
    depth = 0
    for place, sign in enumerate(text):
        depth += {"{": 1, "}": -1}.get(sign, 0)
        if depth == 0:
            return place + 1
    return 0
