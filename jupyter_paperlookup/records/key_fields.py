"""What each field of a citation key pattern stands for.

A field gives text in which blanks separate words: modifiers need them, keys lose them.

Source: https://docs.jabref.org/setup/citationkeypatterns
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from functools import partial

import msgspec

from jupyter_paperlookup.records.key_words import (
    ascii_letters,
    capitalised,
    is_function_word,
    significant,
    title_words,
)
from jupyter_paperlookup.records.names import Creator, creators_from_csl
from jupyter_paperlookup.records.record import Record

Numbers = tuple[int, ...]

_LONGEST_VALUE = 500
_ALPHA_NAMES = 4
_MONTHS = """
January February March April May June July August September October November December
""".split()


class Field(msgspec.Struct, frozen=True):
    """A field: its text, and between how many and how many numbers stand behind its name."""

    text: Callable[[Record, Numbers], str]
    fewest: int = 0
    most: int = 0


Names = tuple[Creator, ...]


def _surnames(names: Names) -> list[str]:
    return [name for creator in names if (name := ascii_letters(creator.surname))]


def _first(names: Names, numbers: Numbers) -> str:
    """`auth`, `authN`, `authN_M`: the first N letters of the Mth name, without numbers all."""
    length, which = (*numbers, 1, 1)[:2] if numbers else (None, 1)
    surnames = _surnames(names)
    return surnames[which - 1][:length] if 0 < which <= len(surnames) else ""


def _all(names: Names, numbers: Numbers) -> str:
    surnames = _surnames(names)
    most = numbers[0] if numbers else len(surnames)
    return "".join(surnames[:most]) + ("EtAl" if len(surnames) > most else "")


def _last(names: Names, _: Numbers) -> str:
    return "".join(_surnames(names)[-1:])


def _alpha(names: Names, _: Numbers) -> str:
    surnames = _surnames(names)
    if len(surnames) == 1:
        return surnames[0][:3]
    if len(surnames) <= _ALPHA_NAMES:
        return "".join(name[0] for name in surnames)
    return "".join(name[0] for name in surnames[:3]) + "+"


def _two(separator: str, more: str, shown_of_more: int, names: Names, _: Numbers) -> str:
    """One or two names; of more the first ones, and a sign that there are more."""
    surnames = _surnames(names)
    if len(surnames) <= 2:  # noqa: PLR2004 - a pair
        return separator.join(surnames)
    return separator.join(surnames[:shown_of_more]) + more


def _initials_in_all(names: Names, numbers: Numbers) -> str:
    surnames = _surnames(names)
    each = max(1, numbers[0] // (len(surnames) or 1))
    return "".join(name[:each] for name in surnames)[: numbers[0]]


def _long_first(names: Names, _: Numbers) -> str:
    surnames = _surnames(names)
    return "".join([*(name[:5] for name in surnames[:1]), *(name[0] for name in surnames[1:])])


def _short(names: Names, _: Numbers) -> str:
    surnames = _surnames(names)
    if len(surnames) <= 1:
        return "".join(surnames)
    return "".join(name[0] for name in surnames[:3]) + ("+" if surnames[3:] else "")


def _given_initial(which: int, names: Names, _: Numbers) -> str:
    return ascii_letters(names[which].given)[:1] if names else ""


# By the name that an author's field has: for editors it is another one.
_NAMES: dict[str, tuple[str, Callable[[Names, Numbers], str], int, int]] = {
    "auth": ("edtr", _first, 0, 2),
    "authfirstfull": ("edtrfirstfull", _first, 0, 0),
    "authors": ("editors", _all, 0, 1),
    "authorlast": ("editorlast", _last, 0, 0),
    "authorsalpha": ("editorsalpha", _alpha, 0, 0),
    "authetal": ("edtretal", partial(_two, "", "EtAl", 1), 0, 0),
    "auth.etal": ("edtr.etal", partial(_two, ".", ".etal", 1), 0, 0),
    "auth.auth.ea": ("edtr.edtr.ea", partial(_two, ".", ".ea", 2), 0, 0),
    "authini": ("edtrini", _initials_in_all, 1, 1),
    "authorini": ("editorini", _long_first, 0, 0),
    "authshort": ("edtrshort", _short, 0, 0),
    "authforeini": ("edtrforeini", partial(_given_initial, 0), 0, 0),
    "authorlastforeini": ("editorlastforeini", partial(_given_initial, -1), 0, 0),
}


def _editors(record: Record) -> Names:
    return creators_from_csl(record.other.get("editor"))


def _people(
    whose: Callable[[Record], Names],
    text: Callable[[Names, Numbers], str],
    record: Record,
    numbers: Numbers,
) -> str:
    return text(whose(record), numbers)


def _title(record: Record, _: Numbers) -> str:
    words = title_words(record.plain_title)
    return " ".join(word if is_function_word(word) else capitalised(word) for word in words)


def _camel(record: Record, numbers: Numbers) -> str:
    return " ".join(
        map(capitalised, title_words(record.plain_title)[: numbers[0] if numbers else None])
    )


def _shorttitle(record: Record, numbers: Numbers) -> str:
    """The first N significant words, 3 without a number; of these the first M capitalised."""
    words = significant(title_words(record.plain_title))[: numbers[0] if numbers else 3]
    capitals = numbers[1] if numbers[1:] else len(words)
    return " ".join([*map(capitalised, words[:capitals]), *words[capitals:]])


def _shorttitle_initials(record: Record, _: Numbers) -> str:
    return "".join(word[0] for word in _shorttitle(record, ()).split())


def _veryshorttitle(record: Record, _: Numbers) -> str:
    return "".join(significant(title_words(record.plain_title))[:1])


def _year(record: Record, _: Numbers) -> str:
    return "" if record.year is None else str(record.year)


def _shortyear(record: Record, _: Numbers) -> str:
    return "" if record.year is None else f"{abs(record.year) % 100:02d}"


def _month(record: Record, _: Numbers) -> str:
    return _MONTHS[record.issued.month - 1] if record.issued and record.issued.month else ""


def _day(record: Record, _: Numbers) -> str:
    return str(record.issued.day) if record.issued and record.issued.day else ""


def _variable(name: str, record: Record, _: Numbers = ()) -> str:
    value = record.other.get(name)
    return str(value)[:_LONGEST_VALUE] if isinstance(value, str | int | float) else ""


def _first_variable(names: tuple[str, ...], record: Record, _: Numbers) -> str:
    return next(filter(None, (_variable(name, record) for name in names)), "")


def _page(which: int, record: Record, _: Numbers) -> str:
    pages = re.findall(r"\d+", _variable("page", record))
    return pages[which] if pages else ""


def _pageprefix(record: Record, _: Numbers) -> str:
    match = re.match(r"\s*([A-Za-z]+)\d", _variable("page", record))
    return match[1] if match else ""


def _keywords(record: Record) -> list[str]:
    keywords = re.split(r"[,;]", _variable("keyword", record))
    return [keyword.strip() for keyword in keywords if keyword.strip()]


def _keyword(record: Record, numbers: Numbers) -> str:
    return "".join(_keywords(record)[numbers[0] - 1 : numbers[0]]) if numbers[0] else ""


def _some_keywords(record: Record, numbers: Numbers) -> str:
    return " ".join(_keywords(record)[: numbers[0] if numbers else None])


# Names of BibTeX, BibLaTeX and CSL to the variables that hold them, the first that is known.
_VARIABLES: dict[str, tuple[str, ...]] = {
    "journal": ("container-title",),
    "journaltitle": ("container-title",),
    "booktitle": ("container-title",),
    "container-title": ("container-title",),
    "volume": ("volume",),
    "number": ("issue", "number"),
    "issue": ("issue",),
    "pages": ("page",),
    "page": ("page",),
    "publisher": ("publisher",),
    "school": ("publisher",),
    "institution": ("publisher",),
    "series": ("collection-title",),
    "edition": ("edition",),
    "chapter": ("chapter-number",),
    "language": ("language",),
    "isbn": ("ISBN",),
    "issn": ("ISSN",),
    "pmid": ("PMID",),
    "keywords": ("keyword",),
    "event": ("event-title", "event"),
}


def _fields() -> Mapping[str, Field]:
    table = {
        "title": Field(_title),
        "fulltitle": Field(lambda record, _: record.plain_title[:_LONGEST_VALUE]),
        "shorttitle": Field(_shorttitle, 0, 2),
        "shorttitleini": Field(_shorttitle_initials),
        "veryshorttitle": Field(_veryshorttitle),
        "camel": Field(_camel, 0, 1),
        "year": Field(_year),
        "shortyear": Field(_shortyear),
        "month": Field(_month),
        "day": Field(_day),
        "date": Field(lambda record, _: str(record.issued or "")[:_LONGEST_VALUE]),
        "type": Field(lambda record, _: record.type[:_LONGEST_VALUE]),
        "entrytype": Field(lambda record, _: record.type[:_LONGEST_VALUE]),
        "doi": Field(lambda record, _: record.doi[:_LONGEST_VALUE]),
        "eprint": Field(lambda record, _: record.arxiv),
        "firstpage": Field(partial(_page, 0)),
        "lastpage": Field(partial(_page, -1)),
        "pageprefix": Field(_pageprefix),
        "keyword": Field(_keyword, 1, 1),
        **{name: Field(partial(_first_variable, held)) for name, held in _VARIABLES.items()},
    }
    table["keywords"] = Field(_some_keywords, 0, 1)
    for name, (of_editors, text, fewest, most) in _NAMES.items():
        either = partial(_people, lambda record: record.author or _editors(record), text)
        authors = partial(_people, lambda record: record.author, text)
        editors = partial(_people, _editors, text)
        table[name] = Field(either, fewest, most)
        table[f"pure{name}"] = Field(authors, fewest, most)
        table[of_editors] = Field(editors, fewest, most)
    return table


FIELDS = _fields()
"""All fields by their names in lower case."""
