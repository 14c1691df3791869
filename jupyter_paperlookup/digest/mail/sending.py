"""Hands a mail over to the user's own mail server, and says in one line why that failed.

Nothing is ever sent in the clear: either the connection begins with TLS, or STARTTLS comes before
anything else, and the server proves by a certificate that it is who it should be.
"""

from __future__ import annotations

import contextlib
import os
import smtplib
import ssl
from email.message import EmailMessage
from typing import Literal

import msgspec

from jupyter_paperlookup.digest.mail.refusals import failure_of
from jupyter_paperlookup.errors import MailFailed

Security = Literal["starttls", "tls"]

CERTIFICATES_VARIABLE = "PAPERLOOKUP_SMTP_CA"
"""Names a file of certificates (PEM) that are trusted beside those of the system."""

_SECONDS = 15.0
_READY = 220
# How a client without a name introduces itself; that of the machine is nobody's business.
_CLIENT = "[127.0.0.1]"


class MailServer(msgspec.Struct, frozen=True, kw_only=True):
    """A server that takes mails of its users.

    Attributes:
        host: Its name.
        port: Its port.
        security: `starttls` (mostly port 587) or `tls` (mostly port 465).
        user: The name to log in with; empty for a server that asks for none.
    """

    host: str
    port: int = 587
    security: Security = "starttls"
    user: str = ""


def send(
    message: EmailMessage,
    server: MailServer,
    password: str,
    *,
    sender: str,
    recipient: str,
    seconds: float = _SECONDS,
) -> None:
    """Hand a mail over. It is taken over when this returns, and not when it raises.

    If the connection breaks between the last line of the mail and the answer to it, nobody can know
    whether the mail was taken over: then this raises.

    Args:
        message: The mail.
        server: The server.
        password: For its `user`.
        sender: Who gets what comes back.
        recipient: The one who gets it.
        seconds: How long to wait for each answer.

    Raises:
        MailFailed: In one line what went wrong; `passes` says whether waiting helps.
    """
    try:
        smtp = _connected(server, seconds)
        try:
            if server.user:
                smtp.login(server.user, password)
            smtp.send_message(message, from_addr=sender, to_addrs=[recipient])
        finally:
            with contextlib.suppress(smtplib.SMTPException, OSError):
                smtp.quit()  # what is said here changes nothing any more
            smtp.close()
    except (smtplib.SMTPException, OSError, UnicodeError) as error:
        raise failure_of(error, server.host, server.port, server.security) from None


def _connected(server: MailServer, seconds: float) -> smtplib.SMTP:
    context = _context()
    if server.security == "tls":
        return smtplib.SMTP_SSL(
            server.host, server.port, local_hostname=_CLIENT, timeout=seconds, context=context
        )
    smtp = smtplib.SMTP(server.host, server.port, local_hostname=_CLIENT, timeout=seconds)
    try:
        _begin_tls(smtp, server, context)
    except BaseException:
        smtp.close()
        raise
    return smtp


def _begin_tls(smtp: smtplib.SMTP, server: MailServer, context: ssl.SSLContext) -> None:
    smtp.ehlo_or_helo_if_needed()
    if not smtp.has_extn("starttls"):
        raise MailFailed(
            f"{server.host} offers no STARTTLS at port {server.port}, and nothing is sent "
            "unencrypted: choose TLS (mostly port 465), or another server.",
            passes=False,
        )
    code, answer = smtp.starttls(context=context)
    if code != _READY:
        raise smtplib.SMTPResponseException(code, answer)


def _context() -> ssl.SSLContext:
    """TLS as it should be, with the certificates that an administrator adds.

    Raises:
        MailFailed: Those cannot be read.
    """
    context = ssl.create_default_context()
    if added := os.environ.get(CERTIFICATES_VARIABLE):
        try:
            context.load_verify_locations(cafile=added)
        except (OSError, ssl.SSLError):
            raise MailFailed(
                f"The certificates that {CERTIFICATES_VARIABLE} names cannot be read.",
                passes=False,
            ) from None
    return context
