"""Citation key patterns, as JabRef's manual describes them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import records

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records import Creator, PartialDate, Record
from jupyter_paperlookup.records.citation_key import is_valid_key, make_key
from jupyter_paperlookup.records.key_fields import FIELDS
from jupyter_paperlookup.records.key_modifiers import SIMPLE_MODIFIERS
from jupyter_paperlookup.records.key_pattern import DEFAULT_PATTERN, parse_key_pattern
from jupyter_paperlookup.records.key_regex import safe_regex


def people(*names):
    pairs = [name.split() for name in names]
    return tuple(Creator(given=given, family=family) for given, family in pairs)


NAMES = ("Ada Lovelace", "Charles Babbage", "Alan Turing", "Grace Hopper", "Emmy Noether")
WORK = Record(
    type="article-journal",
    title="An awesome paper on JabRef",
    author=people(*NAMES[:2]),
    issued=PartialDate(1998, 3, 7),
    doi="10.1000/x.y",
    other={
        "container-title": "Journal of Fish Biology",
        "volume": 12,
        "page": "L73-97",
        "keyword": "fish, biology; swimming",
        "editor": [{"family": "Gödel", "given": "Kurt"}],
    },
)


@pytest.mark.parametrize(
    "pattern, key",
    [
        ("[auth][year]", "Lovelace1998"),
        ("[auth:lower][year][veryshorttitle:lower]", "lovelace1998awesome"),
        ("[auth3]", "Lov"),
        ("[auth3_2]", "Bab"),
        ("[auth3_9]", "paper"),
        ("[authors]", "LovelaceBabbage"),
        ("[authors1]", "LovelaceEtAl"),
        ("[authEtAl]", "LovelaceBabbage"),
        ("[auth.etal]", "Lovelace.Babbage"),
        ("[authorLast]", "Babbage"),
        ("[authorsAlpha][shortyear]", "LB98"),
        ("[authIni4]", "LoBa"),
        ("[authorIni]", "LovelB"),
        ("[authshort]", "LB"),
        ("[authForeIni][authorLastForeIni]", "AC"),
        ("[edtr][editors][editorLast]", "GodelGodelGodel"),
        ("[title]", "AnAwesomePaperonJabRef"),
        ("[TITLE]", "AnawesomepaperonJabRef"),
        ("[title:abbr]", "AAPoJ"),
        ("[camel:abbr]", "AAPOJ"),
        ("demo[title:abbr]", "demoAAPoJ"),
        ("[camel]", "AnAwesomePaperOnJabRef"),
        ("[camel2]", "AnAwesome"),
        ("[shorttitle]", "AwesomePaperJabRef"),
        ("[shorttitle2_1]", "Awesomepaper"),
        ("[shorttitleINI]", "APJ"),
        ("[fulltitle:truncate4]", "Ana"),
        ("[fulltitle:upper:truncate2]", "AN"),
        ("[fulltitle:capitalize]", "AnAwesomePaperOnJabref"),
        ("[fulltitle:titlecase]", "anAwesomePaperonJabref"),
        ("[fulltitle:sentencecase]", "Anawesomepaperonjabref"),
        ("[journal:abbr]", "JoFB"),
        ("[firstpage]-[lastpage]", "73-97"),
        ("[pageprefix]", "L"),
        ("[keyword2][keywords2]", "biologyfishbiology"),
        ("[month][day]", "March7"),
        ("[date]", "1998-03-07"),
        ("[type]:[doi]", "article-journal:10.1000/x.y"),
        ("[volume:(unknown)]", "12"),
        ("[number:(unknown)]", "unknown"),
        ("[year]_[auth:upper]", "1998_LOVELACE"),
        (r'[auth.etal:regex("\\.etal","EtAl"):regex("\\.","And")]', "LovelaceAndBabbage"),
        (r'[fulltitle:regex("\s+","_")]', "An_awesome_paper_on_JabRef"),
        ('[auth:regex("[aeiou]","")]', "Lvlc"),
    ],
)
def test_fields_and_modifiers(pattern, key):
    assert make_key(WORK, pattern) == key


@pytest.mark.parametrize(
    "pattern, keys",
    [
        ("[authorsAlpha]", ["Lov", "LB", "LBT", "LBTH", "LBT+"]),
        ("[authshort]", ["Lovelace", "LB", "LBT", "LBT+", "LBT+"]),
        ("[authEtAl]", ["Lovelace", "LovelaceBabbage", *["LovelaceEtAl"] * 3]),
        ("[auth.auth.ea]", ["Lovelace", "Lovelace.Babbage", *["Lovelace.Babbage.ea"] * 3]),
    ],
)
def test_one_to_five_authors(pattern, keys):
    works = [Record(author=people(*NAMES[:count])) for count in range(1, 6)]
    assert [make_key(work, pattern) for work in works] == keys


def test_editors_stand_in_for_authors_unless_pure():
    edited = Record(other={"editor": [{"family": "Gödel"}]})
    assert make_key(edited, "[auth]") == "Godel"
    assert make_key(edited, "[pureauth:(anon)]") == "anon"


def test_the_default_is_the_documented_one():
    assert make_key(WORK) == make_key(WORK, DEFAULT_PATTERN) == "lovelace1998awesome"


@pytest.mark.parametrize(
    "pattern, place, words",
    [
        ("[auth", 6, "missing"),
        ("[]", 2, "name of a field"),
        ("[auth][yaer]", 8, r"\[year\]"),
        ("[auth:lowr]", 7, "no modifier :lowr"),
        ("[auth:lower", 12, "missing"),
        ("a b[auth]", 2, "' '"),
        ("[auth]{x}", 7, "'{'"),
        ("[year4]", 2, "fewer numbers"),
        ("[keyword]", 2, "needs a number"),
        ("[auth:truncate]", 7, "truncateN"),
        ('[auth:regex("a")]', 12, "regex is written"),
        ('[auth:regex("(a+)+","")]', 12, "group"),
        ('[auth:regex("a*a*a*","")]', 12, "more than 2"),
        ('[auth:regex("[","")]', 12, "cannot be read"),
        ('[auth:regex("*","")]', 12, "cannot be read"),
        ("[auth:(a b)]", 7, "parentheses"),
        ("auth.lower + year", 5 + 6, "' '"),
    ],
)
def test_what_cannot_be_read_is_one_sentence_with_its_place(pattern, place, words):
    with pytest.raises(InvalidRequest, match=words) as caught:
        make_key(WORK, pattern)
    assert f"Character {place} " in caught.value.reason
    assert caught.value.reason.count("\n") == 0


@pytest.mark.parametrize("pattern", ["", "literature", "x" * 301])
def test_a_pattern_names_a_field(pattern):
    with pytest.raises(InvalidRequest):
        parse_key_pattern(pattern)


@given(st.text(max_size=40) | st.text('[auth]:lower(")12_,regx*', max_size=40))
def test_any_text_is_a_pattern_or_an_invalid_request(text):
    try:
        key = make_key(WORK, text)
    except InvalidRequest:
        return
    assert is_valid_key(key)


@given(records, st.sampled_from(sorted(FIELDS)))
def test_every_field_gives_a_valid_key(record, name):
    field = FIELDS[name]
    number = "3" if field.fewest else ""
    assert is_valid_key(make_key(record, f"[{name}{number}]"))


@pytest.mark.parametrize(
    "text", [r"\1", r"\q", "[[a]", "[a--b]", "[a", "x" * 101, "a)", "a{,}b{2}c*", "a**"]
)
def test_other_regular_expressions_are_refused(text):
    with pytest.raises(ValueError, match=r"is|has|cannot|repeats"):
        safe_regex(text)


@given(st.text(r"ab.*+?{}[]|\^$123,", max_size=30))
def test_every_regular_expression_that_is_taken_ends(text):
    try:
        pattern = safe_regex(text)
    except ValueError:
        return
    assert set(pattern.sub("", "a" * 200)) <= {"a"}


def test_every_field_and_modifier_is_documented():
    text = (Path(__file__).parents[2] / "docs" / "keys.md").read_text("utf-8").lower()
    people = ("edtr", "editor", "pure")
    for name, field in FIELDS.items():
        number = "n" if field.fewest else ""
        assert name.startswith(people) or f"`[{name}{number}]`" in text
    for name in SIMPLE_MODIFIERS:
        assert f"`:{name}`" in text
