"""Hypothesis strategies for what the product talks about."""

from __future__ import annotations

from calendar import monthrange

from hypothesis import strategies as st

from jupyter_paperlookup.records import Cite, Creator, PartialDate, Record
from jupyter_paperlookup.records.names import creators_to_csl

# What LaTeX, BibTeX, RIS, Markdown and HTML take for more than text, beside ordinary letters.
SIGNS = "\\{}$&#%_~^<>|'`\"-@,=;:/!?()[]*+. "
LETTERS = "abcdeghiloqrtxyzABCDEGHILOXYZ0123456789éüßøŁ漢語аяε"

hostile_text = st.lists(
    st.one_of(
        st.sampled_from([*SIGNS]),
        st.text(LETTERS, min_size=1, max_size=8),
        st.sampled_from(
            ["\\write18{", "@article{", "$\\alpha$", "--", "''", "ER  -", "%\n", "and"]
        ),
        st.text(max_size=4),
    ),
    max_size=20,
).map("".join)


def _one_line(text: str) -> str:
    shown = "".join(sign if sign.isprintable() else " " for sign in text)
    return " ".join(shown.split())


lines = hostile_text.map(_one_line)
"""Text as it is on one line: single blanks, none at the ends, nothing that cannot be seen."""

titles = lines.filter(bool)
words = st.text(LETTERS, min_size=1, max_size=12)
years = st.integers(min_value=1000, max_value=2100)
keys = st.from_regex(r"[a-z][a-z0-9:_-]{0,20}", fullmatch=True)


@st.composite
def dates(draw):
    """A date that is known to the year, to the month or to the day."""
    year = draw(years)
    month = draw(st.none() | st.integers(1, 12))
    day = None
    if month is not None:
        day = draw(st.none() | st.integers(1, monthrange(year, month)[1]))
    return PartialDate(year=year, month=month, day=day)


yearless_dates = st.builds(
    PartialDate, month=st.integers(1, 12), day=st.integers(1, 28) | st.none()
)
partial_dates = st.one_of(
    dates(),
    yearless_dates,
    st.builds(PartialDate, year=years, season=st.integers(1, 4)),
    st.builds(PartialDate, year=years, circa=st.just(value=True)),
    st.builds(PartialDate, literal=st.sampled_from(["forthcoming", "in press", "n.d."])),
)

names = st.text("abcdeghiloqrtxyzéüßøł", min_size=1, max_size=10).map(str.capitalize)
particles = st.sampled_from(["", "", "van", "de la", "von der"])
creators = st.one_of(
    st.builds(
        Creator,
        family=names,
        given=st.lists(names, min_size=1, max_size=3).map(" ".join),
        non_dropping_particle=particles,
        suffix=st.sampled_from(["", "", "Jr.", "III"]),
    ),
    st.builds(Creator, literal=st.sampled_from(["01.AI", "World Health Organization", "CERN"])),
)
"""Names as people have them."""

hostile_creators = st.one_of(
    st.builds(Creator, family=titles, given=titles),
    st.builds(Creator, literal=titles),
    st.builds(Creator, family=titles, given=titles, suffix=titles, dropping_particle=titles),
).filter(lambda creator: creator.full_name.strip(", "))  # a name of commas alone is none

dois = st.from_regex(r"10\.[0-9]{4,6}/[a-z0-9][a-z0-9_.()/-]{0,20}[a-z0-9]", fullmatch=True)
urls = st.from_regex(r"https://[a-z]{1,10}\.org/[a-z0-9_~%&#=?/-]{0,20}", fullmatch=True)

records = st.builds(
    Record,
    key=keys,
    type=st.sampled_from(
        ["document", "article-journal", "book", "chapter", "paper-conference", "report", "thesis"]
    ),
    title=titles,
    author=st.lists(creators, max_size=4).map(tuple),
    issued=st.none() | dates(),
    abstract=lines,
    doi=st.just("") | dois,
    url=st.just("") | urls,
)
"""Records with what every format can hold; titles and abstracts are hostile."""

_variables = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(
            [
                "container-title", "collection-title", "title-short", "publisher",
                "publisher-place", "note", "annote", "genre", "event-title",
            ],
            titles,
        ),
        "volume": words,
        "issue": words,
        "edition": words,
        "page": st.sampled_from(["1-2", "230-265", "e17", "iv-x"]),
        "keyword": st.lists(words, min_size=1, max_size=3).map("; ".join),
        "ISBN": st.sampled_from(["978-0-13-110362-7", "0131103628"]),
        "ISSN": st.just("0024-6115"),
        "PMID": st.sampled_from(["8692918", "21249755"]),
        "language": st.sampled_from(["en", "fr", "no"]),
        "editor": st.lists(creators, min_size=1, max_size=2).map(creators_to_csl),
        "translator": st.lists(creators, min_size=1, max_size=2).map(creators_to_csl),
        "accessed": st.just({"date-parts": [[2024, 5, 1]]}),
        "custom": st.just({"and-others": {"author": 1}}),
    },
)  # fmt: skip
full_records = st.builds(
    Record,
    key=keys,
    type=st.sampled_from([
        "document", "article", "article-journal", "book", "chapter", "paper-conference", "report",
        "thesis", "webpage", "dataset", "software", "patent", "manuscript", "no-such-type",
    ]),
    title=titles,
    author=st.lists(creators, max_size=3).map(tuple),
    issued=st.none() | dates() | partial_dates,
    abstract=lines,
    doi=st.just("") | dois,
    url=st.just("") | urls,
    other=_variables,
)  # fmt: skip
"""Records with more than every format has a place for."""

_notes = st.one_of(
    st.just(""), st.sampled_from(["see", "e.g.", "and after", "5 more"]), hostile_text
)
_locators = st.one_of(
    st.sampled_from(
        ["", "12", "12-14", "33, 35-37", "ii, A", "iv", "3.2", "A", "(a)", "12 f.", "x"]
    ),
    hostile_text,
)
_labels = st.sampled_from(
    ["page", "chapter", "issue", "table", "sub-verbo", "appendix", "number", ""]
)
_cites = st.builds(
    Cite,
    key=st.from_regex(r"[A-Za-z0-9_][\w:.+/?-]{0,12}", fullmatch=True)
    | st.sampled_from(["fig-2020", "8918850/HEZNECAM", "a b", "a,b", "x]", "y}", "é", "a;b", "`"]),
    locator=_locators,
    label=_labels,
    prefix=_notes,
    suffix=_notes,
    suppress_author=st.booleans(),
    author_in_text=st.booleans(),
)
citations = st.lists(_cites, min_size=1, max_size=4)
"""The works of a citation with everything that one can say of them, hostile in part."""
