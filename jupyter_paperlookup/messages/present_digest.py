"""The digest and the subscription to it, as the messages that the server sends."""

from __future__ import annotations

from datetime import UTC

from jupyter_paperlookup.digest import Digest
from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.digest.as_text import digest_as_text
from jupyter_paperlookup.digest.mail import FOOTER
from jupyter_paperlookup.library import SubscriptionStatus
from jupyter_paperlookup.messages import http
from jupyter_paperlookup.messages.printable import printable


def digest(made: Digest) -> http.DigestResponse:
    """A digest as it would be mailed."""
    return http.DigestResponse(
        period=made.period.name,
        subject=printable(made.subject),
        html=digest_as_html(made, FOOTER),
        text=digest_as_text(made, FOOTER),
        papers=len(made.papers),
    )


def subscription(
    status: SubscriptionStatus, schedule: tuple[str, str]
) -> http.SubscriptionResponse:
    """The subscription; `schedule` has the lines for cron and for systemd."""
    cron_line, systemd_lines = schedule
    server, last = status.server, status.last
    if server is None:
        return http.SubscriptionResponse(
            state="none",
            has_password=status.has_password,
            cron_line=cron_line,
            systemd_lines=systemd_lines,
        )
    return http.SubscriptionResponse(
        state=status.state,
        address=status.address,
        every=status.schedule.every,
        hour=status.schedule.hour,
        weekday=status.schedule.weekday,
        server=http.MailServer(
            host=server.host,
            port=server.port,
            security=server.security,
            user=server.user,
            sender="" if status.sender == status.address else status.sender,
        ),
        has_password=status.has_password,
        last_period=last.period.name if last else "",
        last_sent=last.moment.astimezone(UTC).isoformat(timespec="seconds") if last else "",
        next_due=(
            status.next_due.astimezone().isoformat(timespec="minutes") if status.next_due else ""
        ),
        failure=status.failure,
        cron_line=cron_line,
        systemd_lines=systemd_lines,
    )
