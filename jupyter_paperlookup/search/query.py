"""What a user may type, parsed to a Query. The grammar is closed: no engine syntax gets through.

    words "a phrase" author:chen title:word year:2023 year:2020..2023 key:chen2023fit
    arxiv:2301.12345 doi:10.1000/182 source:refs.bib -word

A DOI, an arXiv id or the address of either is recognised without its field name.
"""

from __future__ import annotations

import re
from functools import lru_cache

import msgspec

from jupyter_paperlookup.errors import UnreadableQuery
from jupyter_paperlookup.search.query_identifiers import (
    AROUND,
    half_identifier,
    named_identifier,
    pasted_identifier,
    possible_keys,
)
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Word, Years, years_from
from jupyter_paperlookup.search.text import Token, tokens

MAX_CHARACTERS = 256
MAX_WORDS = 32

_FIELD = re.compile(r"(author|title|year|key|arxiv|doi|source):\s*", re.IGNORECASE)
_CHUNK = re.compile(r'[^\s"\u201c\u201d\u201e]+')
_QUOTES = frozenset('"\u201c\u201d\u201e')
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")  # no encoding has them, so no index does
_KEPT = 256  # the next page, an explanation and each view of the same words ask again
_SENTENCE_ENDS = tuple(".?!")


class Query(msgspec.Struct, frozen=True, cache_hash=True):
    """What was typed, in parts.

    Attributes:
        text: As typed.
        possible_keys: What was typed between blanks, in lower case: each may be a citation key.
        is_cut: Whether words beyond the bounds were left out.
        is_finished: Whether nothing more is to come: it was not being typed, or a mark ends it.
    """

    text: str = ""
    words: tuple[Word, ...] = ()
    phrases: tuple[Phrase, ...] = ()
    years: tuple[Years, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    possible_keys: tuple[str, ...] = ()
    is_cut: bool = False
    is_finished: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not (self.words or self.phrases or self.years or self.identifiers)

    def apart(self) -> Query:
        """The query with the words of its phrases anywhere, rather than together."""
        words = [
            Word(text, phrase.field, "", phrase.is_prefix and at == len(phrase.words))
            for phrase in self.phrases
            if not phrase.is_excluded
            for at, text in enumerate(phrase.words, 1)
        ]
        kept = tuple(phrase for phrase in self.phrases if phrase.is_excluded)
        return msgspec.structs.replace(self, words=(*self.words, *words), phrases=kept)

    def understood(self) -> tuple[str, ...]:
        """The parts as they were read, each in a few words: `author: chen`, `year: 2023`."""
        free = [word for word in self.words if not word.field and not word.is_excluded]
        parts = [_said("words", " ".join(map(_shown, free)))] if free else []
        parts += [
            _said(word.field or "word", _shown(word), without=word.is_excluded)
            for word in self.words
            if word not in free
        ]
        for phrase in self.phrases:
            words = " ".join(phrase.words) + ("\N{HORIZONTAL ELLIPSIS}" if phrase.is_prefix else "")
            parts.append(_said(phrase.field or "phrase", words, without=phrase.is_excluded))
        parts += [_said("year", str(years), without=years.is_excluded) for years in self.years]
        parts += [_said(one.kind, one.value, without=one.is_excluded) for one in self.identifiers]
        if self.is_cut:
            parts.append(f"only the first {MAX_WORDS} words and {MAX_CHARACTERS} characters")
        return tuple(parts)


def parse_query(text: str, *, typing: bool = False) -> Query:
    """The query that a text is.

    Args:
        text: What the user typed; every text has a reading while typing.
        typing: Whether the user is still typing: the last word is then the beginning of one,
            and what is half there (an open quotation mark, `author:`) is taken as it is.

    Raises:
        UnreadableQuery: Not while typing. One sentence that says what cannot be read and
            what to do.
    """
    return _parsed(text[: MAX_CHARACTERS + 1], typing)  # what is kept is short


@lru_cache(maxsize=_KEPT)
def _parsed(text: str, typing: bool) -> Query:  # noqa: FBT001 - a key of what is kept
    return _Parser(text, typing=typing).parse()


class _Parser:
    """Reads a text once from left to right; what it has understood collects in lists."""

    def __init__(self, text: str, *, typing: bool) -> None:
        self.text = _LONE_SURROGATE.sub("\ufffd", text[:MAX_CHARACTERS])
        self.typing = typing
        self.is_cut = len(text) > MAX_CHARACTERS
        self.at = 0
        self.left = MAX_WORDS
        self.words: list[Word] = []
        self.phrases: list[Phrase] = []
        self.years: list[Years] = []
        self.identifiers: list[Identifier] = []
        self.possible_keys: list[str] = []

    def parse(self) -> Query:
        if self.is_cut:
            self._refuse(
                f"The query is longer than {MAX_CHARACTERS} characters: shorten it to a few words."
            )
        while self._skip_blanks():
            self._read_part()
        query = Query(
            text=self.text,
            words=tuple(self.words),
            phrases=tuple(self.phrases),
            years=tuple(self.years),
            identifiers=tuple(self.identifiers),
            possible_keys=tuple(self.possible_keys),
            is_cut=self.is_cut,
            is_finished=not self.typing or self.text.rstrip()[-1:] in _SENTENCE_ENDS,
        )
        if query.is_empty and self.text.strip():
            self._refuse(
                f"There is no word in \N{LEFT DOUBLE QUOTATION MARK}{self.text.strip()}"
                "\N{RIGHT DOUBLE QUOTATION MARK}: type a part of a title or a name."
            )
        return query

    def _skip_blanks(self) -> bool:
        while self.at < len(self.text) and self.text[self.at].isspace():
            self.at += 1
        return self.at < len(self.text)

    def _read_part(self) -> None:
        is_excluded = (
            self.text[self.at] == "-" and self.text[self.at + 1 : self.at + 2].strip() != ""
        )
        self.at += is_excluded
        field = ""
        if named := _FIELD.match(self.text, self.at):
            field = named[1].lower()
            self.at = named.end()
            if _FIELD.match(self.text, self.at):
                self._refuse(f"{field}: has nothing after it: {_WANTED[field]}")
                return
        value, start, is_quoted = self._read_value()
        if not value.strip():
            if field:
                self._refuse(f"{field}: has nothing after it: {_WANTED[field]}")
            return
        match field:
            case "year":
                self._add_years(value, is_excluded=is_excluded)
            case "key" | "arxiv" | "doi":
                self._add_identifier(field, value, is_excluded=is_excluded)
            case _ if is_quoted:
                self._add_phrase(value, field, is_excluded=is_excluded)
            case _:
                self._add_chunk(value, start, field, is_excluded=is_excluded)

    def _read_value(self) -> tuple[str, int, bool]:
        """The next value, where it starts, and whether it stood in quotation marks."""
        if self.at < len(self.text) and self.text[self.at] in _QUOTES:
            opened = self.at
            closed = next(
                (at for at in range(opened + 1, len(self.text)) if self.text[at] in _QUOTES), None
            )
            if closed is None:
                self._refuse(
                    f"The quotation mark at character {opened + 1} is not closed: add one at the "
                    "end of the phrase, or remove it."
                )
            self.at = len(self.text) if closed is None else closed + 1
            return self.text[opened + 1 : closed], opened + 1, True
        start = self.at
        chunk = _CHUNK.match(self.text, start)
        self.at = chunk.end() if chunk else start
        return self.text[start : self.at], start, False

    def _add_years(self, value: str, *, is_excluded: bool) -> None:
        years = years_from(value, is_half=self.typing and self._is_last())
        if years is None:
            self._refuse(f"year:{value} is not a year: {_WANTED['year']}")
            return
        first, last = years.first, years.last
        if first is not None and last is not None and first > last:
            self._refuse(f"year:{value} ends before it begins: write year:{last}..{first}.")
            first, last = last, first
        self.years.append(Years(first, last, is_excluded))

    def _add_identifier(self, kind: str, value: str, *, is_excluded: bool) -> None:
        identifier = named_identifier(kind, value)
        if identifier is None:
            self._refuse(f"{kind}:{value} is not one: {_WANTED[kind]}")
            identifier = Identifier(kind, value.strip(AROUND).lower())
        if identifier.value:
            self._add(identifier, is_excluded=is_excluded)

    def _add(self, identifier: Identifier, *, is_excluded: bool) -> None:
        """Keep an identifier, which may go on while it is the last thing that is typed."""
        is_prefix = identifier.is_prefix or (self.typing and self._is_last())
        self.identifiers.append(
            msgspec.structs.replace(identifier, is_prefix=is_prefix, is_excluded=is_excluded)
        )

    def _add_phrase(self, value: str, field: str, *, is_excluded: bool) -> None:
        if not field and (identifier := pasted_identifier(value)):
            self._add(identifier, is_excluded=is_excluded)
            return
        found = [token for token in tokens(value) if not token.is_joined]
        words = tuple(token.text for token in self._take(found))
        if words:
            is_open = value.endswith(self.text[-1:]) and self.text[-1] not in _QUOTES
            is_prefix = self.typing and self._is_last() and is_open and found[-1].end == len(value)
            self.phrases.append(Phrase(words, field, is_prefix, is_excluded))

    def _add_chunk(self, value: str, start: int, field: str, *, is_excluded: bool) -> None:
        """What stands between blanks: an identifier, or a word, hyphenated ones being several."""
        if not field and (identifier := self._recognised(value)):
            self._add(identifier, is_excluded=is_excluded)
            return
        found = tokens(value)
        joined = [token for token in found if token.is_joined]
        parts = self._take([token for token in found if not token.is_joined])
        if is_excluded and len(parts) > 1:
            self.phrases.append(Phrase(tuple(part.text for part in parts), field, is_excluded=True))
            return
        for part in parts:
            is_prefix = self.typing and start + part.end == len(self.text)
            whole = next((one.text for one in joined if one.start <= part.start < one.end), "")
            self.words.append(Word(part.text, field, whole, is_prefix, is_excluded))
        if parts and not field and not is_excluded:
            self.possible_keys += possible_keys(value)

    def _recognised(self, value: str) -> Identifier | None:
        """The identifier that a pasted text is. While typing, a query may be the half of one."""
        is_all = self.typing and value == self.text.strip()
        return pasted_identifier(value) or (half_identifier(value) if is_all else None)

    def _take(self, found: list[Token]) -> list[Token]:
        """As many of the words as the bound still allows."""
        if len(found) > self.left:
            self._refuse(
                f"The query has more than {MAX_WORDS} words: leave out those that say least."
            )
            self.is_cut = True
        taken = found[: self.left]
        self.left -= len(taken)
        return taken

    def _is_last(self) -> bool:
        return self.at >= len(self.text)

    def _refuse(self, reason: str) -> None:
        if not self.typing:
            line = "".join(letter if letter.isprintable() else " " for letter in reason)
            raise UnreadableQuery(line)


_WANTED = {
    "author": "write a name, as in author:chen.",
    "title": "write a word of the title, as in title:transformers.",
    "year": "write year:2023, year:2020..2023, year:2020.. or year:..2023.",
    "key": "write a citation key, as in key:chen2023fit.",
    "arxiv": "write an arXiv id, as in arxiv:2301.12345.",
    "doi": "write a DOI, as in doi:10.1000/182.",
    "source": "write the name of a source, as in source:references.bib.",
}


def _shown(word: Word) -> str:
    return word.text + ("\N{HORIZONTAL ELLIPSIS}" if word.is_prefix else "")


def _said(what: str, value: str, *, without: bool = False) -> str:
    return f"{'without ' if without else ''}{what}: {value}"
