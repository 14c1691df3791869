"""What services may do to us, and what becomes of it: one clear line each, within bounds."""

from __future__ import annotations

import gzip
from email.utils import formatdate

import pytest
from services_server import Reply

from jupyter_paperlookup.errors import (
    NetworkForbidden,
    NetworkUnavailable,
    Offline,
    ServiceRefuses,
    UnusableAnswer,
)
from jupyter_paperlookup.network.body import MOST_BYTES
from jupyter_paperlookup.network.client import Keep
from jupyter_paperlookup.network.clients import Times
from jupyter_paperlookup.network.services import Service
from jupyter_paperlookup.network.settings import NetworkSettings

HTML = b"<!DOCTYPE html>\n<html><title>Just a moment...</title></html>"
BOMB = gzip.compress(b" " * 100_000_000)


def test_an_answer_comes_with_all_that_was_sent(network, server, service):
    server.on("/papers", Reply(body=b'{"total": 3}'))
    answer = network.get(service, "/papers", {"q": "naïve & co", "p": 0})
    assert answer.decoded(dict) == {"total": 3}
    (asked,) = server.asked
    assert asked.parameters == {"q": "naïve & co", "p": "0"}
    assert asked.headers["accept-encoding"] == "gzip"


def test_a_service_knows_who_asks_and_whom_to_write_to(make, server, service):
    server.on("/papers", Reply())
    make(server.settings(contact="library@example.org")).get(service, "/papers")
    assert server.asked[0].headers["user-agent"].startswith("jupyter_paperlookup/")
    assert server.asked[0].headers["user-agent"].endswith(" (mailto:library@example.org)")
    make(server.settings(contact="a\r\nX-Evil: 1")).get(service, "/papers")
    assert "mailto" not in server.asked[1].headers["user-agent"]
    assert not {"cookie", "referer", "x-evil"} & set(server.asked[1].headers)


def test_a_body_is_posted_as_json(network, server, service):
    server.on("/batch", Reply(body=b"[]"))
    network.post(service, "/batch", {"ids": ["ARXIV:1706.03762"]})
    assert server.asked[0].body == b'{"ids":["ARXIV:1706.03762"]}'
    assert server.asked[0].headers["content-type"] == "application/json"


@pytest.mark.parametrize(
    "body",
    [gzip.compress(b'{"a": 1}'), gzip.compress(b'{"a"') + gzip.compress(b": 1}")],
    ids=["in one piece", "in two pieces"],
)
def test_a_packed_answer_is_unpacked(network, server, service, body):
    server.on("/papers", Reply(body=body, headers={"Content-Encoding": "gzip"}))
    assert network.get(service, "/papers").decoded(dict) == {"a": 1}


BAD = {
    "a web page": (Reply(body=HTML, kind="text/html"), "a web page in place of data"),
    "a web page that says it is JSON": (Reply(body=HTML), "a web page in place of data"),
    "an image": (Reply(body=b"\x89PNG", kind="image/png"), "image/png in place of JSON"),
    "XML": (Reply(body=b"<feed/>", kind="application/xml"), "application/xml in place of JSON"),
    "nothing": (Reply(body=b""), "something that is no JSON"),
    "10 MB": (Reply(body=b"[" + b" " * 10_000_000), "more than 8 MB"),
    "10 MB in pieces": (
        Reply(pieces=tuple(b" " * 1_000_000 for _ in range(10)), headers={"Content-Length": ""}),
        "more than 8 MB",
    ),
    "a gzip bomb": (Reply(body=BOMB, headers={"Content-Encoding": "gzip"}), "more than 8 MB"),
    "a cut gzip": (
        Reply(body=gzip.compress(b'{"a": 1}')[:-9], headers={"Content-Encoding": "gzip"}),
        "damaged or cut off",
    ),
    "no gzip": (Reply(body=b'{"a": 1}', headers={"Content-Encoding": "gzip"}), "damaged"),
    "an unknown packing": (Reply(headers={"Content-Encoding": "br"}), "was not asked for"),
    "less than claimed": (Reply(body=b'{"a":', claimed=900), "damaged or cut off"),
    "403": (Reply(403), "refuses to answer (status 403)"),
    "404": (Reply(404), "has nothing there (status 404)"),
    "a redirect without a target": (Reply(302), "status 302"),
    "a redirect to nothing": (Reply(302, headers={"Location": "http://[::bad"}), "damaged"),
    "a redirect to itself": (Reply(302, headers={"Location": "/bad"}), "sends on and on"),
}  # fmt: skip


