"""Counts what a process does to disk, and ends it or lets it fail at one of these steps.

Python tells an audit hook before each of them; SQLite tells each statement. What neither tells,
the single writes, is met by a limit of the file size, at which the kernel kills.
"""

from __future__ import annotations

import os
import resource
import signal
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_FILE_EVENTS = {"os.rename", "os.mkdir", "os.link", "os.truncate"}
_REMOVING_EVENTS = {"os.remove", "os.rmdir"}

OnStep = Callable[[str, str], None]
Trap = Callable[[], None]
"""What sets a trap in a process, called in it."""


def watch(folder: Path, on_step: OnStep) -> None:
    """Call back before each step of this process below a folder, for ever.

    Args:
        folder: What happens elsewhere is no step.
        on_step: Gets `sql` and the statement, or `file` and the path, with `-` before it where
            it is taken away; may raise an OSError.
    """
    below = f"{folder}{os.sep}"
    really_sync, really_connect = os.fsync, sqlite3.connect

    def told(event: str, arguments: tuple[object, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            if isinstance(flags, int) and flags & _WRITES:
                told_of(path)
        elif event in _FILE_EVENTS:
            told_of(arguments[0])
        elif event in _REMOVING_EVENTS:
            told_of(arguments[0], "-")

    def told_of(path: object, mark: str = "") -> None:
        if isinstance(path, (str, os.PathLike)) and os.fspath(path).startswith(below):
            on_step("file", mark + os.fspath(path))

    def sync(descriptor: int) -> None:
        on_step("file", "fsync")
        really_sync(descriptor)

    def connect(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = really_connect(*arguments, **options)
        connection.set_trace_callback(lambda statement: on_step("sql", statement))
        return connection

    os.fsync = sync
    sqlite3.connect = connect
    sys.addaudithook(told)


def killer(folder: Path, kind: str, number: int) -> Trap:
    """What sets the trap in a process: it is killed before its step `number` of a kind."""

    def prepare() -> None:
        left = number

        def on_step(step: str, _: str) -> None:
            nonlocal left
            if step == kind:
                left -= 1
                if left <= 0:
                    os.kill(os.getpid(), signal.SIGKILL)

        watch(folder, on_step)

    return prepare


def counter(folder: Path, path: Path) -> Trap:
    """What has a process write a letter into a file for each of its steps: `s` or `f`."""

    def prepare() -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        watch(folder, lambda kind, _: os.write(descriptor, kind[:1].encode()))

    return prepare


def killed_past(size: int) -> Trap:
    """What has the kernel kill a process that writes a file beyond so many bytes.

    The write that crosses the limit is cut off there, as by a loss of power.
    """

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return prepare


def killed_in_write(folder: Path, number: int, size: int) -> Trap:
    """As `killed_past`, but only from the file step `number` on: what is opened there is cut."""

    def prepare() -> None:
        left = number
        signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

        def on_step(step: str, _: str) -> None:
            nonlocal left
            left -= step == "file"
            if left == 0:
                resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

        watch(folder, on_step)

    return prepare


def refused_past(size: int) -> Trap:
    """As `killed_past`, but the write fails, as on a full disk."""

    def prepare() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    return prepare


def failing(folder: Path, number: int, errno_: int) -> Trap:
    """What lets the file step `number`, and all after it, fail with an error of the system."""

    def prepare() -> None:
        left = number

        def on_step(step: str, path: str) -> None:
            nonlocal left
            # What takes away is never refused for want of space.
            if step == "file" and not path.startswith("-"):
                left -= 1
                if left <= 0:
                    raise OSError(errno_, os.strerror(errno_), path)

        watch(folder, on_step)

    return prepare
