"""Nothing is attached to another work, however near it is; what is the same is found."""

import json
from collections import Counter
from pathlib import Path

import pytest

from jupyter_paperlookup.records import from_csl
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.matching import matches

PAIRS = [
    json.loads(line)
    for line in (Path(__file__).parent / "near_misses.jsonl").read_text("utf-8").splitlines()
]
WORDS = (
    "we study how a machine that prints symbols on a tape can be made to compute every number that "
    "any other machine of the kind can compute and what it can never find out about itself"
)


def record(title="On Computable Numbers", **variables):
    item = {"type": "article-journal", "title": title} | variables
    return from_csl(item)


def creators(*names):
    return [{"family": name} for name in names]


def issued(*parts):
    return {"date-parts": [list(parts)]}


def decided(one, other, **candidate):
    found = matches(one, [Candidate(other, "service", **candidate)])
    return found[0].decision if found else "none"


def decision(pair):
    return decided(from_csl(pair["record"]), from_csl(pair["candidate"]))


@pytest.mark.parametrize(
    "pair", [each for each in PAIRS if not each["same"]], ids=lambda each: each["record"]["title"]
)
def test_nothing_is_attached_to_another_work(pair):
    assert decision(pair) in ("suggest", "none")
    back = {"record": pair["candidate"], "candidate": pair["record"]}
    assert decision(back) in ("suggest", "none")


def test_there_are_at_least_two_hundred_pairs_of_every_kind():
    kinds = Counter(pair["kind"] for pair in PAIRS)
    assert len(PAIRS) >= 200
    assert len(kinds) == 13
    assert min(kinds.values()) >= 3


def test_what_is_the_same_is_attached_or_suggested():
    same = [decision(pair) for pair in PAIRS if pair["same"] is True]
    assert sum(each in ("attach", "suggest") for each in same) >= 0.95 * len(same)
    assert "link" not in same


def test_published_versions_are_linked_or_suggested_and_never_replace_a_preprint():
    versions = [decision(pair) for pair in PAIRS if pair["same"] == "version"]
    assert set(versions) <= {"link", "suggest"}


@pytest.mark.parametrize(
    "one, other, expected",
    [
        ({}, {}, "suggest"),
        ({"abstract": WORDS}, {"abstract": WORDS}, "attach"),
        ({"abstract": WORDS}, {"abstract": f"{WORDS} <p>and more</p>"}, "attach"),
        ({"author": creators("Turing"), "issued": issued(1936)},
         {"author": creators("Turing"), "issued": issued(1936)}, "attach"),
        ({"author": creators("Turing"), "issued": issued(1936)},
         {"author": creators("Church"), "issued": issued(1936)}, "none"),
        ({"author": creators("Turing"), "issued": issued(1936)},
         {"author": creators("Turing"), "issued": issued(1937)}, "suggest"),
        ({"abstract": WORDS, "issued": issued(1936)},
         {"abstract": WORDS, "issued": issued(1999)}, "suggest"),
        ({"abstract": WORDS, "volume": "42"}, {"abstract": WORDS, "volume": "43"}, "suggest"),
        ({"abstract": WORDS, "volume": "042"}, {"abstract": WORDS, "volume": "42"}, "attach"),
        ({"abstract": WORDS, "page": "230-265"}, {"abstract": WORDS, "page": "544"}, "suggest"),
        ({"abstract": WORDS, "DOI": "10.1112/plms/s2-42.1.230"},
         {"abstract": WORDS, "DOI": "10.1112/plms/s2-43.6.544"}, "none"),
    ],
)  # fmt: skip
def test_equal_titles(one, other, expected):
    assert decided(record(**one), record(**other)) == expected


@pytest.mark.parametrize(
    "title, expected",
    [
        ("On Computable Numbers", "attach"),
        ("On Computable Numbers, with an Application", "suggest"),
        ("On Computable Numbers 2", "suggest"),
        ("The Design of Everyday Things", "suggest"),
    ],
)
def test_an_identifier_needs_its_title(title, expected):
    both = {"DOI": "10.1112/plms/s2-42.1.230", "author": creators("Turing"), "issued": issued(1936)}
    other = record(title, **both)
    assert decided(record(**both), other, found_by="identifier") == expected


def test_authors_that_are_only_counted_are_a_witness_with_the_day():
    facts = {"paperlookup": {"author-count": 2}}
    one = record("A Fine Title of Five", custom=facts, issued=issued(2023, 10, 12))
    near = {"author": creators("Ada", "Bob"), "issued": issued(2023, 10, 9)}
    assert decided(one, record("A fine title of five", **near)) == "attach"
    assert (
        decided(one, record("A fine title of five", **near | {"issued": issued(2023)})) == "suggest"
    )
    three = near | {"author": creators("Ada", "Bob", "Eve")}
    assert decided(one, record("A fine title of five", **three)) == "suggest"


def test_the_papers_of_a_day_are_a_witness():
    assert decided(record("Moshi"), record("MOSHI"), found_by="closed set") == "attach"
    assert decided(record("Moshi"), record("MOSHI"), found_by="title") == "suggest"


def test_two_works_that_fit_are_both_only_suggested():
    known = {"author": creators("Turing"), "issued": issued(1936)}
    both = [
        Candidate(record(**known, DOI=f"10.1112/plms/{number}"), "service") for number in (1, 2)
    ]
    assert [match.decision for match in matches(record(**known), both)] == ["suggest", "suggest"]
    assert matches(record(**known), both[:1])[0].decision == "attach"
    assert [m.decision for m in matches(record(**known), [both[0], both[0]])] == ["attach"] * 2
