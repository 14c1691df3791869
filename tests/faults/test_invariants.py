"""The harness sees what it looks for."""

from __future__ import annotations

import shutil
import sqlite3
import sys
from contextlib import closing

import pytest

if sys.platform == "win32":
    pytest.skip("the harness forks", allow_module_level=True)

from faults import invariants
from faults.process import Ended
from faults.world import World

from jupyter_paperlookup.library import Library


@pytest.fixture
def world(seeded_folder, tmp_path):
    """A library that nobody has done anything to."""
    world = World(tmp_path)
    shutil.copytree(seeded_folder, world.library)
    world.documents.mkdir()
    return world


def changed(world, statement):
    with closing(sqlite3.connect(world.library / invariants.DATABASE)) as connection:
        connection.execute(statement)
        connection.commit()


def test_a_state_is_the_same_after_opening_and_another_after_a_change(world):
    before = invariants.state_of(world)
    with Library.open(world.library) as library:
        library.ensure_index()
        assert invariants.state_of(world) == before
        library.rename_key("chen2023fit", "fit")
    after = invariants.state_of(world)
    assert after.tables["records"] != before.tables["records"]
    assert invariants.same_works(before, after, after) == []


def test_a_key_that_leads_to_another_work_is_lost(world):
    before = invariants.state_of(world)
    changed(
        world,
        "UPDATE keys SET record_id = (SELECT max(id) FROM records) WHERE key = 'chen2023fit'",
    )
    [lost] = invariants.same_works(before, invariants.state_of(world), before)
    assert lost.startswith("lost: the key chen2023fit leads to")


def test_half_a_library_and_a_file_that_is_none_are_seen(world):
    assert invariants.faults_of_file(world) == []
    changed(world, "DELETE FROM records WHERE key = 'chen2023fit'")
    [half] = invariants.faults_of_file(world)
    assert half.startswith("half: ")
    (world.library / invariants.DATABASE).write_bytes(b"no database" * 1000)
    [unopenable] = invariants.faults_of_file(world)
    assert unopenable.startswith("unopenable: ")


@pytest.mark.parametrize(
    "ended, wrong",
    [
        (Ended(0, "", "", 0.1), 0),
        (Ended(1, "", "paperlookup: No space left on device", 0.1), 0),
        (Ended(1, "", "Traceback (most recent call last):\nKeyError", 0.1), 1),
        (Ended(1, "", "This is a fault of paperlookup", 0.1), 1),
        (Ended(-11, "", "", 0.1), 1),
    ],
    ids=["well", "a sentence", "a traceback", "a bug", "a crash"],
)
def test_how_a_command_ends_is_judged(ended, wrong):
    assert len(invariants.sane(ended, {0, 1})) == wrong
