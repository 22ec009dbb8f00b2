"""The parts of a mail message.

``email``'s own parser walks over every line of what is attached, and calls itself for what is
nested.
"""

import re
from email.message import Message
from email.parser import BytesHeaderParser

from .article import ArticleError

# So much of the headers of a part is read, and so many parts, nested so deep.
MOST_HEADERS, MOST_PARTS, DEEPEST = 2**16, 200, 30
# The lines that ``email`` takes for headers.
HEADERS = re.compile(rb"(?:(?:From |[!-9;-~]*:|[ \t])[^\n]*(?:\n|\Z))*+")


def read_parts(data: bytes, name: str) -> list[Message]:
    r"""Return the message and its parts in their order, but not those of messages attached to it.

    Parameters
    ----------
    data
        The message.
    name
        What to call it in messages.

    Raises
    ------
    ArticleError
        If the parts are nested too deep.

    Examples
    --------
    >>> body = b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n\nHi.\n--b--\n'
    >>> [part.get_content_type() for part in read_parts(body, "a.eml")]
    ['multipart/mixed', 'text/plain']
    """
    found: list[Message] = []
    waiting = [(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n"), 0)]
    while waiting and len(found) < MOST_PARTS:
        raw, depth = waiting.pop(0)
        if depth > DEEPEST:
            raise ArticleError(
                f"Cannot read {name}: its parts are nested too deep. Copy the text into a .txt file"
                " instead."
            )
        part, body = _without_headers(raw)
        found.append(part)
        boundary = part.get_boundary()
        if boundary and part.get_content_maintype() == "multipart":
            waiting = [(inner, depth + 1) for inner in _between(body, boundary)] + waiting
        else:
            part.set_payload(body.decode("ascii", "surrogateescape"))
    return found


def _without_headers(raw: bytes) -> tuple[Message, bytes]:
    """Return a part with its headers alone, and its body."""
    headers = HEADERS.match(raw)
    end = headers.end() if headers else 0
    part = BytesHeaderParser().parsebytes(raw[: min(end, MOST_HEADERS)])
    return part, raw[end:].removeprefix(b"\n")


def _between(body: bytes, boundary: str) -> list[bytes]:
    """Return what stands between the boundaries, the last of which may be missing."""
    mark = re.escape(boundary.encode("utf-8", "surrogateescape"))
    found, start = [], None
    body = b"\n" + body
    for match in re.finditer(rb"\n--" + mark + rb"(--)?[ \t]*(?=\n|\Z)", body):
        if start is not None and start < match.start():
            found.append(body[start : match.start()])
        start = match.end() + 1
        if match[1]:
            return found
    return found if start is None else [*found, body[start:]]
