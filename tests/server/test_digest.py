"""The digest over HTTP: previewed, subscribed to, mailed, and forgotten."""

from __future__ import annotations

import json
import logging
import re
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import pytest
from mail_server import ADDRESS, PASSWORD, Certificates, mail_server

from jupyter_paperlookup.library import Library
from jupyter_paperlookup.server.app import PaperLookupApp

pytestmark = pytest.mark.usefixtures("indexed_home")


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def mail(certificates, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_SMTP_CA", str(certificates.path))
    with ExitStack() as running:
        yield running.enter_context(mail_server(certificates))


def wanted(mail, **others):
    server = {"host": mail.server.host, "port": mail.server.port, "user": mail.server.user}
    return {"address": ADDRESS, "server": server, "password": PASSWORD, **others}


def code_in(delivered):
    return re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", delivered.message["Subject"])[0]


async def test_a_preview_is_the_mail(api):
    response, digest = await api("digest/preview", body={"every": "day", "at": "2026-11-20"})
    assert response.code == 200
    assert digest["period"] == "2026-11-20"
    assert digest["subject"].startswith("Papers of 20 November 2026: ")
    assert digest["papers"] > 0
    assert digest["html"].startswith("<!DOCTYPE html>")
    assert "Popular at capture" in digest["text"]
    assert "New\n---" not in digest["text"]
    response, error = await api("digest/preview", body={"at": "2025-W53"})
    assert (response.code, error["reason"]) == (400, "InvalidRequest")


async def test_a_subscription_from_its_beginning_to_its_end(api, mail, caplog, paperlookup_home):
    caplog.set_level(logging.DEBUG)
    _, before = await api("digest/subscription")
    assert (before["state"], before["server"]) == ("none", None)
    assert before["cronLine"].endswith("digest send-due --quiet")
    assert "OnCalendar" in before["systemdLines"]

    response, told = await api("digest/subscription", body=wanted(mail), method="PUT")
    assert response.code == 200
    assert (told["state"], told["address"], told["hasPassword"]) == ("unconfirmed", ADDRESS, True)
    assert told["failure"] == ""
    response, error = await api("digest/sent", body={})
    assert (response.code, error["reason"]) == (400, "InvalidRequest")

    response, error = await api("digest/confirmation", body={"code": "AAAA-AAAA"})
    assert (response.code, error["reason"]) == (400, "InvalidRequest")
    _, told = await api("digest/confirmation", body={"code": code_in(mail.mails[0])})
    assert told["state"] == "active"
    assert told["nextDue"]

    for _ in range(2):
        _, told = await api("digest/sent", body={})
        assert told["lastPeriod"]
        assert told["failure"] == ""
    assert len(mail.mails) == 2
    assert "popular at capture" in mail.mails[1].part("plain").lower()

    _, told = await api("digest/pause", body={"paused": True}, method="PUT")
    assert (told["state"], told["nextDue"]) == ("paused", "")
    _, told = await api("digest/pause", body={"paused": False}, method="PUT")
    assert told["state"] == "active"

    _, told = await api("digest/subscription", method="DELETE")
    assert (told["state"], told["address"], told["hasPassword"]) == ("none", "", False)
    assert not (paperlookup_home / "smtp-password").exists()
    logged = [each.getMessage() for each in caplog.records if each.name != "mail.log"]
    assert not [each for each in logged if PASSWORD in each or ADDRESS in each]


async def test_what_the_mail_server_says_is_told_and_no_password(api, mail):
    mail.mailbox.refuse_recipient.append("550 5.1.1 No such user")
    response, told = await api("digest/subscription", body=wanted(mail), method="PUT")
    assert response.code == 200
    assert "takes no mail for" in told["failure"]
    assert PASSWORD not in json.dumps(told)
    _, told = await api("digest/subscription", body=wanted(mail, password="no"), method="PUT")  # noqa: S106 - a wrong one
    assert "does not accept the user name and the password" in told["failure"]


@pytest.mark.parametrize(
    "change",
    [
        {"address": "turing@example.org\r\nBcc: hopper@example.org"},
        {"address": "a@b.org,c@d.org"},
        {"hour": 24},
        {"weekday": 7},
        {"every": "month"},
        {"password": None},
        {"password": "a\r\nb"},
        {"server": {"host": "mail.example.org/", "port": 587}},
        {"server": {"host": "mail.example.org", "port": 0}},
        {"server": {"host": "mail.example.org", "security": "none"}},
        {"server": {"host": "mail.example.org", "sender": "me\n@example.org"}},
    ],
)
async def test_what_makes_no_subscription(api, mail, change):
    response, error = await api("digest/subscription", body=wanted(mail) | change, method="PUT")
    assert response.code in {400, 422}
    assert error["message"]
    assert not mail.mails
    _, told = await api("digest/subscription")
    assert told["state"] == "none"


async def test_codes_are_not_mailed_without_end(api, mail):
    codes = []
    for _ in range(6):
        response, _ = await api("digest/subscription", body=wanted(mail), method="PUT")
        codes.append(response.code)
    assert codes == [200] * 5 + [429]
    assert len(mail.mails) == 5


async def test_while_nothing_is_subscribed_to_nothing_is_opened(jp_serverapp, paperlookup_home):
    assert not (paperlookup_home / "digest-is-mailed").exists()
    app = next(iter(jp_serverapp.extension_manager.extension_apps["jupyter_paperlookup"]))
    assert app.library._workplace._answers is None


@pytest.fixture
def subscribed(indexed_home, mail, monkeypatch):
    """A library whose digest is due, before the server starts."""
    monkeypatch.setattr(PaperLookupApp, "seconds_before_mailing", 0.0)
    long_ago = datetime.now(UTC) - timedelta(days=20)
    with Library.open(indexed_home) as library:
        server, password = mail.server, PASSWORD
        library.subscribe_to_digest(ADDRESS, server=server, password=password, now=long_ago)
        library.confirm_digest(code_in(mail.mails.pop()), now=long_ago)
    mail.mailbox.arrived.clear()
    return mail


async def test_a_server_mails_what_is_due_without_being_asked(subscribed, jp_serverapp, until):
    async def arrived():
        return True if subscribed.mailbox.arrived.is_set() else None

    assert await until(arrived)
    assert "Papers of" in subscribed.mails[0].message["Subject"]
