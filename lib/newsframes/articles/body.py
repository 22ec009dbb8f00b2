"""What frames a report: headline, byline and dateline before the body; sign-off and page residue after it."""

import re
from dataclasses import dataclass
from functools import cache

from ..lexicon import read_lexicon
from .header import find_header

BLANK = "\ufeff\u200b \t\r\n\xa0"
BYLINE = re.compile(r"(?:By|BY|From|Reporting by)[:\s]\s*(?P<who>[^\W\d_][^\n]{2,90}[^\W\d_)])\s*")
DATELINE = re.compile(r"(?P<head>[^\n:—–]{2,80}?)\s*(?P<mark>:|—|–|--|(?<=[\s)])-)\s+(?=\S)")
# "Friday, January 4, 2019" and "10 January 2022", alone on their line.
DAY_LINE = re.compile(
    r"(?:[A-Z][a-z]+day,? )?(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4})"
)
SPEAKER_LABEL = re.compile(r"^[^\W\d_a-z][^a-z\n:]{1,40}:\s", re.MULTILINE)


@dataclass(frozen=True)
class Body:
    """Where the body stands in the text, and what was found around it, each as written."""

    start: int
    end: int
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None


@cache
def _residue() -> tuple[re.Pattern[str], ...]:
    """Compile the patterns of lines that belong to the page or the agency, not to the report."""
    return tuple(re.compile(entry["pattern"], re.IGNORECASE) for entry in read_lexicon("page_residue"))


def find_body(text: str, *, title: str | None = None) -> Body:
    """Set the body apart from what frames it; the text stays as it is.

    Does not look for residue in the middle of a report.

    Parameters
    ----------
    text
        The whole text.
    title
        The headline, if known from elsewhere; a first line that repeats it is not body.

    Returns
    -------
    Body
        Half-open offsets in code points. A text that is frame from end to end is all body.

    Examples
    --------
    >>> found = find_body("By Ann Lee\\nPARIS (AFP) — All quiet.\\nComments are closed.")
    >>> found.byline, found.dateline, found.start, found.end
    ('Ann Lee', 'PARIS (AFP)', 25, 35)
    """
    start, found = _opening(text, title)
    end = _closing(text, start)
    if start >= end:
        start, end = len(text) - len(text.lstrip(BLANK)), len(text.rstrip(BLANK))
        return Body(start, end)
    return Body(start, end, **found)


def _opening(text: str, title: str | None) -> tuple[int, dict[str, str]]:
    """Walk over at most eight opening lines; return where the body begins and the frame found."""
    found: dict[str, str] = {}
    begin = at = _next_line(text, find_header(text).end)
    headline: tuple[int, int] | None = None
    for n in range(8):
        end = _line_end(text, at)
        line = text[at:end].strip(BLANK)
        byline = BYLINE.fullmatch(line)
        if title and line == title.strip():
            begin = _next_line(text, end)
        elif byline and "byline" not in found:
            found["byline"] = byline["who"].strip()
            begin = _next_line(text, end)
        elif DAY_LINE.fullmatch(line):
            found.setdefault("dateline", line)
            begin = _next_line(text, end)
        elif dateline := _dateline(text, at, end):
            found["dateline"] = dateline[0]
            begin = dateline[1]
            break
        elif n == 0 and _reads_as_headline(line):
            headline = (at, end)
        else:
            break
        at = _next_line(text, end)
        if at >= len(text):
            break
    if headline and begin > headline[1]:
        found["title"] = text[slice(*headline)].strip(BLANK)
    return begin, found


def _reads_as_headline(line: str) -> bool:
    """Say whether a first line may be a headline: short, and not ended as a sentence is."""
    return 0 < len(line) <= 150 and line[-1] not in '.!?:”"'


def _dateline(text: str, at: int, end: int) -> tuple[str, int] | None:
    """Return the dateline as written and where the report goes on, or None.

    A place in capitals, or a place with the agency in brackets, up to a colon or dash. A colon alone after capitals is
    a speaker's label when other lines open in the same way.
    """
    match = DATELINE.match(text, at, min(end, at + 100))
    if not match:
        return None
    head = match["head"].strip()
    place = re.split(r"[,(]", head, maxsplit=1)[0].strip()
    more = head[len(place) :].strip(" ,")
    in_capitals = place.isupper() and sum(map(str.isalpha, place)) >= 3
    labels = {entry["label"] for entry in read_lexicon("not_datelines")}
    if place.upper() in labels or not re.match(r"[\W\d]*[^\W\d_a-z]", head) or len(place.split()) > 5:
        return None
    if match["mark"] == ":" and not more:
        is_dateline = in_capitals and len(SPEAKER_LABEL.findall(text)) == 1
    else:
        is_dateline = in_capitals or (place.istitle() and bool(re.search(r"\([^()]{2,25}\)$", head)))
    return (head, match.end()) if is_dateline else None


def _closing(text: str, start: int) -> int:
    """Return the end of the body: what is left when residue lines are taken off the end."""
    end = len(text.rstrip(BLANK))
    while end > start:
        at = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
        at = max(at, start)
        line = text[at:end].strip(BLANK)
        if at == start or not any(pattern.fullmatch(line) for pattern in _residue()):
            break
        end = len(text[:at].rstrip(BLANK))
    return end


def _line_end(text: str, at: int) -> int:
    """Return where the line ends that begins at ``at``."""
    ends = [end for end in (text.find("\n", at), text.find("\r", at)) if end >= 0]
    return min(ends, default=len(text))


def _next_line(text: str, end: int) -> int:
    """Return where the next line that is not blank begins."""
    return len(text) - len(text[end:].lstrip(BLANK))
