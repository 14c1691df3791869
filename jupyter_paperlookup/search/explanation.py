"""Why a document stands where it stands, as data."""

from __future__ import annotations

import msgspec


class Part(msgspec.Struct, frozen=True):
    """What one term of a field adds.

    Attributes:
        typed: The word that was typed.
        field: Where the term stands.
        term: The term of the index: a stem in texts, a word in names.
        weight: How much the field counts; less for a word that says little.
        likeness: How near the term is to what was typed: 1 for the word itself, less for what it
            begins, what may have been meant, and two words in one.
        score: What the term is worth in this document (BM25), with weight and likeness.
    """

    typed: str
    field: str
    term: str
    weight: float
    likeness: float
    score: float


class Factor(msgspec.Struct, frozen=True):
    """What lifts or lowers the whole score, and by how much."""

    name: str
    factor: float


class Explanation(msgspec.Struct, frozen=True):
    """The score of a hit, taken apart.

    The score is `base` and the sum of the parts, times all factors, plus `added`.

    Attributes:
        parts: What its words add.
        base: 1 where no words were asked for, or only its year.
        has: Which part of what was typed it has, by how much each word tells; 1 for all.
        factors: What lifts or lowers the sum.
        added: What is added to it: it is much where the key is what was typed.
    """

    parts: tuple[Part, ...] = ()
    base: float = 0.0
    has: float = 1.0
    factors: tuple[Factor, ...] = ()
    added: float = 0.0
