"""The guard of all tests: none of them leaves this machine."""

from __future__ import annotations

import socket

import httpx
import pytest
from no_network import LeavesThisMachine


def test_no_test_leaves_this_machine():
    with pytest.raises(LeavesThisMachine):
        httpx.get("https://service.example/", trust_env=False)
    with pytest.raises(LeavesThisMachine):
        socket.create_connection(("192.0.2.1", 443), timeout=0.1)
