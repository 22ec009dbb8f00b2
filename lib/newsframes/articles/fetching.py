"""Pages from the web, within limits: the one place where the library uses the network.

An address is looked up once, every one of its numeric addresses is checked, and the connection goes
to the one that was checked, so that no name can point elsewhere meanwhile (DNS rebinding). The same
holds for each redirect.
"""

import ipaddress
import socket
import threading
import time
from contextlib import closing
from dataclasses import dataclass
from typing import Any
from urllib.parse import SplitResult, urljoin, urlsplit

from .article import ArticleError
from .page import MOST_PAGE

# Seconds from the call to the whole page, redirects included.
LONGEST_WAIT = 10.0
MOST_REDIRECTS = 5
CHUNK = 2**16
REDIRECTS = (301, 302, 303, 307, 308)
PORTS = {"http": 80, "https": 443}
HEADERS = {
    "Accept": "text/html,application/xhtml+xml,text/plain;q=0.8",
    "Accept-Encoding": "gzip, deflate",
    "User-Agent": "newsframes",
}
# IPv4 addresses as seen from a network that has IPv6 alone.
NAT64 = ipaddress.ip_network("64:ff9b::/96")
SAVE_IT = "Check the address, or save the page and read the file."


@dataclass(frozen=True)
class Hop:
    """One request: an address of the web, and the numeric address to connect to."""

    url: str
    parts: SplitResult
    host: str
    port: int
    number: str


def fetch_page(url: str, *, allow_private: bool = False) -> str:
    """Get a page from the web, on the caller's explicit URL.

    Certificates are checked; no cookie, password or proxy is used.

    Parameters
    ----------
    url
        An address that begins with ``http://`` or ``https://``.
    allow_private
        Take pages from this machine and from private networks too.

    Returns
    -------
    str
        Source of the page.

    Raises
    ------
    ArticleError
        If the server cannot be reached, does not answer with a page, answers too slowly or with too
        much, leads from address to address, or is not a public one.
    """
    # Not joined at exit, and left to end at its next check of the time: neither a look-up of a
    # name nor a server that sends a byte a second can hold the caller.
    found: list[str | Exception] = []
    thread = threading.Thread(
        target=_keep_outcome, args=(url, allow_private, found), daemon=True, name="fetch"
    )
    thread.start()
    thread.join(LONGEST_WAIT)
    outcome = found[0] if found else _too_slow(url)
    if isinstance(outcome, Exception):
        raise outcome
    return outcome


def _keep_outcome(url: str, allow_private: bool, found: list[str | Exception]) -> None:
    """Keep what a thread found, for the one that waits for it to return or raise."""
    try:
        found.append(_follow(url, allow_private, time.monotonic() + LONGEST_WAIT))
    except Exception as error:
        found.append(error)


def _follow(url: str, allow_private: bool, deadline: float) -> str:
    """Request an address and what it redirects to."""
    import urllib3

    at = url
    for _ in range(MOST_REDIRECTS + 1):
        hop = _look_up(url, at, allow_private)
        try:
            with _pool(hop, deadline) as pool, closing(
                pool.request(
                    "GET", _target(hop.parts), headers={"Host": _authority(hop), **HEADERS},
                    redirect=False, retries=False, preload_content=False,
                )
            ) as response:  # fmt: skip
                if response.status in REDIRECTS and (location := response.headers.get("Location")):
                    at = urljoin(at, location)
                    continue
                return _page(url, response, deadline)
        except urllib3.exceptions.SSLError as error:
            raise ArticleError(
                f"Cannot read {url}: the certificate of {hop.host} does not hold, or it does not"
                f" encrypt ({error.args[0] if error.args else error}). {SAVE_IT}"
            ) from None
        except (urllib3.exceptions.HTTPError, OSError, UnicodeError) as error:
            raise ArticleError(
                f"Cannot read {url}: no answer from {hop.host} ({type(error).__name__}). Expected a"
                f" page. {SAVE_IT}"
            ) from None
    raise ArticleError(
        f"Cannot read {url}: it redirects more than {MOST_REDIRECTS} times, at last to {at}."
        f" {SAVE_IT}"
    )


