import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from jupyter_paperlookup.errors import UnreadableQuery
from jupyter_paperlookup.search.query import MAX_CHARACTERS, MAX_WORDS, Query, parse_query
from jupyter_paperlookup.search.query_parts import Identifier, Phrase, Word, Years

# What people type and what they are afraid of: the alphabet of queries.
query_texts = st.lists(
    st.sampled_from(
        ["author:", "title:", "year:", "key:", "arxiv:", "doi:", "source:", "-", '"', "\u201c",
         "..", "2023", "2023..2020", "far-reach", "10.48550/arXiv.2410.10139", "https://", "*", "?",
         "~3", "[a TO z]", "(", ")", " ", "\x00", "\ud800", "Muñoz", "深層", "'", ":", "AND", "NOT"]
    )
    | st.text(max_size=12),
    max_size=40,
).map("".join)  # fmt: skip


@pytest.mark.parametrize(
    "text, understood",
    [
        ("far reaching", ("words: far reaching",)),
        ("far-reaching Muñoz", ("words: far reaching munoz",)),
        ("author:chen", ("author: chen",)),
        ("Author: Chen fit", ("words: fit", "author: chen")),
        ('author:"Ting Chen"', ("author: ting chen",)),
        ("title:transformers -vision", ("title: transformers", "without word: vision")),
        ('"scaling laws" 2021', ("words: 2021", "phrase: scaling laws")),
        ("\u201cscaling laws\u201d", ("phrase: scaling laws",)),
        ('-"scaling laws" chen', ("words: chen", "without phrase: scaling laws")),
        ("chen -far-reaching", ("words: chen", "without phrase: far reaching")),
        ("year:2023", ("year: 2023",)),
        ("year:2020..2023", ("year: 2020..2023",)),
        ("year:2020..", ("year: 2020..",)),
        ("year:..2023", ("year: ..2023",)),
        ("chen -year:2023", ("words: chen", "without year: 2023")),
        ("key:Chen2023FIT", ("key: chen2023fit",)),
        ("source:references.bib", ("source: references", "source: bib")),
        ("arxiv:2410.10139v2", ("arxiv: 2410.10139",)),
        ("arXiv:hep-th/9901001", ("arxiv: hep-th/9901001",)),
        ("2410.10139", ("arxiv: 2410.10139",)),
        ("https://arxiv.org/abs/2410.10139v1", ("arxiv: 2410.10139",)),
        ("(https://arxiv.org/pdf/2410.10139.pdf?download=1)", ("arxiv: 2410.10139",)),
        ("https://huggingface.co/papers/2410.10139", ("arxiv: 2410.10139",)),
        ("10.48550/arXiv.2410.10139", ("arxiv: 2410.10139",)),
        ("https://doi.org/10.1112/plms/s2-42.1.230", ("doi: 10.1112/plms/s2-42.1.230",)),
        ("doi:10.1112/PLMS/s2-42.1.230.", ("doi: 10.1112/plms/s2-42.1.230",)),
        ("doi: https://doi.org/10.48550/arXiv.2410.10139", ("arxiv: 2410.10139",)),
        ("\u201c2410.10139\u201d", ("arxiv: 2410.10139",)),
        ("FIT: far-reaching", ("words: fit far reaching",)),
        ("abstract:foo", ("words: abstract foo",)),
        ("*a* [a TO z] word~3 AND (b)", ("words: a a to z word 3 and b",)),
        ("", ()),
        ("   ", ()),
    ],
)
def test_what_is_understood(text, understood):
    assert parse_query(text).understood() == understood


@pytest.mark.parametrize(
    "text, says",
    [
        ('chen "far reaching', "quotation mark at character 6"),
        ("author:", "author: has nothing after it"),
        ("author: year:2023", "author: has nothing after it"),
        ('title:""', "title: has nothing after it"),
        ("year:soon", "year:soon is not a year"),
        ("year:20", "year:20 is not a year"),
        ("year:..", "year:.. is not a year"),
        ("year:20202023", "is not a year"),
        ("year:2023..2020", "write year:2020..2023"),
        ("arxiv:nothing", "as in arxiv:2301.12345"),
        ("doi:nothing", "as in doi:10.1000/182"),
        ("???", "no word"),
        ("-", "no word"),
        ("x" * (MAX_CHARACTERS + 1), "longer than 256 characters"),
        ("a " * (MAX_WORDS + 1), "more than 32 words"),
    ],
)
def test_what_cannot_be_read_says_so_in_one_line(text, says):
    with pytest.raises(UnreadableQuery) as refused:
        parse_query(text)
    assert says in refused.value.reason
    assert "\n" not in refused.value.reason


