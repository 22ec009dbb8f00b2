"""Pages from the web: only public addresses, checked at every hop, within limits of time and size.

The servers are on this machine.
"""

import gzip
import socket
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import newsframes as nf
import pytest
from newsframes.articles import fetching

SAID = "The ferry ran again on Monday after three days of storm, the harbour office of Lisk said."
PAGE = f"<html><head><title>Ferry</title></head><body><article><h1>Ferry</h1><p>{SAID}</p></article></body></html>"


class Handler(BaseHTTPRequestHandler):
    """Serve a page, and the ways in which a server can misbehave."""

    asked: list[str]

    def do_GET(self) -> None:
        self.asked.append(f"{self.headers['Host']}{self.path}")
        name = self.path.strip("/").partition("?")[0]
        getattr(self, f"serve_{name}", self.serve_nothing)()

    def log_message(self, *_: object) -> None:
        pass

    def answer(self, status: int, data: bytes = b"", **headers: str) -> None:
        self.send_response(status)
        for header, value in headers.items():
            self.send_header(header.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(data)

    def serve_page(self) -> None:
        self.answer(200, PAGE.encode("iso-8859-2"), Content_Type="text/html; charset=iso-8859-2")

    def serve_moved(self) -> None:
        self.answer(301, Location="page")

    def serve_round(self) -> None:
        self.answer(302, Location=f"/round?{time.monotonic_ns()}")

    def serve_inside(self) -> None:
        self.answer(302, Location=f"http://127.0.0.2:{self.server.server_port}/page")

    def serve_file(self) -> None:
        self.answer(302, Location="file:///etc/passwd")

    def serve_pdf(self) -> None:
        self.answer(200, b"%PDF-1.7", Content_Type="application/pdf")

    def serve_bomb(self) -> None:
        self.answer(200, gzip.compress(bytes(30_000_000)), Content_Encoding="gzip")

    def serve_empty(self) -> None:
        self.answer(200)

    def serve_nothing(self) -> None:
        self.answer(404)

    def serve_drip(self) -> None:
        """Send a byte now and then, until nobody listens."""
        try:
            self.answer(200, b"<html>", Content_Type="text/html")
            while True:
                self.wfile.write(b" ")
                time.sleep(0.02)
        except OSError:
            self.close_connection = True

    def serve_headers(self) -> None:
        """Never come to the end of the headers."""
        try:
            while True:
                self.wfile.write(b"X")
                time.sleep(0.02)
        except OSError:
            self.close_connection = True


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Handler.asked = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as made:
        made.daemon_threads = True
        made.block_on_close = False
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def at(server: ThreadingHTTPServer, path: str, host: str = "127.0.0.1") -> str:
    return f"http://{host}:{server.server_port}/{path}"


@pytest.mark.parametrize("path", ["page", "moved"])
def test_a_page_is_read(server: ThreadingHTTPServer, path: str):
    article = nf.read_article(at(server, path), allow_private=True)
    assert (article.text.splitlines()[-1], article.title) == (SAID, "Ferry")
    assert article.source == at(server, path)
    found = nf.gather_articles(at(server, path), allow_private=True)
    assert [one.text for one in found] == [article.text]


@pytest.mark.parametrize("read", [nf.read_article, lambda url: nf.gather_articles(url)])
def test_an_address_of_this_machine_is_not_asked(server: ThreadingHTTPServer, read):
    if read is nf.read_article:
        with pytest.raises(nf.ArticleError, match=r"is at 127\.0\.0\.1, .*allow_private=True"):
            read(at(server, "page"))
    else:
        assert "an address of this machine" in read(at(server, "page")).issues[0].message
    assert Handler.asked == []


PRIVATE = [
    "127.0.0.1", "127.9.9.9", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254", "0.0.0.0",
    "100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "::", "fe80::1", "fe80::1%eth0", "fc00::1",
    "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1", "2002:7f00:1::", "64:ff9b::7f00:1",
]  # fmt: skip


@pytest.mark.parametrize("number", PRIVATE)
def test_numbers_that_are_not_public(number: str):
    assert not fetching.is_public(number)


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "[::1]", "[::ffff:127.0.0.1]", "a@127.0.0.1"]
)  # fmt: skip
def test_other_ways_to_write_this_machine(server: ThreadingHTTPServer, host: str):
    with pytest.raises(nf.ArticleError, match="an address of this machine"):
        nf.read_article(at(server, "page", host))
    assert Handler.asked == []


