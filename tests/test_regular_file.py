"""Files that anybody may have named are read within bounds."""

from __future__ import annotations

import os

import pytest

from jupyter_paperlookup.errors import UnreadableSource
from jupyter_paperlookup.regular_file import bounded_bytes


def test_the_bytes_of_a_file_up_to_a_bound(tmp_path):
    file = tmp_path / "refs.bib"
    file.write_bytes(b"12345")
    assert bounded_bytes(file, 5) == b"12345"
    assert bounded_bytes(file, 4) is None


def test_what_is_no_file_is_named_with_its_reason(tmp_path):
    with pytest.raises(UnreadableSource, match=r"^nowhere\.bib cannot be read: No such file"):
        bounded_bytes(tmp_path / "nowhere.bib", 1)
    with pytest.raises(UnreadableSource, match=r"cannot be read|is no regular file"):
        bounded_bytes(tmp_path, 1)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes on this system")
def test_a_pipe_without_a_writer_blocks_nobody(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(UnreadableSource, match="pipe is no regular file"):
        bounded_bytes(tmp_path / "pipe", 1)
