"""One request in three seconds, over threads and processes, whatever the clock does."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading

import pytest
from services_server import Reply

from jupyter_paperlookup.errors import ServiceRefuses
from jupyter_paperlookup.network.pace_table import LONGEST_WAIT
from jupyter_paperlookup.network.retry_after import LONGEST_PAUSE, seconds_of


def test_a_service_is_asked_at_its_pace(make, server, paced, clock):
    server.on("/", Reply())
    began = clock.now()
    for _ in range(4):
        make().get(paced, "/")
    assert clock.now() - began == pytest.approx(9.0)


def test_services_of_one_group_share_their_pace(network, server, paced, clock):
    server.on("/", Reply())
    other = type(paced)(name="feeds", label="x", purpose="", base=server.url, pace=paced.pace)
    network.get(paced, "/")
    network.get(other, "/")
    assert clock.slept == pytest.approx(3.0)


def test_who_would_wait_for_too_long_is_told_at_once(network, server, service, clock):
    slow = type(service)(
        name="hugging-face", label="S", purpose="", base="", pace=type(service.pace)(seconds=100.0)
    )
    server.on("/", Reply())
    network.get(slow, "/")
    network.get(slow, "/")
    clock.moment -= 100
    assert clock.slept <= LONGEST_WAIT
    clock.moment += 100
    paces = network._paces
    paces.table.reserve(slow, insists=True)
    with pytest.raises(ServiceRefuses, match="too many at once"):
        paces.table.reserve(slow, insists=True)


def test_a_clock_that_goes_back_stops_nobody(network, server, paced, clock):
    server.on("/", Reply())
    network._paces.table.pause(paced, 600)
    clock.moment -= 86_400
    network.get(paced, "/")
    assert clock.slept <= 3.0


def test_a_service_that_wants_one_connection_has_one(make, server, paced):
    server.on("/", Reply(pause=0.05))
    networks = [make() for _ in range(4)]
    threads = [threading.Thread(target=each.get, args=(paced, "/")) for each in networks]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(server.asked), server.most_at_once) == (4, 1)


PROGRAM = """
import sys
from pathlib import Path
from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.services import Pace, Service
from jupyter_paperlookup.network.settings import NetworkSettings
folder, url, shared = sys.argv[1:]
pace = Pace(seconds=0.2, is_alone=True, group="arxiv")
service = Service(name="arxiv-listings", label="arXiv", purpose="", base="https://x", pace=pace)
settings = NetworkSettings(base_urls={"arxiv-listings": url}, shared=shared)
network = Network(Path(folder), settings, lambda: True)
for _ in range(2):
    network.get(service, "/")
"""


def test_two_processes_share_one_pace(tmp_path, server):
    server.on("/", Reply())
    run_all([str(tmp_path), server.url, ""] for _ in range(2))
    is_paced(server)


def test_two_users_share_one_pace(tmp_path, server):
    server.on("/", Reply(pause=0.05))
    folders = [tmp_path / name for name in ("shared", "one", "other")]
    for folder in folders:
        folder.mkdir()
    run_all([str(folder), server.url, str(folders[0])] for folder in folders[1:])
    is_paced(server)
    assert server.most_at_once == 1


def run_all(arguments):
    running = [subprocess.Popen([sys.executable, "-c", PROGRAM, *each]) for each in arguments]
    assert [each.wait(60) for each in running] == [0, 0]


def is_paced(server):
    moments = sorted(asked.moment for asked in server.asked)
    assert len(moments) == 4
    assert min(later - sooner for sooner, later in itertools.pairwise(moments)) >= 0.19


def test_what_cannot_be_remembered_stops_nobody(make, tmp_path, server, service):
    server.on("/", Reply())
    (tmp_path / "network.sqlite").write_bytes(b"this is no database" * 1000)
    make().get(service, "/")
    locked = tmp_path / "locked"
    locked.mkdir()
    (locked / "network.sqlite").mkdir()  # no file can be there
    make(folder=locked).get(service, "/")
    assert len(server.asked) == 2


@pytest.mark.parametrize(
    "header, seconds",
    [
        ("120", 120),
        (" 1.5 ", 1.5),
        ("Sun, 22 Nov 2026 12:02:00 GMT", 120),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0),
        ("99999999999", LONGEST_PAUSE),
        ("Sat, 01 Jan 2200 00:00:00 GMT", LONGEST_PAUSE),
        ("", None),
        ("-5", None),
        ("soon", None),
        ("١٢", None),
        ("1e9", None),
    ],
)
def test_retry_after_is_seconds_or_a_date(header, seconds):
    noon = 1_795_348_800.0  # 2026-11-22T12:00:00Z
    assert seconds_of(header, noon) == seconds
