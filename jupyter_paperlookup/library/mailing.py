"""Mails the digest to the one address that was confirmed, once for each period."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Literal

import msgspec

from jupyter_paperlookup.digest import Digest, Period
from jupyter_paperlookup.digest.mail import digest_mail, send
from jupyter_paperlookup.errors import InvalidRequest, MailFailed, TooManyMails
from jupyter_paperlookup.library.mail_budget import MailBudget
from jupyter_paperlookup.library.mail_password import MailPassword
from jupyter_paperlookup.library.mailed_digests import Keys, MailedDigests
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.subscribing import Subscribing
from jupyter_paperlookup.library.subscription import Subscription, SubscriptionTable

Outcome = Literal["mailed", "nothing", "already", "failed", "not due"]


class Sending(msgspec.Struct, frozen=True):
    """What came of it when a digest was to be mailed.

    Attributes:
        outcome: `nothing` where there was nothing to tell, `already` where it was mailed before or
            somebody else is about to, `not due` where it is not asked for now.
        period: Of which period; empty where none is due.
        failure: Why it failed, in one line.
    """

    outcome: Outcome
    period: str = ""
    failure: str = ""


class Mailing:
    """Mails digests.

    Args:
        store: Where the subscription and what was mailed stand.
        folder: The library's folder, which keeps the password.
        make: Makes the digest of a period.
    """

    def __init__(self, store: Store, folder: Path, make: Callable[[Period], Digest]) -> None:
        self._store = store
        self._make = make
        self._password = MailPassword(folder / "smtp-password")
        self._budget = MailBudget(store, "digests", most=10, each=timedelta(minutes=10))
        self._table = SubscriptionTable(store.database)
        self.mailed = MailedDigests(store.database)
        self.subscribing = Subscribing(store, folder, self._table, self._password, self.mailed)

    def send_due(self, now: datetime | None = None) -> Sending:
        """Mail what is due, if anything is; see `Library.send_due_digest`."""
        now = now or datetime.now(UTC)
        subscription = self._table.get()
        if subscription is None:
            return Sending("not due")
        if not subscription.is_confirmed:
            self.subscribing.mail_code_again(now)
            return Sending("not due")
        period = due_period(subscription, now)
        if subscription.state == "paused" or period is None:
            return Sending("not due")
        return self._mail(period, now, at_once=False)

    def is_due(self, now: datetime | None = None) -> bool:
        """Whether a digest is due, and its next attempt too."""
        now = now or datetime.now(UTC)
        subscription = self._table.get()
        if subscription is None or subscription.state != "active":
            return False
        period = due_period(subscription, now)
        return period is not None and self.mailed.may_be_claimed(period, now)

    def send_now(self, now: datetime | None = None) -> Sending:
        """Mail the digest of the last period; see `Library.send_digest`."""
        now = now or datetime.now(UTC)
        subscription = self._table.get()
        if subscription is None:
            raise InvalidRequest("Nobody has subscribed to the digest.")
        if not subscription.is_confirmed:
            raise InvalidRequest("The address is not confirmed: enter the code that was mailed.")
        return self._mail(subscription.schedule.last_over(now), now, at_once=True)

    def _mail(self, period: Period, now: datetime, *, at_once: bool) -> Sending:
        with self._store.transaction():
            # Whoever unsubscribed meanwhile gets nothing more.
            subscription = self._table.get()
            if subscription is None or not subscription.is_confirmed:
                return Sending("not due")
            claim = self.mailed.claim(period, now, at_once=at_once)
        if claim is None:
            return Sending("already", period.name)
        try:
            keys = self._hand_over(period, subscription, now)
        except (MailFailed, TooManyMails) as error:
            passes = not isinstance(error, MailFailed) or error.passes
            self.mailed.note_failure(claim, error.reason, now, passes=passes)
            return Sending("failed", period.name, error.reason)
        except BaseException:
            self.mailed.note_failure(claim, "It could not be made.", now, passes=True)
            raise
        self.mailed.note_mailed(claim, keys, now)
        return Sending("mailed" if keys.papers else "nothing", period.name)

    def _hand_over(self, period: Period, subscription: Subscription, now: datetime) -> Keys:
        """Make a digest and mail it; the keys of its papers, none if there is nothing to tell."""
        digest = self._make(period)
        if not digest.sections:
            return Keys()
        self._budget.take(now)
        sender, recipient = subscription.sender, subscription.address
        message = digest_mail(
            digest,
            sender=sender,
            recipient=recipient,
            number=subscription.number,
            moment=now,
        )
        send(
            message,
            subscription.server,
            self._password.read(),
            sender=sender,
            recipient=recipient,
        )
        return Keys(
            papers=tuple(paper.key for paper in digest.papers),
            others=tuple(key for section in digest.sections for key in section.others),
        )


def due_period(subscription: Subscription, now: datetime) -> Period | None:
    """The latest period whose digest is due, and was not yet when the address was confirmed."""
    schedule = subscription.schedule
    period = schedule.last_due(now)
    since = subscription.since
    return period if since is not None and schedule.due(period) > since else None
