"""What the routes of resolving answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http, present_resolving
from jupyter_paperlookup.server.resolve_job import ResolveJobs


class ResolveAnswers:
    """Records completed from services, and what a person decides about it."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._jobs = ResolveJobs(library)

    def close(self) -> None:
        """End what is under way."""
        self._jobs.close()

    def begin(self, sent: http.ResolveRequest) -> http.ResolveJob:
        """Begin to complete records.

        Raises:
            InvalidRequest: None are named, or it is under way already.
            RecordNotFound: One of the keys is unknown.
            NetworkForbidden: Nobody has allowed the network.
        """
        if bool(sent.keys) == sent.is_all:
            raise InvalidRequest("Name records, or ask for all of them.")
        for key in sent.keys:
            self._library.get(key)
        self._library.check_network()
        return self._jobs.begin(None if sent.is_all else sent.keys)

    def job(self) -> http.ResolveJob:
        """How far it is."""
        return self._jobs.now()

    def cancel(self) -> http.ResolveJob:
        """Ask no further."""
        return self._jobs.cancel()

    def suggested(self, asked: http.SuggestedAnswersParameters) -> http.SuggestedAnswersResponse:
        """What waits for a decision."""
        return http.SuggestedAnswersResponse(suggestions=self._waiting(asked.key))

    def decide(self, sent: http.DecideRequest) -> http.DecideResponse:
        """Accept or reject a suggestion; what was accepted can be found soon after."""
        if sent.is_accepted:
            sentence = self._library.accept(sent.number)
            self._library.start_indexing()
        else:
            sentence = self._library.reject(sent.number)
        return http.DecideResponse(sentence=sentence, suggestions=self._waiting(""))

    def look_up(self, sent: http.LookUpRequest) -> http.LookUpResponse:
        """What an identifier stands for; made a record if that is wanted."""
        found = self._library.look_up(sent.text)
        key = found.key
        if sent.adds and not key:
            key = self._library.take_in(found).key
            self._library.start_indexing()
        return present_resolving.looked_up(found, key)

    def _waiting(self, key: str) -> list[http.SuggestedAnswer]:
        waiting = self._library.waiting(key)
        titles = {each.key: self._library.get(each.key).plain_title for each in waiting}
        return [present_resolving.suggestion(each, titles[each.key]) for each in waiting]
