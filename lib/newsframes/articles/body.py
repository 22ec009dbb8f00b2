"""What frames a report: headline, byline and dateline before the body.

Sign-off and page residue after it.
"""

import re
from dataclasses import dataclass

from ..language.lexicon import read_lexicon
from .article import Article
from .byline import find_byline
from .header import find_header
from .lines import unwrap
from .residue import BLANK, is_residue, readable

DATELINE = re.compile(r"(?P<head>[^\n:—–]{2,80}?)\s*(?P<mark>:|—|–|--|(?<=[\s)])-)\s+(?=\S)")
# "Friday, January 4, 2019" and "10 January 2022, 10.32 BST", alone on their line.
DAY_LINE = re.compile(
    r"(?:[A-Z][a-z]+day,? )?"
    r"(?:[A-Z][a-z]{2,8}\.? \d{1,2},? \d{4}|\d{1,2}(?:st|nd|rd|th)? [A-Z][a-z]{2,8}\.?,? \d{4})"
    r"(?:,? (?:at )?\d{1,2}[.:]\d\d.{0,12})?"
)
BLANK_LINE = re.compile(r"[ \t]*(?:\r\n|\r|\n)[ \t\xa0]*(?:\r\n|\r|\n)")
SENTENCE = re.compile(r"[.!?…]")
LONGEST_HEADLINE = 150
# A line that goes on, speech, or several sentences; one sentence ("J." ends none); an item of a
# list.
GOES_ON = re.compile(r"[:,;”\"]$|\w\w[.!?…][’')\]]* +[^a-z].*[.!?…][’')\]]*$")
ENDED = re.compile(r"[.!?…][’')\]]*$")
ITEM = re.compile(r"[-–—*•]\s")
NAMES_APART = re.compile(r"\s*(?:[;,&]|\band\b)\s*")
# How many lines may stand between the headline and the report.
MOST_OPENING = 12
SPEAKER_LABEL = re.compile(r"^[^\W\d_a-z][^a-z\n:(]{1,40}(?:\([^()\n]{1,40}\))?:\s", re.MULTILINE)


@dataclass(frozen=True)
class Body:
    """Where the body stands in the text, and what was found around it, each as written."""

    start: int
    end: int
    title: str | None = None
    byline: str | None = None
    dateline: str | None = None


def find_body(text: str, *, title: str | None = None, byline: str | None = None) -> Body:
    r"""Set the body apart from what frames it; the text stays as it is.

    Does not look for residue in the middle of a report; see ``find_residue``.

    Parameters
    ----------
    text
        The whole text.
    title
        The headline, if known from elsewhere; a first line that repeats it is not body.
    byline
        Who signs the report, if known from elsewhere; an opening line with nothing but one of the
        names is not body.

    Returns
    -------
    Body
        Half-open offsets in code points. A text that is frame from end to end is all body.

    Examples
    --------
    >>> found = find_body("By Ann Lee\nPARIS (AFP) — All quiet.\nComments are closed.")
    >>> found.byline, found.dateline, found.start, found.end
    ('Ann Lee', 'PARIS (AFP)', 25, 35)
    """
    start, found = _opening(
        text, {line.strip() for line in (title, *NAMES_APART.split(byline or "")) if line}
    )
    end = _closing(text, start)
    if start >= end:
        start, end = len(text) - len(text.lstrip(BLANK)), len(text.rstrip(BLANK))
        return Body(start, end)
    return Body(start, end, **found)


def read_body(article: Article) -> tuple[str, Body]:
    r"""Return the text of an article as finders read it, and where its body stands.

    Parameters
    ----------
    article
        Any article.

    Returns
    -------
    tuple
        The text, of the same length as the article's (see ``readable``), and its body.

    Examples
    --------
    >>> text, body = read_body(Article(text="By Ann Lee\nAll quiet."))
    >>> text[body.start : body.end]
    'All quiet.'
    """
    body = find_body(unwrap(article.text), title=article.title, byline=article.byline)
    return readable(article.text, body.start, body.end), body


