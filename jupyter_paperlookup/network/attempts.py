"""One question asked until it is answered: at the service's pace, with the pauses it asks for."""

from __future__ import annotations

from jupyter_paperlookup.errors import Offline, ServiceRefuses, UnusableAnswer
from jupyter_paperlookup.network.answer import Answer, check_kind
from jupyter_paperlookup.network.connection import OK, Connections, Question, refusal
from jupyter_paperlookup.network.pace import Clock, Paces
from jupyter_paperlookup.network.retry_after import seconds_of

_BUSY = (429, 503)
_SERVER_FAULT = 500
_MOST_ATTEMPTS = 3
_MOST_FAULTS = 2
_LONGEST_PAUSE_TO_SIT_OUT = 10.0
_PAUSE_OF_BUSY = 60.0
_SLICE = 0.25


class Attempts:
    """Asks, and remembers how that went.

    Args:
        connections: Who asks once.
        paces: When that may be.
        clock: The time.
    """

    def __init__(self, connections: Connections, paces: Paces, clock: Clock) -> None:
        self._connections = connections
        self._paces = paces
        self._clock = clock

    def answer(self, question: Question) -> Answer:
        """Ask until there is an answer, or no hope for one.

        Raises:
            NetworkUnavailable: There is none.
        """
        attempt = 0
        while True:
            attempt += 1
            with self._paces.turn(question.service, question.tell, insists=question.insists):
                answer = self._counted(question)
            if answer.status in (OK, *question.accept):
                return answer
            if answer.status in _BUSY:
                self._be_patient(question, answer, is_last=attempt >= _MOST_ATTEMPTS)
            elif answer.status < _SERVER_FAULT or attempt >= _MOST_FAULTS:
                raise UnusableAnswer(refusal(question.service, answer.status))

    def _counted(self, question: Question) -> Answer:
        """One attempt; whether it went well is remembered for the next ones."""
        service = question.service
        try:
            answer = self._connections.ask(question)
            if answer.status == OK:
                kind = answer.headers.get("content-type", "")
                check_kind(question.place, question.wanted, kind, answer.body)
        except Offline:
            self._paces.table.unreachable()
            raise
        except UnusableAnswer:
            self._paces.table.failed(service)
            raise
        if answer.status >= _SERVER_FAULT and answer.status not in (*_BUSY, *question.accept):
            self._paces.table.failed(service)
        else:
            self._paces.table.went_well(service)
        backoff = seconds_of(answer.headers.get("backoff", ""), self._clock.now())
        if backoff and answer.status not in _BUSY:
            self._paces.pause(service, backoff)
        return answer

    def _be_patient(self, question: Question, answer: Answer, *, is_last: bool) -> None:
        """Sit a short pause out that a service asks for; who must wait longer is told so."""
        asked = seconds_of(answer.headers.get("retry-after", ""), self._clock.now())
        pause = _PAUSE_OF_BUSY if asked is None else asked
        until = self._paces.pause(question.service, pause)
        if is_last or pause > _LONGEST_PAUSE_TO_SIT_OUT:
            raise ServiceRefuses(_too_busy(question.place, pause), until)
        while (left := until - self._clock.now()) > 0:
            question.tell()
            self._clock.sleep(min(left, _SLICE))


def _too_busy(place: str, pause: float) -> str:
    minutes = round(pause / 60)
    when = f"in {minutes} minutes" if minutes > 1 else "in a minute"
    return f"{place} is too busy and asks to be left alone: try again {when}."
