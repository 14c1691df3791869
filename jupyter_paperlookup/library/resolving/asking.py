"""Questions of resolvers, asked over the network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Literal

from jupyter_paperlookup.errors import NetworkForbidden, UnusableAnswer
from jupyter_paperlookup.network.client import Keep, Network
from jupyter_paperlookup.resolvers.candidate import Candidate
from jupyter_paperlookup.resolvers.resolver import Question, Resolver

_DAY = 86_400.0
_KEEP = Keep(found=30 * _DAY, nothing=7 * _DAY)
_NOTHING = (404, 410)

# The headers in which services take a user's key.
_KEYS = {"semantic-scholar": ("x-api-key", "{}"), "openalex": ("Authorization", "Bearer {}")}
_NEEDS_KEY = frozenset(("openalex",))
_XML = frozenset(("arxiv",))


class Asking:
    """Asks services, as far as that is allowed."""

    def __init__(self, network: Network, tell: Callable[[], object] | None = None) -> None:
        self._network = network
        self._tell = tell
        self.requests = 0

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
        wanted: Literal["json", "xml"] = "xml" if service.name in _XML else "json"
        # A person asked for it once, not for each of many requests.
        insists = self.requests == 0
        answer = (
            self._network.get(
                service,
                question.path,
                question.parameters,
                wanted=wanted,
                accept=_NOTHING,
                headers=headers,
                keep=_KEEP,
                tell=self._tell,
                insists=insists,
            )
            if question.body is None
            else self._network.post(
                service,
                question.path,
                question.body,
                question.parameters,
                accept=_NOTHING,
                headers=headers,
                keep=_KEEP,
                tell=self._tell,
                insists=insists,
            )
        )
        self.requests += not answer.is_kept
        if answer.status in _NOTHING:
            return []
        try:
            return resolver.candidates(question, answer.body)
        except UnusableAnswer:
            # Else it would be of no use for as long as it is remembered.
            self._network.forget(answer)
            raise
