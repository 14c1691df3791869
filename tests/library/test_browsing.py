"""The list of records: parted into periods, narrowed, and what is new in it."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Count
from jupyter_paperlookup.records.periods import week_name

DAILY = "Daily Papers"


def add(library, **dates):
    """Records by key, each with a date: `2023-10-12`, `2023-10`, `2023` or none."""
    for key, day in dates.items():
        item = {"id": key, "title": f"Title of {key}"}
        if day:
            item["issued"] = {"date-parts": [[int(part) for part in day.split("-")]]}
        library.add(item)


def keep(library, day, *counts, is_fresh=True):
    library._store.snapshots.keep(DAILY, day, counts, is_fresh=is_fresh)


@pytest.fixture
def dated(empty):
    add(
        empty,
        thursday="2023-10-12",
        sunday="2023-10-15",
        monday="2023-10-16",
        october="2023-10",
        newyear="2021-01-01",
        year="2023",
        never="",
    )
    return empty


def keys(page):
    return [row.record.key for row in page.rows]


def sections(page):
    return [(each.at, each.count) for each in page.sections]


@pytest.mark.parametrize(
    "by, expected",
    [
        (
            "day",
            [
                ("2023-10-16", 1),
                ("2023-10-15", 1),
                ("2023-10-12", 1),
                ("2021-01-01", 1),
                ("undated", 3),
            ],
        ),
        ("week", [("2023-W42", 1), ("2023-W41", 2), ("2020-W53", 1), ("undated", 3)]),
        ("month", [("2023-10", 4), ("2021-01", 1), ("undated", 2)]),
    ],
)
def test_the_list_is_parted_into_periods_the_last_one_first(dated, by, expected):
    page = dated.browse(by=by)
    assert sections(page) == expected
    assert (page.total, page.note, page.is_fresh) == (7, "", False)
    named = [row.period for row in page.rows]
    assert named == [at for at, count in expected for _ in range(count)]


def test_what_has_only_a_month_or_a_year_comes_where_that_is_said(dated):
    assert keys(dated.browse(by="month")) == [
        "monday", "sunday", "thursday", "october", "newyear", "year", "never",
    ]  # fmt: skip
    assert keys(dated.browse(by="day"))[-3:] == ["october", "year", "never"]
    dates = {row.record.key: row.date for row in dated.browse().rows}
    assert (dates["october"], dates["year"], dates["never"]) == ("2023-10", "2023", "")


@pytest.mark.parametrize(
    "by, at, found",
    [
        ("day", "2023-10-15", ["sunday"]),
        ("week", "2023-W41", ["sunday", "thursday"]),
        ("week", "2020-W53", ["newyear"]),
        ("month", "2023-10", ["monday", "sunday", "thursday", "october"]),
        ("day", "2023-W42", ["monday"]),
        ("month", "undated", ["year", "never"]),
        ("day", "1999-01-01", []),
    ],
)
def test_one_period(dated, by, at, found):
    page = dated.browse(by=by, at=at)
    assert (keys(page), page.total) == (found, len(found))


@pytest.mark.parametrize(
    "at", ["2023-13", "2023-02-30", "2023-W54", "2021-W53", "0000-01", "yesterday", "2023"]
)
def test_what_is_no_period_is_said_to_be_none(dated, at):
    with pytest.raises(InvalidRequest, match="is no period"):
        dated.browse(at=at)


@given(st.dates(min_value=date(1, 1, 8), max_value=date(9999, 12, 24)))
def test_the_week_of_a_day_is_that_of_iso_8601(day):
    assert week_name(day) == day.strftime("%G-W%V").zfill(8)


@pytest.mark.parametrize("limit, offset", [(-1, 0), (1001, 0), (1, -1)])
def test_a_page_has_bounds(dated, limit, offset):
    with pytest.raises(InvalidRequest):
        dated.browse(limit=limit, offset=offset)


@pytest.mark.parametrize("order", ["newest", "popular", "trending", "for-you"])
def test_an_empty_library_has_an_empty_list(empty, order):
    page = empty.browse(order=order)
    assert (page.total, page.rows, page.sections, page.sources, page.years) == (0, (), (), (), ())


def test_pages_follow_each_other(dated):
    whole = keys(dated.browse())
    parts = [keys(dated.browse(limit=3, offset=offset)) for offset in (0, 3, 6, 9)]
    assert parts == [whole[:3], whole[3:6], whole[6:], []]
    assert dated.browse(limit=0).total == 7


def test_the_day_on_which_a_record_was_listed_comes_before_that_of_issue(dated):
    keep(dated, "2026-11-20", Count("october", upvotes=3, listed="2023-10-31"))
    keep(dated, "2026-11-21", Count("october", upvotes=5, comments=1, listed="2023-11-02"))
    first = dated.browse(by="day").rows[0]
    assert (first.record.key, first.period, first.date) == ("october", "2023-10-31", "2023-10-31")
    assert (first.upvotes, first.comments, first.counted) == (5, 1, "2026-11-21")
    dated.edit("october", {"issued": {"date-parts": [[1999]]}})
    page = dated.browse(by="day", at="2023-10-31")
    assert (keys(page), [facet.value for facet in page.years]) == (["october"], ["1999"])


def test_a_corrected_date_moves_a_record(dated):
    dated.edit("sunday", {"issued": {"date-parts": [[2024, 2, 29]]}})
    assert keys(dated.browse())[0] == "sunday"
    dated.undo()
    assert keys(dated.browse())[0] == "monday"


def test_a_day_that_is_none_costs_no_other(dated):
    dated._store.database.do("UPDATE listing SET day = '2023-99-99' WHERE year = 2021")
    page = dated.browse(by="month")
    assert sections(page) == [("2023-10", 4), ("undated", 3)]


# --- narrowing ------------------------------------------------------------------------------


def facets(found):
    return {each.value: each.count for each in found}


def test_each_facet_ignores_its_own_choice(library):
    everything = library.browse()
    page = library.browse(source="001_15c97973b37e6992.txt", year=2025)
    assert (
        page.total == facets(page.years)["2025"] == facets(page.sources)["001_15c97973b37e6992.txt"]
    )
    assert sum(facets(page.years).values()) < sum(facets(everything.years).values())
    assert facets(library.browse(year=2025).years) == facets(everything.years)
    assert facets(library.browse(source="metadata.jsonl").sources) == facets(everything.sources)
    assert [each.value for each in page.years] == sorted(facets(page.years), reverse=True)


def test_the_counts_of_facets_are_what_is_left(library):
    page = library.browse(order="popular")
    statuses = {each.name: each.records for each in library.status().sources}
    assert facets(page.sources) == statuses
    for facet in page.years[:3]:
        assert library.browse(year=int(facet.value)).total == facet.count


def test_only_what_a_notebook_cites(dated):
    dated.rename_key("sunday", "easter")
    page = dated.browse(cited=["SUNDAY", "year", "nobody"])
    assert keys(page) == ["easter", "year"]
    assert dated.browse(cited=[]).total == 0


def test_an_unknown_source_holds_nothing(dated):
    assert dated.browse(source="nowhere.bib").total == 0


# --- what is new ----------------------------------------------------------------------------


def new(page):
    return [row.record.key for row in page.rows if row.is_new]


def test_before_the_first_visit_nothing_is_new(dated):
    page = dated.browse()
    assert (new(page), page.last_visit) == ([], "")
    assert dated.browse(only_new=True).total == 0


def test_what_came_in_since_the_last_visit_is_new(dated):
    moment = dated.visit()
    assert new(dated.browse()) == []
    add(dated, later="2020-05-05", friday="2023-10-13")
    page = dated.browse()
    assert (new(page), page.last_visit) == (["friday", "later"], moment)
    assert [(each.at, each.new) for each in page.sections if each.new] == [
        ("2023-10-13", 1),
        ("2020-05-05", 1),
    ]
    assert keys(dated.browse(only_new=True)) == ["friday", "later"]
    dated.visit()
    assert new(dated.browse()) == []


def test_what_was_merged_and_comes_back_is_not_new(dated):
    dated.visit()
    dated.merge(["sunday", "monday"])
    dated.undo()
    assert new(dated.browse()) == []


# --- what came in ---------------------------------------------------------------------------


def arrived(library, since, until):
    found = library.arrived(date.fromisoformat(since), date.fromisoformat(until))
    return [record.key for record in found]


def test_new_is_what_was_listed_on_a_day_and_what_was_stored_on_it(dated):
    keep(dated, "2026-11-21", Count("never", 1, listed="2026-11-20"), Count("year", 1))
    dated._store.database.do("UPDATE listing SET stored = '2026-11-19'")
    assert arrived(dated, "2026-11-20", "2026-11-21") == ["never"]
    assert arrived(dated, "2026-11-19", "2026-11-20")[0] == "never"
    assert len(arrived(dated, "2026-11-19", "2026-11-20")) == 7
    assert arrived(dated, "2023-10-01", "2023-10-31") == []


def test_what_a_library_begins_with_came_in_on_no_day_unless_it_was_listed(library):
    always = ("0001-01-01", "9999-12-31")
    before = arrived(library, *always)
    listed = library._store.database.all("SELECT count(*) FROM listing WHERE listed <> ''")
    assert len(before) == listed[0][0] < library.status().records
    add(library, turing1936="1936")
    assert set(arrived(library, *always)) - set(before) == {"turing1936"}


# --- the same as by hand --------------------------------------------------------------------


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=15)
@given(st.lists(st.dates(date(2020, 1, 1), date(2026, 12, 31)), max_size=12))
def test_every_record_is_in_one_period_and_newest_first(empty, days):
    empty._store.remove_records(range(1, empty._store.next_id()))
    add(empty, **{f"r{number}": str(day) for number, day in enumerate(days)})
    for by, name in (
        ("day", str),
        ("week", week_name),
        ("month", lambda day: f"{day.year}-{day.month:02d}"),
    ):
        page = empty.browse(by=by)
        assert [row.date for row in page.rows] == sorted(map(str, days), reverse=True)
        assert [row.period for row in page.rows] == [name(day) for day in sorted(days)[::-1]]
        assert sum(each.count for each in page.sections) == len(days)
