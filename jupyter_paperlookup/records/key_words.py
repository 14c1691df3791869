"""Words of names and titles as citation keys take them: ASCII, without signs."""

from __future__ import annotations

import re
import unicodedata

# JabRef counts these as function words.
# Source: https://docs.jabref.org/setup/citationkeypatterns
_FUNCTION_WORDS = frozenset(
    """
a an the about above across against along among around at before behind below beneath beside
between beyond by down during except for from in inside into like near of off on onto since
to toward through under until up upon with within without and but nor or so yet
""".split()
)

# Letters that Unicode does not decompose into ASCII ones.
_FOLDED = str.maketrans(
    {
        "ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "ø": "o", "Ø": "O", "đ": "d",
        "Đ": "D", "ð": "d", "Ð": "D", "ł": "l", "Ł": "L", "þ": "th", "Þ": "Th", "ı": "i",
    }
)  # fmt: skip

_BETWEEN_WORDS = re.compile(r"[\s:/,;()\[\]\u2013\u2014-]+")
_LONGEST_TITLE = 1000


def folded(text: str) -> str:
    """A text with accents folded away; what has no ASCII letter falls away."""
    decomposed = unicodedata.normalize("NFKD", text.translate(_FOLDED))
    return decomposed.encode("ascii", "ignore").decode()


def ascii_letters(text: str) -> str:
    """The ASCII letters and digits of a text, accents folded away."""
    return re.sub(r"[^A-Za-z0-9]", "", folded(text))


def title_words(title: str) -> list[str]:
    """The words of a title, each in ASCII letters: `FIT: Far-reaching` gives FIT, Far, reaching."""
    words = map(ascii_letters, _BETWEEN_WORDS.split(title[:_LONGEST_TITLE]))
    return [word for word in words if word]


def significant(words: list[str]) -> list[str]:
    """The words that are no function words such as `the`, `of` and `on`."""
    return [word for word in words if not is_function_word(word)]


def is_function_word(word: str) -> bool:
    """Whether a word joins others and says nothing itself, upper and lower case being the same."""
    return word.lower() in _FUNCTION_WORDS


def capitalised(word: str) -> str:
    """A word with a capital first; its further capitals stay, as those of `FIT` and `LaTeX`."""
    return word[:1].upper() + word[1:]
