"""A digest is mailed to the confirmed address, once for each period, whatever happens."""

from __future__ import annotations

import os
import re
import stat
import subprocess
import sys
import time
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from mail_server import ADDRESS, HOST, PASSWORD, USER, Certificates, free_port, mail_server
from mailing_process import make
from msgspec.structs import replace

from jupyter_paperlookup.digest import Digest, Schedule
from jupyter_paperlookup.digest.mail import MailServer
from jupyter_paperlookup.errors import InvalidRequest, TooManyMails
from jupyter_paperlookup.library.mailed_digests import CLAIM, MOST_ATTEMPTS
from jupyter_paperlookup.library.mailing import Mailing
from jupyter_paperlookup.library.store import Store
from jupyter_paperlookup.library.subscription_status import status_of
from jupyter_paperlookup.library_home import MAILS_FILE

MONDAY = datetime(2026, 11, 16, 12).astimezone()
"""Noon of the first day of week 47, by the clock of this machine."""

DUE = MONDAY + timedelta(days=7)
HOUR = timedelta(hours=1)
SCRIPT = Path(__file__).parents[1] / "mailing_process.py"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def mail(certificates, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_SMTP_CA", str(certificates.path))
    with ExitStack() as running:
        yield lambda *arguments, **options: running.enter_context(
            mail_server(certificates, *arguments, **options)
        )


class Reader:
    """Somebody with a library, who may start it anew."""

    def __init__(self, folder):
        self.folder = folder
        self.make = make
        self.store = None
        self.start()

    def start(self):
        self.close()
        self.store = Store(self.folder / "library.sqlite")
        self.mailing = Mailing(self.store, self.folder, self._make)
        self.subscribing = self.mailing.subscribing

    def _make(self, period):
        return self.make(period)

    def close(self):
        if self.store:
            self.store.close()

    def subscribe(self, server, address=ADDRESS, password=PASSWORD, now=MONDAY, **options):
        options = {"schedule": Schedule(), "sender": "", **options}
        self.subscribing.subscribe(address, server=server, password=password, now=now, **options)

    def confirm(self, running, now=MONDAY):
        self.subscribing.confirm(code_in(running.mails[-1]), now)

    def status(self, now=MONDAY):
        subscribing = self.subscribing
        has_password = subscribing.has_password
        return status_of(
            subscribing.subscription, self.mailing.mailed, now, has_password=has_password
        )

    def due(self, now=DUE):
        return self.mailing.send_due(now).outcome


def code_in(delivered):
    return re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", delivered.message["Subject"])[0]


@pytest.fixture
def reader(tmp_path):
    reader = Reader(tmp_path)
    yield reader
    reader.close()


@pytest.fixture
def subscribed(reader, mail):
    """A reader whose address is confirmed, and the server with an empty mailbox."""
    running = mail()
    reader.subscribe(running.server)
    reader.confirm(running)
    running.mails.clear()
    return reader, running


def test_nothing_but_a_code_is_mailed_before_it_is_entered(reader, mail):
    running = mail()
    reader.subscribe(running.server)
    assert reader.due() == "not due"
    with pytest.raises(InvalidRequest, match="not confirmed"):
        reader.mailing.send_now(DUE)
    (only,) = running.mails
    assert "confirms the digest" in only.message["Subject"]
    assert only.recipients == (ADDRESS,)
    assert reader.status().state == "unconfirmed"


def test_a_period_is_mailed_once_over_restarts(subscribed):
    reader, running = subscribed
    assert reader.due(MONDAY + HOUR) == "not due"
    assert reader.due() == "mailed"
    assert [reader.due(DUE + n * HOUR) for n in range(3)] == ["already"] * 3
    reader.start()
    assert reader.due() == "already"
    assert reader.mailing.send_now(DUE).outcome == "already"
    assert len(running.mails) == 1
    assert running.mails[0].message["Message-ID"].startswith("<paperlookup.2026-W47.")
    assert reader.due(DUE + timedelta(days=7)) == "mailed"
    assert len(running.mails) == 2


def test_what_was_due_before_the_confirmation_is_mailed_only_when_asked_for(subscribed):
    reader, running = subscribed
    assert reader.due(MONDAY) == "not due"
    assert reader.mailing.send_now(MONDAY).period == "2026-W46"
    assert reader.mailing.send_now(MONDAY).outcome == "already"
    assert len(running.mails) == 1


def test_weeks_without_jupyter_end_in_one_mail(subscribed):
    reader, running = subscribed
    assert reader.mailing.send_due(DUE + timedelta(days=29)).period == "2026-W51"
    assert reader.due(DUE + timedelta(days=29)) == "already"
    assert len(running.mails) == 1


def together(folder, now, count, *more):
    """Run several processes that begin to mail at the same moment; what each says."""
    go = folder / "go"
    ready = [folder / f"ready-{number}" for number in range(count)]
    running = [
        subprocess.Popen(
            [sys.executable, SCRIPT, folder, now.isoformat(), each, go, *more],
            stdout=subprocess.PIPE,
            text=True,
        )
        for each in ready
    ]
    while not all(each.exists() for each in ready):
        assert all(process.poll() is None for process in running)
        time.sleep(0.01)  # leaves the processor to them
    go.touch()
    return sorted(process.communicate(timeout=60)[0].strip() for process in running)


def test_two_servers_at_once_mail_it_once(subscribed):
    reader, running = subscribed
    assert together(reader.folder, DUE, 2) == ["already", "mailed"]
    assert reader.due() == "already"
    assert len(running.mails) == 1


def test_a_program_that_ends_in_the_middle_causes_one_duplicate_at_most(subscribed):
    reader, running = subscribed
    assert together(reader.folder, DUE, 1, "die") == [""]
    assert reader.due(DUE + CLAIM / 2) == "already"
    assert reader.due(DUE + CLAIM + HOUR) == "mailed"
    assert reader.due(DUE + CLAIM + 2 * HOUR) == "already"
    first, second = running.mails
    # By which a mailbox sees that it is the same mail.
    assert first.message["Message-ID"] == second.message["Message-ID"]


def test_greylisting_ends_in_a_later_retry(subscribed):
    reader, running = subscribed
    running.mailbox.refuse_recipient += ["451 4.7.1 Come back later"] * 2
    assert reader.due() == "failed"
    status = reader.status(DUE)
    assert "for now (451" in status.failure
    assert status.failure.endswith(f"Next attempt: {DUE + timedelta(minutes=5):%Y-%m-%d %H:%M}.")
    assert status.next_due == DUE + timedelta(minutes=5)
    assert reader.due(DUE + timedelta(minutes=4)) == "already"
    assert reader.due(DUE + timedelta(minutes=6)) == "failed"
    assert reader.due(DUE + timedelta(minutes=12)) == "already"
    reader.start()
    assert reader.due(DUE + HOUR) == "mailed"
    assert reader.status(DUE + HOUR).failure == ""
    assert len(running.mails) == 1


def spoil(running, what):
    if what == "recipient":
        running.mailbox.refuse_recipient.append("550 5.1.1 No such user")
    elif what == "drop":
        running.mailbox.drop = 1


@pytest.mark.parametrize(
    "what, words",
    [
        ("recipient", 'takes no mail for reader@example.org (550 "5.1.1 No such user")'),
        ("drop", "broke the connection off"),
    ],
)
def test_a_failure_is_one_line_and_tried_again_later(subscribed, what, words):
    reader, running = subscribed
    spoil(running, what)
    assert reader.due() == "failed"
    failure = reader.status(DUE).failure
    assert words in failure
    assert "Next attempt: " in failure
    assert "\n" not in failure
    assert reader.due(DUE + timedelta(minutes=4)) == "already"
    assert reader.due(DUE + 2 * HOUR) == "mailed"
    assert len(running.mails) == 1


def test_a_wrong_password_is_one_line_until_it_is_right(subscribed):
    reader, running = subscribed
    reader.subscribe(running.server, password="Colossus")  # noqa: S106 - a wrong one
    assert reader.due() == "failed"
    failure = reader.status(DUE).failure
    assert "does not accept the user name and the password (535" in failure
    assert "Colossus" not in failure
    # Whoever corrects something need not wait.
    reader.subscribe(running.server)
    assert reader.due(DUE + timedelta(minutes=1)) == "mailed"
    assert len(running.mails) == 1


def test_required_tls(subscribed, mail):
    reader, _ = subscribed
    in_the_clear = mail(offers_tls=False)
    reader.subscribe(in_the_clear.server)
    assert reader.due() == "failed"
    assert "offers no STARTTLS" in reader.status(DUE).failure
    assert not in_the_clear.mails
    other = mail("tls")
    reader.subscribe(other.server)
    assert reader.due(DUE + timedelta(minutes=1)) == "mailed"
    assert other.mails[0].is_encrypted


def test_asking_for_it_does_not_wait_for_the_next_attempt(subscribed):
    reader, running = subscribed
    running.mailbox.drop = 1
    assert reader.due() == "failed"
    assert reader.mailing.send_now(DUE).outcome == "mailed"


def test_pauses_grow_and_attempts_end(subscribed):
    reader, running = subscribed
    running.mailbox.refuse_data += ["451 Later"] * 100
    now, pauses = DUE, []
    while (status := reader.status(now)).next_due - now < timedelta(days=1):
        pauses.append(status.next_due - now)
        now = max(status.next_due, now)
        if reader.due(now) != "failed":
            break
    assert pauses[1:] == sorted(pauses[1:])
    assert len(pauses) <= MOST_ATTEMPTS + 1
    assert not running.mails
    running.mailbox.refuse_data.clear()
    assert reader.due(DUE + timedelta(days=7)) == "mailed"


def test_nothing_to_tell_is_not_mailed(subscribed):
    reader, running = subscribed
    reader.make = lambda period: Digest(period=period)
    assert reader.due() == "nothing"
    assert reader.due() == "already"
    assert not running.mails


def test_a_digest_that_cannot_be_made_is_tried_again(subscribed):
    reader, running = subscribed

    def fail(period):
        raise ZeroDivisionError

    reader.make = fail
    with pytest.raises(ZeroDivisionError):
        reader.due()
    reader.make = make
    assert reader.due(DUE + HOUR) == "mailed"
    assert len(running.mails) == 1


@pytest.mark.parametrize("typed", ["AAAA-AAAA", "", "x" * 40, "\ud800"])
def test_a_wrong_code(reader, mail, typed):
    running = mail()
    reader.subscribe(running.server)
    with pytest.raises(InvalidRequest, match="4 tries are left"):
        reader.subscribing.confirm(typed, MONDAY)
    assert reader.status().state == "unconfirmed"
    reader.subscribing.confirm(code_in(running.mails[0]).lower().replace("-", " "), MONDAY)
    assert reader.status().state == "active"


def test_a_code_counts_for_a_few_tries(reader, mail):
    running = mail()
    reader.subscribe(running.server)
    for _ in range(5):
        with pytest.raises(InvalidRequest, match="is not the code"):
            reader.subscribing.confirm("AAAA-AAAA", MONDAY)
    with pytest.raises(InvalidRequest, match="have another one mailed"):
        reader.confirm(running)
    reader.subscribe(running.server)
    reader.confirm(running)
    assert reader.status().state == "active"


def test_a_code_counts_for_a_day(reader, mail):
    running = mail()
    reader.subscribe(running.server)
    with pytest.raises(InvalidRequest, match="no code that counts"):
        reader.confirm(running, MONDAY + timedelta(hours=25))


def test_the_code_of_another_subscription_does_not_count(reader, mail):
    running = mail()
    reader.subscribe(running.server)
    first = code_in(running.mails[0])
    reader.subscribe(running.server, "hopper@example.org")
    with pytest.raises(InvalidRequest, match="is not the code"):
        reader.subscribing.confirm(first, MONDAY)


def test_a_second_address_needs_its_own_code(subscribed):
    reader, running = subscribed
    reader.subscribe(running.server, "hopper@example.org")
    assert reader.status().state == "unconfirmed"
    assert reader.due() == "not due"
    assert [each.recipients for each in running.mails] == [("hopper@example.org",)]
    reader.confirm(running)
    assert reader.due() == "mailed"
    assert running.mails[-1].recipients == ("hopper@example.org",)


def test_the_same_address_needs_no_other_code(subscribed):
    reader, running = subscribed
    reader.subscribe(
        running.server, schedule=Schedule(every="day", hour=6), sender="me@example.org"
    )
    status = reader.status()
    assert (status.state, status.schedule.every, status.sender) == (
        "active",
        "day",
        "me@example.org",
    )
    assert not running.mails


def test_codes_are_no_way_to_fill_a_mailbox(reader, mail):
    running = mail()
    for _ in range(5):
        reader.subscribe(running.server)
    with pytest.raises(TooManyMails, match="Try again in 30 min"):
        reader.subscribe(running.server)
    reader.subscribing.unsubscribe()
    with pytest.raises(TooManyMails):
        reader.subscribe(running.server, "hopper@example.org")
    assert len(running.mails) == 5
    reader.subscribe(running.server, now=MONDAY + HOUR)
    assert len(running.mails) == 6


def test_a_code_that_was_put_off_is_mailed_later(reader, mail):
    running = mail()
    running.mailbox.refuse_recipient.append("451 4.7.1 Come back later")
    reader.subscribe(running.server)
    assert "Next attempt: " in reader.status().failure
    reader.due(MONDAY + timedelta(minutes=1))
    assert not running.mails
    reader.due(MONDAY + timedelta(minutes=6))
    reader.confirm(running)
    assert reader.status().state == "active"


def test_a_code_is_not_mailed_again_for_ever(reader):
    reader.subscribe(MailServer(host=HOST, port=free_port()), password=None)
    now = MONDAY
    for _ in range(10):
        now += timedelta(hours=7)
        reader.due(now)
    assert reader.status(now).failure.endswith("It is not tried again by itself.")


def test_pausing(subscribed):
    reader, running = subscribed
    reader.subscribing.pause(MONDAY, paused=True)
    assert reader.due() == "not due"
    assert reader.status(DUE).next_due is None
    assert not (reader.folder / MAILS_FILE).exists()
    reader.subscribing.pause(DUE, paused=False)
    # What was due meanwhile is over.
    assert reader.due() == "not due"
    assert reader.due(DUE + timedelta(days=7)) == "mailed"
    assert len(running.mails) == 1


def test_unsubscribing_forgets_everything(subscribed):
    reader, running = subscribed
    reader.due()
    reader.subscribing.unsubscribe()
    assert reader.status().state == "none"
    assert not reader.subscribing.has_password
    assert reader.due(DUE + timedelta(days=7)) == "not due"
    with pytest.raises(InvalidRequest, match="Nobody has subscribed"):
        reader.mailing.send_now(DUE)
    assert len(running.mails) == 1
    reader.store.database.do("PRAGMA user_version = 99")  # nothing holds it open in a transaction
    reader.close()
    for path in reader.folder.iterdir():
        content = path.read_bytes()
        assert PASSWORD.encode() not in content
    names = {path.name for path in reader.folder.iterdir()}
    assert not names & {"smtp-password", MAILS_FILE}


def test_the_password_is_in_its_file_alone(subscribed):
    reader, _ = subscribed
    reader.due()
    file = reader.folder / "smtp-password"
    assert file.read_text("utf-8") == f"{PASSWORD}\n"
    if os.name == "posix":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    for path in reader.folder.iterdir():
        assert path == file or PASSWORD.encode() not in path.read_bytes()
    assert PASSWORD not in repr(reader.status()) + repr(reader.subscribing.subscription)


def test_a_password_goes_to_no_other_server(subscribed):
    reader, running = subscribed
    elsewhere = replace(running.server, host="127.0.0.1")
    with pytest.raises(InvalidRequest, match=r"password of turing for 127\.0\.0\.1"):
        reader.subscribe(elsewhere, password=None)
    assert reader.status().server == running.server
    reader.subscribe(replace(running.server, port=free_port()), password=None)
    assert reader.subscribing.has_password
    reader.subscribe(replace(elsewhere, user=""), password=None)
    assert not reader.subscribing.has_password


def test_a_password_of_the_environment(reader, mail, monkeypatch):
    running = mail()
    monkeypatch.setenv("PAPERLOOKUP_SMTP_PASSWORD", PASSWORD)
    reader.subscribe(running.server, password=None)
    assert running.mails[0].user == USER
    assert not (reader.folder / "smtp-password").exists()


def test_a_password_with_a_line_break_is_refused_and_not_repeated(reader, mail):
    with pytest.raises(InvalidRequest) as refused:
        reader.subscribe(mail().server, password="a\nb")  # noqa: S106 - none at all
    assert "a\nb" not in refused.value.reason
    assert reader.status().state == "none"


def test_times_are_told_in_local_time_and_periods_by_their_names(subscribed):
    reader, _ = subscribed
    assert reader.status().next_due.astimezone().hour == 8
    reader.due()
    status = reader.status(DUE)
    assert status.last.period.name == "2026-W47"
    assert status.last.moment == DUE.astimezone(UTC)
    assert status.last.papers == ("turing1936",)
    told = reader.mailing.mailed.told_before(status.last.period.next)
    assert told.papers == {"turing1936"}
    assert told.until == status.last.period.next.first
    assert not reader.mailing.mailed.told_before(status.last.period).papers
