"""The digest: made, subscribed to, mailed."""

from __future__ import annotations

import logging
from collections.abc import Collection, Sequence
from datetime import UTC, date, datetime
from itertools import islice
from pathlib import Path

from jupyter_paperlookup.digest import Digest, Every, Period, Schedule
from jupyter_paperlookup.digest.mail import MailServer
from jupyter_paperlookup.errors import IndexUnavailable
from jupyter_paperlookup.library.digest_schedule import cron_line, systemd_lines
from jupyter_paperlookup.library.digests import Chosen, Digests
from jupyter_paperlookup.library.facade.browsing import MOST_ROWS, Browsing
from jupyter_paperlookup.library.mailed_digests import MailedDigests
from jupyter_paperlookup.library.mailing import Mailing, Sending
from jupyter_paperlookup.library.ranked import Popularity
from jupyter_paperlookup.library.rounds import Rounds
from jupyter_paperlookup.library.subscription_status import SubscriptionStatus, status_of
from jupyter_paperlookup.records import Record

_SECONDS = 60.0

_log = logging.getLogger(__name__)


class Digesting(Browsing):
    """What tells the person what there is to read. `now` is the time; the present when None."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        mailed = MailedDigests(self._store.database)
        choice = _Choice(self)
        self._digests = Digests(choice, self._entry, mailed.told_before)
        self._mailing = Mailing(self._store, folder, self._digests.digest)
        self._mails_here = False
        self._mailer: Rounds | None = None

    def digest(
        self,
        every: Every = "week",
        at: str = "",
        cited: Sequence[str] = (),
        now: datetime | None = None,
    ) -> Digest:
        """What came in, what is popular, and what is near to what one cites.

        A paper that an earlier digest told of, by mail, is not told of again.

        Args:
            every: Of a day or a week.
            at: Which: `2026-11-20` or `2026-W47`; the last one that is over when empty.
            cited: Keys that a notebook cites, beside all that the library knows to be cited.
            now: The time.

        Raises:
            InvalidRequest: There is no such day or week.
        """
        last = Schedule(every=every).last_over(now or datetime.now(UTC))
        return self._digests.digest(Period.named(at) if at else last, cited)

    def digest_subscription(self, now: datetime | None = None) -> SubscriptionStatus:
        """The subscription as it stands."""
        subscribing = self._mailing.subscribing
        return status_of(
            subscribing.subscription,
            self._mailing.mailed,
            now or datetime.now(UTC),
            has_password=subscribing.has_password,
        )

    def subscribe_to_digest(
        self,
        address: str,
        *,
        server: MailServer,
        schedule: Schedule | None = None,
        sender: str = "",
        password: str | None = None,
        now: datetime | None = None,
    ) -> SubscriptionStatus:
        """Have the digest mailed, or change how; there is one subscription to a library.

        An address that is not confirmed yet gets a code, and nothing else before it was entered.
        Where the code cannot be mailed, the subscription says so, and it is tried again.

        Args:
            address: The one recipient.
            server: The user's own mail server.
            schedule: When a digest is due.
            sender: The address that it comes from; that of the recipient when empty.
            password: For the server; None keeps the one that is known for this host and user.
            now: The time.

        Raises:
            InvalidRequest: An address is none, or the password is missing.
            TooManyMails: Too many codes were asked for.
            LibraryUnavailable: The password cannot be stored.
        """
        self._mailing.subscribing.subscribe(
            address,
            schedule=schedule or Schedule(),
            server=server,
            sender=sender,
            password=password,
            now=now or datetime.now(UTC),
        )
        self._mail_if_wanted()
        return self.digest_subscription(now)

    def confirm_digest(self, code: str, now: datetime | None = None) -> SubscriptionStatus:
        """The code that was mailed: from now on the digest is, too.

        Raises:
            InvalidRequest: It is another one, or none counts any more; nobody has subscribed.
        """
        self._mailing.subscribing.confirm(code, now or datetime.now(UTC))
        self._mail_if_wanted()
        return self.digest_subscription(now)

    def pause_digest(
        self, *, paused: bool = True, now: datetime | None = None
    ) -> SubscriptionStatus:
        """Let the digest rest, or go on; what was due meanwhile is not mailed by itself.

        Raises:
            InvalidRequest: Nobody has subscribed, or the address is not confirmed.
        """
        self._mailing.subscribing.pause(now or datetime.now(UTC), paused=paused)
        self._mail_if_wanted()
        return self.digest_subscription(now)

    def unsubscribe_from_digest(self) -> SubscriptionStatus:
        """Forget the address, the server, the password, and what was mailed."""
        self._mailing.subscribing.unsubscribe()
        return self.digest_subscription()

    def send_digest(self, now: datetime | None = None) -> Sending:
        """Mail the digest of the last period that is over, unless it was mailed already.

        Raises:
            InvalidRequest: Nobody has subscribed, or the address is not confirmed.
        """
        return self._mailing.send_now(now)

    def send_due_digest(self, now: datetime | None = None) -> Sending:
        """Mail the digest that is due, if one is and it was not mailed yet.

        It is mailed once, however many programs ask; one that ends in the middle of it may be the
        cause of a second mail, which has the same Message-ID.
        """
        return self._mailing.send_due(now)

    def digest_is_due(self, now: datetime | None = None) -> bool:
        """Whether `send_due_digest` would try to mail one."""
        return self._mailing.is_due(now)

    def digest_schedule(self) -> tuple[str, str]:
        """Lines for cron and for systemd, to have the digest mailed while Jupyter does not run."""
        return cron_line(self.folder), systemd_lines(self.folder)

    def start_mailing(self) -> None:
        """Mail what is due, in a thread, from now on until the library is closed.

        There is no thread before somebody has subscribed. To be called again where another
        program may have done that.
        """
        self._mails_here = True
        self._mail_if_wanted()

    def stop_mailing(self) -> None:
        """Cease to mail what is due; waits for a mail that is under way."""
        self._mails_here = False
        if self._mailer is not None:
            self._mailer.stop()
            self._mailer = None

    def _mail_if_wanted(self) -> None:
        subscription = self._mailing.subscribing.subscription
        if self._mails_here and self._mailer is None and subscription is not None:
            self._mailer = Rounds(self._mail_due, _SECONDS, "paperlookup-mailer", at_once=True)
            self._mailer.start()

    def _mail_due(self) -> None:
        sending = self._mailing.send_due()
        if sending.failure:
            _log.warning("the digest of %s is not mailed: %s", sending.period, sending.failure)

    def _entry(self, key: str) -> str:
        return self._references.export([key], to="bibtex", abstracts=False)


class _Choice:
    """What a library has to choose from, as digests ask for it."""

    def __init__(self, library: Browsing) -> None:
        self._library = library

    def arrived(self, since: date, until: date) -> Sequence[Record]:
        return self._library.arrived(since, until)

    def last_counted(self) -> str:
        return self._library.last_counted()

    def ranked(
        self, order: Popularity, cited: Sequence[str], without: Collection[str], limit: int
    ) -> Sequence[Chosen]:
        most = min(limit + len(without), MOST_ROWS)
        try:
            ranked = self._library.popular(order, cited=cited, limit=most)
        except IndexUnavailable:  # then nobody knows what is near; the rest is worth a digest
            return ()
        chosen = (
            Chosen(each.record, tuple(reason.text for reason in each.reasons))
            for each in ranked
            if each.record.key not in without
        )
        return tuple(islice(chosen, limit))
