"""`paperlookup digest` and its subcommands."""

from __future__ import annotations

import io
import json
import re
import shlex
from contextlib import ExitStack
from datetime import UTC, datetime, timedelta

import nbformat
import pytest
from mail_server import ADDRESS, PASSWORD, Certificates, mail_server

from jupyter_paperlookup.library import Library

HOSTILE = "hostile1936title"


@pytest.fixture(scope="module")
def certificates(tmp_path_factory):
    return Certificates(tmp_path_factory.mktemp("certificates"))


@pytest.fixture
def mail(certificates, monkeypatch):
    monkeypatch.setenv("PAPERLOOKUP_SMTP_CA", str(certificates.path))
    with ExitStack() as running:
        yield running.enter_context(mail_server(certificates))


@pytest.fixture
def typed(monkeypatch):
    """What stands in stdin, which is no terminal."""
    return lambda text: monkeypatch.setattr("sys.stdin", io.StringIO(text))


@pytest.fixture
def subscribe(run, typed, mail):
    """Subscribe, with a password that is typed."""

    def now(*arguments, password=PASSWORD):
        typed(f"{password}\n")
        server = mail.server
        where = f"{server.host}:{server.port}"
        options = ("--server", where, "--security", server.security, "--user", server.user)
        return run("digest", "subscribe", ADDRESS, *options, *arguments)

    return now


def code_in(delivered):
    return re.search(r"[A-Z2-9]{4}-[A-Z2-9]{4}", delivered.message["Subject"])[0]


def this_week():
    year, week, _ = datetime.now(UTC).isocalendar()
    return f"{year:04d}-W{week:02d}"


def test_it_is_printed(run):
    ran = run("digest", "--at", "2026-W02")
    assert ran.code == 0
    assert ran.out.startswith("Papers of 5–11 January 2026\n===")
    assert "Popular at capture\n---" in ran.out
    assert "\nNew\n" not in ran.out
    assert "    @misc{" in ran.out


def test_what_came_in_is_new_and_harmless(run):
    found = run("digest", "--at", this_week(), "--json").json
    new = next(each for each in found["sections"] if each["title"] == "New")
    assert [each["key"] for each in new["papers"]] == [HOSTILE]
    assert new["papers"][0]["bibtex"].startswith(f"@book{{{HOSTILE},")
    others = {each["key"] for section in found["sections"] for each in section["papers"]}
    assert HOSTILE in others
    ran = run("digest", "--at", this_week())
    assert "\nNew\n---" in ran.out
    assert "\x1b" not in ran.out
    assert "\u202e" not in ran.out


def test_what_is_near_to_what_a_notebook_cites(run, tmp_path):
    text = tmp_path / "chapter.md"
    text.write_text("Local and global layers [@chen2023fit].", "utf-8")
    found = run("digest", "--at", "2026-W02", "--cited-in", text, "--json").json
    near = next(each for each in found["sections"] if each["title"] == "Near what you cite")
    keys = [each["key"] for each in near["papers"]]
    assert keys
    assert "chen2023fit" not in keys
    assert all(each["reasons"] for each in near["papers"])
    assert not set(keys) & {
        each["key"]
        for section in found["sections"]
        if section["title"] != "Near what you cite"
        for each in section["papers"]
    }


@pytest.mark.parametrize(
    "name, beginning",
    [
        ("digest.txt", "Papers of 20 November 2026\n"),
        ("digest.html", "<!DOCTYPE html>"),
        ("digest.ipynb", '{\n "cells": ['),
        ("digest", "Papers of 20 November 2026\n"),
    ],
)
def test_it_is_written_into_a_file(run, tmp_path, name, beginning):
    path = tmp_path / name
    ran = run("digest", "--every", "day", "--at", "2026-11-20", "-o", path)
    assert (ran.code, ran.out) == (0, "")
    assert "papers written to" in ran.err
    text = path.read_text("utf-8")
    assert text.startswith(beginning)
    if path.suffix == ".ipynb":
        nbformat.validate(json.loads(text))


