"""Mails as they are sent: head, plain text, HTML.

The head follows RFC 5322, RFC 3834 (`Auto-Submitted`) and RFC 2369 (`List-Unsubscribe`). There is
no `List-Unsubscribe-Post`: it promises a web server that takes the request, and there is none.
"""

from __future__ import annotations

import secrets
from datetime import datetime
from email import policy
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any
from urllib.parse import quote

from jupyter_paperlookup.digest.as_html import digest_as_html
from jupyter_paperlookup.digest.as_text import digest_as_text
from jupyter_paperlookup.digest.content import Digest
from jupyter_paperlookup.records.printable import printable

_NAME = "paperlookup"
_LONGEST_SUBJECT = 200
# In ASCII: not every server passes on anything else.
_TRANSFER: dict[str, Any] = {"charset": "utf-8", "cte": "quoted-printable"}

FOOTER = (
    "You get this because you subscribed to the digest of your own library, with your own mail "
    "server. To end it, choose Unsubscribe in the digest's settings in Jupyter, or run "
    "'paperlookup digest unsubscribe'."
)


def digest_mail(
    digest: Digest, *, sender: str, recipient: str, number: str, moment: datetime
) -> EmailMessage:
    """A digest as a mail.

    Args:
        digest: The digest.
        sender: The address that it comes from.
        recipient: The address that it goes to.
        number: That of the subscription. The mail of a period has the same Message-ID whenever
            it is made, so that a mailbox can see that it came twice.
        moment: For its Date.
    """
    message = _message(digest.subject, sender, recipient, moment)
    message["Message-ID"] = _message_id(f"{digest.period.name}.{number}", sender)
    # Only mail readers that offer it see it; what is sent there arrives at the sender.
    message["List-Unsubscribe"] = f"<mailto:{quote(sender, safe='@')}?subject=unsubscribe>"
    message.set_content(digest_as_text(digest, FOOTER), **_TRANSFER)
    message.add_alternative(digest_as_html(digest, FOOTER), subtype="html", **_TRANSFER)
    return message


def code_mail(code: str, *, sender: str, recipient: str, moment: datetime) -> EmailMessage:
    """The code by which the owner of an address says that the digest may come there."""
    message = _message(f"{code} confirms the digest of your papers", sender, recipient, moment)
    message["Message-ID"] = _message_id(secrets.token_hex(12), sender)
    message.set_content(
        f"Somebody, probably you, wants the digest of a paperlookup library at this address.\n\n"
        f"To have it, enter this code in Jupyter, within a day:\n\n    {code}\n\n"
        f"or run:\n\n    paperlookup digest confirm {code}\n\n"
        "If it was not you, do nothing: without the code nothing else is mailed to you.\n",
        **_TRANSFER,
    )
    return message


def _message(subject: str, sender: str, recipient: str, moment: datetime) -> EmailMessage:
    message = EmailMessage(policy.SMTP)
    message["From"] = Address(_NAME, addr_spec=sender)
    message["To"] = Address(addr_spec=recipient)
    message["Subject"] = printable(subject)[:_LONGEST_SUBJECT]
    message["Date"] = format_datetime(moment.astimezone())
    message["Auto-Submitted"] = "auto-generated"
    return message


def _message_id(name: str, sender: str) -> str:
    return f"<{_NAME}.{name}@{sender.rpartition('@')[2]}>"