def test_while_typing_the_last_word_is_the_beginning_of_one():
    assert parse_query("ting che", typing=True).words == (Word("ting"), Word("che", is_prefix=True))
    assert parse_query("author:che", typing=True).words == (
        Word("che", field="author", is_prefix=True),
    )
    assert parse_query("far-reac", typing=True).words == (
        Word("far", joined="farreac"),
        Word("reac", joined="farreac", is_prefix=True),
    )


@pytest.mark.parametrize("text", ["che ", "che,", "che)"])
def test_a_blank_or_punctuation_ends_the_last_word(text):
    assert parse_query(text, typing=True).words == (Word("che"),)


def test_nothing_is_a_beginning_when_not_typing():
    assert parse_query("ting che").words == (Word("ting"), Word("che"))


@pytest.mark.parametrize(
    "text, query",
    [
        ('"far rea', Query(phrases=(Phrase(("far", "rea"), is_prefix=True),))),
        ('"far reaching"', Query(phrases=(Phrase(("far", "reaching")),))),
        ("author:", Query()),
        ("year:20", Query(years=(Years(2000, 2099),))),
        ("year:202", Query(years=(Years(2020, 2029),))),
        ("year:2020.", Query(years=(Years(2020, None),))),
        ("year:2020..20", Query(years=(Years(2020, None),))),
        ("year:..202", Query(years=(Years(None, 2029),))),
        ("year:.", Query()),
        ("year:2023..2020", Query(years=(Years(2020, 2023),))),
        ("arxiv:2410.1", Query(identifiers=(Identifier("arxiv", "2410.1", is_prefix=True),))),
        ("2410.101", Query(identifiers=(Identifier("arxiv", "2410.101", is_prefix=True),))),
        ("doi:10.1", Query(identifiers=(Identifier("doi", "10.1", is_prefix=True),))),
        ("10.48550/arX", Query(identifiers=(Identifier("doi", "10.48550/arx", is_prefix=True),))),
        (
            "https://doi.org/10.1112/",
            Query(identifiers=(Identifier("doi", "10.1112/", is_prefix=True),)),
        ),
        (
            "https://arxiv.org/pdf/2410.1",
            Query(identifiers=(Identifier("arxiv", "2410.1", is_prefix=True),)),
        ),
        ("2410", Query(identifiers=(Identifier("arxiv", "2410", is_prefix=True),))),
        ("2010", Query(words=(Word("2010", is_prefix=True),))),
        ("key:chen2", Query(identifiers=(Identifier("key", "chen2", is_prefix=True),))),
        ("???", Query()),
    ],
)
def test_half_typed_syntax_is_taken_as_it_is(text, query):
    read = parse_query(text, typing=True)
    assert (read.words, read.phrases, read.years, read.identifiers) == (
        query.words,
        query.phrases,
        query.years,
        query.identifiers,
    )


def test_too_much_is_cut_and_said_while_typing():
    read = parse_query("word " * 100, typing=True)
    assert len(read.words) == MAX_WORDS
    assert read.is_cut
    assert "only the first 32 words" in read.understood()[-1]


def test_what_may_be_a_key_is_kept():
    assert parse_query("@Chen2023FIT, fit").possible_keys == ("chen2023fit", "fit")
    for cited in (r"\cite{Chen2023FIT}", "{cite:p}`chen2023fit`", "[@chen2023fit;"):
        assert "chen2023fit" in parse_query(cited).possible_keys


@given(query_texts | st.text(max_size=600))
@example("\ud800")
def test_there_is_no_error_while_typing(text):
    read = parse_query(text, typing=True)
    words = len(read.words) + sum(len(phrase.words) for phrase in read.phrases)
    assert words <= MAX_WORDS
    assert len(read.text) <= MAX_CHARACTERS
    assert all(isinstance(part, str) for part in read.understood())


@given(query_texts | st.text(max_size=600))
def test_the_only_error_is_an_unreadable_query(text):
    try:
        read = parse_query(text)
    except UnreadableQuery as refused:
        assert len(refused.reason) < 2 * MAX_CHARACTERS  # noqa: PT017
        assert refused.reason.isprintable()  # noqa: PT017
    else:
        assert not read.is_empty or not text.strip()