@pytest.mark.parametrize(
    "arguments",
    [
        ["--at", "yesterday"],
        ["--at", "2025-W53"],
        ["--every", "month"],
        ["--json", "status"],
        ["subscribe", "turing", "--server", "mail.example.org"],
        ["subscribe", ADDRESS],
        ["subscribe", ADDRESS, "--server", "mail.example.org:0"],
        ["subscribe", ADDRESS, "--server", "mail.example.org:99999"],
        ["subscribe", ADDRESS, "--server", "http://mail.example.org"],
        ["confirm", "ABCD-2345"],
        ["pause"],
        ["send-now"],
    ],
)
def test_wrong_usage_is_one_line(run, arguments):
    ran = run("digest", *arguments)
    assert ran.code == 2
    assert ran.err.startswith("paperlookup: ")
    assert ran.err.count("\n") == 1


def test_from_subscribing_to_unsubscribing(run, subscribe, mail, library_folder):
    assert "Nobody has subscribed" in run("digest", "status").out
    ran = subscribe("--every", "day", "--hour", "6")
    assert ran.code == 0
    assert "A code was mailed to reader@example.org" in ran.out
    wrong = run("digest", "confirm", "AAAA-AAAA")
    assert (wrong.code, "4 tries are left" in wrong.err) == (2, True)
    confirmed = run("digest", "confirm", code_in(mail.mails[0]))
    assert confirmed.code == 0
    assert "State:    active" in confirmed.out
    assert "each day from 6:00 on" in confirmed.out
    first, second = run("digest", "send-now"), run("digest", "send-now")
    assert first.out.endswith(" is mailed.\n")
    assert "was mailed, or is about to be" in second.out
    assert len(mail.mails) == 2
    told = run("digest", "status", "--json").json
    assert (told["state"], told["address"], told["failure"]) == ("active", ADDRESS, "")
    assert told["lastPeriod"]
    assert run("digest", "pause", "--json").json["state"] == "paused"
    assert run("digest", "resume", "--json").json["state"] == "active"
    assert "Nobody has subscribed" in run("digest", "unsubscribe").out
    assert not (library_folder / "smtp-password").exists()


def test_a_failure_is_one_line(run, subscribe, mail):
    ran = subscribe(password="no")  # noqa: S106 - a wrong one
    assert ran.code == 1
    assert ran.err.startswith("paperlookup: localhost does not accept the user name and the pass")
    assert ran.err.count("\n") == 1
    assert not mail.mails


def test_cron_mails_it_once(run, program, mail, library_folder):
    assert run("digest", "send-due").out == "No digest is due.\n"
    long_ago = datetime.now(UTC) - timedelta(days=20)
    with Library.open(library_folder) as library:
        library.subscribe_to_digest(ADDRESS, server=mail.server, password=PASSWORD, now=long_ago)
        library.confirm_digest(code_in(mail.mails.pop()), now=long_ago)
    line = run("digest", "schedule", "--json").json["cron"]
    words = shlex.split(line)[5:]
    assert words[1:3] == ["-m", "jupyter_paperlookup"]
    mail.mailbox.refuse_data.append("451 4.7.1 Come back later")
    failed = program(*words[3:])
    assert (failed.code, failed.out) == (1, "")
    assert "for now (451" in failed.err
    assert failed.err.count("\n") == 1
    assert run("digest", "send-now").code == 0
    again = program(*words[3:])
    assert again == (0, "", "")
    assert len(mail.mails) == 1


def test_lines_for_cron_and_systemd(run, library_folder):
    ran = run("digest", "schedule")
    assert re.search(r"^7 \* \* \* \* .+ digest send-due --quiet$", ran.out, re.MULTILINE)
    assert "ExecStart=" in ran.out
    assert str(library_folder) in ran.out
    assert "systemctl --user enable --now paperlookup-digest.timer" in ran.out
