"""`paperlookup` as a process of its own that can be killed anywhere, for little.

A process is forked from one that has imported everything, so that a thousand of them cost minutes
and not hours; what runs in it is the program from its first line to its last.
"""

from __future__ import annotations

import codecs
import contextlib
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from jupyter_paperlookup.cli.program import main as paperlookup

# What is imported late would not be found by a process that may read little.
codecs.lookup("unicode-escape")
codecs.lookup("idna")

LONGEST = 120.0
HUNG = 998


class Ended(NamedTuple):
    """How a process ended: its code (minus the signal that killed it) and what it said."""

    code: int
    out: str
    err: str
    seconds: float

    @property
    def was_killed(self) -> bool:
        return self.code < 0


def run(
    arguments: list[str],
    *,
    prepare: Callable[[], object] = lambda: None,
    kill_after: float | None = None,
) -> Ended:
    """Run `paperlookup ARGUMENTS` in a process of its own.

    Args:
        arguments: Those of the command line.
        prepare: Called first in that process: sets traps and limits.
        kill_after: Seconds after which it is killed, if it still runs.
    """
    return forked(lambda: paperlookup(arguments), prepare=prepare, kill_after=kill_after)


def forked(
    work: Callable[[], object],
    *,
    prepare: Callable[[], object] = lambda: None,
    kill_after: float | None = None,
) -> Ended:
    """Do some work in a process of its own; its code is 0 unless the work exits with another."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        begin = time.monotonic()
        child = os.fork()
        if child == 0:
            _become(work, prepare, out.fileno(), err.fileno())
        code = _wait(child, kill_after)
        seconds = time.monotonic() - begin
        return Ended(code, _text(out), _text(err), seconds)


def _become(work: Callable[[], object], prepare: Callable[[], object], out: int, err: int) -> None:
    code = 70
    try:
        os.setsid()
        os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
        os.dup2(out, 1)
        os.dup2(err, 2)
        sys.stdout = open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        sys.stderr = open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
        prepare()
        work()
        code = 0
    except SystemExit as exit_:
        code = exit_.code if isinstance(exit_.code, int) else 1
    except BaseException:  # noqa: BLE001 - as the interpreter does it
        sys.excepthook(*sys.exc_info())
        code = 1
    finally:
        for stream in (sys.stdout, sys.stderr):
            try:
                stream.flush()
            except (OSError, ValueError):
                code = code or 120
        os._exit(code)


def _wait(child: int, kill_after: float | None) -> int:
    deadline = time.monotonic() + LONGEST
    if kill_after is not None:
        time.sleep(kill_after)
        os.kill(child, signal.SIGKILL)
    pause = 0.001
    while True:
        ended, status = os.waitpid(child, os.WNOHANG)
        if ended:
            break
        if time.monotonic() > deadline:
            os.kill(child, signal.SIGKILL)
            os.waitpid(child, 0)
            return HUNG
        time.sleep(pause)
        pause = min(pause * 1.3, 0.02)
    _end_group(child)
    return os.waitstatus_to_exitcode(status)


def _end_group(leader: int) -> None:
    """End what a killed process has started, such as pandoc."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(leader, signal.SIGKILL)


def _text(file: tempfile._TemporaryFileWrapper[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def real(arguments: list[str], *, kill_after: float | None = None) -> Ended:
    """As `run`, by an interpreter that is started for it."""
    command = [sys.executable, "-m", "jupyter_paperlookup", *arguments]
    return forked(lambda: os.execv(command[0], command), kill_after=kill_after)  # noqa: S606


ROOT = Path(__file__).resolve().parents[2]
