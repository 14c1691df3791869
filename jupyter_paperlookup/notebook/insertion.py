"""Insert a text where the person writes: through the lab extension, else as a next cell."""

from __future__ import annotations

import contextvars
import threading
from collections.abc import Callable
from typing import Any

import comm
import msgspec

from jupyter_paperlookup.citing import Insertion
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.messages.display import COMM_TARGET, InsertReply, InsertRequest
from jupyter_paperlookup.notebook.next_cell import offer_next_cell, withdraw_next_cell

LONGEST_TEXT = 100_000
WAIT_SECONDS = 1.5

_IN_NEXT_CELL = (
    "No paperlookup extension answered here. Run any cell: the text then stands in a new cell "
    "below it. It can also be copied from the preview."
)
_NOWHERE = "No paperlookup extension answered here: copy the text from the preview."

Report = Callable[[InsertReply], None]


def insert(insertion: Insertion, report: Report, *, wait_seconds: float = WAIT_SECONDS) -> None:
    """Ask the front end to insert, and report what became of it; returns at once.

    A front end without the extension closes the comm or says nothing. Then the text is offered
    as a next cell; should the answer come late after all, the offer is withdrawn and `report`
    is called again.

    Args:
        insertion: What to insert.
        report: Called with the outcome, possibly from another thread.
        wait_seconds: How long an answer may take.

    Raises:
        InvalidRequest: The text is longer than one insertion may be.
    """
    if len(insertion.text) > LONGEST_TEXT:
        raise InvalidRequest(
            f"{len(insertion.text):,} characters are too many for one insertion: "
            "choose fewer works."
        )
    _Exchange(insertion, report).start(wait_seconds)


class _Exchange:
    """One request and its answer. Kernels may call back from threads of their own."""

    def __init__(self, insertion: Insertion, report: Report) -> None:
        self._insertion = insertion
        self._report = report
        self._lock = threading.Lock()
        self._is_answered = False
        self._is_offered = False
        # Opened only after the callbacks are in place: an answer may be quick.
        self._comm: Any = comm.create_comm(target_name=COMM_TARGET, primary=False)
        self._comm.on_msg(self._answered)
        self._comm.on_close(self._closed)

    def start(self, wait_seconds: float) -> None:
        # The context holds the message that asked, to which all output belongs.
        context = contextvars.copy_context()
        timer = threading.Timer(wait_seconds, context.run, (self._offer_next_cell,))
        timer.daemon = True
        insertion = self._insertion
        request = InsertRequest(
            kind=insertion.kind,
            text=insertion.text,
            is_block=insertion.is_block,
            items=insertion.items,
        )
        self._comm.open(data=msgspec.to_builtins(request))
        timer.start()

    def _answered(self, message: dict[str, Any]) -> None:
        try:
            reply = msgspec.convert(message["content"]["data"], InsertReply)
        except (KeyError, msgspec.ValidationError):
            return  # no answer to this request; the timer goes on
        with self._lock:
            if self._is_answered:
                return
            self._is_answered = True
            if self._is_offered:
                withdraw_next_cell(self._insertion.text)
        self._comm.close()
        self._report(reply)

    def _closed(self, _message: dict[str, Any]) -> None:
        self._offer_next_cell()

    def _offer_next_cell(self) -> None:
        with self._lock:
            if self._is_answered or self._is_offered:
                return
            self._is_offered = offer_next_cell(self._insertion.text)
        message = _IN_NEXT_CELL if self._is_offered else _NOWHERE
        self._report(InsertReply(inserted=False, message=message))
