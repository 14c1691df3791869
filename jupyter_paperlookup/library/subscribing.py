"""Subscribing to the digest, confirming, pausing, and forgetting all of it."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from msgspec.structs import replace

from jupyter_paperlookup.digest import Schedule
from jupyter_paperlookup.digest.mail import MailServer, code_mail, mail_address, send
from jupyter_paperlookup.errors import InvalidRequest, MailFailed
from jupyter_paperlookup.library.mail_budget import MailBudget
from jupyter_paperlookup.library.mail_password import MailPassword
from jupyter_paperlookup.library.mailed_digests import MailedDigests, pause
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.subscription import (
    Subscription,
    SubscriptionTable,
    is_code,
    new_code,
    new_number,
)
from jupyter_paperlookup.library_home import MAILS_FILE

_NOBODY = "Nobody has subscribed to the digest."
_MOST_CODES = 4


class Subscribing:
    """Changes the subscription.

    Args:
        store: The library's store.
        folder: The library's folder.
        table: Where the subscription stands.
        password: For the mail server.
        mailed: What was mailed.
    """

    def __init__(
        self,
        store: Store,
        folder: Path,
        table: SubscriptionTable,
        password: MailPassword,
        mailed: MailedDigests,
    ) -> None:
        self._store = store
        self._mark = folder / MAILS_FILE
        self._table = table
        self._password = password
        self._mailed = mailed
        self._budget = MailBudget(store, "codes", most=5, each=timedelta(minutes=30))

    @property
    def subscription(self) -> Subscription | None:
        """The subscription, if there is one."""
        return self._table.get()

    @property
    def has_password(self) -> bool:
        """Whether a password is known; it is never told."""
        return bool(self._password.read())

    def subscribe(
        self,
        address: str,
        *,
        schedule: Schedule,
        server: MailServer,
        sender: str,
        password: str | None,
        now: datetime,
    ) -> None:
        """Subscribe, or change the subscription; see `Library.subscribe_to_digest`."""
        address = mail_address(address)
        sender = mail_address(sender) if sender else address
        before = self._table.get()
        is_same_login = before is not None and _login(before.server) == _login(server)
        typed = password or self._password.given
        known = self._password.read() if is_same_login and password is None else typed
        if server.user and not known:
            raise InvalidRequest(f"Give the password of {server.user} for {server.host}.")
        if before is not None and before.is_confirmed and before.address == address:
            changed = replace(before, schedule=schedule, server=server, sender=sender)
        else:
            changed = Subscription(
                number=new_number(),
                address=address,
                sender=sender,
                schedule=schedule,
                server=server,
            )
            self._budget.take(now)
        if password is not None:
            self._password.write(password)
        elif not is_same_login:
            # A password is for the server for which it was given, and for no other.
            self._password.forget()
        with self._store.transaction():
            if not changed.is_confirmed:
                self._mailed.forget()
            self._mailed.try_at_once(now)
            self._table.put(changed)
        self._keep_mark()
        if not changed.is_confirmed:
            self._mail_code(changed, now)

    def confirm(self, code: str, now: datetime) -> None:
        """The owner of the address wants the digest; see `Library.confirm_digest`."""
        with self._store.transaction():
            subscription = self._known()
            if subscription.is_confirmed:
                return
            is_right = is_code(code, subscription, now)
            if is_right:
                changed = replace(
                    subscription, state="active", since=now, code=None, failure="", next_try=None
                )
            else:
                changed = _with_one_try_less(subscription)
            self._table.put(changed)
        if not is_right:
            left = changed.code.tries if changed.code else 0
            raise InvalidRequest(
                "This is not the code that was mailed: "
                + (f"{left} tries are left." if left else "have another one mailed.")
            )

    def pause(self, now: datetime, *, paused: bool) -> None:
        """Let the digest rest, or go on; see `Library.pause_digest`."""
        with self._store.transaction():
            subscription = self._known()
            if not subscription.is_confirmed:
                raise InvalidRequest("The address is not confirmed: there is nothing to pause.")
            if paused != (subscription.state == "paused"):
                since = subscription.since if paused else now
                state = "paused" if paused else "active"
                self._table.put(replace(subscription, state=state, since=since))
        self._keep_mark()

    def unsubscribe(self) -> None:
        """Forget address, server, password, and what was mailed."""
        with self._store.transaction():
            self._table.forget()
            self._mailed.forget()
        self._password.forget()
        self._keep_mark()

    def mail_code_again(self, now: datetime) -> None:
        """Mail another code where that was put off, and it is time."""
        with self._store.transaction():
            subscription = self._table.get()
            if (
                subscription is None
                or subscription.is_confirmed
                or subscription.next_try is None
                or subscription.next_try > now
            ):
                return
            # Others see a time to come while this one tries.
            again = now + pause(subscription.attempts + 1, passes=True)
            subscription = replace(subscription, next_try=again)
            self._table.put(subscription)
        self._mail_code(subscription, now)

    def _mail_code(self, subscription: Subscription, now: datetime) -> None:
        """Mail a code; where that fails, it is said in the subscription, and tried again."""
        code, expected = new_code(subscription.number, now)
        attempts = subscription.attempts + 1
        # Remembered before it is mailed: it may be entered before the server has said goodbye.
        tried = replace(subscription, code=expected, attempts=attempts, failure="", next_try=None)
        if not self._put_if_current(tried):
            return
        try:
            send(
                code_mail(code, sender=tried.sender, recipient=tried.address, moment=now),
                tried.server,
                self._password.read(),
                sender=tried.sender,
                recipient=tried.address,
            )
        except MailFailed as error:
            is_last = attempts >= _MOST_CODES
            again = None if is_last else now + pause(attempts, passes=error.passes)
            self._put_if_current(replace(tried, failure=error.reason, next_try=again))

    def _put_if_current(self, changed: Subscription) -> bool:
        """Store a change, unless somebody else has subscribed, confirmed or gone meanwhile."""
        with self._store.transaction():
            current = self._table.get()
            is_current = (
                current is not None
                and current.number == changed.number
                and not current.is_confirmed
            )
            if is_current:
                self._table.put(changed)
        return is_current

    def _known(self) -> Subscription:
        subscription = self._table.get()
        if subscription is None:
            raise InvalidRequest(_NOBODY)
        return subscription

    def _keep_mark(self) -> None:
        """Let servers see by one file whether there is anything to do."""
        subscription = self._table.get()
        with suppress(OSError):
            if subscription is None or subscription.state == "paused":
                self._mark.unlink(missing_ok=True)
            else:
                self._mark.touch(mode=0o600)


def _login(server: MailServer) -> tuple[str, str]:
    return server.host.lower(), server.user


def _with_one_try_less(subscription: Subscription) -> Subscription:
    code = subscription.code
    return replace(subscription, code=replace(code, tries=code.tries - 1) if code else None)
