"""A real mail server, and one that does what it should not."""

from __future__ import annotations

import socket
import ssl
import threading
import warnings
from contextlib import closing, contextmanager
from email import message_from_bytes, policy
from typing import NamedTuple

import trustme
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, LoginPassword

from jupyter_paperlookup.digest.mail import MailServer

HOST = "localhost"
USER = "turing"
PASSWORD = "Bletchley Park 1940"  # noqa: S105 - of a server that only these tests reach
ADDRESS = "reader@example.org"


class Delivered(NamedTuple):
    """A mail that was taken over."""

    sender: str
    recipients: tuple[str, ...]
    content: bytes
    is_encrypted: bool
    user: str

    @property
    def message(self):
        return message_from_bytes(self.content, policy=policy.default)

    def part(self, kind):
        return self.message.get_body((kind,)).get_content()


class Mailbox:
    """What a server has taken over, and what it answers instead of that.

    `refuse_recipient` and `refuse_data` hold answers that are given in turn, before all is well;
    `drop` is how many times it hangs up in the middle of a mail.
    """

    def __init__(self):
        self.mails = []
        self.refuse_recipient = []
        self.refuse_data = []
        self.drop = 0
        self.sessions = 0
        self.arrived = threading.Event()

    async def handle_EHLO(self, server, session, envelope, hostname, responses):  # noqa: N802
        self.sessions += 1
        session.host_name = hostname
        return responses

    async def handle_RCPT(self, server, session, envelope, address, rcpt_options):  # noqa: N802
        if self.refuse_recipient:
            return self.refuse_recipient.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        if self.drop:
            self.drop -= 1
            server.transport.abort()
            return None
        if self.refuse_data:
            return self.refuse_data.pop(0)
        user = session.auth_data.login.decode() if session.auth_data else ""
        content = bytes(envelope.content)
        recipients = tuple(envelope.rcpt_tos)
        is_encrypted = server.transport.get_extra_info("ssl_object") is not None
        self.mails.append(Delivered(envelope.mail_from, recipients, content, is_encrypted, user))
        self.arrived.set()
        return "250 OK"


class Running(NamedTuple):
    """A server that runs, and what a client says of it."""

    mailbox: Mailbox
    server: MailServer

    @property
    def mails(self):
        return self.mailbox.mails


class Certificates:
    """An authority that nobody knows but the tests, and what it certifies."""

    def __init__(self, folder):
        authority = trustme.CA()
        self.path = folder / "authority.pem"
        authority.cert_pem.write_to_path(str(self.path))
        self.contexts = {name: self._context(authority, name) for name in (HOST, "example.net")}

    @staticmethod
    def _context(authority, name):
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        authority.issue_cert(name).configure_cert(context)
        return context


@contextmanager
def mail_server(certificates, security="starttls", *, login=True, of=HOST, offers_tls=True):
    """A server at a free port of this machine.

    Args:
        certificates: What it proves itself by.
        security: How it is to be talked to.
        login: Whether it asks for USER and PASSWORD.
        of: The name that its certificate is of.
        offers_tls: Whether it knows STARTTLS.
    """
    mailbox = Mailbox()
    context = certificates.contexts[of]
    options = (
        {"auth_required": True, "authenticator": _let_in}
        if login
        else {"auth_exclude_mechanism": ["LOGIN", "PLAIN"]}
    )
    if security == "tls":
        options |= {"ssl_context": context, "auth_require_tls": False}
    elif offers_tls:
        options |= {"tls_context": context, "require_starttls": True}
    else:
        options |= {"auth_require_tls": False}
    # Port 0 is no way here: the controller asks the port that it was told.
    controller = Controller(mailbox, hostname="127.0.0.1", port=free_port(), **options)
    controller.factory = lambda: _session(controller)
    controller.start()
    try:
        user = USER if login else ""
        server = MailServer(host=HOST, port=controller.port, security=security, user=user)
        yield Running(mailbox, server)
    finally:
        controller.stop()


def _session(controller):
    with warnings.catch_warnings():
        warnings.simplefilter(
            "ignore"
        )  # it warns of logins without TLS, which is there all the same
        # With a name, so that it need not look it up.
        return SMTP(controller.handler, hostname="mail.example.org", **controller.SMTP_kwargs)


def _let_in(server, session, envelope, mechanism, data):
    right = LoginPassword(USER.encode(), PASSWORD.encode())
    return AuthResult(success=data == right, handled=False, auth_data=data)


def free_port():
    """A port at which nobody listens."""
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
