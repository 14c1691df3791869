"""What a mail server refused, and what else went wrong, in one line for the person.

Codes: RFC 5321, section 4.2; a 4 at their beginning means later, a 5 never.
"""

from __future__ import annotations

import smtplib
import socket
import ssl

from jupyter_paperlookup.errors import MailFailed
from jupyter_paperlookup.records.printable import printable

_LONGEST_ANSWER = 160
_FIRST_LASTING_CODE = 500
_LOGIN_NEEDED = 530


def failure_of(error: Exception, host: str, port: int, security: str) -> MailFailed:
    """A sentence about an error of smtplib, of TLS or of the network, and whether it passes."""
    if isinstance(error, smtplib.SMTPRecipientsRefused):
        address, (code, answer) = next(iter(error.recipients.items()))
        refusal = smtplib.SMTPResponseException(code, answer)
        return _refused(refusal, host, f"takes no mail for {address}")
    if isinstance(error, smtplib.SMTPResponseException):
        return _refused(error, host, _refusal(error))
    return _unable(error, host) or _unsafe(error, host, port) or _lost(error, host, port, security)


def _refusal(error: smtplib.SMTPResponseException) -> str:
    match error:
        case smtplib.SMTPAuthenticationError():
            return "does not accept the user name and the password"
        case smtplib.SMTPSenderRefused():
            return f"takes no mail from {error.sender}"
    return "does not take the mail"


def _refused(error: smtplib.SMTPResponseException, host: str, what: str) -> MailFailed:
    """The server answered, and its answer was no."""
    if error.smtp_code == _LOGIN_NEEDED:
        return _no(f"{host} asks for a login: give a user name and a password", error)
    if error.smtp_code < _FIRST_LASTING_CODE:
        return _later(f"{host} {what} for now", error)
    return _no(f"{host} {what}", error)


def _unable(error: Exception, host: str) -> MailFailed | None:
    """The server or the login lacks what it takes."""
    if isinstance(error, smtplib.SMTPNotSupportedError) and "SMTPUTF8" in str(error):
        return _no(f"{host} takes no addresses with letters beyond ASCII")
    # So it says that it knows none of the ways to log in.
    if isinstance(error, smtplib.SMTPNotSupportedError) or type(error) is smtplib.SMTPException:
        return _no(f"{host} offers no login that could be used: leave out the user name")
    if isinstance(error, UnicodeError):
        return _no("A user name or a password with letters beyond ASCII does not work")
    return None


def _unsafe(error: Exception, host: str, port: int) -> MailFailed | None:
    """It could not be made sure whom one talks to, or that nobody else listens."""
    match error:
        case ssl.SSLCertVerificationError():
            why = printable(error.verify_message or "certificate refused")
            return _no(f"The server at {host} does not prove that it is {host} ({why})")
        case ssl.SSLEOFError() | ssl.SSLZeroReturnError():
            return _later(f"{host} broke the connection off")
        case ssl.SSLError():
            return _no(
                f"There is no TLS at port {port} of {host}: choose STARTTLS (mostly port 587), "
                "or another port"
            )
    return None


def _lost(error: Exception, host: str, port: int, security: str) -> MailFailed:
    """There was no answer, or not to the end."""
    match _cause(error):
        case socket.gaierror():
            return _later(f"No mail server has the name {host}, or there is no network")
        case TimeoutError():
            hint = ": a server that expects TLS from the beginning is silent"
            silent = hint if security == "starttls" else ""
            return _later(f"{host} does not answer in time at port {port}{silent}")
        case ConnectionRefusedError():
            return _later(f"No mail server answers at port {port} of {host}")
        case smtplib.SMTPServerDisconnected() | ConnectionError():
            return _later(f"{host} broke the connection off")
        case OSError(strerror=str() as why):
            return _later(f"{host} cannot be reached at port {port}: {printable(why)}")
    return _later(f"{host} could not be understood ({type(error).__name__})")


def _cause(error: Exception) -> Exception:
    """Waiting for too long is a lost connection, too, in the words of smtplib."""
    return error.__context__ if isinstance(error.__context__, TimeoutError) else error


def _later(sentence: str, answer: smtplib.SMTPResponseException | None = None) -> MailFailed:
    return MailFailed(f"{sentence}{_quoted(answer)}.", passes=True)


def _no(sentence: str, answer: smtplib.SMTPResponseException | None = None) -> MailFailed:
    return MailFailed(f"{sentence}{_quoted(answer)}.", passes=False)


def _quoted(answer: smtplib.SMTPResponseException | None) -> str:
    """What the server said, which is a stranger's text."""
    if answer is None:
        return ""
    said = answer.smtp_error
    text = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    text = " ".join(printable(text).split())[:_LONGEST_ANSWER].rstrip(".")
    return f' ({answer.smtp_code} "{text}")'
