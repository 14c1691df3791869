"""A mail is handed over to a real server, or one line says why not."""

from __future__ import annotations

import socket
import threading
from contextlib import closing
from datetime import UTC, datetime

import pytest
from mail_server import ADDRESS, HOST, PASSWORD, USER, free_port

from jupyter_paperlookup.digest.mail import MailServer, digest_mail, send
from jupyter_paperlookup.digest.mail.refusals import failure_of
from jupyter_paperlookup.errors import MailFailed

MOMENT = datetime(2026, 11, 23, 8, tzinfo=UTC)


@pytest.fixture
def hand_over(digest):
    """Hand a digest over to a server."""
    message = digest_mail(
        digest, sender="me@example.org", recipient=ADDRESS, number="1", moment=MOMENT
    )

    def to(server, password=PASSWORD, seconds=10.0):
        send(
            message,
            server,
            password,
            sender="me@example.org",
            recipient=ADDRESS,
            seconds=seconds,
        )

    return to


@pytest.fixture
def failure(hand_over):
    """How handing over fails: the sentence, and whether it passes."""

    def of(server, **options):
        with pytest.raises(MailFailed) as failed:
            hand_over(server, **options)
        sentence = failed.value.reason
        assert "\n" not in sentence
        assert sentence.endswith(".")
        assert PASSWORD not in sentence
        return sentence, failed.value.passes

    return of


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_it_is_handed_over_encrypted_and_logged_in(mail, hand_over, security):
    running = mail(security)
    hand_over(running.server)
    (delivered,) = running.mails
    assert delivered.recipients == (ADDRESS,)
    assert delivered.sender == "me@example.org"
    assert delivered.is_encrypted
    assert delivered.user == USER
    assert delivered.content.isascii()


def test_a_server_without_login_is_asked_for_none(mail, hand_over):
    running = mail(login=False)
    hand_over(running.server, password="")
    assert len(running.mails) == 1


@pytest.mark.parametrize("where", ["refuse_recipient", "refuse_data"])
def test_greylisting_passes(mail, hand_over, failure, where):
    running = mail()
    getattr(running.mailbox, where).append("451 4.7.1 Greylisted,\x1b[31m come back later")
    sentence, passes = failure(running.server)
    assert passes
    assert "for now (451" in sentence
    assert "come back later" in sentence
    assert "\x1b" not in sentence
    hand_over(running.server)
    assert len(running.mails) == 1


def test_a_recipient_is_refused(mail, failure):
    running = mail()
    running.mailbox.refuse_recipient.append("550 5.1.1 No such user")
    sentence, passes = failure(running.server)
    assert not passes
    assert sentence == (f'localhost takes no mail for {ADDRESS} (550 "5.1.1 No such user").')
    assert not running.mails


def test_a_mail_is_refused(mail, failure):
    running = mail()
    running.mailbox.refuse_data.append("554 5.7.1 Looks like spam")
    sentence, passes = failure(running.server)
    assert "does not take the mail" in sentence
    assert not passes


def test_the_connection_drops_in_the_middle_of_the_mail(mail, hand_over, failure):
    running = mail()
    running.mailbox.drop = 1
    assert failure(running.server) == ("localhost broke the connection off.", True)
    hand_over(running.server)
    assert len(running.mails) == 1


def test_a_wrong_password(mail, failure):
    running = mail()
    sentence, passes = failure(running.server, password="Colossus 1943")  # noqa: S106 - a wrong one
    assert "does not accept the user name and the password (535" in sentence
    assert "Colossus" not in sentence
    assert not passes


def test_a_login_is_needed(mail, failure):
    running = mail()
    server = MailServer(host=HOST, port=running.server.port)
    sentence, passes = failure(server)
    assert "asks for a login: give a user name and a password" in sentence
    assert not passes


def test_a_login_is_not_known(mail, failure):
    running = mail(login=False)
    server = MailServer(host=HOST, port=running.server.port, user=USER)
    sentence, passes = failure(server)
    assert sentence == "localhost offers no login that could be used: leave out the user name."
    assert not passes


def test_nothing_is_sent_in_the_clear(mail, failure):
    running = mail(offers_tls=False)
    sentence, passes = failure(running.server)
    assert "offers no STARTTLS" in sentence
    assert not passes
    assert not running.mails


def test_a_server_that_speaks_no_tls_from_the_beginning(mail, failure):
    running = mail()
    server = MailServer(host=HOST, port=running.server.port, security="tls")
    sentence, passes = failure(server)
    assert "choose STARTTLS" in sentence
    assert not passes


@pytest.mark.parametrize("security", ["starttls", "tls"])
def test_a_certificate_of_another_host(mail, failure, security):
    sentence, passes = failure(mail(security, of="example.net").server)
    assert "does not prove that it is localhost" in sentence
    assert not passes


def test_a_certificate_of_an_unknown_authority(mail, failure, monkeypatch):
    running = mail()
    monkeypatch.delenv("PAPERLOOKUP_SMTP_CA")
    sentence, _ = failure(running.server)
    assert "does not prove that it is localhost" in sentence


def test_certificates_that_cannot_be_read(mail, failure, monkeypatch, tmp_path):
    running = mail()
    monkeypatch.setenv("PAPERLOOKUP_SMTP_CA", str(tmp_path / "none.pem"))
    assert failure(running.server)[0].startswith("The certificates that PAPERLOOKUP_SMTP_CA")


def test_nobody_answers(failure):
    sentence, passes = failure(MailServer(host=HOST, port=free_port()))
    assert sentence.startswith("No mail server answers at port")
    assert passes


def test_a_name_that_nobody_has():
    error = socket.gaierror(socket.EAI_NONAME, "Name or service not known")
    failed = failure_of(error, "mail.invalid", 587, "starttls")
    assert failed.reason == "No mail server has the name mail.invalid, or there is no network."
    assert failed.passes


def test_a_server_that_says_nothing(failure):
    with closing(socket.create_server(("127.0.0.1", 0))) as silent:
        server = MailServer(host="127.0.0.1", port=silent.getsockname()[1])
        sentence, passes = failure(server, seconds=0.3)
    assert "does not answer in time" in sentence
    assert passes


def test_a_server_that_is_none(failure):
    with closing(socket.create_server(("127.0.0.1", 0))) as web:

        def answer():
            connection, _ = web.accept()
            connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")
            connection.close()

        thread = threading.Thread(target=answer)
        thread.start()
        server = MailServer(host="127.0.0.1", port=web.getsockname()[1])
        sentence, _ = failure(server)
        thread.join()
    assert "127.0.0.1" in sentence


def test_a_password_with_letters_beyond_ascii(mail, failure):
    sentence, passes = failure(mail().server, password="Zürich")  # noqa: S106 - a wrong one
    assert "beyond ASCII" in sentence
    assert not passes


def test_a_refused_connection(mail, failure):
    running = mail()
    running.mailbox.refuse_data.append("421 4.3.2 Shutting down")
    sentence, passes = failure(running.server)
    assert passes
    assert "421" in sentence
