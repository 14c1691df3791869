"""Which words of a text are ours: only those may be written anew.

Citations of `html` keep their words in the text, and bibliographies their references. What is
written is noted in the metadata of the cell, under `paperlookup.words` and, as digests, under
`paperlookup.bibliography`; earlier ones stay there for a while, because undo brings their text
back, but not the metadata. Whatever else stands in a citation or a bibliography is a person's.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from jupyter_paperlookup.citing.cells import METADATA_NAME, EditableCell

WORDS_NAME = "words"
BIBLIOGRAPHY_NAME = "bibliography"
MOST_WORDS = 200
MOST_DIGESTS = 20
_LONGEST_WORDS = 4_000


class OwnTexts(msgspec.Struct, frozen=True):
    """What was written into a cell: words of citations, and digests of bibliographies."""

    words: tuple[str, ...] = ()
    digests: tuple[str, ...] = ()

    def has_words(self, words: str) -> bool:
        """Whether these words are noted; where there are none, nobody has written any."""
        return not words.strip() or words in self.words

    def has_block(self, text: str) -> bool:
        """Whether this is what was written between the comments of a bibliography."""
        return not text.strip() or digest(text) in self.digests


def own_texts(cell: EditableCell) -> OwnTexts:
    """What the metadata of a cell say, which anybody may have written."""
    words = _texts(cell.facts.get(WORDS_NAME))
    return OwnTexts(words[-MOST_WORDS:], _texts(cell.facts.get(BIBLIOGRAPHY_NAME))[-MOST_DIGESTS:])


def noting(
    metadata: dict[str, Any], words: Iterable[str] = (), blocks: Iterable[str] = ()
) -> dict[str, Any]:
    """Metadata of a cell that note what is written into it now, behind what was.

    Args:
        metadata: All metadata of the cell.
        words: Words of citations.
        blocks: What stands between the comments of bibliographies.
    """
    facts = metadata.get(METADATA_NAME)
    kept = dict(facts) if isinstance(facts, dict) else {}
    written = (each for each in words if each.strip() and len(each) <= _LONGEST_WORDS)
    digests = (digest(each) for each in blocks if each.strip())
    for name, now, most in (
        (WORDS_NAME, written, MOST_WORDS),
        (BIBLIOGRAPHY_NAME, digests, MOST_DIGESTS),
    ):
        old = _texts(kept.get(name))
        new = dict.fromkeys(now)
        if new.keys() - set(old):
            kept[name] = [*(each for each in old if each not in new), *new][-most:]
    others = {name: value for name, value in metadata.items() if name != METADATA_NAME}
    return others | ({METADATA_NAME: kept} if kept else {})


def forgetting(metadata: dict[str, Any]) -> dict[str, Any]:
    """Metadata of a cell in which nothing of ours stands any more."""
    facts = metadata.get(METADATA_NAME)
    if not isinstance(facts, dict):
        return metadata
    gone = {WORDS_NAME, BIBLIOGRAPHY_NAME}
    kept = {name: value for name, value in facts.items() if name not in gone}
    others = {name: value for name, value in metadata.items() if name != METADATA_NAME}
    return others | ({METADATA_NAME: kept} if kept else {})


def digest(text: str) -> str:
    """A short name of a text; blanks around it do not count."""
    stripped = "\n".join(line.rstrip() for line in text.strip().splitlines())
    return hashlib.sha256(stripped.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def _texts(value: object) -> tuple[str, ...]:
    known: Sequence[object] = value if isinstance(value, list) else ()
    return tuple(each for each in known if isinstance(each, str))
