from __future__ import annotations

import os
import sqlite3
import stat
import subprocess
import sys
import threading
from contextlib import closing
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from jupyter_paperlookup.errors import InvalidRequest, LibraryUnavailable
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.facade.parts import DATABASE_FILE
from jupyter_paperlookup.library.safekeeping.backups import Backups

STYLE = Path(__file__).parents[3] / "jupyter_paperlookup/formatting/styles"
KEY = "chen2023fit"


def titles(library):
    return {record.key: record.title for record in library.records()}


def test_a_backup_is_restored_and_that_is_taken_back(library):
    before = titles(library)
    made = library.back_up()
    library.edit(KEY, {"title": "Quokkas"})
    library.rename_key("alayrac2022flamingo", "flamingo")
    after = titles(library)
    tried = library.restore_backup(is_tried=True)
    assert (tried.records, tried.added, tried.removed, tried.changed) == (315, 0, 0, 2)
    assert titles(library) == after
    assert tried.before is None

    restored = library.restore_backup(made.name)
    assert titles(library) == before
    assert library.search("quokkas").total == 0
    assert library.search("far-reaching interleaved").results[0].key == KEY
    library.restore_backup(restored.before.name)
    assert titles(library) == after
    assert library.search("quokkas").results[0].key == KEY


def test_others_who_have_it_open_go_on_with_what_was_restored(library):
    library.ensure_index()
    library.back_up()
    with Library.open(library.folder) as other:
        other.edit(KEY, {"title": "Quokkas"})
        assert other.search("quokkas").total == 1
        library.restore_backup()
        assert other.get(KEY).title.startswith("FIT")
        assert other.search("quokkas").total == 0
        assert other.search("far-reaching interleaved").results[0].key == KEY
        other.edit(KEY, {"title": "Zymurgy"})
        assert library.search("zymurgy").results[0].key == KEY


def test_no_id_is_given_twice_over_a_restoring(library):
    library.back_up()
    first = library.add({"title": "Computing Machinery"})
    number = library._store.id_of(first.key)
    library.restore_backup()
    second = library.add({"title": "On Computable Numbers"})
    assert library._store.id_of(second.key) > number


def test_own_styles_come_along_and_passwords_do_not(library):
    own = library.folder / "styles" / "own.csl"
    own.write_text("<style/>", "utf-8")
    (library.folder / "smtp-password").write_bytes(b"hunter2 of nobody")
    made = library.back_up()
    own.unlink()
    assert b"hunter2" not in Path(made.path).read_bytes()
    library.restore_backup()
    assert own.read_text("utf-8") == "<style/>"


@pytest.mark.skipif(os.name != "posix", reason="Windows has no modes")
def test_nobody_else_can_read_it(library, tmp_path):
    made = library.back_up()
    assert stat.S_IMODE(Path(made.path).stat().st_mode) == 0o600
    assert stat.S_IMODE(Path(made.path).parent.stat().st_mode) == 0o700
    elsewhere = library.back_up(tmp_path / "elsewhere.sqlite")
    assert stat.S_IMODE(Path(elsewhere.path).stat().st_mode) == 0o600


def test_a_file_elsewhere_is_restored_by_its_path(library, tmp_path):
    path = tmp_path / "papers.sqlite"
    library.back_up(path)
    library.edit(KEY, {"title": "Quokkas"})
    library.restore_backup(str(path))
    assert library.get(KEY).title.startswith("FIT")


def test_it_is_whole_while_others_write(library):
    done = threading.Event()

    def write():
        number = 0
        while not done.is_set():
            library.edit(KEY, {"title": f"Title {number}", "note": f"note {number}"})
            number += 1

    writer = threading.Thread(target=write)
    writer.start()
    try:
        made = [library.back_up() for _ in range(3)]
    finally:
        done.set()
        writer.join()
    assert len({each.name for each in made}) == 3
    assert [each.name for each in library.backups()] == [each.name for each in reversed(made)]
    assert len(list(library._guard.backups.sound())) == 3


def test_it_is_due_once_a_day_and_only_after_a_change(library):
    guard, now = library._guard, datetime.now(UTC)
    assert guard.back_up_if_due(now)
    assert not guard.back_up_if_due(now + timedelta(days=3))
    library.edit(KEY, {"title": "Quokkas"})
    assert not guard.back_up_if_due(now + timedelta(hours=1))
    assert not guard.back_up_if_due(now + timedelta(days=2), largest=1000)
    assert guard.back_up_if_due(now + timedelta(days=2))


def test_a_clock_that_was_turned_back_stops_none(library):
    library.back_up()
    library.edit(KEY, {"title": "Quokkas"})
    assert library._guard.back_up_if_due(datetime.now(UTC) - timedelta(days=400))
    first, second = library.backups()
    assert first.moment > second.moment


def test_a_large_import_is_preceded_by_one(library):
    entries = "".join(f"@misc{{k{n}, title={{{'Turing ' * 40}{n}}}}}\n" for n in range(4000))
    library.import_text(entries, "large.bib")
    (made,) = library.backups()
    assert (made.records, made.reason) == (315, "before importing large.bib")


def test_a_damaged_one_is_not_restored(library):
    made = library.back_up()
    path = Path(made.path)
    content = path.read_bytes()
    path.write_bytes(content[:-9] + bytes([content[-9] ^ 1]) + content[-8:])
    with pytest.raises(LibraryUnavailable, match="is damaged"):
        library.restore_backup()
    assert library.get(KEY)
    with pytest.raises(InvalidRequest, match="There is no backup yesterday"):
        library.restore_backup("yesterday")


def test_what_a_killed_one_left_is_removed(library):
    folder = library.folder / "backups"
    folder.mkdir()
    (folder / "2026-01-01T000000Z.sqlite.new").write_bytes(b"half of")
    library.back_up()
    assert not list(folder.glob("*.new"))


KILLED = """
import os, signal, sys
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.safekeeping import replacing
real = os.replace, replacing.put_in_place

def deadly(copy, live):
    if sys.argv[2] == "after":
        real[1](copy, live)
    os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))

from jupyter_paperlookup.library.safekeeping import restoring
restoring.put_in_place = deadly
with Library(__import__("pathlib").Path(sys.argv[1])) as library:
    library.restore_backup()
"""


@pytest.mark.parametrize("moment", ["before", "after"])
def test_a_restoring_that_is_killed_leaves_the_old_or_the_new(library, moment):
    library.back_up()
    library.edit(KEY, {"title": "Quokkas"})
    library.close()
    command = [sys.executable, "-c", KILLED, str(library.folder), moment]
    assert subprocess.run(command, check=False, capture_output=True).returncode != 0
    with Library.open(library.folder) as again:
        assert again.get(KEY).title.startswith("Quokkas" if moment == "before" else "FIT")
        assert not again.mended


def test_an_upgrade_is_preceded_by_one(library):
    library.close()
    path = library.folder / DATABASE_FILE
    with closing(sqlite3.connect(path)) as database:
        (version,) = database.execute("PRAGMA user_version").fetchone()
        database.execute(f"PRAGMA user_version = {version + 1}")
    with pytest.raises(LibraryUnavailable, match="newer paperlookup"):
        Library.open(library.folder)
    assert Backups(path).all() == ()
