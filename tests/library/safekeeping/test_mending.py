"""A damaged library is noticed, set aside and restored, and the person is told."""

from __future__ import annotations

import shutil
import sqlite3
import struct
from contextlib import closing
from pathlib import Path

import pytest

from jupyter_paperlookup.errors import LibraryDamaged
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.library.facade.parts import DATABASE_FILE
from jupyter_paperlookup.library.safekeeping.page_sums import PageSums
from jupyter_paperlookup.library.safekeeping.seals import is_whole, sealed

KEY = "chen2023fit"


@pytest.fixture
def path(library):
    """The closed database of a library that changed since its backup."""
    library.back_up()
    library.rename_key(KEY, "fit2023")
    library.close()
    return library.folder / DATABASE_FILE


def damage(path, how):
    content = bytearray(path.read_bytes())
    match how:
        case "header":
            content[3] ^= 4
        case "record":
            content[content.index(b"Far-reaching")] ^= 1
        case "page":
            at = content.index(b"Far-reaching") // 4096 * 4096
            content[at : at + 4096] = bytes(4096)
        case "cut":
            del content[len(content) // 2 :]
        case "empty":
            content.clear()
        case "text":
            content[:] = b"no database " * 1000
    path.write_bytes(content)


HOWS = ["header", "record", "page", "cut", "empty", "text"]


@pytest.mark.parametrize("how", HOWS)
def test_damage_is_mended_at_the_opening_and_told(path, how):
    damage(path, how)
    damaged = path.read_bytes()
    with Library.open(path.parent) as library:
        assert "The library was damaged" in library.mended
        assert library.status().notice == library.mended
        assert len(library.records()) == 315
        expected = library.get(KEY).key
        assert expected == ("fit2023" if how in ("header", "record") else expected)
        assert library.get(KEY).title == "FIT: Far-reaching Interleaved Transformers"
        assert library.search("far-reaching interleaved").results[0].key == expected
        assert library.check_file() == ""
        (aside,) = (path.parent / "damaged").glob(f"*/{DATABASE_FILE}")
        assert aside.read_bytes() == damaged
        assert str(aside.parent) in library.mended
    with Library.open(path.parent) as library:
        assert library.mended == ""
        assert "The library was damaged" in library.status().notice


@pytest.mark.parametrize("how", HOWS)
def test_without_a_backup_what_is_whole_is_saved(path, how):
    shutil.rmtree(path.parent / "backups")
    damage(path, how)
    with Library.open(path.parent) as library:
        if how == "empty":  # as a library is before its first opening
            assert not library.mended
            return
        assert "there is no backup" in library.mended
        assert "The damaged file lies in" in library.mended
        if how in ("header", "record"):
            assert len(library.records()) == 315
            assert library.get(KEY).title == "FIT: Far-reaching Interleaved Transformers"


def test_a_database_that_is_gone_comes_back(path):
    path.unlink()
    with Library.open(path.parent) as library:
        assert "it is gone or empty" in library.mended
        assert library.get(KEY).key == KEY


def test_damage_that_shows_while_it_is_open_is_mended_there(path):
    with Library.open(path.parent) as library, Library.open(path.parent) as other:
        assert len(other.records()) == 315
        with closing(sqlite3.connect(path)) as database:
            database.execute("DROP TRIGGER record_changed")
            database.execute(
                "UPDATE records SET record = replace(CAST(record AS TEXT), 'Far-r', 'Par-r')"
            )
            database.commit()
        assert library.get(KEY).title == "FIT: Far-reaching Interleaved Transformers"
        assert "the record fit2023 is not as it was written" in library.mended
        assert other.get(KEY).title == "FIT: Far-reaching Interleaved Transformers"
        assert not other.mended
        other.edit(KEY, {"title": "Quokkas"})
        assert library.get(KEY).title == "Quokkas"


def test_in_the_midst_of_a_change_nothing_is_mended(path):
    with Library.open(path.parent) as library:
        database = library._store.database

        def change():
            with database.transaction():
                database.do("DELETE FROM journal")
                database.mend("a test says so")

        with pytest.raises(LibraryDamaged, match="Nothing was changed"):
            change()
        assert database.one("SELECT 1 FROM journal")


def test_a_key_that_leads_to_another_record_is_noticed(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA writable_schema = ON")
        database.execute("DELETE FROM sqlite_master WHERE name = 'keys_by_record'")
        database.commit()
    with closing(sqlite3.connect(path)) as database:
        (number,) = database.execute("SELECT id FROM records LIMIT 1").fetchone()
        database.execute("UPDATE keys SET record_id = ? WHERE folded = ?", (number, KEY))
        database.commit()
    with Library.open(path.parent) as library:
        assert library.get(KEY).key in (KEY, "fit2023")


def test_damage_of_the_backup_too_leads_to_the_one_before(path, tmp_path):
    with Library.open(path.parent) as library:
        newest = Path(library.back_up().path)
    newest.write_bytes(newest.read_bytes()[:-100])
    damage(path, "text")
    with Library.open(path.parent) as library:
        assert len(library.records()) == 315
        assert library.get(KEY).key == KEY


def test_a_log_that_lost_what_was_written_is_noticed(path):
    library = Library.open(path.parent)
    for number in range(30):
        library.edit("fit2023", {"title": f"Title {number}"})
    copy = path.parent.with_name("copy")
    shutil.copytree(path.parent, copy)  # as a killed process leaves it
    library.close()
    log = copy / f"{DATABASE_FILE}-wal"
    content = bytearray(log.read_bytes())
    content[5000] ^= 1  # what follows may be of an older round
    log.write_bytes(content)
    with Library.open(copy) as again:
        assert "the log of what was written last" in again.mended
        assert len(again.records()) == 315
        assert again.get(KEY).title.startswith(("Title ", "FIT"))


def test_a_log_that_a_power_failure_cut_off_is_no_damage(path):
    library = Library.open(path.parent)
    library.edit("fit2023", {"title": "Quokkas"})
    copy = path.parent.with_name("copy")
    shutil.copytree(path.parent, copy)
    library.close()
    log = copy / f"{DATABASE_FILE}-wal"
    log.write_bytes(log.read_bytes()[:-1000])
    with Library.open(copy) as again:
        assert not again.mended
        assert len(again.records()) == 315


def test_a_file_that_somebody_put_in_its_place_is_no_damage(path):
    with Library.open(path.parent) as library:
        older = path.parent / "older.sqlite"
        library.back_up(older)
        for key in [record.key for record in library.records()][:200]:
            library.edit(key, {"note": "read"})
    older.replace(path)
    with Library.open(path.parent) as library:
        assert not library.mended
        assert library.check_file() == ""


def test_a_file_that_another_program_wrote_is_no_damage(path):
    with closing(sqlite3.connect(path)) as database:
        database.execute("CREATE TABLE of_another_program (x)")
    assert PageSums(path).state() == "another"
    with Library.open(path.parent) as library:
        assert not library.mended


def test_a_file_that_was_moved_while_it_was_open_is_not_written_any_more(path):
    with Library.open(path.parent) as library:
        moved = path.rename(path.with_name("moved.sqlite"))
        with pytest.raises(Exception, match="was moved away or removed"):
            library.edit("fit2023", {"title": "Quokkas"})
        moved.rename(path)
        library.edit("fit2023", {"title": "Quokkas"})
        assert library.get(KEY).title == "Quokkas"


@pytest.mark.parametrize("at", range(0, 60, 7))
def test_a_seal_notices_each_bit(at):
    content = sealed(b'{"key":"turing1936","title":"On Computable Numbers"}')
    assert is_whole(content)
    for bit in range(8):
        flipped = bytearray(content)
        flipped[at] ^= 1 << bit
        assert not is_whole(bytes(flipped))


def test_what_was_never_sealed_is_taken_as_it_is():
    assert is_whole(b'{"key":"turing1936"}')


def test_the_sums_see_each_page(path):
    sums = PageSums(path)
    assert sums.state() == "whole"
    assert sums.state(1000) == "unknown"
    content = path.read_bytes()
    path.write_bytes(content[:5000] + struct.pack("B", content[5000] ^ 1) + content[5001:])
    assert sums.state() == "damaged"
    path.write_bytes(bytes(len(content)))
    assert sums.state() == "another"
