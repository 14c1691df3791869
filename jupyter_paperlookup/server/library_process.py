"""The library in a process of its own: whatever it computes, the server is never late for it.

Python runs one thread of a process at a time. In the server's process a search, or the collection
of its garbage, would hold up every kernel's messages; here it holds up other searches only. Where
there is more to do than processors, the server comes first. The program is started with the first
request, and again with the next one should it have ended.
"""

from __future__ import annotations

import contextlib
import gc
import itertools
import os
import pickle
import subprocess
import sys
import threading
from concurrent.futures import Future
from queue import SimpleQueue
from typing import Any

from jupyter_paperlookup.errors import LibraryUnavailable, PaperLookupError
from jupyter_paperlookup.server import library_pipe
from jupyter_paperlookup.server.lanes import Lane
from jupyter_paperlookup.server.library_pipe import Frame, Kind
from jupyter_paperlookup.server.refusals import OutOfBounds
from jupyter_paperlookup.server.work import TOO_DEEP, Call, Work, recorded

SECONDS_TO_CLOSE = 70
"""A little more than the program gives itself; then it is killed, which loses nothing."""

_CREATION_FLAGS = getattr(subprocess, "CREATE_NO_WINDOW", 0) | getattr(
    subprocess, "BELOW_NORMAL_PRIORITY_CLASS", 0
)
"""Windows would open a terminal for it, and is told here what the others are told by `nice`."""

_HAS_ENDED = (
    "The program that keeps the library has ended; it starts anew with the next request. Try again."
)


class LibraryBug(Exception):
    """An error that nobody foresaw, in the library's process; the text is its traceback."""


class LibraryProcess:
    """The program that keeps the library, started when it is needed.

    Args:
        folder: The library's folder; empty for the user's own.
    """

    def __init__(self, folder: str = "") -> None:
        self._folder = folder
        self._lock = threading.Lock()
        self._run: _Run | None = None
        self._is_closed = False

    def submit(self, work: Work, lane: Lane) -> Future[bytes]:
        """Have some work done; its answer is JSON. Cancelling works until it has begun there.

        Raises:
            LibraryUnavailable: The library is closed.
            TypeError: The work is more than one call.
        """
        call = recorded(work)
        with self._lock:
            if self._is_closed:
                raise LibraryUnavailable("The server is stopping.")
            if self._run is None or self._run.has_ended:
                # What the server is made of stays: looking through it for garbage, which many
                # requests at a time bring about, would hold up everybody for 0.2 seconds.
                gc.freeze()
                self._run = _Run(self._folder)
            return self._run.ask(call, lane)

    def close(self) -> None:
        """Wait for the work at hand and the end of the program; what waits is given up."""
        with self._lock:
            self._is_closed = True
            run = self._run
        if run is not None:
            run.close()


class _Asked(Future[bytes]):
    """An answer that is waited for."""

    def __init__(self, run: _Run, number: int) -> None:
        super().__init__()
        self._asked_of = run
        self._number = number

    def cancel(self) -> bool:
        """Ask for it to be given up; it is cancelled when the program says so."""
        self._asked_of.send(Frame(Kind.CANCEL, self._number))
        return False

    def settle(self, frame: Frame) -> None:
        """Be what the program says."""
        if frame.kind is Kind.ANSWER:
            self.set_result(frame.content)
        elif frame.kind is Kind.CANCELLED:
            super().cancel()
            self.set_running_or_notify_cancel()
        elif frame.kind is Kind.ERROR:
            # From the program that was started here: nobody else can write into its pipe.
            self.set_exception(pickle.loads(frame.content))  # noqa: S301
        else:
            self.set_exception(LibraryBug(frame.content.decode("utf-8", "replace")))


class _Run:
    """One run of the program, from its start to its end.

    One thread writes and one reads: a pipe that is full would hold up the event loop.
    """

    def __init__(self, folder: str) -> None:
        self.has_ended = False
        self._folder = folder
        self._lock = threading.Lock()
        self._numbers = itertools.count(1)
        self._asked: dict[int, _Asked] = {}
        self._outbox: SimpleQueue[Frame | tuple[int, Call, Lane] | None] = SimpleQueue()
        self._process: subprocess.Popen[bytes] | None = None
        self._thread = threading.Thread(
            target=self._start_and_write, name="paperlookup-ask", daemon=True
        )
        self._thread.start()

    def ask(self, call: Call, lane: Lane) -> Future[bytes]:
        """Send a call; what comes back settles the future."""
        with self._lock:
            number = next(self._numbers)
            asked = _Asked(self, number)
            self._asked[number] = asked
            is_late = self.has_ended
        if is_late:
            self._end(LibraryUnavailable(_HAS_ENDED))
        self._outbox.put((number, call, lane))
        return asked

    def send(self, frame: Frame) -> None:
        """Send a frame as it is."""
        self._outbox.put(frame)

    def close(self) -> None:
        """Let the program end."""
        self._outbox.put(None)
        self._thread.join(SECONDS_TO_CLOSE)
        if self._thread.is_alive() and self._process is not None:
            self._process.kill()
            self._thread.join()

    # --- in the threads --------------------------------------------------------------------

    def _start_and_write(self) -> None:
        try:
            self._process = process = _started(self._folder)
        except OSError as error:
            reason = error.strerror or type(error).__name__
            self._end(LibraryUnavailable(f"The library's program cannot be started: {reason}."))
            return
        reading = threading.Thread(
            target=self._read, args=(process,), name="paperlookup-answers", daemon=True
        )
        reading.start()
        try:
            while (sent := self._outbox.get()) is not None:
                if frame := self._framed(sent):
                    library_pipe.write(process.stdin, frame)  # type: ignore[arg-type]  # IO[bytes]
        except OSError:
            pass  # it has ended, which who reads sees too
        finally:
            _close(process.stdin)
            reading.join()

    def _framed(self, sent: Frame | tuple[int, Call, Lane]) -> Frame | None:
        """What goes into the pipe; None for what cannot, which whoever asked is told."""
        if isinstance(sent, Frame):
            return sent
        number, *asked = sent
        try:
            return Frame(Kind.ASK, number, pickle.dumps(tuple(asked)))
        except RecursionError:
            self._refuse(number, OutOfBounds(TOO_DEEP))
        except Exception as error:  # noqa: BLE001 - a bug costs one request, not the program
            self._refuse(number, error)
        return None

    def _refuse(self, number: int, error: Exception) -> None:
        with self._lock:
            asked = self._asked.pop(number)
        asked.set_exception(error)

    def _read(self, process: subprocess.Popen[bytes]) -> None:
        assert process.stdout is not None  # noqa: S101 - a pipe was asked for
        while (frame := library_pipe.read(process.stdout)) is not None:  # type: ignore[arg-type]
            with self._lock:
                asked = self._asked.pop(frame.number)
            asked.settle(frame)
        process.wait()
        _close(process.stdout)
        self._end(LibraryUnavailable(_HAS_ENDED))
        self._outbox.put(None)  # who writes has nobody to write to

    def _end(self, error: PaperLookupError) -> None:
        with self._lock:
            self.has_ended = True
            asked, self._asked = self._asked, {}
        for each in asked.values():
            each.set_exception(error)


def _started(folder: str) -> subprocess.Popen[bytes]:
    """The program, with the same packages in reach as here."""
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "jupyter_paperlookup.server.library_program", folder],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
        creationflags=_CREATION_FLAGS,
    )


def _close(pipe: Any) -> None:
    # What was not written yet cannot be any more.
    with contextlib.suppress(OSError):
        pipe.close()
