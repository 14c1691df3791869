from __future__ import annotations

from contextlib import ExitStack

import httpx
import pytest
from quick_clock import QuickClock
from services_server import services

from jupyter_paperlookup.network.client import Network
from jupyter_paperlookup.network.clients import Times
from jupyter_paperlookup.network.services import Pace, Service

TLS = httpx.create_ssl_context()  # reading all authorities anew would be most of the work


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)


@pytest.fixture
def clock():
    return QuickClock()


@pytest.fixture
def server():
    with services() as running:
        yield running


@pytest.fixture
def service():
    return Service(
        name="hugging-face", label="The service", purpose="papers", base="https://service.example"
    )


@pytest.fixture
def paced():
    return Service(
        name="arxiv-listings",
        label="arXiv",
        purpose="papers",
        base="https://service.example",
        pace=Pace(seconds=3.0, is_alone=True, group="arxiv"),
    )


@pytest.fixture
def make(tmp_path, server, clock):
    """Makes the network of a library whose services the server stands for."""
    with ExitStack() as stack:

        def made(settings=None, *, is_allowed=True, folder=tmp_path, **arguments):
            network = Network(
                folder,
                settings or server.settings(),
                lambda: is_allowed,
                **{"clock": clock, "times": Times(2.0, 2.0, 4.0), "tls": TLS, **arguments},
            )
            stack.callback(network.close)
            return network

        yield made


@pytest.fixture
def network(make):
    return make()
