"""The digest as a mail: how it is written, and how it is handed over to the user's own server."""

from jupyter_paperlookup.digest.mail.address import mail_address
from jupyter_paperlookup.digest.mail.message import FOOTER, code_mail, digest_mail
from jupyter_paperlookup.digest.mail.sending import MailServer, send

__all__ = ["FOOTER", "MailServer", "code_mail", "digest_mail", "mail_address", "send"]
