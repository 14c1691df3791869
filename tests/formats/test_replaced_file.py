"""A file is replaced whole or left as it is."""

from __future__ import annotations

import os
import stat
import sys
from pathlib import Path

import pytest

from jupyter_paperlookup.formats.replaced_file import replace_file

posix = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes and links")


def test_a_new_file_is_made_with_the_mode_that_the_umask_leaves(tmp_path):
    target = tmp_path / "refs.bib"
    replace_file(target, b"new")
    (tmp_path / "plain").write_bytes(b"")
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode == (tmp_path / "plain").stat().st_mode
    assert sorted(path.name for path in tmp_path.iterdir()) == ["plain", "refs.bib"]


@posix
def test_mode_and_link_of_the_old_file_stay(tmp_path):
    real, link = tmp_path / "real.bib", tmp_path / "link.bib"
    real.write_bytes(b"old")
    real.chmod(0o640)
    link.symlink_to(real)
    replace_file(link, b"new")
    assert link.is_symlink()
    assert real.read_bytes() == b"new"
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


def test_what_fails_on_the_way_leaves_the_old_file_and_nothing_else(tmp_path, monkeypatch):
    target = tmp_path / "refs.bib"
    target.write_bytes(b"old")

    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space"):
        replace_file(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["refs.bib"]


def test_what_fails_is_said_of_the_file_and_not_of_the_one_beside_it(tmp_path, monkeypatch):
    def refuse(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    target = tmp_path / ("n" * 240 + ".bib")
    with pytest.raises(OSError, match="No space") as failed:
        replace_file(target, b"new")
    assert failed.value.filename == str(target)


def test_what_a_killed_process_left_beside_it_is_removed_when_it_is_old(tmp_path):
    target = tmp_path / "refs.bib"
    old, fresh = (tmp_path / f".refs.bib.{name}.paperlookup" for name in ("old", "fresh"))
    others = tmp_path / ".refs.bib.mine"
    for path in (old, fresh, others):
        path.write_bytes(b"half")
    for path in (old, others):
        os.utime(path, (0, 0))
    replace_file(target, b"new")
    assert sorted(tmp_path.iterdir()) == sorted([fresh, others, target])


@posix
@pytest.mark.skipif(getattr(os, "geteuid", int)() == 0, reason="no mode binds root")
def test_a_file_that_is_read_only_is_left_as_it_is(tmp_path):
    target = tmp_path / "refs.bib"
    target.write_bytes(b"mine")
    target.chmod(0o400)
    with pytest.raises(PermissionError):
        replace_file(target, b"new")
    assert target.read_bytes() == b"mine"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_device_is_written_to_and_not_replaced():
    with pytest.raises(OSError):  # noqa: PT011 - the system's words differ
        replace_file(Path("/dev/full"), b"new")
    assert not Path("/dev/full").is_file()
