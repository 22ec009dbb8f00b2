"""A header before an article: lines such as "Title: …" and "Date: …", closed by a blank line.

Blank lines may part its lines.
"""

import re
from dataclasses import dataclass

LINE = re.compile(r"(?P<blank>(?:[ \t]*\n)*)(?P<key>[A-Z][a-z]+): +(?P<value>[^\n]+)\n")
# What a header's keys say, in an article's terms; a note is read over.
KEYS = {
    "Title": "title",
    "Date": "published",
    "Published": "published",
    "Author": "byline",
    "Byline": "byline",
}
NOTES = {"Note", "Source", "Url", "Licence", "License", "Language"}


@dataclass(frozen=True)
class Header:
    """Where a header ends, and what it says; it ends at 0 where there is none."""

    end: int = 0
    title: str | None = None
    published: str | None = None
    byline: str | None = None


def find_header(text: str) -> Header:
    r"""Find the header of a text.

    It is at least two lines of known keys, a title or a date among them, and a blank line. Behind a
    blank line only what has not been said yet goes on with it, and no note.

    Examples
    --------
    >>> find_header("Title: All quiet\nDate: 2022-01-10\n\nPARIS: …")
    Header(end=34, title='All quiet', published='2022-01-10', byline=None)
    """
    at, n_lines = 0, 0
    fields: dict[str, str] = {}
    while match := LINE.match(text, at):
        name = KEYS.get(match["key"])
        if name is None and match["key"] not in NOTES:
            break
        if match["blank"] and (name is None or name in fields):
            break
        if name is not None:
            fields.setdefault(name, match["value"].strip())
        at, n_lines = match.end(), n_lines + 1
    is_header = n_lines > 1 and fields and text[at : at + 1] == "\n"
    return Header(at, **fields) if is_header else Header()
