"""What the routes of the digest answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.messages import http


class DigestAnswers:
    """The digest, and the subscription to it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def preview(self, sent: http.DigestRequest) -> http.DigestResponse:
        """A digest as it would be mailed."""
        raise NotImplementedError

    def subscription(self) -> http.SubscriptionResponse:
        """The subscription."""
        raise NotImplementedError

    def subscribe(self, sent: http.SubscribeRequest) -> http.SubscriptionResponse:
        """Subscribe, or change the subscription."""
        raise NotImplementedError

    def unsubscribe(self) -> http.SubscriptionResponse:
        """Forget it."""
        raise NotImplementedError

    def confirm(self, sent: http.ConfirmRequest) -> http.SubscriptionResponse:
        """Confirm the address."""
        raise NotImplementedError

    def pause(self, sent: http.PauseRequest) -> http.SubscriptionResponse:
        """Let it rest, or go on."""
        raise NotImplementedError

    def send_now(self) -> http.SubscriptionResponse:
        """Mail the digest of the last period now."""
        raise NotImplementedError
