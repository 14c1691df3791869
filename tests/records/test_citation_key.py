"""Citation keys: made, unique, safe in every dialect."""

from __future__ import annotations

import pytest
from hypothesis import given
from strategies import hostile_creators, records

from jupyter_paperlookup.records import Creator, PartialDate, Record, unique_key
from jupyter_paperlookup.records.citation_key import is_valid_key, make_key


@pytest.mark.parametrize(
    "record,key",
    [
        (
            Record(
                title="FIT: Far-reaching Interleaved Transformers",
                author=(Creator(family="Chen", given="Ting"),),
                issued=PartialDate(year=2023, month=5),
            ),
            "chen2023fit",
        ),
        (Record(title="The Art of Computer Programming"), "art"),
        (Record(title="On the", author=(Creator(literal="01.AI"),)), "01ai"),
        (Record(title="Über die Grenze", author=(Creator(family="Gödel"),)), "godeluber"),
        (Record(author=(Creator(family="Gogh", non_dropping_particle="van"),)), "vangogh"),
        (Record(title="Łódź", author=(Creator(family="Strauß"),)), "strausslodz"),
        (Record(issued=PartialDate(month=6, day=16)), "paper"),
        (Record(title="漢語"), "paper"),
        (Record(title="<i>Escherichia</i> in H<sub>2</sub>O"), "escherichia"),
        (Record(title="H<sub>2</sub>O"), "h2o"),
    ],
)
def test_made_from_author_year_and_title(record, key):
    assert make_key(record) == key


@given(records, hostile_creators)
def test_every_key_made_is_valid(record, creator):
    assert is_valid_key(make_key(record))
    assert is_valid_key(make_key(Record(title=record.title, author=(creator,))))


def test_the_newer_one_gets_a_letter():
    taken = {"chen2023fit"}
    assert unique_key("chen2023fit", taken.__contains__) == "chen2023fita"
    taken |= {f"chen2023fit{letter}" for letter in "abcdefghijklmnopqrstuvwxyz"}
    assert unique_key("chen2023fit", taken.__contains__) == "chen2023fitaa"
    assert unique_key("turing1936", taken.__contains__) == "turing1936"


@pytest.mark.parametrize("key", ["", "a b", "a,b", "a}", "#a", "a%b", "a\nb", "x" * 201, "a#b"])
def test_invalid(key):
    assert not is_valid_key(key)


@pytest.mark.parametrize("key", ["chen2023fit", "DBLP:conf/nips/Vaswani17", "a_b-c.d+e"])
def test_valid(key):
    assert is_valid_key(key)
