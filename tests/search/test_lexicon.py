from hypothesis import given
from hypothesis import strategies as st

from jupyter_paperlookup.search.lexicon import MAX_CORRECTIONS, Lexicon

words = st.text(alphabet="abcdé", min_size=1, max_size=7)
lexicons = st.dictionaries(words, st.integers(1, 9), max_size=60)


@given(lexicons, words)
def test_prefixes_give_the_most_frequent_terms(frequencies, prefix):
    lexicon = Lexicon.of(frequencies)
    expected = sorted((w for w in frequencies if w.startswith(prefix)), reverse=True,
                      key=lambda w: (frequencies[w], w))  # fmt: skip
    assert lexicon.starting_with(prefix, limit=5) == expected[:5]
    assert lexicon.count(prefix) == len(expected)


def test_one_mistake_is_forgiven_in_a_word_that_is_long_enough():
    lexicon = Lexicon.of({"interleaved": 4, "transformer": 9, "fit": 3, "fib": 2, "interweaved": 1})
    assert lexicon.near("interleved") == ["interleaved"]
    assert lexicon.near("itnerleaved") == ["interleaved"]
    assert lexicon.near("interlleaved") == ["interleaved"]
    assert lexicon.near("interlxved") == []
    assert lexicon.near("interleaved") == ["interleaved", "interweaved"]
    assert lexicon.near("fix") == []


def test_a_mistake_in_the_beginning_of_a_word():
    lexicon = Lexicon.of({"interleaved": 4, "internal": 9, "external": 3})
    assert lexicon.beginning_near("intrelea") == ["interleaved"]
    assert lexicon.beginning_near("externl") == ["external"]
    assert lexicon.beginning_near("xnterlea") == []


@given(lexicons, words)
def test_corrections_are_bounded_terms_of_the_lexicon(frequencies, word):
    lexicon = Lexicon.of(frequencies)
    for found in (lexicon.near(word), lexicon.beginning_near(word)):
        assert len(found) <= MAX_CORRECTIONS
        assert all(term in lexicon for term in found)


def test_terms_are_in_order_and_counted():
    lexicon = Lexicon.of({"b": 2, "a": 1})
    assert list(lexicon) == ["a", "b"]
    assert len(lexicon) == 2
    assert (lexicon.frequency("b"), lexicon.frequency("c")) == (2, 0)
