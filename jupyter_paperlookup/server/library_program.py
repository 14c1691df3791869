"""The library's process: does what the server asks for over a pipe, and ends when that does.

    python -m jupyter_paperlookup.server.library_program FOLDER

Frames come in on standard input; standard output takes the answers, and nothing else.
"""

from __future__ import annotations

import logging
import os
import pickle
import signal
import sys
import threading
import traceback
from concurrent.futures import Future
from typing import BinaryIO

from jupyter_paperlookup.errors import PaperLookupError
from jupyter_paperlookup.server import library_pipe
from jupyter_paperlookup.server.library_pipe import Frame, Kind
from jupyter_paperlookup.server.library_threads import LibraryThreads

SECONDS_TO_END = 60
"""How long the work at hand may go on when the server has ended: as long as that would wait."""

NICENESS = 10
"""Where all processors are busy, the server is served first; then it is late for nobody."""

_LOG_FORMAT = "[%(levelname)1.1s %(asctime)s.%(msecs)03d paperlookup] %(message)s"
"""As Jupyter's own."""


class LibraryProgram:
    """Reads what is asked, has it done, and answers in whatever order it is done.

    Args:
        library: Who does it.
        asked: Where the server writes.
        answers: Where the server reads.
    """

    def __init__(self, library: LibraryThreads, asked: BinaryIO, answers: BinaryIO) -> None:
        self._library = library
        self._asked = asked
        self._answers = answers
        self._writing = threading.Lock()
        self._at_work: dict[int, Future[bytes]] = {}

    def run(self) -> None:
        """Work until the server has ended."""
        while (frame := library_pipe.read(self._asked)) is not None:
            if frame.kind is Kind.ASK:
                self._begin(frame)
            elif future := self._at_work.get(frame.number):
                future.cancel()

    def _begin(self, frame: Frame) -> None:
        # From the one program that started this one: nobody else can write into its pipe.
        call, lane = pickle.loads(frame.content)  # noqa: S301
        future = self._library.submit(call, lane)
        self._at_work[frame.number] = future
        future.add_done_callback(lambda done: self._answer(frame.number, done))

    def _answer(self, number: int, done: Future[bytes]) -> None:
        self._at_work.pop(number, None)
        try:
            with self._writing:
                library_pipe.write(self._answers, _outcome(number, done))
        except OSError:
            pass  # the server has ended, and nobody waits


def _outcome(number: int, done: Future[bytes]) -> Frame:
    if done.cancelled():
        return Frame(Kind.CANCELLED, number)
    error = done.exception()
    if error is None:
        return Frame(Kind.ANSWER, number, done.result())
    if isinstance(error, PaperLookupError):
        return Frame(Kind.ERROR, number, pickle.dumps(error))
    text = "".join(traceback.format_exception(error))
    return Frame(Kind.BUG, number, text.encode("utf-8", "replace"))


def main() -> None:
    """Be the library's process."""
    # Ctrl+C goes to all programs of a terminal; the server asks whether it was meant.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    logging.basicConfig(format=_LOG_FORMAT, datefmt="%Y-%m-%d %H:%M:%S")
    with os.fdopen(os.dup(0), "rb") as asked, os.fdopen(os.dup(1), "wb") as answers:
        # Whoever prints, prints into the log of the server.
        os.dup2(2, 1)
        library = LibraryThreads(sys.argv[1])
        LibraryProgram(library, asked, answers).run()
        late = threading.Timer(SECONDS_TO_END, os._exit, (1,))
        late.daemon = True
        late.start()
        library.close()


if __name__ == "__main__":
    main()
