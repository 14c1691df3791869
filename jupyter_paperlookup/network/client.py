"""Requests to services: allowed, checked, paced, bounded, and remembered."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Collection, Mapping
from pathlib import Path

import httpx
import msgspec

from jupyter_paperlookup.errors import NetworkForbidden
from jupyter_paperlookup.network.addresses import Allowed, LookUp
from jupyter_paperlookup.network.answer import Answer, Wanted, accept_header
from jupyter_paperlookup.network.attempts import Attempts
from jupyter_paperlookup.network.cache import Cache, question_of
from jupyter_paperlookup.network.checking import UNCHANGED, checking
from jupyter_paperlookup.network.clients import Times
from jupyter_paperlookup.network.connection import (
    NOTHING_THERE,
    OK,
    Connections,
    Question,
)
from jupyter_paperlookup.network.network_file import NetworkFile
from jupyter_paperlookup.network.pace import Clock, Paces, Tell
from jupyter_paperlookup.network.services import Service, host_of
from jupyter_paperlookup.network.settings import NetworkSettings

NETWORK_FILE = "network.sqlite"


Parameters = Mapping[str, str | int]


class Keep(msgspec.Struct, frozen=True):
    """For how many seconds an answer is remembered, and nobody is asked again.

    Attributes:
        found: Where there is something.
        nothing: Where the service says that there is no such thing, if that is an accepted answer.
        checked: For how long it is kept beyond that where the service can be asked whether it
            still says the same, which costs it little.
    """

    found: float = 0.0
    nothing: float = 0.0
    checked: float = 0.0


class Network:
    """The network, for one library; every method may be called from any thread.

    Args:
        folder: The library's folder, in which it is remembered what services said.
        settings: What the administrator decided.
        is_allowed: Whether the user allows the network now; not asked where that is decided.
        times: How long is waited.
        clock: The time.
        look_up: Who knows the addresses of names; the system when None.
        tls: What certificates are trusted; those that httpx trusts when None.
    """

    def __init__(
        self,
        folder: Path,
        settings: NetworkSettings,
        is_allowed: Callable[[], bool],
        *,
        times: Times | None = None,
        clock: Clock | None = None,
        look_up: LookUp | None = None,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.settings = settings
        self._is_allowed = is_allowed
        self._clock = clock or Clock()
        self._file = NetworkFile(folder / NETWORK_FILE)
        self._paces = Paces(self._file, folder, self._clock, settings.shared_folder)
        self._cache = Cache(self._file, self._clock.now)
        self._connections = Connections(settings, self._clock.now, times, look_up, tls)
        self._attempts = Attempts(self._connections, self._paces, self._clock)

    def close(self) -> None:
        """Let go of connections and files."""
        self._connections.close()
        self._file.close()

    @property
    def is_offline(self) -> bool:
        """Whether nobody could be reached when somebody was last asked."""
        return self._paces.table.offline_since() is not None

    def get(
        self,
        service: Service,
        path: str,
        parameters: Parameters | None = None,
        *,
        wanted: Wanted = "json",
        accept: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
        keep: Keep | None = None,
        tell: Tell | None = None,
        insists: bool = True,
    ) -> Answer:
        """Ask a service for something.

        Args:
            service: Who is asked.
            path: Behind the base of the service; where it has none, the whole address.
            parameters: What stands behind the `?`.
            wanted: What the answer must be.
            accept: Statuses beside 200 that are answers too; their bodies are empty.
            headers: What else goes along; it takes part in what is remembered.
            keep: How long the answer is remembered; not at all when None.
            tell: Called now and then; what it raises ends the request.
            insists: A person wants it now: the service is tried although it failed, or nobody could
                be reached, a moment ago. What is asked in the background does not insist.

        Raises:
            NetworkForbidden: The user, the administrator or a rule of safety does not allow it.
            Offline: Nobody could be reached.
            ServiceRefuses: The service wants to be left alone; the error says until when.
            UnusableAnswer: What came is not what was asked for.
        """
        sent = {"Accept": accept_header(wanted), **(headers or {})}
        request = httpx.Request("GET", self._url(service, path, parameters), headers=sent)
        return self._kept(self._question(service, request, wanted, accept, tell, insists), keep)

    def post(
        self,
        service: Service,
        path: str,
        body: object,
        parameters: Parameters | None = None,
        *,
        accept: Collection[int] = (),
        headers: Mapping[str, str] | None = None,
        keep: Keep | None = None,
        tell: Tell | None = None,
        insists: bool = True,
    ) -> Answer:
        """As `get`, for JSON, with a body that becomes JSON; no redirect is followed."""
        sent = {"Accept": accept_header("json"), "Content-Type": "application/json"}
        request = httpx.Request(
            "POST",
            self._url(service, path, parameters),
            headers={**sent, **(headers or {})},
            content=msgspec.json.encode(body),
        )
        return self._kept(self._question(service, request, "json", accept, tell, insists), keep)

    def forget(self, answer: Answer) -> None:
        """Remember an answer no longer: it turned out to be of no use, and is asked for again."""
        if answer.question:
            self._cache.drop(answer.question)

    def keep(self, answer: Answer, seconds: float) -> None:
        """Remember an answer for another time than was said: what is in it is known only now."""
        if answer.question and not answer.is_kept:
            self._cache.put(answer.question, answer, seconds)

    def check(self, service: Service) -> None:
        """See that a service may be asked at all.

        Raises:
            NetworkForbidden: It may not; the sentence says who decides.
        """
        settings = self.settings
        if settings.offline or settings.allowed is False:
            raise NetworkForbidden("The administrator does not allow paperlookup the network.")
        if not settings.allows(service):
            raise NetworkForbidden(
                f"The administrator does not allow paperlookup to ask {service.label}."
            )
        if settings.allowed is None and not self._is_allowed():
            raise NetworkForbidden(
                "paperlookup may not use the network yet: allow it in the panel, or by "
                "'paperlookup network allow'."
            )
        self._paces.shared.check()

    # --- inside ----------------------------------------------------------------------------

    def _url(self, service: Service, path: str, parameters: Parameters | None) -> httpx.URL:
        base = self.settings.base(service)
        try:
            url = httpx.URL(f"{base}/{path.lstrip('/')}" if base else path)
            return url.copy_merge_params(dict(parameters)) if parameters else url
        except (httpx.InvalidURL, UnicodeError):
            raise NetworkForbidden(f"{path[:80]!r} is no address that can be asked.") from None

    def _question(  # noqa: PLR0917 - of this class alone
        self,
        service: Service,
        request: httpx.Request,
        wanted: Wanted,
        accept: Collection[int],
        tell: Tell | None,
        insists: bool,  # noqa: FBT001 - as above
    ) -> Question:
        base = host_of(self.settings.base(service))
        hosts = frozenset(filter(None, (base, *service.hosts)))
        return Question(
            service=service,
            allowed=Allowed(hosts, self.settings.own_hosts),
            request=request,
            wanted=wanted,
            accept=tuple(accept),
            tell=tell or _nobody,
            insists=insists,
        )

    def _kept(self, question: Question, keep: Keep | None) -> Answer:
        """The answer that is remembered, else a new one, which is remembered from then on."""
        self.check(question.service)
        request = question.request
        question.allowed.check(request.url, question.place)
        if keep is None:
            return self._attempts.answer(question)
        identity = question_of(
            request.method, str(request.url), sorted(request.headers.items()), request.content
        )
        known = self._cache.get(identity)
        if known and known.status in (OK, *question.accept):
            is_fresh = known.status != OK or self._clock.now() - known.moment < keep.found
            if is_fresh:
                return known
        else:
            known = None
        answer = self._attempts.answer(checking(question, known) if known else question)
        if known and answer.status == UNCHANGED:
            answer = msgspec.structs.replace(known, moment=answer.moment)
        seconds = max(keep.found, keep.checked) if answer.status == OK else keep.nothing
        if not seconds or answer.status not in (OK, *NOTHING_THERE):
            return answer
        answer = msgspec.structs.replace(answer, question=identity)
        self._cache.put(identity, answer, seconds)
        return answer


def _nobody() -> None:
    """Nobody wants to be told."""
