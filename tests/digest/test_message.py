"""What is in a mail: its head, and texts that do no harm."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.utils import parsedate_to_datetime
from html.parser import HTMLParser

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mail_server import ADDRESS
from msgspec.structs import replace

from jupyter_paperlookup.digest import Digest, Paper, Period, Section
from jupyter_paperlookup.digest.mail import code_mail, digest_mail, mail_address
from jupyter_paperlookup.errors import InvalidRequest
from jupyter_paperlookup.records.printable import printable

MOMENT = datetime(2026, 11, 23, 8, tzinfo=UTC)
SENDER = "me+papers@example.org"
HEAD = {
    "From",
    "To",
    "Subject",
    "Date",
    "Auto-Submitted",
    "Message-ID",
    "List-Unsubscribe",
    "MIME-Version",
    "Content-Type",
}


def mail_of(digest):
    """A mail as it is read by whoever gets it."""
    message = digest_mail(digest, sender=SENDER, recipient=ADDRESS, number="ab12", moment=MOMENT)
    return message_from_bytes(message.as_bytes(), policy=policy.default)


class Elements(HTMLParser):
    """The elements and attributes of a document."""

    def __init__(self, text):
        super().__init__()
        self.names, self.attributes = set(), []
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        self.names.add(tag)
        self.attributes += attrs


def test_the_head(digest):
    mail = mail_of(digest)
    assert set(mail.keys()) == HEAD
    assert str(mail["From"]) == f"paperlookup <{SENDER}>"
    assert str(mail["To"]) == ADDRESS
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == "<mailto:me%2Bpapers@example.org?subject=unsubscribe>"
    assert mail["Message-ID"] == "<paperlookup.2026-W47.ab12@example.org>"
    assert parsedate_to_datetime(mail["Date"]) == MOMENT
    assert mail["Subject"].startswith("Papers of 16–22 November 2026: ")


def test_a_hostile_title_arrives_harmless(digest):
    mail = mail_of(digest)
    assert "Bcc: everybody" in mail["Subject"]  # as words of the subject, in one line
    assert mail["Bcc"] is None
    assert mail["Subject"] == printable(mail["Subject"])
    for part in ("plain", "html"):
        content = mail.get_body((part,)).get_content()
        assert not re.search("[\u202a-\u202e\u2066-\u2069\u200e\u200f\x1b\x00]", content)
    elements = Elements(mail.get_body(("html",)).get_content())
    assert not elements.names & {"script", "img", "iframe", "form", "object", "link"}
    assert not [name for name, _ in elements.attributes if name.startswith("on")]
    addresses = {value for name, value in elements.attributes if name in {"href", "src"}}
    assert addresses == {"https://doi.org/10.1112/plms/s2-42.1.230"}


def test_both_parts_have_everything(digest):
    mail = mail_of(digest)
    for part in ("plain", "html"):
        content = mail.get_body((part,)).get_content()
        for text in (
            "On Computable Numbers",
            "A. M. Turing",
            "12 comments on 2023-10-12",
            "https://doi.org/10.1112/plms/s2-42.1.230",
            "turing1936",
            "@article{turing1936,",
            "One note.",
            "and 3 more",
            "paperlookup digest unsubscribe",
        ):
            assert text in content.replace("&#39;", "'")


def test_what_goes_over_the_wire_is_ascii_in_short_lines(digest):
    message = digest_mail(digest, sender=SENDER, recipient=ADDRESS, number="1", moment=MOMENT)
    content = message.as_bytes()
    assert content.isascii()
    assert max(map(len, content.split(b"\r\n"))) <= 998
    assert b"\n" not in content.replace(b"\r\n", b"")


@given(title=st.text(), key=st.text(min_size=1, max_size=40))
def test_whatever_a_title_holds_the_mail_is_one_mail(title, key):
    paper = Paper(key=key, title=title, creators=title, bibtex=title, reasons=(title,))
    section = Section(title="New", papers=(paper,))
    digest = Digest(period=Period.named("2026-W47"), sections=(section,))
    mail = mail_of(digest)
    assert set(mail.keys()) == HEAD
    assert [part.get_content_type() for part in mail.iter_parts()] == ["text/plain", "text/html"]
    assert Elements(mail.get_body(("html",)).get_content()).names.isdisjoint({"script", "img"})


def test_a_subject_is_not_endless(digest):
    paper = replace(digest.papers[1], title="On " * 500)
    long = replace(digest, sections=(Section(title="New", papers=(paper, paper)),))
    subject = mail_of(long)["Subject"]
    assert len(subject) < 200
    assert subject.endswith("… and 1 more")


def test_the_code_stands_in_the_mail_and_nothing_else_does():
    message = code_mail("ABCD-2345", sender=SENDER, recipient=ADDRESS, moment=MOMENT)
    mail = message_from_bytes(message.as_bytes(), policy=policy.default)
    assert "ABCD-2345" in mail["Subject"]
    assert "paperlookup digest confirm ABCD-2345" in mail.get_content()
    assert mail["Auto-Submitted"] == "auto-generated"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "turing",
        "@example.org",
        "turing@",
        "a@b@example.org",
        "turing@example.org, hopper@example.org",
        "turing@example.org\r\nBcc: hopper@example.org",
        "turing@example.org\n",
        "turing @example.org",
        "Alan <turing@example.org>",
        '"a b"@example.org',
        "tu..ring@example.org",
        ".turing@example.org",
        "turing@exa\u202emple.org",
        "turing@[127.0.0.1]",
        "turing@exa_mple.org",
        f"{'t' * 65}@example.org",
        f"turing@{'e' * 64}.org",
        f"turing@{'example.' * 40}org",
        "turing\x00@example.org",
    ],
)
def test_what_is_no_address(text):
    with pytest.raises(InvalidRequest, match="is no mail address"):
        mail_address(text)


def test_addresses():
    assert mail_address("a.m+turing@example.org") == "a.m+turing@example.org"
    assert mail_address("turing@Bücher.example") == "turing@xn--bcher-kva.example"
