"""Names are looked up once, checked, and that very address is connected to."""

from __future__ import annotations

import contextlib
import socket
import ssl
import threading
from http.server import ThreadingHTTPServer

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st
from services_server import Reply, Services, _Handler

from jupyter_paperlookup.errors import (
    NetworkForbidden,
    NetworkUnavailable,
    Offline,
    UnusableAnswer,
)
from jupyter_paperlookup.network.addresses import checked_addresses, is_public
from jupyter_paperlookup.network.services import feed_at
from jupyter_paperlookup.network.settings import NetworkSettings

PRIVATE = """
    127.0.0.1 127.8.8.8 0.0.0.0 10.0.0.1 172.16.0.1 172.31.255.255 192.168.1.1 169.254.169.254
    100.64.0.1 192.0.0.1 192.0.2.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 240.0.0.1
    255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd00:ec2::254 ff02::1 2001:db8::1
    ::ffff:127.0.0.1 ::ffff:169.254.169.254 ::ffff:10.0.0.1 64:ff9b::7f00:1 64:ff9b::a9fe:a9fe
    2002:7f00:1:: 2002:a00:1::1 2001:0:7f00:1:: localhost 2130706433 0x7f.1
""".split()
PUBLIC = "1.1.1.1 93.184.216.34 2606:4700::1111 ::ffff:1.1.1.1 64:ff9b::101:101".split()


@pytest.mark.parametrize("address", PRIVATE)
def test_addresses_of_ones_own_network_are_not_asked(address):
    assert not is_public(address)
    with pytest.raises(NetworkForbidden, match="inside this network"):
        checked_addresses("service.example", 443, (), lambda _host, _port: [address])


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_internet_are(address):
    assert is_public(address)
    look_up = lambda _host, _port: [address]  # noqa: E731
    assert checked_addresses("service.example", 443, (), look_up) == [address]


@given(st.ip_addresses(v=4, network="10.0.0.0/8") | st.ip_addresses(v=6, network="fc00::/7"))
def test_no_private_address_is_public(address):
    assert not is_public(str(address))
    if address.version == 4:
        assert not is_public(f"::ffff:{address}")


def test_one_private_address_among_others_is_enough_to_refuse():
    with pytest.raises(NetworkForbidden):
        checked_addresses("a.example", 443, (), lambda _host, _port: ["1.1.1.1", "10.0.0.1"])


def test_the_administrators_hosts_may_be_private():
    own = ("mirror.example",)
    assert checked_addresses("mirror.example", 80, own, lambda *_: ["10.0.0.1"]) == ["10.0.0.1"]
    with pytest.raises(NetworkForbidden):
        checked_addresses("other.example", 80, own, lambda *_: ["10.0.0.1"])


def test_names_that_nobody_knows():
    def unknown(_host, _port):
        raise OSError

    for look_up in (unknown, lambda *_: []):
        with pytest.raises(Offline):
            checked_addresses("a.example", 443, (), look_up)


def test_a_look_up_that_takes_for_ever_is_given_up(monkeypatch):
    monkeypatch.setattr("jupyter_paperlookup.network.addresses._SECONDS_TO_LOOK_UP", 0.05)
    stop = threading.Event()
    with pytest.raises(Offline):
        checked_addresses("a.example", 443, (), lambda *_: stop.wait(5) and [])
    stop.set()


@pytest.mark.parametrize("address", ["169.254.169.254", "127.0.0.1", "::1"])
def test_a_name_that_leads_inside_is_not_asked(make, service, address):
    network = make(NetworkSettings(), look_up=lambda _host, _port: [address])
    with pytest.raises(NetworkForbidden, match="leads to"):
        network.get(service, "/papers")


def test_a_feed_may_be_anywhere_but_inside(make):
    network = make(NetworkSettings(), look_up=lambda host, _port: ["192.168.0.1"])
    for address in ("https://router.example/feed", "https://192.168.0.1/", "https://2130706433/"):
        with pytest.raises(NetworkForbidden, match="inside this network"):
            network.get(feed_at(address), address, wanted="xml")
    for address in ("http://feeds.example/", "ftp://feeds.example/", "//feeds.example", "nonsense"):
        with pytest.raises(NetworkForbidden):
            network.get(feed_at(address), address, wanted="xml")