@pytest.mark.parametrize("reply, said", BAD.values(), ids=BAD)
def test_what_is_not_what_was_asked_for_is_one_line(network, server, service, reply, said):
    server.on("/bad", reply)
    with pytest.raises(UnusableAnswer) as error:
        network.get(service, "/bad")
    assert said in error.value.reason
    assert "\n" not in error.value.reason
    assert len(server.asked) <= 6


def test_the_bomb_is_one():
    assert len(BOMB) < MOST_BYTES / 50


def test_invalid_utf_8_is_one_line(network, server, service):
    server.on("/bad", Reply(body=b'{"title": "\xff\xfe"}'))
    answer = network.get(service, "/bad")
    with pytest.raises(UnusableAnswer, match="cannot be read"):
        answer.decoded(dict)
    with pytest.raises(UnusableAnswer, match="no UTF-8 text"):
        answer.text()


@pytest.mark.parametrize("status", [500, 502])
def test_a_failing_server_is_asked_once_more(network, server, service, status):
    server.on("/papers", Reply(status), Reply(body=b"[1]"))
    assert network.get(service, "/papers").body == b"[1]"
    server.on("/papers", Reply(status))
    with pytest.raises(UnusableAnswer, match="failed"):
        network.get(service, "/papers")
    assert len(server.asked) == 4


def test_a_slow_drip_ends_when_the_time_is_over(make, server, service):
    network = make(times=Times(1.0, 1.0, 0.4))
    server.on("/slow", Reply(pieces=tuple(b" " for _ in range(100)), pause=0.1))
    with pytest.raises(UnusableAnswer, match="takes too long"):
        network.get(service, "/slow")


def test_silence_ends_too(make, server, service):
    network = make(times=Times(1.0, 0.2, 30.0))
    server.on("/slow", Reply(pause=1.5))
    with pytest.raises(UnusableAnswer, match="does not answer"):
        network.get(service, "/slow")


# --- pauses that are asked for -------------------------------------------------------------------


@pytest.mark.parametrize("status", [429, 503])
def test_a_short_pause_is_sat_out(network, server, service, clock, status):
    server.on("/papers", Reply(status, headers={"Retry-After": "7"}), Reply(body=b"[]"))
    assert network.get(service, "/papers").body == b"[]"
    assert clock.slept >= 7


@pytest.mark.parametrize("status", [429, 503])
@pytest.mark.parametrize("is_date", [False, True])
def test_a_long_pause_is_remembered_by_all(make, server, service, clock, status, is_date):  # noqa: PLR0917 - pytest names them
    said = formatdate(clock.now() + 1800, usegmt=True) if is_date else "1800"
    server.on("/papers", Reply(status, headers={"Retry-After": said}), Reply(body=b"[]"))
    with pytest.raises(ServiceRefuses, match="try again in 30 minutes") as error:
        make().get(service, "/papers")
    assert error.value.until == clock.now() + 1800
    with pytest.raises(ServiceRefuses, match="asks to be left alone until"):
        make().get(service, "/papers")
    assert len(server.asked) == 1
    clock.moment += 1801
    assert make().get(service, "/papers").body == b"[]"


def test_a_service_that_only_ever_says_busy_is_asked_three_times(network, server, service):
    server.on("/papers", Reply(429, headers={"Retry-After": "0"}))
    with pytest.raises(ServiceRefuses):
        network.get(service, "/papers")
    assert len(server.asked) == 3


def test_backoff_with_an_answer_is_honoured(network, server, service):
    server.on("/papers", Reply(headers={"Backoff": "300"}))
    network.get(service, "/papers")
    with pytest.raises(ServiceRefuses):
        network.get(service, "/papers")
    assert len(server.asked) == 1


def test_after_three_faults_a_service_is_left_alone_unless_a_person_insists(
    network, server, service, clock
):
    server.on("/papers", Reply(body=HTML))
    for _ in range(3):
        with pytest.raises(UnusableAnswer):
            network.get(service, "/papers", insists=False)
    with pytest.raises(ServiceRefuses, match="failed several times"):
        network.get(service, "/papers", insists=False)
    assert len(server.asked) == 3
    with pytest.raises(UnusableAnswer):
        network.get(service, "/papers")
    clock.moment += 3600
    server.on("/papers", Reply())
    network.get(service, "/papers", insists=False)
    network.get(service, "/papers", insists=False)


