"""Digests with hostile papers, and mail servers."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date

import pytest
from mail_server import Certificates, mail_server

from jupyter_paperlookup.digest import Digest, Paper, Period, Section
from jupyter_paperlookup.records.web_address import WebAddress

HOSTILE = (
    "<script>alert(1)</script>\r\nBcc: everybody@example.org\r\n\r\n"
    "<img src=x onerror=alert(1)> \u202ereversed\u202c \x1b[31mred \u2067more ``` [a](javascript:0)"
)
PERIOD = Period(date(2026, 11, 16), "week")


@pytest.fixture
def digest():
    """One harmless paper and one that attacks whoever shows it."""
    turing = Paper(
        key="turing1936",
        title="On Computable Numbers",
        creators="A. M. Turing",
        date="1936",
        abstract="The computable numbers may be described briefly.",
        addresses=(WebAddress("DOI", "https://doi.org/10.1112/plms/s2-42.1.230"),),
        bibtex="@article{turing1936,\n  title = {On Computable Numbers},\n}",
        reasons=("12 comments on 2023-10-12", "like Chen & Li"),
    )
    hostile = Paper(
        key="hostile1936",
        title=HOSTILE,
        creators=HOSTILE,
        abstract=HOSTILE,
        bibtex=f"@misc{{hostile1936,\n  title = {{{HOSTILE}}},\n}}",
        reasons=(HOSTILE,),
    )
    new = Section(title="New", papers=(hostile, turing), others=("a", "b", "c"))
    return Digest(period=PERIOD, notes=("One note.",), sections=(new,))


@pytest.fixture(scope="session")
def certificates(tmp_path_factory):
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def mail(certificates, monkeypatch):
    """Runs mail servers, whose certificates are trusted."""

    monkeypatch.setenv("PAPERLOOKUP_SMTP_CA", str(certificates.path))
    with ExitStack() as running:
        yield lambda *arguments, **options: running.enter_context(
            mail_server(certificates, *arguments, **options)
        )
