"""File formats that hold no plain text, recognised by name, by first bytes or by first lines."""

import re

# First bytes of formats that are no text.
BINARY = {
    b"%PDF": "a PDF",
    b"PK\x03\x04": "a ZIP or Office file",
    b"\x89PNG": "a PNG image",
    b"\xff\xd8\xff": "a JPEG image",
    b"GIF8": "a GIF image",
    b"\x1f\x8b": "a gzip file",
    b"PAR1": "a Parquet file",
    b"\xd0\xcf\x11\xe0": "an Office file",
    b"\x7fELF": "a program",
    b"SQLite": "an SQLite file",
}
# Formats that are not read though they hold text, by suffix.
DOCUMENTS = {
    ".doc": "a Word document",
    ".emlx": "a mail message",
    ".epub": "an e-book",
    ".mbox": "a mailbox",
    ".mht": "a web archive",
    ".mhtml": "a web archive",
    ".msg": "an Outlook message",
    ".odt": "an OpenDocument text",
    ".pages": "a Pages document",
}
# Formats that are text without being prose; in a folder they are skipped, like any file of an
# unknown suffix.
DATA = {
    ".css": "a style sheet",
    ".js": "a script",
    ".json": "JSON",
    ".svg": "a picture",
    ".xml": "XML",
    ".yaml": "YAML",
}
# RFC 5322: a field's name, a colon, its value, perhaps folded over further lines.
FIELD = re.compile(
    r"(?P<name>[A-Za-z][\w-]{1,40}):[ \t]*(?P<value>[^\r\n]*)(?:\r\n|\r|\n|$)"
    r"(?:[ \t]+\S[^\r\n]*(?:\r\n|\r|\n|$))*"
)
MAILBOX = re.compile(r"From \S+@\S+ .*\d{4}[ \t]*\r?\n")
# Fields that only a mail program writes, and those that also stand in a printed message.
TRANSPORT = {
    "content-transfer-encoding", "delivered-to", "dkim-signature", "list-unsubscribe", "message-id",
    "mime-version", "received", "reply-to", "return-path", "x-mailer",
}  # fmt: skip
MESSAGE = {"from", "to", "subject"}


def format_of_name(suffix: str) -> str | None:
    """Return what a file with this suffix is, if it is known to be of a format that is not read.

    Examples
    --------
    >>> format_of_name(".ODT")
    'an OpenDocument text'
    """
    return DOCUMENTS.get(suffix.lower())


def format_of_data(suffix: str) -> str | None:
    """Return what a file with this suffix is, if its text is data or code.

    Examples
    --------
    >>> format_of_data(".json")
    'JSON'
    """
    return DATA.get(suffix.lower())


def format_of_bytes(data: bytes) -> str | None:
    """Return what a file is by its first bytes, if these are known of a format that is no text.

    Examples
    --------
    >>> format_of_bytes(b"%PDF-1.7")
    'a PDF'
    """
    return next((what for magic, what in BINARY.items() if data.startswith(magic)), None)


def format_of_text(text: str) -> str | None:
    r"""Return what a text is, if it begins as an RTF document or as a mail message does.

    A mail message opens with at least two header fields: one that only a mail program writes
    together with "From" or "Subject", or all of "From", "To" and "Subject".

    Examples
    --------
    >>> format_of_text("From: Ann <ann@slab.example>\nSubject: Ferry\nMIME-Version: 1.0\n\nHi.")
    'a mail message'
    >>> format_of_text("Title: Ferry\nDate: 2022-01-10\n\nAll quiet.") is None
    True
    """
    opening = text[:20_000].lstrip("\ufeff \t\r\n")
    if opening.startswith("{\\rtf"):
        return "an RTF document"
    mailbox = MAILBOX.match(opening)
    at, names = mailbox.end() if mailbox else 0, set()
    while match := FIELD.match(opening, at):
        names.add(match["name"].lower())
        at = match.end()
    is_mail = names >= MESSAGE or (names & TRANSPORT and names & {"from", "subject"})
    if not is_mail:
        return None
    return "a mailbox" if mailbox else "a mail message"