# --- where one is sent on to ---------------------------------------------------------------------


def test_a_redirect_on_the_same_host_is_followed_with_its_key(network, server, service):
    server.on("/old", Reply(301, headers={"Location": "/new?p=1"}))
    server.on("/new", Reply(body=b"[]"))
    network.get(service, "/old", headers={"Authorization": "Bearer key"})
    assert server.asked[1].headers["authorization"] == "Bearer key"
    assert server.asked[1].parameters == {"p": "1"}


def test_a_redirect_to_another_allowed_host_goes_without_the_key(make, server, service):
    settings = server.settings(hosts=("localhost",))
    there = f"http://localhost:{server.port}/new"
    server.on("/old", Reply(302, headers={"Location": there}))
    server.on("/new", Reply(body=b"[]"))
    make(settings).get(service, "/old", headers={"Authorization": "Bearer key"})
    assert "authorization" not in server.asked[1].headers
    assert server.asked[1].headers["accept"] == "application/json"


@pytest.mark.parametrize(
    "target",
    [
        "http://169.254.169.254/latest/meta-data/",
        "https://169.254.169.254/",
        "https://localhost/",
        "http://metadata.google.internal/",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "ftp://127.0.0.1/",
        "file:///etc/passwd",
        "https://[::1]/",
        "https://user:password@127.0.0.1/",
    ],
)
def test_a_redirect_to_anywhere_else_is_not_followed(make, server, service, target):
    looked_up = []
    network = make(look_up=lambda host, port: looked_up.append(host) or ["127.0.0.1"])
    server.on("/old", Reply(302, headers={"Location": target}))
    with pytest.raises(NetworkForbidden):
        network.get(service, "/old")
    assert looked_up == ["127.0.0.1"]
    assert len(server.asked) == 1


def test_a_post_is_sent_nowhere_else(network, server, service):
    server.on("/batch", Reply(307, headers={"Location": "/other"}))
    with pytest.raises(UnusableAnswer):
        network.post(service, "/batch", {})
    assert len(server.asked) == 1


# --- who decides ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "changes, is_allowed, said",
    [
        ({}, False, "may not use the network yet"),
        ({"offline": True}, True, "administrator does not allow"),
        ({"allowed": False}, True, "administrator does not allow"),
        ({"services": ("feeds",)}, True, "does not allow paperlookup to ask The service"),
    ],
)
def test_nothing_leaves_without_permission(make, server, service, changes, is_allowed, said):  # noqa: PLR0917 - pytest names them
    network = make(server.settings(**changes), is_allowed=is_allowed)
    with pytest.raises(NetworkForbidden, match=said):
        network.get(service, "/papers", keep=Keep(60))
    assert not server.asked


def test_an_administrator_can_allow_it_for_everybody(make, server, service):
    server.on("/papers", Reply())
    make(server.settings(allowed=True), is_allowed=False).get(service, "/papers")
    assert len(server.asked) == 1


@pytest.mark.parametrize(
    "base", ["http://service.example", "https://user@service.example", "https://service.example:81"]
)
def test_a_base_must_be_plain_https(make, base):
    service = Service(name="s", label="S", purpose="", base=base)
    looked_up = []
    network = make(look_up=lambda host, port: looked_up.append(host) or ["93.184.216.34"])
    with pytest.raises(NetworkForbidden):
        network.get(service, "/")
    assert not looked_up


# --- offline -------------------------------------------------------------------------------------


def test_who_is_offline_is_told_once_and_waits_for_nothing(make, service, clock):
    asked = []

    def nobody_knows(host, port):
        asked.append(host)
        raise OSError("Name or service not known")

    network = make(NetworkSettings(), look_up=nobody_knows)
    assert not network.is_offline
    with pytest.raises(Offline, match=r"service\.example cannot be found: you may be offline"):
        network.get(service, "/papers", insists=False)
    assert network.is_offline
    for _ in range(5):
        with pytest.raises(Offline):
            network.get(service, "/papers", insists=False)
    assert len(asked) == 1
    with pytest.raises(Offline):
        network.get(service, "/papers")
    assert len(asked) == 2


def test_an_answer_ends_being_offline(make, server, service):
    server.on("/papers", Reply())
    broken = make(server.settings(base_urls={"hugging-face": "http://127.0.0.1:9"}))
    with pytest.raises(Offline):
        broken.get(service, "/papers")
    network = make()
    assert network.is_offline
    network.get(service, "/papers")
    assert not network.is_offline


