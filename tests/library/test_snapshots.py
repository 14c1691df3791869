"""Counts of records by day: kept, replaced, and gone with their records."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jupyter_paperlookup.library import schema
from jupyter_paperlookup.library.counts import Count
from jupyter_paperlookup.library.snapshot_tables import SNAPSHOT_TABLES
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.records import Record

_DATED = "SELECT day, listed, comments, counted FROM listing ORDER BY record_id"
DAILY = "Daily Papers"
PAGE = """byAK and the research community

{day}

On Computable Numbers

The computable numbers may be described briefly as the real numbers whose expressions as a decimal
are calculable by finite means, though the subject of this paper is ostensibly the numbers.

  • 1 authors
·
{date} {comments}

Computing Machinery and Intelligence

I propose to consider the question, can machines think. This should begin with definitions of the
meaning of the terms machine and think, and the definitions might be framed so as to reflect it.
"""


def page(day="Oct 12, 2023", date="Oct 11, 2023", comments=12):
    lines = PAGE.format(day=day, date=date, comments=comments).replace("decimal\n", "decimal ")
    return lines.replace("of the\nmeaning", "of the meaning")


@pytest.fixture
def store(store):
    store.add_records([(1, Record(key="a")), (2, Record(key="b")), (3, Record(key="c"))])
    return store


def keep(store, day, counts, *, source=DAILY, is_fresh=True):
    said = [Count(key, upvotes=votes) for key, votes in counts.items()]
    store.snapshots.keep(source, day, said, is_fresh=is_fresh)


def votes(store, key):
    return [(each.day, each.upvotes) for each in store.snapshots.history(key)]


def newest(store, *keys):
    return {key: each.upvotes for key, each in store.snapshots.newest(keys).items()}


def test_the_newest_counts_are_those_of_the_last_day_whatever_came_in_last(store):
    keep(store, "2026-11-21", {"a": 31, "b": 4})
    keep(store, "2026-11-20", {"a": 12})
    assert newest(store, "a", "b", "c", "nobody") == {"a": 31, "b": 4}
    assert votes(store, "a") == [("2026-11-21", 31), ("2026-11-20", 12)]
    assert store.snapshots.newest_fresh_day == "2026-11-21"


def test_a_snapshot_takes_the_place_of_the_one_of_its_source_and_day(store):
    keep(store, "2026-11-20", {"a": 12, "b": 3})
    keep(store, "2026-11-20", {"a": 7}, source="Another")
    keep(store, "2026-11-20", {"a": 14})
    assert votes(store, "a") == [("2026-11-20", 14), ("2026-11-20", 7)]
    assert newest(store, "b") == {}


def test_captured_counts_are_not_fresh(store):
    keep(store, "2026-11-20", {"a": 12}, is_fresh=False)
    assert store.snapshots.newest_fresh_day == ""
    assert not store.snapshots.newest(["a"])["a"].is_fresh


def test_a_key_leads_to_its_record_under_every_name_and_nowhere_else(store):
    store.set_key(1, "z")
    counts = [Count("A", 3, 1), Count("z", 2, 5, listed="2026-11-19"), Count("nobody", 9)]
    store.snapshots.keep(DAILY, "2026-11-20", counts, is_fresh=True)
    (only,) = store.snapshots.history("z")
    assert (only.upvotes, only.comments, only.stars) == (3, 5, None)


def test_what_cannot_be_a_count_or_a_day_is_held_in_bounds(store):
    counts = [Count("a", -4, 10**30, None, "tomorrow"), Count("b", 1, listed="2026-02-30")]
    store.snapshots.keep(DAILY, "2026-11-20", counts, is_fresh=True)
    (only,) = store.snapshots.history("a")
    assert (only.upvotes, only.comments) == (0, 10**12)
    assert store.database.all("SELECT DISTINCT listed FROM counts") == [("",)]


def test_a_removed_record_takes_its_counts_with_it(store):
    keep(store, "2026-11-20", {"a": 12, "b": 3})
    store.remove_records([1])
    assert store.database.all("SELECT record_id FROM counts") == [(2,)]
    assert store.database.all("SELECT record_id FROM rises") == [(2,)]


def test_a_snapshot_is_part_of_the_transaction_around_it(store):
    def interrupted():
        with store.transaction():
            keep(store, "2026-11-20", {"a": 12})
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert newest(store, "a") == {}


def test_the_panel_learns_of_new_counts_by_the_revision(store):
    before = store.revision
    keep(store, "2026-11-20", {"a": 12})
    assert store.revision > before


@pytest.mark.parametrize("day", ["yesterday", "2026-11", "2026-11-20,2026-11-21", "20 Nov"])
def test_a_snapshot_has_a_day(store, day):
    with pytest.raises(ValueError, match="no day"):
        keep(store, day, {"a": 1})


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=30)
@given(
    st.dictionaries(
        st.dates().map(str), st.dictionaries(st.sampled_from("abc"), st.integers(0, 99)), max_size=5
    )
)
def test_the_history_is_what_was_kept(store, said):
    store.database.do("DELETE FROM snapshots")
    for day, counts in said.items():
        keep(store, day, counts)
    for key in "abc":
        kept = [(day, counts[key]) for day, counts in said.items() if key in counts]
        assert votes(store, key) == sorted(kept, reverse=True)


# --- captured pages -------------------------------------------------------------------------


def dated(library):
    return library._store.database.all(_DATED)


def test_a_captured_page_counts_when_it_is_read(empty):
    empty.import_text(page(), "saved.txt")
    assert dated(empty) == [
        ("2023-10-11", "2023-10-11", 12, "2023-10-12"),
        ("2023-10-12", "2023-10-12", None, None),
    ]


def test_a_page_read_again_counts_anew_and_one_of_another_day_beside_it(empty):
    empty.import_text(page(), "saved.txt")
    empty.import_text(page(comments=15), "saved.txt")
    empty.import_text(page(day="Oct 14, 2023", comments=20), "saved.txt")
    (key,) = empty._store.snapshots.newest([each.key for each in empty.records()])
    history = empty._store.snapshots.history(key)
    assert [(each.day, each.comments) for each in history] == [
        ("2023-10-14", 20),
        ("2023-10-12", 15),
    ]


def test_a_page_that_does_not_know_its_year_lists_under_no_day(empty):
    empty.import_text(page(day="Oct 12", date="Oct 11"), "saved.txt")
    assert dated(empty) == [("", "", 12, "--10-12"), ("", "", None, None)]


def test_counts_go_with_records_that_are_merged_and_come_back(empty):
    empty.import_text(page(), "saved.txt")
    keys = sorted(each.key for each in empty.records())
    counted = {key: len(empty._store.snapshots.history(key)) for key in keys}
    talked, silent = sorted(keys, key=lambda key: -counted[key])
    empty.merge([silent, talked])
    assert [each.comments for each in empty._store.snapshots.history(silent)] == [12]
    empty.undo()
    assert [each.comments for each in empty._store.snapshots.history(talked)] == [12]
    assert empty._store.snapshots.history(silent) == []


def test_of_two_counts_of_one_snapshot_the_higher_one_is_that_of_merged_records(empty):
    for key in ("turing1936", "turing1937"):
        empty.add({"id": key, "title": f"On Computable Numbers, of {key}"})
    keep(empty._store, "2026-11-20", {"turing1936": 3, "turing1937": 40})
    empty.merge(["turing1936", "turing1937"])
    assert newest(empty._store, "turing1936", "turing1937") == {"turing1936": 40, "turing1937": 40}
    empty.undo()
    assert newest(empty._store, "turing1936", "turing1937") == {"turing1936": 3, "turing1937": 40}


def test_what_a_page_counted_goes_with_its_entry_when_that_is_separated(empty):
    empty.import_text(page(), "saved.txt")
    item = '[{"id": "other", "title": "Another title"}]'
    empty.import_text(item, "other.json", format="csl-json")
    (talked,) = empty._store.snapshots.newest([each.key for each in empty.records()])
    empty.merge(["other", talked])
    entries = [each for each in empty.contributions("other") if each.kind == "captured_page"]
    record = empty.separate("other", [(each.source, each.entry) for each in entries])
    assert list(empty._store.snapshots.newest(["other", record.key])) == [record.key]
    empty.undo()
    assert [each.comments for each in empty._store.snapshots.history("other")] == [12]


def test_a_removed_page_takes_its_counts_with_it(empty):
    empty.import_text(page(), "saved.txt")
    other = page(comments=3)
    empty.import_text(other, "other.txt")
    empty.remove_source("saved.txt")
    (only,) = empty._store.snapshots.newest([each.key for each in empty.records()]).values()
    assert only.comments == 3


def test_the_seed_pages_say_what_they_counted(library):
    counts = library._store.snapshots.newest([each.key for each in library.records()])
    assert {key: each.comments for key, each in counts.items()} == {
        each.key: each.facts.comments
        for each in library.records()
        if each.facts.comments is not None
    }
    assert {each.day for each in counts.values()} == {"2025-12-11"}


def test_a_library_of_an_earlier_version_begins_with_what_its_pages_counted(library, tmp_path):
    before, old = dated(library), tmp_path / "old.sqlite"
    with closing(sqlite3.connect(old)) as database, database:
        for step in schema._STEPS[: schema._STEPS.index(SNAPSHOT_TABLES)]:
            database.executescript(step)
        database.execute("ATTACH ? AS now", (str(library.folder / "library.sqlite"),))
        for table in ("sources", "records", "contributions"):
            database.execute(f"INSERT INTO {table} SELECT * FROM now.{table}")  # noqa: S608
        database.execute("PRAGMA user_version = 3")
    store = Store(old)
    rows = store.database.all(_DATED)
    assert store.database.all("SELECT DISTINCT stored FROM listing") == [("",)]
    store.close()
    assert rows == before
