"""Likeness is only ever a suggestion."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.library.suggestions import is_preprint
from jupyter_paperlookup.records import Creator, PartialDate, Record

TITLE = "Deep Residual Learning for Image Recognition"
HE = (Creator(family="He", given="Kaiming"),)


def work(key, **fields):
    return Record(key=key, **({"title": TITLE, "author": HE, "issued": PartialDate(2016)} | fields))


@pytest.fixture
def suggested(empty):
    def suggest(*records):
        empty._store.add_records(list(enumerate(records, start=1)))
        return [(each.kind, each.first, each.second) for each in empty.suggestions()]

    return suggest


ARXIV = {"number": "arXiv:1512.03385"}


@pytest.mark.parametrize(
    "first, second, expected",
    [
        (work("a"), work("b"), [("duplicate", "a", "b")]),
        (work("z"), work("b"), [("duplicate", "z", "b")]),
        (work("a"), work("b", title=TITLE.upper() + "."), [("duplicate", "a", "b")]),
        (
            work("a", title="Deep Residual Lerning for Image Recognition"),
            work("b"),
            [("duplicate", "a", "b")],
        ),
        (
            work("a", doi="10.1109/CVPR.2016.90"),
            work("b", other=ARXIV),
            [("versions", "b", "a")],
        ),
        (work("a", author=()), work("b"), [("duplicate", "a", "b")]),
        (work("a", title="Survey", author=()), work("b", title="Survey"), []),
        (work("a", author=(Creator(family="Li"),)), work("b"), []),
        (work("a", issued=PartialDate(1990)), work("b"), []),
        (work("a", other={"volume": 1}), work("b", other={"volume": "2"}), []),
        (work("a", doi="10.1000/1"), work("b", doi="10.1000/2"), []),
        (work("a", other=ARXIV), work("b", other={"number": "arXiv:1512.99999"}), []),
        (work("a", title="Something Else Altogether"), work("b"), []),
        (work("a", title=""), work("b", title=""), []),
        (
            work("a", title="x", doi="10.1000/1"),
            work("b", title="y", doi="https://doi.org/10.1000/1"),
            [("duplicate", "a", "b")],
        ),
    ],
)
def test_pairs(suggested, first, second, expected):
    assert suggested(first, second) == expected


def test_the_evidence_is_told(empty, suggested):
    suggested(work("a", doi="10.1109/CVPR.2016.90"), work("b", other=ARXIV))
    (suggestion,) = empty.suggestions()
    assert suggestion.evidence == (
        "equal titles",
        "one creator in common",
        "both of 2016",
        "one is a preprint",
    )
    assert suggestion.score == 100


def test_nothing_is_merged(empty, suggested):
    suggested(work("a"), work("b"))
    assert empty.status().records == 2


@pytest.mark.parametrize("decide", ["link", "keep_apart", "merge"])
def test_what_a_person_decided_is_not_suggested_again(empty, decide):
    empty.import_text(f"@misc{{a, title={{{TITLE}}}, author={{He, Kaiming}}}}", "a.bib")
    empty.import_text(f"@misc{{b, title={{{TITLE}}}, author={{He, Kaiming}}}}", "b.bib")
    assert len(list(empty.suggestions())) == 1
    if decide == "merge":
        empty.merge(["a", "b"])
    else:
        getattr(empty, decide)("a", "b")
    assert not list(empty.suggestions())
    empty.undo()
    assert len(list(empty.suggestions())) == 1


def test_a_title_that_very_many_have_is_no_sign(suggested):
    assert suggested(*(work(f"k{n}", title="Editorial") for n in range(100))) == []


@pytest.mark.parametrize(
    "record, known",
    [
        (Record(doi="10.48550/arXiv.1512.03385"), True),
        (Record(doi="10.1101/2020.01.01.1"), True),
        (Record(other=ARXIV), True),
        (Record(other=ARXIV | {"container-title": "arXiv preprint"}), True),
        (Record(other=ARXIV | {"container-title": "CVPR"}), False),
        (Record(doi="10.1109/CVPR.2016.90", other=ARXIV), False),
        (Record(title="x"), False),
    ],
)
def test_preprints(record, known):
    assert is_preprint(record) is known