# --- what is remembered --------------------------------------------------------------------------


def test_an_answer_is_remembered_until_it_expires(make, server, service, clock):
    server.on("/papers", Reply(body=b"[1]"), Reply(body=b"[2]"))
    first = make().get(service, "/papers", {"p": 1}, keep=Keep(60))
    again = make().get(service, "/papers", {"p": 1}, keep=Keep(60))
    assert (first.is_kept, again.is_kept) == (False, True)
    assert again.body == first.body
    clock.moment += 61
    assert make().get(service, "/papers", {"p": 1}, keep=Keep(60)).body == b"[2]"


def test_that_there_is_nothing_is_remembered_too(network, server, service):
    for _ in range(2):
        answer = network.get(service, "/papers/1", accept=(404,), keep=Keep(60, nothing=30))
        assert answer.status == 404
    assert len(server.asked) == 1
    with pytest.raises(UnusableAnswer):
        network.get(service, "/papers/1", keep=Keep(60))


def test_faults_are_not_remembered(network, server, service):
    server.on("/papers", Reply(body=HTML), Reply(body=b"[]"))
    with pytest.raises(UnusableAnswer):
        network.get(service, "/papers", keep=Keep(60, 60))
    assert network.get(service, "/papers", keep=Keep(60, 60)).body == b"[]"


TAGGED = {"ETag": 'W/"1"', "Last-Modified": "Fri, 20 Nov 2026 08:00:00 GMT"}


def test_a_service_is_asked_whether_it_still_says_the_same(make, server, service, clock):
    server.on("/feed", Reply(body=b"[1]", headers=TAGGED), Reply(304), Reply(body=b"[2]"))
    keep = Keep(found=60, checked=86_400)
    said = []
    for _ in range(4):
        said.append(make().get(service, "/feed", keep=keep).body)
        clock.moment += 50
    assert said == [b"[1]", b"[1]", b"[1]", b"[1]"]
    clock.moment += 60
    assert make().get(service, "/feed", keep=keep).body == b"[2]"
    first, second, third = (asked.headers for asked in server.asked)
    assert "if-none-match" not in first
    assert second["if-none-match"] == third["if-none-match"] == 'W/"1"'
    assert second["if-modified-since"] == TAGGED["Last-Modified"]


@pytest.mark.parametrize(
    "headers", [{}, {"ETag": "é"}, {"ETag": '"' + "a" * 1000 + '"'}], ids=["none", "é", "long"]
)
def test_without_a_name_of_the_answer_all_of_it_is_asked_for(network, server, service, headers):
    server.on("/feed", Reply(body=b"[1]", headers=headers), Reply(body=b"[2]"))
    said = [network.get(service, "/feed", keep=Keep(checked=86_400)).body for _ in range(2)]
    assert said == [b"[1]", b"[2]"]
    assert "if-none-match" not in server.asked[1].headers


def test_that_nothing_changed_is_no_answer_to_another_question(network, server, service):
    server.on("/feed", Reply(304))
    with pytest.raises(UnusableAnswer, match="status 304"):
        network.get(service, "/feed", keep=Keep(checked=86_400))


def test_a_fault_leaves_what_was_answered_before(network, server, service):
    server.on("/feed", Reply(body=b"[1]", headers=TAGGED), Reply(500), Reply(500), Reply(304))
    keep = Keep(checked=86_400)
    network.get(service, "/feed", keep=keep)
    with pytest.raises(UnusableAnswer):
        network.get(service, "/feed", keep=keep)
    assert network.get(service, "/feed", keep=keep).body == b"[1]"


def test_another_key_is_another_question(network, server, service):
    server.on("/papers", Reply(body=b"[1]"), Reply(body=b"[2]"))
    one, other = (
        network.get(service, "/papers", headers={"Authorization": key}, keep=Keep(60)).body
        for key in ("a", "b")
    )
    assert (one, other) == (b"[1]", b"[2]")


def test_what_is_told_can_end_the_waiting(network, server, service):
    class Cancelled(Exception):
        pass

    def tell():
        if server.asked:
            raise Cancelled

    server.on("/papers", Reply(429, headers={"Retry-After": "9"}))
    with pytest.raises(Cancelled):
        network.get(service, "/papers", tell=tell)


def test_every_error_is_one_of_a_family():
    for kind in (NetworkForbidden, Offline, ServiceRefuses, UnusableAnswer):
        assert issubclass(kind, NetworkUnavailable)