@pytest.fixture
def secure():
    """A server with a certificate for `service.example`, and who trusts it."""
    authority = trustme.CA()
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("service.example").configure_cert(server_side)
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.socket = server_side.wrap_socket(server.socket, server_side=True)
    server.daemon_threads = True
    server.services = Services(server)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    trusting = ssl.create_default_context()
    authority.configure_trust(trusting)
    yield server.services, trusting
    server.shutdown()
    server.server_close()
    thread.join()


def test_the_checked_address_is_the_one_connected_to(make, secure, service):
    """A name that leads elsewhere the second time is asked at the first address, by its name."""
    server, trusting = secure
    base = f"https://service.example:{server.port}"
    answers = iter([["127.0.0.1"], ["169.254.169.254"]])
    settings = NetworkSettings(base_urls={"hugging-face": base})
    network = make(settings, look_up=lambda _host, _port: next(answers), tls=trusting)
    server.on("/papers", Reply(body=b"[]"))
    network.get(service, "/papers")
    assert server.asked[0].headers["host"] == f"service.example:{server.port}"
    assert next(answers) == ["169.254.169.254"]


def test_another_name_in_the_certificate_is_not_trusted(make, secure, service):
    server, trusting = secure
    base = f"https://other.example:{server.port}"
    settings = NetworkSettings(base_urls={"hugging-face": base})
    network = make(settings, look_up=lambda *_: ["127.0.0.1"], tls=trusting)
    with pytest.raises(UnusableAnswer, match="certificate is not trusted"):
        network.get(service, "/papers")
    assert not server.asked


@pytest.fixture
def proxy(secure):
    """A proxy that leads whoever asks for anything to the server, and notes for what."""
    server, _ = secure
    asked = []

    def pump(one, other):
        with contextlib.suppress(OSError):
            while data := one.recv(65536):
                other.sendall(data)

    def serve(listening):
        connection, _ = listening.accept()
        with connection, socket.create_connection(("127.0.0.1", server.port)) as there:
            asked.append(connection.recv(65536).decode("ascii"))
            connection.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            back = threading.Thread(target=pump, args=(there, connection), daemon=True)
            back.start()
            pump(connection, there)
            with contextlib.suppress(OSError):
                there.shutdown(socket.SHUT_RDWR)
            back.join()

    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=serve, args=(listening,), daemon=True)
        thread.start()
        yield listening.getsockname()[1], asked


def test_a_proxy_looks_the_name_up_itself(make, secure, proxy, service):
    server, trusting = secure
    port, asked = proxy
    settings = NetworkSettings(proxy=f"http://alan:secret@127.0.0.1:{port}")
    looked_up = []
    network = make(settings, look_up=lambda *names: looked_up.append(names), tls=trusting)
    server.on("/papers", Reply(body=b"[]"))
    assert network.get(service, "/papers").body == b"[]"
    network.close()
    assert asked[0].startswith("CONNECT service.example:443 HTTP/1.1")
    assert "Basic YWxhbjpzZWNyZXQ=" in asked[0]
    assert not looked_up
    assert "proxy-authorization" not in server.asked[0].headers


@pytest.mark.parametrize(
    "host",
    [
        "192.168.1.1",
        "[::1]",
        "localhost",
        "a.localhost",
        "intranet",
        "2130706433",
        "0x7f.1",
        "127.1",
    ],
)
def test_a_proxy_is_not_asked_for_machines_nearby(make, host):
    address = f"https://{host}/"
    network = make(NetworkSettings(proxy="http://127.0.0.1:9"))
    with pytest.raises(NetworkForbidden, match="inside this network"):
        network.get(feed_at(address), address, wanted="xml")


def test_a_name_in_other_letters_is_the_one_that_the_network_knows():
    assert feed_at("https://Bücher.example/feed").host == ""
    assert "xn--bcher-kva.example" in feed_at("https://Bücher.example/feed").hosts


@pytest.mark.parametrize("proxy_url", ["nonsense", "ftp://x", "http://[::bad"])
def test_a_proxy_that_cannot_be_read_is_one_line(make, service, proxy_url):
    network = make(NetworkSettings(proxy=proxy_url), look_up=lambda *_: ["127.0.0.1"])
    with pytest.raises(NetworkUnavailable):
        network.get(service, "/papers")
