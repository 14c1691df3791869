"""A query to a plan: what to look up in which fields, and what counts how much.

A plan is data and knows no index. People misremember, so words are wanted, not required: a paper
that has more of what was typed stands higher. What is written with a field name or in quotation
marks is required.
"""

from __future__ import annotations

import msgspec

from jupyter_paperlookup.search.function_words import ASKING_WORDS, CLOSED_CLASS
from jupyter_paperlookup.search.query import Query
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Word, Years, is_year

TEXT_FIELDS = ("title", "author", "abstract")
FIELD_WEIGHTS = {"title": 3.0, "author": 2.0, "abstract": 1.0}

MIN_JOINED_PREFIX = 3
"""With fewer letters of the second word, two words in one begin too many others."""

# How many words make a question rather than what is remembered of a title: any, those of which one
# is rarely in titles, and those that a mark ends.
QUESTION, ASKING_QUESTION, ENDED_QUESTION = 12, 7, 5
_MARKS = tuple(".?!")

_FEWEST_TELLING = 3


class Alternative(msgspec.Struct, frozen=True, cache_hash=True):
    """One spelling of what was typed."""

    text: str
    is_prefix: bool = False


class Unit(msgspec.Struct, frozen=True, cache_hash=True):
    """One thing that was typed; a document has it when it has any of the alternatives.

    Attributes:
        alternatives: What to look for; the first is what was typed.
        fields: Where to look.
        is_required: Whether documents without it are no answer.
        is_evidence: Whether having it only adds to the score, and lacking it costs nothing.
    """

    alternatives: tuple[Alternative, ...]
    fields: tuple[str, ...] = TEXT_FIELDS
    is_required: bool = False
    is_evidence: bool = False


class Plan(msgspec.Struct, frozen=True):
    """What an engine has to do for a query.

    Attributes:
        units: What is scored.
        phrases: Words that must stand together.
        excluded: Units of which a document may have none.
        excluded_phrases: Phrases of which a document may have none.
        years: Ranges of which the document's year must be in one.
        excluded_years: Ranges in which it must not be.
        likely_years: Years without a field name: papers of that year stand higher.
        identifiers: One of them must be the document's: who pastes several means any.
        excluded_identifiers: None of them may be the document's.
        possible_keys: A document with one of these keys comes first.
        whole_title: All words as one text: a title that is it, or begins with it, stands higher.
        is_question: Whether it is a sentence that asks what papers are about: nobody who writes one
            knows which of its words they have.
    """

    units: tuple[Unit, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    excluded: tuple[Unit, ...] = ()
    excluded_phrases: tuple[Phrase, ...] = ()
    years: tuple[Years, ...] = ()
    excluded_years: tuple[Years, ...] = ()
    likely_years: tuple[int, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    excluded_identifiers: tuple[Identifier, ...] = ()
    possible_keys: tuple[str, ...] = ()
    whole_title: str = ""
    is_question: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return self == Plan()


def plan(query: Query) -> Plan:
    """The plan of a query."""
    wanted = [word for word in query.words if not word.is_excluded]
    identifiers = tuple(one for one in query.identifiers if not one.is_excluded)
    free = _without_et_al([word for word in wanted if not word.field])
    if any(one.kind != "key" or not one.is_prefix for one in identifiers):
        free = []  # what was pasted around it says nothing more: `see`, `[cs.CV]`
    phrases = [phrase for phrase in query.phrases if not phrase.is_excluded]
    telling = [at for at, word in enumerate(free) if _tells(word)]
    is_question = len(telling) >= _FEWEST_TELLING and _asks(free, query.text)
    units = [_free_unit(free, at) for at in (telling if is_question else range(len(free)))]
    units += [_field_unit(word) for word in wanted if word.field]
    units += [unit for phrase in phrases for unit in _phrase_units(phrase)]
    spoken = free + [word for word in wanted if word.field == "title"]
    return Plan(
        units=tuple(units),
        phrases=tuple(phrase for phrase in phrases if len(phrase.words) > 1),
        excluded=tuple(_field_unit(word) for word in query.words if word.is_excluded),
        excluded_phrases=tuple(phrase for phrase in query.phrases if phrase.is_excluded),
        years=tuple(years for years in query.years if not years.is_excluded),
        excluded_years=tuple(years for years in query.years if years.is_excluded),
        likely_years=tuple(int(word.text) for word in free if is_year(word.text)),
        identifiers=identifiers,
        excluded_identifiers=tuple(one for one in query.identifiers if one.is_excluded),
        possible_keys=query.possible_keys,
        whole_title=" ".join(
            [word.text for word in spoken]
            + [word for phrase in phrases if phrase.field != "author" for word in phrase.words]
        ),
        is_question=is_question,
    )


def _without_et_al(words: list[Word]) -> list[Word]:
    """Words without *et al.*, which is no part of a name and stands in some abstracts."""
    kept: list[Word] = []
    for word in words:
        if word.text == "al" and kept and kept[-1].text == "et":
            kept.pop()
        else:
            kept.append(word)
    return kept or words


def _asks(words: list[Word], text: str) -> bool:
    """Whether words read like a question or a sentence."""
    needed = QUESTION
    if any(word.text in ASKING_WORDS and not word.is_prefix for word in words):
        needed = ASKING_QUESTION
    if text.rstrip().endswith(_MARKS):
        needed = ENDED_QUESTION
    return len(words) >= needed


def _tells(word: Word) -> bool:
    """Whether a word says what a question is about; the beginning of one may."""
    return word.is_prefix or word.text not in CLOSED_CLASS


def _free_unit(words: list[Word], at: int) -> Unit:
    """A word without a field: itself, the hyphenated whole, and together with its neighbours."""
    word = words[at]
    alternatives = [Alternative(word.text, word.is_prefix)]
    if word.joined:
        is_open = any(one.is_prefix and one.joined == word.joined for one in words[-1:])
        alternatives.append(Alternative(word.joined, is_open))
    if at > 0:
        alternatives.append(_together(words[at - 1], word))
    if at + 1 < len(words):
        alternatives.append(_together(word, words[at + 1]))
    return Unit(tuple(dict.fromkeys(alternatives)), is_evidence=is_year(word.text))


def _together(word: Word, after: Word) -> Alternative:
    """Two words that may be written as one: `block vid` for BlockVid."""
    is_prefix = after.is_prefix and len(after.text) >= MIN_JOINED_PREFIX
    return Alternative(word.text + after.text, is_prefix)


def _field_unit(word: Word) -> Unit:
    fields = (word.field,) if word.field else TEXT_FIELDS
    alternative = Alternative(word.text, word.is_prefix and not word.is_excluded)
    return Unit((alternative,), fields, is_required=True)


def _phrase_units(phrase: Phrase) -> list[Unit]:
    fields = (phrase.field,) if phrase.field else TEXT_FIELDS
    last = len(phrase.words) - 1
    return [
        Unit((Alternative(word, phrase.is_prefix and at == last),), fields, is_required=True)
        for at, word in enumerate(phrase.words)
    ]
