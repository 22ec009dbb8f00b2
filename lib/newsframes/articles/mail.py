"""Mail messages (.eml) to an article: the body, without replies quoted in it."""

import codecs
import re
from email.errors import HeaderParseError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parsedate_to_datetime

from ..tables.issue import Issue
from .article import Article, ArticleError, check_length
from .encoding import decode
from .mail_page import page_text
from .mail_parts import read_parts
from .mail_quotation import drop_signature, join_flowed, part_quotation

# A header is read up to so many characters.
LONGEST_HEADER = 1_000
# The text beside a page so much shorter than it only says that there is a page.
STUB_SHARE = 3
PREFIX = re.compile(r"(?:(?:re|aw|fwd?|wg|tr)\s*(?:\[\d+\])?:\s*)+", re.IGNORECASE)
FORWARDED = re.compile(r"(?:re:\s*)*(?:fwd?|wg|tr)\s*:", re.IGNORECASE)
# A larger page holds pictures; with a text beside it, it is left out (in bytes as encoded).
MOST_PAGE = 10 * 2**20
# Attachments that a note names.
MOST_NAMED, LONGEST_NAME = 5, 60


def read_mail(data: bytes, name: str) -> Article:
    r"""Read the body of a mail message.

    Quoted replies and the signature are left out; of a message that is forwarded, the text is what
    it forwards. Nothing attached is opened, and nothing that a page links to is loaded.

    Parameters
    ----------
    data
        The message, as mail programs save it.
    name
        What to record as the article's source.

    Returns
    -------
    Article
        Its title is the subject, its day of publication that of the message. A note says from whom
        it is, and what was left out.

    Raises
    ------
    ArticleError
        If the message has no text or too long a one, or is nested too deep.

    Examples
    --------
    >>> message = b"From: a@b.example\nSubject: Re: Ferry\n\nIt runs.\n\n> Does it run?\n"
    >>> article = read_mail(message, "a.eml")
    >>> article.title, article.text
    ('Ferry', 'It runs.')
    """
    message, *_ = parts = read_parts(data.lstrip(), name)
    subject = _header(message, "Subject")
    body, notes = _text(parts, name)
    own, n_quoted = part_quotation(body, is_forwarded=bool(FORWARDED.match(subject)))
    text, n_signature = drop_signature(own)
    attached = [part.get_filename() for part in parts if _is_attached(part)]
    if not text.strip():
        raise ArticleError(
            f"Cannot read {name}: the message holds no text of its own"
            f" ({n_quoted} quoted line(s), {len(attached)} attachment(s)). Save what is attached,"
            " and read that."
        )
    said = [
        f"{name} is a mail message from {_header(message, 'From') or 'nobody named'}; offsets point"
        " into the text taken from it.",
        f"{n_quoted} quoted line(s) are left out." if n_quoted else "",
        f"A signature of {n_signature} line(s) is left out." if n_signature else "",
        f"{len(attached)} attachment(s) are not opened: {_named(attached)}." if attached else "",
    ]
    return Article(
        text=text.strip(), title=PREFIX.sub("", subject, count=1), published=_day(message),
        source=name, notes=(*notes, Issue("extracted", " ".join(filter(None, said)))),
    )  # fmt: skip


def _is_attached(part: Message) -> bool:
    return part.get_content_disposition() == "attachment" or part.get_filename() is not None


def _text(parts: list[Message], name: str) -> tuple[str, tuple[Issue, ...]]:
    """Return the body as text: the plain part, or the page if that says more."""
    shown = [part for part in parts if not _is_attached(part)]
    plain = next((part for part in shown if part.get_content_type() == "text/plain"), None)
    page = next((part for part in shown if part.get_content_type() == "text/html"), None)
    text, notes = _decoded(plain, name) if plain is not None else ("", ())
    check_length(text, name)
    if plain is not None and str(plain.get_param("format", "")).lower() == "flowed":
        is_spaced = str(plain.get_param("delsp", "")).lower() == "yes"
        text = join_flowed(text, drops_spaces=is_spaced)
    if page is not None and not (text and len(str(page.get_payload())) > MOST_PAGE):
        source, page_notes = _decoded(page, name)
        from_page = page_text(source)
        if len(from_page) > STUB_SHARE * len(text):
            return from_page, page_notes
    return text, notes


def _decoded(part: Message, name: str) -> tuple[str, tuple[Issue, ...]]:
    """Decode a part as it says, else as its bytes say."""
    data = part.get_payload(decode=True)
    if not isinstance(data, bytes) or not data.strip():
        return "", ()
    if len(data) > MOST_PAGE:
        raise ArticleError(
            f"Cannot read {name}: its {part.get_content_type()} has {len(data):,} bytes. At most"
            f" {MOST_PAGE:,} are read. Copy what matters into a .txt file."
        )
    try:
        text = codecs.decode(data, part.get_content_charset() or "utf-8")
        notes: tuple[Issue, ...] = ()
    except (LookupError, UnicodeError):
        text, notes = decode(data, name)
    return str(text).replace("\r\n", "\n"), notes


def _header(message: Message, key: str) -> str:
    """Return a header in one line, decoded where it can be."""
    raw = " ".join(str(message.get(key, ""))[:LONGEST_HEADER].split())
    try:
        return str(make_header(decode_header(raw)))
    except (HeaderParseError, LookupError, UnicodeError, ValueError):
        return raw


def _day(message: Message) -> str | None:
    """Return the day of a message where it was written, if it says so."""
    try:
        day = parsedate_to_datetime(str(message.get("Date", ""))[:LONGEST_HEADER])
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    return day.date().isoformat()


def _named(names: list[str | None]) -> str:
    shown = [(name or "unnamed")[:LONGEST_NAME] for name in names[:MOST_NAMED]]
    return ", ".join(shown) + (", …" if len(names) > MOST_NAMED else "")