def _look_up(url: str, at: str, allow_private: bool) -> Hop:
    """Check an address and find where to connect to."""
    try:
        parts = urlsplit(at)
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = parts.port or PORTS.get(parts.scheme, 0)
    except ValueError as error:
        raise ArticleError(f"Cannot read {url}: {at!r} is no address ({error}).") from None
    if parts.scheme not in PORTS or not host:
        raise ArticleError(
            f"Cannot read {url}: {at!r} is not of the web. Expected http:// or https:// and a host."
        )
    try:
        answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ArticleError(
            f"Cannot read {url}: the host {host!r} is not found ({type(error).__name__}). {SAVE_IT}"
        ) from None
    numbers = [str(answer[4][0]) for answer in answers]
    private = [number for number in numbers if not is_public(number)]
    if private and not allow_private:
        raise ArticleError(
            f"Cannot read {url}: {host!r} is at {private[0]}, an address of this machine or of a"
            " private network. Expected a public one. If you trust it, use read_article(…,"
            " allow_private=True)."
        )
    return Hop(at, parts, host, port, numbers[0])


def is_public(number: str) -> bool:
    """Return True if a numeric address is of the public internet.

    An IPv4 address within one of IPv6 counts as itself.

    Examples
    --------
    >>> is_public("127.0.0.1"), is_public("::ffff:10.0.0.1"), is_public("169.254.169.254")
    (False, False, False)
    >>> is_public("9.9.9.9"), is_public("2620:fe::fe")
    (True, True)
    """
    address = ipaddress.ip_address(number.partition("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        within = address.ipv4_mapped or address.sixtofour
        if within is None and address in NAT64:
            within = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        address = within or address
    return address.is_global and not address.is_multicast


def _pool(hop: Hop, deadline: float) -> Any:
    """Return a pool of connections to a numeric address, checked under the name of its host."""
    import certifi
    import urllib3

    left = max(0.1, deadline - time.monotonic())
    timeout = urllib3.Timeout(total=left)
    if hop.parts.scheme == "http":
        return urllib3.HTTPConnectionPool(hop.number, hop.port, timeout=timeout)
    return urllib3.HTTPSConnectionPool(
        hop.number, hop.port, timeout=timeout, ca_certs=certifi.where(),
        cert_reqs="CERT_REQUIRED", server_hostname=hop.host, assert_hostname=hop.host,
    )  # fmt: skip


def _target(parts: SplitResult) -> str:
    """Return what to ask a server for."""
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def _authority(hop: Hop) -> str:
    """Return the host and the port, unless that is the usual one."""
    name = f"[{hop.host}]" if ":" in hop.host else hop.host
    return name if hop.port == PORTS[hop.parts.scheme] else f"{name}:{hop.port}"


def _page(url: str, response: Any, deadline: float) -> str:
    """Return what a server answers, within the limits."""
    from trafilatura.utils import decode_file

    if response.status != 200:
        raise ArticleError(
            f"Cannot read {url}: status {response.status}. Expected a page with status 200."
            f" {SAVE_IT}"
        )
    kind = response.headers.get("Content-Type", "text/html").partition(";")[0].strip().lower()
    if not kind.startswith("text/") and not kind.endswith(("html", "xml")):
        raise ArticleError(
            f"Cannot read {url}: it is of the kind {kind!r}. Expected a page. Save the file, and"
            " read that."
        )
    data = bytearray()
    while chunk := response.read1(CHUNK, decode_content=True):
        data += chunk
        if len(data) > MOST_PAGE:
            raise ArticleError(
                f"Cannot read {url}: it has more than {MOST_PAGE:,} bytes. {SAVE_IT}"
            )
        if time.monotonic() > deadline:
            raise _too_slow(url)
    if not data:
        raise ArticleError(f"Cannot read {url}: the page is empty. {SAVE_IT}")
    return decode_file(bytes(data))


def _too_slow(url: str) -> ArticleError:
    return ArticleError(
        f"Cannot read {url}: it took more than {LONGEST_WAIT:.0f} seconds. {SAVE_IT}"
    )
