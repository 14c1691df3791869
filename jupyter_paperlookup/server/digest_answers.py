"""What the routes of the digest answer; runs in the threads of the LibraryHost."""

from __future__ import annotations

from jupyter_paperlookup.digest import Schedule
from jupyter_paperlookup.digest.mail import MailServer
from jupyter_paperlookup.library import Library, SubscriptionStatus
from jupyter_paperlookup.messages import http, present_digest


class DigestAnswers:
    """The digest, and the subscription to it."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def preview(self, sent: http.DigestRequest) -> http.DigestResponse:
        """A digest as it would be mailed.

        Raises:
            InvalidRequest: There is no such day or week.
        """
        return present_digest.digest(self._library.digest(sent.every, sent.at, sent.cited_here))

    def subscription(self) -> http.SubscriptionResponse:
        """The subscription, which may have been made on the command line."""
        self._library.start_mailing()
        return self._told(self._library.digest_subscription())

    def subscribe(self, sent: http.SubscribeRequest) -> http.SubscriptionResponse:
        """Subscribe, or change the subscription.

        Raises:
            InvalidRequest: An address is none, or the password is missing.
            TooManyMails: Too many codes were asked for.
        """
        server = sent.server
        return self._told(
            self._library.subscribe_to_digest(
                sent.address,
                server=MailServer(
                    host=server.host, port=server.port, security=server.security, user=server.user
                ),
                schedule=Schedule(every=sent.every, hour=sent.hour, weekday=sent.weekday),
                sender=server.sender,
                password=sent.password,
            )
        )

    def unsubscribe(self) -> http.SubscriptionResponse:
        """Forget it."""
        return self._told(self._library.unsubscribe_from_digest())

    def confirm(self, sent: http.ConfirmRequest) -> http.SubscriptionResponse:
        """Confirm the address.

        Raises:
            InvalidRequest: The code is another one, or counts no more.
        """
        return self._told(self._library.confirm_digest(sent.code))

    def pause(self, sent: http.PauseRequest) -> http.SubscriptionResponse:
        """Let it rest, or go on.

        Raises:
            InvalidRequest: Nobody has subscribed, or the address is not confirmed.
        """
        return self._told(self._library.pause_digest(paused=sent.paused))

    def send_now(self) -> http.SubscriptionResponse:
        """Mail the digest of the last period now; where that fails, the subscription says why.

        Raises:
            InvalidRequest: As for `pause`.
        """
        self._library.send_digest()
        return self.subscription()

    def _told(self, status: SubscriptionStatus) -> http.SubscriptionResponse:
        return present_digest.subscription(status, self._library.digest_schedule())
