"""What is handed over: tables, and what the caller says of the run."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import pandas as pd

from ..tables.linked import Record, Tables

SPDX = re.compile(r"[A-Za-z0-9][A-Za-z0-9.+-]*")
# Code points with which a web address is taken as it is: nothing that ends it or changes its look.
ADDRESS = re.compile(r"https?://[!#-;=?-Z\[\]_a-z~]+", re.IGNORECASE)
STEM = re.compile(r"[0-9A-Za-z][0-9A-Za-z_-]{0,63}")


class ExportError(ValueError):
    """Tables cannot be exported; the message says why, and what to do."""


@dataclass(frozen=True)
class Handover:
    """Tables to be handed over, with what only the caller knows.

    Parameters
    ----------
    tables
        What is written.
    date
        Day of the run, ISO 8601; the clock is never read.
    licence
        Under which the tables are given: an SPDX identifier or a web address.
    parameters
        What was asked of ``tabulate`` beside the defaults.

    Raises
    ------
    ExportError
        If the date or the licence cannot be used.
    """

    tables: Tables
    date: str | None = None
    licence: str | None = None
    parameters: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Refuse a date or a licence that no format could hold."""
        if self.date is not None and not _is_day(self.date):
            raise ExportError(
                f"Cannot export with the date {self.date!r}. Expected an ISO date such as"
                " 2026-11-29, or none."
            )
        licence = self.licence
        if licence is not None and not (SPDX.fullmatch(licence) or is_address(licence)):
            raise ExportError(
                f"Cannot export with the licence {licence!r}. Expected an SPDX identifier such as"
                " CC-BY-4.0, or a web address."
            )

    @property
    def licence_address(self) -> str | None:
        """The web address of the licence; of an SPDX identifier, its page there."""
        if self.licence is None or is_address(self.licence):
            return self.licence
        return f"https://spdx.org/licenses/{self.licence}"

    @property
    def title(self) -> str:
        """What is handed over, in words: the title of the one article, or their number."""
        articles = self.tables.articles
        if len(articles) == 1:
            return title_of(next(articles.itertuples(index=False)))
        return f"{len(articles)} articles"


def _is_day(value: str) -> bool:
    try:
        return date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


def title_of(article: Record) -> str:
    """Return the headline of an article, else its source, else its id."""
    known = (article.title, article.source, article.article_id)
    return next(str(value) for value in known if not pd.isna(value))


def is_address(value: object) -> bool:
    """Return True for a web address that can be linked as it is.

    Examples
    --------
    >>> is_address("https://example.org/a?b=1"), is_address("javascript:alert(1)")
    (True, False)
    """
    return isinstance(value, str) and ADDRESS.fullmatch(value) is not None


def file_stem(article_id: str) -> str:
    """Return the name of an article's file, without suffix.

    It is the id; of one that is no plain word, such as ``../a``, the beginning of its SHA-256.

    Examples
    --------
    >>> file_stem("5b09a07d7ca6"), file_stem("../a")
    ('5b09a07d7ca6', '61b4c98bfb92')
    """
    if STEM.fullmatch(article_id):
        return article_id
    return sha256(article_id)[:12]


def sha256(content: str | bytes) -> str:
    """Return the SHA-256 of a text in UTF-8, or of bytes, in hexadecimal."""
    data = content.encode("utf-8") if isinstance(content, str) else content
    return hashlib.sha256(data).hexdigest()
