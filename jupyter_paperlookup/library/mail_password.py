"""The password for the mail server: in a file of its own, or in the environment, nowhere else."""

from __future__ import annotations

import os
from pathlib import Path

from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.private_file import forget_private, write_private

PASSWORD_VARIABLE = "PAPERLOOKUP_SMTP_PASSWORD"  # noqa: S105 - the name of one

_LONGEST = 1024


class MailPassword:
    """The password, which comes from the environment before the file.

    Args:
        path: The file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @property
    def given(self) -> str:
        """The password that the environment gives, for whatever server."""
        return os.environ.get(PASSWORD_VARIABLE, "")

    def read(self) -> str:
        """The password; empty when none is known."""
        if self.given:
            return self.given
        try:
            return self._path.read_text("utf-8").removesuffix("\n")
        except (OSError, UnicodeDecodeError):
            return ""

    def write(self, password: str) -> None:
        """Store a password in place of the one there was; an empty one is none.

        Raises:
            InvalidRequest: It can be none; the sentence does not repeat it.
            LibraryUnavailable: It cannot be stored.
        """
        if not password:
            self.forget()
            return
        if len(password) > _LONGEST or not password.isprintable():
            raise InvalidRequest(
                f"A password for mail has at most {_LONGEST} characters, none of them a control."
            )
        write_private(self._path, f"{password}\n".encode())

    def forget(self) -> None:
        """Remove the file.

        Raises:
            LibraryUnavailable: It cannot be removed.
        """
        forget_private(self._path)
