"""Asking another machine: real servers on this one."""

from __future__ import annotations

import socket
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from caunoi.ledger.reading import Missing
from caunoi.network import fetching
from caunoi.network.fetching import Client, Unreachable, log_of
from caunoi.network.tests.portal import Portal, serving


@contextmanager
def saying(*answers: bytes) -> Iterator[tuple[str, list[bytes]]]:
    """A server that says these bytes, one after the other, each to a connection that it then closes; and what it was asked."""
    asked: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            for answer in answers:
                one, _ = server.accept()
                with one:
                    asked.append(one.recv(65_536))
                    one.sendall(answer)

        thread = threading.Thread(target=serve, daemon=True)
        thread.start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}", asked
        thread.join(5)


PLAIN = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-One: 1\r\n\r\nok"


def test_connections_are_kept_open_and_one_that_was_closed_meanwhile_is_no_failure() -> None:
    with saying(PLAIN, PLAIN) as (url, asked), closing(Client(url)) as client:
        first, second = client.get("/a"), client.get("/b")
    assert (first.status, first.data, first.headers["x-one"], second.data) == (200, b"ok", "1", b"ok")
    assert [one.split()[1] for one in asked] == [b"/a", b"/b"]


def test_redirects_are_told_and_not_followed_and_nothing_is_decompressed(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.move("/cu.html", "/moi.html")
    with serving(portal) as server, closing(Client(server.url)) as client:
        answer = client.get("/cu.html")
        assert (answer.status, answer.location, answer.media_type) == (301, "/moi.html", "text/html")
        assert len(server.asked) == 1
    packed = b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Encoding: gzip\r\n\r\n\x1f\x8b\x08"
    with saying(packed) as (url, asked), closing(Client(url)) as client:
        assert client.get("/").data == b"\x1f\x8b\x08"
        assert b"Accept-Encoding: identity" in asked[0]


def test_who_one_pretends_to_be_goes_with_each_request() -> None:
    with saying(PLAIN) as (url, asked), closing(Client(url, {"User-Agent": "Googlebot"})) as client:
        client.get("/tìm kiếm?q=đất đai", Referer="https://example/", Host="khac.example")
    assert asked[0].startswith(b"GET /t%C3%ACm%20ki%E1%BA%BFm?q=%C4%91%E1%BA%A5t%20%C4%91ai HTTP/1.1\r\n")
    assert b"User-Agent: Googlebot" in asked[0] and b"Referer: https://example/" in asked[0]
    assert asked[0].count(b"Host:") == 1 and b"Host: khac.example" in asked[0]


@pytest.mark.parametrize("answer", [b"", b"SSH-2.0-x\r\n", b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf"])
def test_what_is_no_answer_is_unreachable(answer: bytes) -> None:
    with saying(answer) as (url, _), closing(Client(url)) as client, pytest.raises(Unreachable, match="Không lấy được"):
        client.get("/")


def test_a_port_where_nobody_listens_and_a_slow_one_are_unreachable() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        port = silent.getsockname()[1]
        with closing(Client(f"http://127.0.0.1:{port}", timeout=0.1)) as client, pytest.raises(Unreachable):
            client.get("/")
    with closing(Client(f"http://127.0.0.1:{port}")) as client, pytest.raises(Unreachable):
        client.get("/")


def test_too_much_is_not_read_and_the_next_answer_is_not_its_rest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fetching, "MOST", 10)
    large = b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\n" + b"x" * 11
    with saying(large, PLAIN) as (url, _), closing(Client(url)) as client:
        with pytest.raises(Unreachable, match="lớn hơn"):
            client.get("/")
        assert client.get("/").data == b"ok"


@pytest.mark.parametrize("base", ["ftp://a/", "a.example", "", "http://"])
def test_only_web_addresses_are_asked(base: str) -> None:
    with pytest.raises(Unreachable, match="không phải địa chỉ"):
        Client(base)


def test_the_log_of_a_portal_is_read_and_what_it_lacks_is_missing(tmp_path: Path) -> None:
    portal = Portal(tmp_path)
    portal.release("/", b"Trang")
    portal.publish()
    with serving(portal) as server, closing(Client(f"{server.url}/mot/trang?x=1")) as client:
        fetch = log_of(client)
        assert fetch("checkpoint") == (portal.log / "checkpoint").read_bytes()
        with pytest.raises(Missing):
            fetch("tile/0/999")
    busy = b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n"
    with saying(busy) as (url, _), closing(Client(url)) as client, pytest.raises(Unreachable, match="503"):
        log_of(client)("checkpoint")
