"""The address of a person, as it may stand in a mail's head and in a command to a mail server."""

from __future__ import annotations

import re

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records.printable import printable

_LONGEST = 254
_LONGEST_NAME = 64
# One address without a name: no blank, no list, no quotes, nothing that ends a line or a command.
_ADDRESS = re.compile(r"[^\s<>@,;:\\\"()\[\]\x00-\x20\x7f]+@[^\s<>@,;:\\\"()\[\]\x00-\x20\x7f]+")


def mail_address(text: str) -> str:
    """The address, with a domain that every mail server understands.

    Raises:
        InvalidRequest: It is no address, or more than one.
    """
    name, _, domain = text.strip().partition("@")
    if (
        not _ADDRESS.fullmatch(text.strip())
        or printable(text) != text
        or len(name) > _LONGEST_NAME
        or ".." in text
        or name[0] == "."
        or name[-1] == "."
    ):
        raise _refused(text)
    try:
        domain = domain.encode("idna").decode("ascii")
    except UnicodeError:
        raise _refused(text) from None
    address = f"{name}@{domain}"
    if len(address) > _LONGEST or not re.fullmatch(r"[A-Za-z0-9.-]+", domain):
        raise _refused(text)
    return address


def _refused(text: str) -> InvalidRequest:
    return InvalidRequest(f"{printable(text)[:80]!r} is no mail address such as name@example.org.")