def _opening(text: str, known: set[str]) -> tuple[int, dict[str, str]]:
    """Walk over the opening lines, of which some are known.

    Return where the body begins and the frame found.
    """
    found: dict[str, str] = {}
    begin = at = _next_line(text, find_header(text).end)
    headline: tuple[int, int] | None = None
    for n in range(MOST_OPENING):
        end = _line_end(text, at)
        line = text[at:end].strip(BLANK)
        if line in known or _is_frame(line, found):
            begin = _next_line(text, end)
        elif dateline := _dateline(text, at, end):
            found["dateline"], begin = dateline
            break
        elif (
            n == 0
            and _may_be_headline(text, line)
            and (not ENDED.search(line) or _is_framed_below(text, end))
        ):
            headline = (at, end)
            if _stands_apart(text, end):
                begin = _next_line(text, end)
        elif n == 1 and begin == at and headline and _is_signed_below(text, end):  # a standfirst
            begin = _next_line(text, end)
        else:
            break
        at = _next_line(text, end)
        if at >= len(text):
            break
    if headline and begin > headline[1]:
        found["title"] = text[slice(*headline)].strip(BLANK + "#*_")
    return begin, found


def _is_frame(line: str, found: dict[str, str]) -> bool:
    """Return True if a line before the report is a byline, a day or residue.

    What it says is added to ``found``.
    """
    byline = find_byline(line)
    if byline and "byline" not in found:
        found["byline"] = byline
        return True
    if DAY_LINE.fullmatch(line):
        found.setdefault("dateline", line)
        return True
    return is_residue(line, "start")


def _may_be_headline(text: str, line: str) -> bool:
    """Return True if a first line may be a headline.

    It is short and does not go on; it is neither an item of a list nor a turn of a transcript.
    """
    if not 0 < len(line) <= LONGEST_HEADLINE or GOES_ON.search(line) or ITEM.match(line):
        return False
    label, colon, _ = line.partition(":")
    is_turn = colon and re.search(rf"[\r\n]{re.escape(label)}:", text)
    return not is_turn and (not SPEAKER_LABEL.match(line) or len(SPEAKER_LABEL.findall(text)) == 1)


def _is_signed_below(text: str, end: int) -> bool:
    """Return True if the next line is a byline with a text behind it, and no sign-off."""
    at = _next_line(text, end)
    end = _line_end(text, at)
    line = text[at:end].strip(BLANK)
    return bool(find_byline(line) and not is_residue(line, "end") and SENTENCE.search(text, end))


def _is_framed_below(text: str, end: int) -> bool:
    """Return True if the next line is a byline or a day, or opens with a dateline.

    A place and a colon alone may be a label.
    """
    at = _next_line(text, end)
    below = _line_end(text, at)
    line = text[at:below].strip(BLANK)
    if DAY_LINE.fullmatch(line):
        return bool(SENTENCE.search(text, below))
    dateline = None if is_residue(line, "start") else _dateline(text, at, below)
    is_label = dateline and ":" in text[at : dateline[1]] and "(" not in dateline[0]
    return bool(dateline and not is_label) or _is_signed_below(text, end)


def _stands_apart(text: str, end: int) -> bool:
    """Return True if a blank line follows a first line, and a text after that.

    The text does not go on with a small letter, and a sentence ends in it.
    """
    goes_on = text[_next_line(text, end) :][:1].islower()
    return bool(BLANK_LINE.match(text, end) and SENTENCE.search(text, end)) and not goes_on


def _dateline(text: str, at: int, end: int) -> tuple[str, int] | None:
    """Return the dateline as written and where the report goes on, or None.

    A place in capitals, or a place with the agency in brackets, up to a colon or dash. A colon
    alone after capitals is a speaker's label when other lines open in the same way.
    """
    match = DATELINE.match(text, at, min(end, at + 100))
    if not match:
        return None
    head = match["head"].strip()
    place = re.split(r"[,(]", head, maxsplit=1)[0].strip()
    more = head[len(place) :].strip(" ,")
    in_capitals = place.isupper() and sum(map(str.isalpha, place)) >= 3
    labels = {entry["label"] for entry in read_lexicon("not_datelines")}
    if (
        place.upper() in labels
        or not re.match(r"[\W\d]*[^\W\d_a-z]", head)
        or len(place.split()) > 5
    ):
        return None
    if match["mark"] == ":" and (not more or len(SPEAKER_LABEL.findall(text)) > 1):
        is_dateline = in_capitals and len(SPEAKER_LABEL.findall(text)) == 1
    else:
        is_dateline = in_capitals or (
            place.istitle() and bool(re.search(r"\([^()]{2,25}\)$", head))
        )
    return (head, match.end()) if is_dateline else None


def _closing(text: str, start: int) -> int:
    """Return the end of the body: what is left when residue lines are taken off the end."""
    end = len(text.rstrip(BLANK))
    while end > start:
        at = max(text.rfind("\n", start, end), text.rfind("\r", start, end)) + 1
        at = max(at, start)
        line = text[at:end].strip(BLANK)
        if at == start or not is_residue(line, "end"):
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
