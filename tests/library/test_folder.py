"""The folder of a library is its owner's alone, and stays as read-only as the owner made it."""

from __future__ import annotations

import os
import stat
import sys

import pytest

from jupyter_paperlookup.errors import LibraryUnavailable
from jupyter_paperlookup.library.folder import prepare_folder

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such modes")


def mode(folder):
    return stat.S_IMODE(folder.stat().st_mode)


@pytest.mark.parametrize("before", [0o755, 0o770, 0o700], ids=oct)
def test_others_are_kept_out(tmp_path, before):
    folder = tmp_path / "library"
    folder.mkdir()
    folder.chmod(before)
    assert prepare_folder(folder) == folder
    assert mode(folder) == 0o700


def test_a_read_only_folder_stays_read_only(tmp_path):
    folder = tmp_path / "library"
    (folder / "styles").mkdir(parents=True)
    folder.chmod(0o555)
    if os.geteuid() == 0:  # no mode binds root
        prepare_folder(folder)
    else:
        with pytest.raises(LibraryUnavailable, match="is read-only"):
            prepare_folder(folder)
    assert mode(folder) == 0o500
    folder.chmod(0o700)
