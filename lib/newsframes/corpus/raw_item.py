"""A raw item: what a source holds of one article, before anything is made of it."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from ..articles import ArticleError
from ..articles.encoding import decode
from ..articles.files import read_outcomes
from ..articles.records import ColumnNames, Outcome, json_article
from ..tables.issue import Issue

# The forms of an item that is no file: one JSON object, and an issue of the source itself.
RECORD, ISSUE = "record", "issue"


@dataclass(frozen=True)
class RawItem:
    """The bytes of one article.

    Parameters
    ----------
    name
        What it is called in messages; its source, if the article names none.
    data
        A file, a JSON object, or an issue in JSON.
    form
        ``"record"``, ``"issue"``, or the suffix of the file with its full stop.
    """

    name: str
    data: bytes
    form: str

    @cached_property
    def digest(self) -> str:
        """SHA-256 of all that its rows depend on, in hex."""
        found = hashlib.sha256()
        for part in (self.form.encode(), self.name.encode("utf-8", "surrogatepass"), self.data):
            found.update(len(part).to_bytes(8, "little") + part)
        return found.hexdigest()

    @classmethod
    def of_record(cls, name: str, record: Mapping[str, Any]) -> "RawItem":
        """Make an item of the fields of a record."""
        return cls(name, json.dumps(dict(record), default=str).encode(), RECORD)

    @classmethod
    def of_issue(cls, name: str, kind: str, message: str) -> "RawItem":
        """Make an item of what is wrong with a source."""
        return cls(name, json.dumps({"kind": kind, "message": message}).encode(), ISSUE)

    @classmethod
    def of_error(cls, name: str, error: Exception) -> "RawItem":
        """Make an item of why a source cannot be read."""
        return cls.of_issue(name, "unreadable", str(error))

    def outcomes(self, columns: ColumnNames) -> list[Outcome | Issue]:
        """Return the article, or what is wrong with it.

        Parameters
        ----------
        columns
            Where a record has what.
        """
        if self.form == ISSUE:
            return [Issue(**json.loads(self.data))]
        if self.form != RECORD:
            return [*read_outcomes(self.data, self.name, self.form, columns)]
        try:
            text, notes = decode(self.data, self.name)
            return [json_article(text.lstrip("\ufeff"), self.name, notes, columns)]
        except ArticleError as error:
            return [error]
