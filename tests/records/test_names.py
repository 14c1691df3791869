"""Names in short and in full."""

from __future__ import annotations

import pytest

from jupyter_paperlookup.records import Creator
from jupyter_paperlookup.records.names import creators_from_csl, creators_to_csl, short_creators

GOGH = Creator(family="Gogh", given="Vincent", non_dropping_particle="van")
TURING = Creator(family="Turing", given="Alan")
CERN = Creator(literal="CERN")


def test_surnames_and_full_names():
    assert (GOGH.surname, GOGH.full_name) == ("van Gogh", "Vincent van Gogh")
    assert (CERN.surname, CERN.full_name) == ("CERN", "CERN")
    king = Creator(family="King", given="Martin Luther", suffix="Jr.")
    assert king.full_name == "Martin Luther King Jr."


@pytest.mark.parametrize(
    "creators,text",
    [
        ((), ""),
        ((TURING,), "Turing"),
        ((TURING, GOGH), "Turing & van Gogh"),
        ((CERN, TURING, GOGH), "CERN et al."),
    ],
)
def test_in_one_line(creators, text):
    assert short_creators(creators) == text


def test_csl_names():
    csl = creators_to_csl((GOGH, CERN))
    assert csl == [
        {"family": "Gogh", "given": "Vincent", "non-dropping-particle": "van"},
        {"literal": "CERN"},
    ]
    assert creators_from_csl(csl) == (GOGH, CERN)
    assert creators_from_csl("Turing") == ()
