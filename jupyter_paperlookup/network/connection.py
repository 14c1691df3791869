"""Connections to services: who is asked is checked at each step, and what comes is bounded."""

from __future__ import annotations

import ssl
from collections.abc import Callable

import httpcore
import httpx
import msgspec

from jupyter_paperlookup import __version__
from jupyter_paperlookup.errors import (
    NetworkUnavailable,
    Offline,
    UnusableAnswer,
)
from jupyter_paperlookup.network.addresses import (
    Allowed,
    LookUp,
    host_in,
)
from jupyter_paperlookup.network.answer import Answer, Wanted
from jupyter_paperlookup.network.body import read_body
from jupyter_paperlookup.network.clients import Clients, Times
from jupyter_paperlookup.network.services import Service
from jupyter_paperlookup.network.settings import NetworkSettings
from jupyter_paperlookup.network.transport import ending_after, is_over

MOST_REDIRECTS = 5
OK = 200
NOTHING_THERE = (404, 410)

_SERVER_FAULT = 500
_REDIRECTS = (301, 302, 303, 307, 308)
_UNAUTHORISED = (401, 403)
_KEPT_HEADERS = (
    "content-type",
    "location",
    "retry-after",
    "backoff",
    "etag",
    "last-modified",
    "link",
    "x-rate-limit-limit",
    "x-rate-limit-interval",
)
_FAULTS = (
    httpcore.NetworkError,
    httpcore.ProtocolError,
    httpcore.ProxyError,
    httpx.HTTPError,
    ssl.SSLError,
    OSError,
)


class Question(msgspec.Struct, frozen=True, kw_only=True):
    """What is asked of whom.

    Attributes:
        service: Who is asked.
        allowed: Where the question may lead.
        request: The request itself.
        wanted: What the answer must be.
        accept: Statuses beside 200 that are answers too.
        tell: Called now and then; what it raises ends the asking.
        insists: Whether a person wants it now.
    """

    service: Service
    allowed: Allowed
    request: httpx.Request
    wanted: Wanted
    accept: tuple[int, ...]
    tell: Callable[[], object]
    insists: bool

    @property
    def place(self) -> str:
        """Who is asked, as people call it."""
        return self.service.label


class Connections:
    """All connections of one library; safe to use from several threads.

    Args:
        settings: What the administrator decided.
        now: Tells the time, in seconds since the epoch.
        times: How long is waited.
        look_up: Who knows the addresses of names; the system when None.
        tls: What certificates are trusted; those that httpx trusts when None.
    """

    def __init__(
        self,
        settings: NetworkSettings,
        now: Callable[[], float],
        times: Times | None = None,
        look_up: LookUp | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self._settings = settings
        self._now = now
        self._times = times or Times()
        self._clients = Clients(settings, self._times, look_up, tls)

    def close(self) -> None:
        """Let go of all of them."""
        self._clients.close()

    def ask(self, question: Question) -> Answer:
        """Ask once, and go where one is sent on to, if that may be asked too.

        Raises:
            NetworkForbidden: It may not.
            Offline: Nobody could be reached.
            UnusableAnswer: The answer broke off, came too late, was too large, or led in circles.
        """
        request = question.request
        with ending_after(self._times.whole):
            for _ in range(MOST_REDIRECTS + 1):
                answer = self._sent(question, request)
                target = answer.headers.get("location", "")
                if answer.status not in _REDIRECTS or answer.status in question.accept:
                    return answer
                if request.method != "GET" or not target:
                    raise UnusableAnswer(refusal(question.service, answer.status))
                request = _sent_on(request, target, question.place)
                question.allowed.check(request.url, question.place)
        raise UnusableAnswer(
            f"{question.place} sends on and on, from one address to the next. Try again later."
        )

    # --- inside ----------------------------------------------------------------------------

    def _sent(self, question: Question, request: httpx.Request) -> Answer:
        """One request and its answer, wherever that leads."""
        place = question.place
        host = host_in(request.url)
        headers = {**request.headers, "User-Agent": self._agent, "Accept-Encoding": "gzip"}
        try:
            with self._clients.reaching(host).stream(
                request.method, request.url, headers=headers, content=request.content or None
            ) as response:
                is_read = response.status_code == OK
                return Answer(
                    place,
                    response.status_code,
                    read_body(response, place, question.tell) if is_read else b"",
                    {
                        name: response.headers[name]
                        for name in _KEPT_HEADERS
                        if name in response.headers
                    },
                    self._now(),
                )
        except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
            raise _unreachable(host, error) from None
        except (httpcore.TimeoutException, httpx.TimeoutException):
            what = "takes too long to answer" if is_over() else "does not answer"
            raise UnusableAnswer(f"{place} {what}. Try again later.") from None
        except _FAULTS:
            raise UnusableAnswer(
                f"The answer of {place} came damaged or cut off. Try again later."
            ) from None

    @property
    def _agent(self) -> str:
        contact = self._settings.contact
        about = f" (mailto:{contact})" if contact.isascii() and contact.isprintable() else ""
        return f"jupyter_paperlookup/{__version__}{about if contact else ''}"


def refusal(service: Service, status: int) -> str:
    """The sentence about a status that is no answer."""
    if status in NOTHING_THERE:
        return f"{service.label} has nothing there (status {status}). Try again later."
    if status >= _SERVER_FAULT:
        return f"{service.label} failed (status {status}). Try again later."
    if status in _REDIRECTS:
        return f"{service.label} sends on to nowhere (status {status}). Try again later."
    if status in _UNAUTHORISED:
        return (
            f"{service.label} refuses to answer (status {status}): it wants a key, which an "
            "administrator can set, or to be left alone. Try again later."
        )
    return f"{service.label} refuses to answer (status {status}). Try again later."


def _sent_on(request: httpx.Request, target: str, place: str) -> httpx.Request:
    try:
        url = request.url.join(target)
        is_same = _origin(url) == _origin(request.url)
    except (httpx.InvalidURL, UnicodeError):
        raise UnusableAnswer(f"{place} sends on to what is no address. Try again later.") from None
    # A key is for the one who was asked, and for nobody else.
    kept = [name for name in request.headers if name != "host"] if is_same else ["accept"]
    return httpx.Request("GET", url, headers={name: request.headers[name] for name in kept})


def _origin(url: httpx.URL) -> tuple[str, str, int | None]:
    return url.scheme, host_in(url), url.port


def _unreachable(host: str, error: Exception) -> NetworkUnavailable:
    cause = error.__cause__ or error.__context__
    if isinstance(cause, ssl.SSLError):
        return UnusableAnswer(
            f"{host} does not prove that it is {host}: its certificate is not trusted, and nothing "
            "was asked."
        )
    return Offline(f"{host} cannot be reached: you may be offline.")
