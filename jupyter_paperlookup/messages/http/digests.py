"""The digest: what is new, trending and near to what one cites, shown or mailed."""

from __future__ import annotations

from typing import Annotated, Literal

from msgspec import Meta

from jupyter_paperlookup.messages.http.browsing import PeriodName
from jupyter_paperlookup.messages.http.message import Key, Message

DigestEvery = Literal["day", "week"]
MailSecurity = Literal["starttls", "tls"]
SubscriptionState = Literal["none", "unconfirmed", "active", "paused"]

_ADDRESS = r"^[^\s<>@,;:\\\"]+@[^\s<>@,;:\\\"]+$"
MailAddress = Annotated[str, Meta(min_length=3, max_length=254, pattern=_ADDRESS)]
HostName = Annotated[str, Meta(min_length=1, max_length=253, pattern=r"^[A-Za-z0-9.:-]+$")]


class DigestRequest(Message, frozen=True, kw_only=True):
    """Which digest to make.

    Attributes:
        every: Of a day or a week.
        at: Which: `2026-11-20`, `2026-W47`; empty for the last one that is over.
        cited_here: Keys that the open notebook cites.
    """

    every: DigestEvery = "week"
    at: PeriodName = ""
    cited_here: Annotated[list[Key], Meta(max_length=2000)] = []


class DigestResponse(Message, frozen=True, kw_only=True):
    """A digest as it would be mailed.

    Attributes:
        period: `2026-11-20` or `2026-W47`.
        subject: The subject of the mail.
        html: A whole HTML document without scripts or addresses that load by themselves; to be
            shown in a sandboxed frame.
        text: The same as plain text.
        papers: How many papers are in it; 0 when there is nothing to tell.
    """

    period: str
    subject: str
    html: str
    text: str
    papers: int


class MailServer(Message, frozen=True, kw_only=True):
    """The user's own SMTP server.

    Attributes:
        security: `starttls` (mostly port 587) or `tls` (mostly port 465); there is no third.
        user: The name to log in with; empty for a server that asks for none.
        sender: The address that the mail comes from; empty for that of the recipient.
    """

    host: HostName
    port: Annotated[int, Meta(ge=1, le=65535)] = 587
    security: MailSecurity = "starttls"
    user: Annotated[str, Meta(max_length=254)] = ""
    sender: Annotated[str, Meta(max_length=254, pattern=rf"^$|{_ADDRESS}")] = ""


class SubscribeRequest(Message, frozen=True, kw_only=True):
    """Who gets which digest, and by which server.

    Attributes:
        address: The one recipient. A code is mailed there; nothing else is until it was entered.
        hour: From which hour of the day on, in the time of the machine.
        weekday: For weekly ones: 0 is Monday.
        password: For the server; None keeps the one that is known. It is kept in a file of its own
            that only the user can read, and never sent back.
    """

    address: MailAddress
    every: DigestEvery = "week"
    hour: Annotated[int, Meta(ge=0, le=23)] = 8
    weekday: Annotated[int, Meta(ge=0, le=6)] = 0
    server: MailServer
    password: Annotated[str, Meta(max_length=1024)] | None = None


class ConfirmRequest(Message, frozen=True, kw_only=True):
    """The code that was mailed to the address."""

    code: Annotated[str, Meta(min_length=1, max_length=40)]


class PauseRequest(Message, frozen=True, kw_only=True):
    """Whether the digest shall rest."""

    paused: bool


class SubscriptionResponse(Message, frozen=True, kw_only=True):
    """The subscription as it stands.

    Attributes:
        address, every, hour, weekday, server: As they were given; `address` is empty and `server`
            None where there is none.
        has_password: Whether a password is known.
        last_period, last_sent: The digest that was mailed last, and when (ISO, UTC); empty if none.
        next_due: When the next one is due (ISO, local time), empty where none is.
        failure: Why the last attempt failed, in one line, and when the next one is; else empty.
        cron_line, systemd_lines: For those who want it mailed while Jupyter does not run.
    """

    state: SubscriptionState
    address: str = ""
    every: DigestEvery = "week"
    hour: int = 8
    weekday: int = 0
    server: MailServer | None = None
    has_password: bool = False
    last_period: str = ""
    last_sent: str = ""
    next_due: str = ""
    failure: str = ""
    cron_line: str = ""
    systemd_lines: str = ""
