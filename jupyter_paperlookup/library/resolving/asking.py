"""Questions of resolvers, asked over the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from jupyter_paperlookup.errors import NetworkForbidden, Offline, UnusableAnswer
from jupyter_paperlookup.network.answer import Answer
from jupyter_paperlookup.network.client import Keep, Network
from jupyter_paperlookup.network.services import Service
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.resolver import Question, Resolver

_DAY = 86_400.0
_KEEP = Keep(found=30 * _DAY, nothing=7 * _DAY)

# The headers in which services take a user's key.
_KEYS = {"semantic-scholar": ("x-api-key", "{}"), "openalex": ("Authorization", "Bearer {}")}
_NEEDS_KEY = frozenset(("openalex",))
_XML = frozenset(("arxiv",))

OFFLINE = "The network cannot be reached: you may be offline. No further service was asked."
# One service may be down, or not be reached from here alone.
_UNREACHABLE_WHEN_OFFLINE = 2


class Asking:
    """Asks services, as far as that is allowed."""

    def __init__(self, network: Network, tell: Callable[[], object] | None = None) -> None:
        self._network = network
        self._tell = tell
        self._unreachable = 0
        self.requests = 0

    @property
    def is_offline(self) -> bool:
        """Whether several services in a row could not be reached: it is of no use to go on."""
        return self._unreachable >= _UNREACHABLE_WHEN_OFFLINE

    def allowed(self, resolvers: Sequence[Resolver]) -> list[Resolver]:
        """Those whose services may be asked, and have the key that they need.

        Raises:
            NetworkForbidden: None may.
        """
        keys = self._network.settings.keys
        found: list[Resolver] = []
        refusal: NetworkForbidden | None = None
        for resolver in resolvers:
            name = resolver.service.name
            try:
                self._network.check(resolver.service)
            except NetworkForbidden as error:
                refusal = error
            else:
                found += [resolver] if name not in _NEEDS_KEY or name in keys else []
        if refusal and not found:
            raise refusal
        return found

    def ask(self, resolver: Resolver, question: Question) -> list[Candidate]:
        """What a service answers; nothing where it says that it knows nothing.

        Raises:
            NetworkUnavailable: The service cannot be asked, or did not answer.
        """
        service = resolver.service
        headers = {"Accept": question.accept} if question.accept else {}
        if service.name in _KEYS and (key := self._network.settings.keys.get(service.name)):
            header, form = _KEYS[service.name]
            headers[header] = form.format(key)
        try:
            answer = self._answer(service, question, headers)
        except Offline:
            self._unreachable += 1
            raise
        self._unreachable = 0
        self.requests += not answer.is_kept
        if answer.status in question.absent:
            return []
        try:
            found = resolver.candidates(question, answer.body)
        except UnusableAnswer:
            # Else it would be of no use for as long as it is remembered.
            self._network.forget(answer)
            raise
        if not found:
            self._network.keep(answer, _KEEP.nothing)
        return found

    def _answer(self, service: Service, question: Question, headers: dict[str, str]) -> Answer:
        wanted: Literal["json", "xml"] = "xml" if service.name in _XML else "json"
        # A person asked for it once, not for each of many requests; and that one service cannot be
        # reached says nothing of the next.
        insists = self.requests == 0 or self._unreachable > 0
        if question.body is None:
            return self._network.get(
                service,
                question.path,
                question.parameters,
                wanted=wanted,
                accept=question.absent,
                headers=headers,
                keep=_KEEP,
                tell=self._tell,
                insists=insists,
            )
        return self._network.post(
            service,
            question.path,
            question.body,
            question.parameters,
            accept=question.absent,
            headers=headers,
            keep=_KEEP,
            tell=self._tell,
            insists=insists,
        )
