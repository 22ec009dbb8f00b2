"""One article: its text and what is known about it."""

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from ..tables.issue import Issue
from .formats import format_of_text
from .repair import repair_text

# A longer text is a book or a data file, and takes more than a minute to tabulate.
LONGEST_TEXT = 1_000_000


class ArticleError(ValueError):
    """An article cannot be read; the message says which, why, and what to do."""


@dataclass(frozen=True)
class Article:
    r"""A news article.

    Parameters
    ----------
    text
        The whole text. Damage is repaired: HTML markup, escapes such as ``\u20ac``, text decoded
        in a wrong encoding, soft hyphens (``articles.repair``). Each kind of repair is a note.
        Every offset in the tables points into the repaired text, which is ``articles.text``. A lone
        surrogate becomes U+FFFD.
    title, source, byline
        As known, repaired like the text; empty counts as missing.
    published
        Day of publication: ISO 8601 text, a ``date`` or a ``datetime``. Kept as ISO 8601 text of
        the day.
    notes
        Issues met while reading it.
    as_is
        Keep the text to the character, for offsets that were made elsewhere.

    Raises
    ------
    ArticleError
        If the text is empty, or is an RTF document or a mail message, or the day is not a date.

    Examples
    --------
    >>> Article(text="ALMATY: All quiet.", published="2022-01-10T08:00:00Z").published
    '2022-01-10'
    """

    text: str
    title: str | None = None
    published: str | date | None = None
    source: str | None = None
    byline: str | None = None
    notes: tuple[Issue, ...] = ()
    as_is: bool = False

    def __post_init__(self) -> None:
        if not isinstance(self.text, str):
            raise ArticleError(
                f"Cannot take {type(self.text).__name__} as text. Expected str; decode bytes first."
            )
        check_length(self.text, self.source or "the article")
        # A document may show the fields of a message that was printed to it.
        is_extracted = any(note.kind == "extracted" for note in self.notes)
        if not is_extracted and (what := format_of_text(self.text)):
            raise ArticleError(
                f"Cannot read {self.source or 'the article'}: it is {what}. Expected plain text or"
                " HTML. Save messages as .eml, documents as .rtf, and use read_article."
            )
        text, notes = self._settle_text()
        if not text.strip("\ufeff\u200b \t\r\n\xa0"):
            raise ArticleError(
                f"Cannot read {self.source or 'the article'}: its text is empty. Expected some"
                " words."
            )
        settled = {
            "text": text,
            "title": _known(self.title),
            "source": _known(self.source),
            "byline": _known(self.byline),
            "published": _day(self.published, self.source),
            "notes": (*self.notes, *notes),
        }
        for name, value in settled.items():
            object.__setattr__(self, name, value)

    def _settle_text(self) -> tuple[str, list[Issue]]:
        """Return the text as the finders read it, and a note on each kind of change or loss."""
        text, repairs = (self.text, ()) if self.as_is else repair_text(self.text)
        notes = list(repairs)
        n_lost = text.count("\ufffd")
        text, n_lone = _without_surrogates(text)
        if n_lone:
            notes.append(
                Issue(
                    "encoding",
                    f"{n_lone} lone surrogate(s), which are no characters, are read as U+FFFD.",
                )
            )
        if n_lost and not any("U+FFFD" in note.message for note in self.notes):
            notes.append(
                Issue(
                    "encoding",
                    f"{n_lost} character(s) were lost before reading (U+FFFD). Check names.",
                )
            )
        return text, notes

    @cached_property
    def article_id(self) -> str:
        """First 12 hex digits of the SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8")).hexdigest()[:12]


def check_length(text: str, name: str) -> None:
    """Refuse a text that is too long for one article.

    Parameters
    ----------
    text
        The text, or the source of a page.
    name
        What to call it in messages.

    Raises
    ------
    ArticleError
        If it has more than ``LONGEST_TEXT`` characters.
    """
    if len(text) > LONGEST_TEXT:
        raise ArticleError(
            f"Cannot read {name}: its text has {len(text):,} characters. At most {LONGEST_TEXT:,}"
            " are read as one article. Part it into the articles that it holds."
        )


def _without_surrogates(text: str) -> tuple[str, int]:
    """Replace lone surrogates one for one and count them."""
    n_lone = sum("\ud800" <= mark <= "\udfff" for mark in text) if not text.isascii() else 0
    if not n_lone:
        return text, 0
    return "".join("\ufffd" if "\ud800" <= mark <= "\udfff" else mark for mark in text), n_lone


def _known(value: str | None) -> str | None:
    """Return a text that says something, repaired, else None."""
    if value is None or value != value or not str(value).strip():
        return None
    return _without_surrogates(repair_text(str(value).strip())[0])[0]


def _day(value: str | date | None, source: str | None) -> str | None:
    """Return an ISO 8601 day."""
    if value is None or value != value or value == "":
        return None
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    try:
        return datetime.fromisoformat(str(value).strip()).date().isoformat()
    except ValueError:
        raise ArticleError(
            f"Cannot read {source or 'the article'}: 'published' is {str(value)!r}. Expected an ISO"
            " date such as 2022-01-10. Correct it or leave it empty."
        ) from None