def names(monkeypatch: pytest.MonkeyPatch, **hosts: list[str]) -> list[str]:
    """Let names be at addresses, one after another, of which those in 127.0.0.0/31 are public."""
    asked: list[str] = []
    system = socket.getaddrinfo

    def look_up(host: str, port: int, *rest: object, **named: object):
        asked.append(host)
        known = hosts.get(host.replace(".", "_"))
        return system(known.pop(0) if known else host, port, *rest, **named)

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(fetching, "is_public", lambda number: number in ("127.0.0.0", "127.0.0.1"))
    return asked


def test_a_name_is_looked_up_once(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch):
    """A second look-up of the name would lead inside."""
    asked = names(monkeypatch, news_example=["127.0.0.1", "127.0.0.2"])
    assert SAID in nf.read_article(at(server, "page", "news.example")).text
    assert asked.count("news.example") == 1
    assert Handler.asked == [f"news.example:{server.server_port}/page"]


def test_a_name_at_several_addresses_is_refused_for_one(
    server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(
        socket,
        "getaddrinfo",
        lambda *_, **__: [(2, 1, 6, "", ("9.9.9.9", 80)), (2, 1, 6, "", ("10.0.0.1", 80))],
    )
    with pytest.raises(nf.ArticleError, match=r"is at 10\.0\.0\.1"):
        nf.read_article("http://news.example/")


def test_a_redirect_is_checked_again(server: ThreadingHTTPServer, monkeypatch: pytest.MonkeyPatch):
    names(monkeypatch)
    with pytest.raises(
        nf.ArticleError, match=r"inside: '127\.0\.0\.2' is at 127\.0\.0\.2, an addr"
    ):
        nf.read_article(at(server, "inside"))
    assert [one.partition("/")[2] for one in Handler.asked] == ["inside"]


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("round", r"it redirects more than 5 times, at last to http://127"),
        ("file", r"'file:///etc/passwd' is not of the web"),
        ("pdf", r"it is of the kind 'application/pdf'\. Expected a page\. Save the file"),
        ("bomb", r"it has more than 10,485,760 bytes"),
        ("empty", r"the page is empty"),
        ("none", r"status 404\. Expected a page with status 200"),
    ],
)
def test_answers_that_are_no_page(server: ThreadingHTTPServer, path: str, message: str):
    with pytest.raises(nf.ArticleError, match=message):
        nf.read_article(at(server, path), allow_private=True)
    assert len(Handler.asked) <= fetching.MOST_REDIRECTS + 1


@pytest.mark.parametrize("path", ["drip", "headers"])
def test_a_server_that_never_ends_is_left(
    server: ThreadingHTTPServer, path: str, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fetching, "LONGEST_WAIT", 0.4)
    with pytest.raises(nf.ArticleError, match=r"it took more than 0 seconds"):
        nf.read_article(at(server, path), allow_private=True)


def test_a_host_that_is_not_there(monkeypatch: pytest.MonkeyPatch):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}/"
        with pytest.raises(nf.ArticleError, match=r"no answer from 127\.0\.0\.1 \(\w+\)"):
            nf.read_article(url, allow_private=True)
    with pytest.raises(nf.ArticleError, match=r"the host 'no\.such\.host\.invalid' is not found"):
        nf.read_article("http://no.such.host.invalid/")
    for wrong in ("http://", "http://[::1", "http://a:b/", "http://../"):
        with pytest.raises(nf.ArticleError, match=r"^Cannot read http"):
            nf.read_article(wrong)
