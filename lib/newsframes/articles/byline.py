"""Bylines: the line that says who signs a report, and the names in it."""

import re

from ..language.lexicon import read_lexicon


def _words(use: str) -> list[str]:
    return [entry["word"] for entry in read_lexicon("byline_words") if entry["use"] == use]


WORK = rf"(?:{'|'.join(_words('work'))})"
PICTURES = rf"(?:{'|'.join(_words('picture'))})\w*"
# "By Lena Ortiz", "(By Priya Nair)", "Words by Lena Ortiz; photographs by Max Ude" and
# "Author: Lena Ortiz".
SIGNED = re.compile(
    rf"(?P<open>\()?(?:(?:{WORK}(?: (?:and|&) {PICTURES})?|{PICTURES} (?:and|&) {WORK}"
    r"|written|reported|reporting|compiled|posted) by|by|from|(?:words|text|author|writer)(?=\s*:))"
    r"(?:\s*:\s*|\s+)(?P<who>[^\n]{2,160}?)(?(open)\))",
    re.IGNORECASE,
)
# "Lena Ortiz, Political Editor".
TITLED = re.compile(
    r"(?P<who>[^\n,|]{4,80}?)\s*(?:[,|–—]|\s-\s)\s*(?P<role>[^\n,|]{4,60})"
    r"(?:, The [A-Z][^\n,|]{2,40})?"
)
JOB = rf"(?:{'|'.join(_words('job'))})s?"
ROLE = re.compile(rf"(?:[\w'’&-]+\s+){{0,5}}{JOB}(?:,? (?:in|for|at) .+)?", re.IGNORECASE)
OUTLET = rf"(?:{'|'.join(_words('outlet'))})"
PLACE = r"(?-i:[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*(?:, [A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*)*)?)"
# What follows the names: another credit, a job, an outlet, a handle, a mail address, a day, a
# place.
REST = re.compile(
    rf"\s*(?:[;|•]|\s[/–—-]\s).*|,?\s+{PICTURES}(?: and \w+)?(?: by\b|\s*:).*"
    rf"|,\s+{ROLE.pattern}$|,\s+(?-i:[^,;]*\b{OUTLET}\b(?!.*\band\b).*)|\s+for\s+(?-i:[A-Z]|the\s[A-Z]).*"
    r"|[\s,]*\(?[\w.+-]*@\w+.*|,?\s+(?:updated|published|posted)\b.*"
    r"|,?\s+(?:on\s+)?(?:\w+day,? )?(?:\d|(?-i:[A-Z][a-z]{2,8})\.? \d).*"
    rf"|,?\s+in\s+{PLACE}(?=\s+and\s|,|$)",
    re.IGNORECASE,
)
MARKS = " \t*_—–-•[]"
WORD = re.compile(r"[^\s,&]+")
NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*|\([^\W\d_a-z][\w.'’& -]*\)?|[\w.'’& -]*\)")
JOINERS, TIMES, NOBODY = set(_words("joiner")), set(_words("time")), set(_words("nobody"))


def find_byline(line: str) -> str | None:
    """Return who signs a report, as written in a line that says nothing else.

    None for any other line. Left out are jobs, places, handles, days and the credits of
    photographers.

    Examples
    --------
    >>> find_byline("Words by Lena Ortiz; photographs by Max Ude")
    'Lena Ortiz'
    >>> find_byline("Lena Ortiz, Political Editor")
    'Lena Ortiz'
    >>> find_byline("By Monday the army had left the town") is None
    True
    """
    line = line.strip(MARKS)
    if match := SIGNED.fullmatch(line):
        who = _without_rest(match["who"])
        is_sure = line.lstrip("(")[0].isupper() and not line.lower().startswith("from ")
        return who if _are_names(who, least=1 if is_sure else 2) and _may_sign(who, line) else None
    match = TITLED.fullmatch(line)
    if match and ROLE.fullmatch(match["role"]) and _are_names(match["who"], least=2):
        return match["who"].strip()
    return None


def _without_rest(who: str) -> str:
    """Return the names alone."""
    before = None
    while who != before:
        before, who = who, REST.sub("", who).strip(" ,(")
    return re.sub(r"(?<=[^\W\d_]{3})\.$", "", who)


def _may_sign(who: str, line: str) -> bool:
    """Return True if names may sign a report.

    Not so a time, a name with "the" that is no outlet, and the place where a journey begins.
    """
    if {word.lower() for word in WORD.findall(who)} <= TIMES:
        return False
    if line.lower().startswith("from ") and re.search(r"\b(?:to|with)\b", who, re.IGNORECASE):
        return False
    return not who.startswith("the ") or bool(
        re.search(rf"\b(?:{OUTLET}|staff|editors?|team)\b", who)
    )


def _are_names(who: str, *, least: int) -> bool:
    """Return True if at least so many words are names, and the others join names."""
    words = WORD.findall(who)
    n_names = sum(bool(NAME.fullmatch(word)) and word.lower() not in JOINERS for word in words)
    n_names += bool(NOBODY & {word.lower() for word in words})
    return n_names >= least and all(
        NAME.fullmatch(word) or word.lower() in JOINERS for word in words
    )


def join_authors(authors: str, outlet: str | None) -> str | None:
    """Return the authors of a page's metadata without jobs and the name of the outlet.

    Parameters
    ----------
    authors
        Names and jobs, divided by semicolons.
    outlet
        Name of the outlet, if known.

    Examples
    --------
    >>> join_authors("Ann Lee; Political Editor; The Slab", "Slab")
    'Ann Lee'
    """
    named = [
        name for name in map(str.strip, authors.split(";")) if name and not ROLE.fullmatch(name)
    ]
    return (
        "; ".join(name for name in named if not outlet or _outlet(name) != _outlet(outlet)) or None
    )


def _outlet(name: str) -> str:
    """Return the name of an outlet without what may stand around it."""
    return name.casefold().removeprefix("the ").removesuffix(" staff").removesuffix(".com")
