"""A file written so that at every moment it holds the old content or the new one."""

from __future__ import annotations

import contextlib
import errno
import os
import tempfile
import time
from pathlib import Path

_ENDING = ".paperlookup"
_LONGEST_NAME = 50  # of its name, so that a long one grows no longer than names may be
_LEFT_BEHIND = 3600
"""Seconds after which nobody can still be writing a file beside another."""


def replace_file(path: Path, content: bytes) -> None:
    """Write a file whole. A link stays a link, and the file keeps its mode.

    Args:
        path: The file, which need not exist; a device or a pipe is written to.
        content: All that it shall hold.

    Raises:
        OSError: The folder, the disk or the file's mode refuses; the old content is still there.
    """
    target = path.resolve()  # a link stays a link
    if target.exists() and not target.is_file():  # a device or a pipe cannot be replaced
        target.write_bytes(content)
        return
    if target.exists() and not os.access(target, os.W_OK):
        # A new file could take its place all the same, but somebody wants it as it is.
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(path))
    try:
        _write_beside(target, content)
    except OSError as error:
        error.filename, error.filename2 = str(path), None  # the other one is nobody's concern
        raise
    _remove_left_behind(target)


def _write_beside(target: Path, content: bytes) -> None:
    descriptor, temporary = tempfile.mkstemp(
        dir=target.parent, prefix=_beginning(target), suffix=_ENDING
    )
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(_mode_for(target))
        Path(temporary).replace(target)
    except BaseException:
        with contextlib.suppress(OSError):
            Path(temporary).unlink(missing_ok=True)
        raise


def _remove_left_behind(target: Path) -> None:
    """Remove what was being written beside a file when its process was killed."""
    before = time.time() - _LEFT_BEHIND
    with contextlib.suppress(OSError):
        for path in target.parent.iterdir():
            is_ours = path.name.startswith(_beginning(target)) and path.name.endswith(_ENDING)
            if is_ours and path.lstat().st_mtime < before:
                path.unlink(missing_ok=True)


def _beginning(target: Path) -> str:
    return f".{target.name[:_LONGEST_NAME]}."


def _mode_for(target: Path) -> int:
    """The mode of the file that is replaced, else what the umask leaves of 0666."""
    if target.exists():
        return target.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
