"""One pace for all users of a machine, and what those cannot do who may write in its folder."""

from __future__ import annotations

import os
import stat
import sys

import pytest
from services_server import Reply

from jupyter_paperlookup.errors import NetworkForbidden, ServiceRefuses
from jupyter_paperlookup.network.services import feed_at

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="no hub runs there")


@pytest.fixture
def shared(tmp_path):
    folder = tmp_path / "shared"
    folder.mkdir()
    folder.chmod(0o770)
    return folder


@pytest.fixture
def user(make, server, shared, tmp_path):
    """Makes the network of one more user of the machine."""

    def made(name, **changes):
        folder = tmp_path / name
        folder.mkdir(exist_ok=True)
        return make(server.settings(shared=str(shared), **changes), folder=folder)

    return made


def test_users_wait_for_each_other(user, server, paced, clock):
    server.on("/", Reply())
    began = clock.now()
    for name in "abcd":
        user(name).get(paced, "/")
    assert clock.now() - began == pytest.approx(9.0)


def test_a_pause_that_one_was_asked_for_is_kept_by_all(user, server, service):
    server.on("/", Reply(429, headers={"Retry-After": "1800"}))
    with pytest.raises(ServiceRefuses, match="30 minutes"):
        user("a").get(service, "/")
    with pytest.raises(ServiceRefuses, match="asks to be left alone until"):
        user("b").get(service, "/")
    assert len(server.asked) == 1


def test_nothing_but_moments_is_shared(user, server, service, paced, shared):
    server.on("/", Reply(body=b'{"title": "What nobody else should read"}'))
    user("a").get(service, "/", headers={"Authorization": "Bearer key"})
    user("a").get(paced, "/")
    assert sorted(each.name for each in shared.iterdir()) == [
        "arxiv.pace", "arxiv.turn", "hugging-face.pace",
    ]  # fmt: skip
    for each in shared.iterdir():
        assert all(float(number) >= 0 for number in each.read_text().split())


def test_the_feeds_of_a_person_are_nobody_elses_business(user, server, shared):
    server.on("/feed", Reply(body=b"<rss/>", kind="text/xml"))
    network = user("a", hosts=("127.0.0.1",))
    network.get(feed_at(server.url), f"{server.url}/feed", wanted="xml")
    assert list(shared.iterdir()) == []


def test_files_are_for_those_who_may_write_in_the_folder(user, server, service, shared):
    server.on("/", Reply())
    before = os.umask(0o077)
    try:
        user("a").get(service, "/")
    finally:
        os.umask(before)
    [file] = shared.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o660


HOSTILE = {
    "no numbers": b"soon never",
    "too many": b"1 " * 100_000,
    "no text": b"\xff\x00\xfe",
    "for ever": b"inf inf",
    "no number": b"nan nan",
    "in a thousand years": b"33000000000 33000000000",
    "before all time": b"-1e300 -1e300",
    "half written": b"1795348800.0",
    "an expression": b"__import__('os').abort() 0",
}


@pytest.mark.parametrize("said", HOSTILE.values(), ids=HOSTILE)
def test_what_others_wrote_is_not_believed_blindly(user, server, service, shared, clock, said):  # noqa: PLR0917 - pytest names them
    (shared / "hugging-face.pace").write_bytes(said)
    server.on("/", Reply(body=b"[]"))
    began = clock.now()
    assert user("a").get(service, "/").body == b"[]"
    assert clock.now() == began


@pytest.mark.parametrize("kind", ["link", "dangling link", "second name", "pipe", "folder"])
@pytest.mark.parametrize("ending", ["pace", "turn"])
def test_no_file_of_somebody_is_opened_or_overwritten(  # noqa: PLR0917 - pytest names them
    user, server, paced, shared, tmp_path, kind, ending
):
    mine = tmp_path / "mine"
    mine.write_bytes(b"what I wrote")
    place = shared / f"arxiv.{ending}"
    match kind:
        case "link":
            place.symlink_to(mine)
        case "dangling link":
            place.symlink_to(tmp_path / "new")
        case "second name":
            place.hardlink_to(mine)
        case "pipe":
            os.mkfifo(place)
        case "folder":
            place.mkdir()
    server.on("/", Reply(body=b"[]"))
    assert user("a").get(paced, "/").body == b"[]"
    assert mine.read_bytes() == b"what I wrote"
    assert not (tmp_path / "new").exists()


def test_who_holds_a_file_for_ever_holds_up_nobody_for_long(user, server, service, shared, clock):
    import fcntl  # noqa: PLC0415 - not on Windows

    server.on("/", Reply(body=b"[]"))
    with (shared / "hugging-face.pace").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert user("a").get(service, "/").body == b"[]"
    assert clock.slept <= 6


def test_who_asks_for_ever_is_told_to_the_others(user, server, paced, shared):
    import fcntl  # noqa: PLC0415 - not on Windows

    with (shared / "arxiv.turn").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(ServiceRefuses, match="too many at once"):
            user("a").get(paced, "/")
    assert not server.asked


def test_a_folder_that_cannot_be_used_lets_no_limit_be_lost(user, server, service, shared):
    shared.rmdir()
    with pytest.raises(NetworkForbidden, match="administrator can make it one"):
        user("a").get(service, "/")
    assert not server.asked
