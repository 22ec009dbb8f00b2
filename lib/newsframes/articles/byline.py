"""Bylines: the line that says who signs a report, and the names in it."""

import re

# "By Lena Ortiz", "(By Priya Nair)", "Words by Lena Ortiz; photographs by Max Ude", "Reporting by: Lena Ortiz".
SIGNED = re.compile(
    r"(?P<open>\()?(?:(?:words|story|text|written|reported|reporting|report|interview|analysis|review|commentary|"
    r"exclusive) by|by|from)(?:\s*:\s*|\s+)(?P<who>[^\n]{2,160}?)(?(open)\))",
    re.IGNORECASE,
)
# "Lena Ortiz, Political Editor".
TITLED = re.compile(r"(?P<who>[^\n,|]{4,80}?)\s*[,|–—]\s*(?P<role>[^\n,|]{4,60})")
JOB = (
    r"(?:editors?|correspondents?|reporters?|writers?|columnists?|critics?|journalists?|bureau chief|editor-in-chief|"
    r"photographers?|producers?)"
)
ROLE = re.compile(rf"(?:[\w'’&-]+\s+){{0,5}}{JOB}(?:,? (?:in|for|at) .+)?", re.IGNORECASE)
# What follows the names: another credit, a job, a handle, a day, a place.
REST = re.compile(
    rf"\s*(?:[;|•]|\s/\s).*|,?\s+(?:photograph|photo|picture|video|illustration|graphic)\w*(?: and \w+)? by\b.*"
    rf"|,\s+{ROLE.pattern}$|\s*\(?@\w+.*|,?\s+(?:updated|published|posted)\b.*"
    r"|,\s+(?:\w+day,? )?(?:\d|[A-Z][a-z]{2,8}\.? \d).*"
    r"|,?\s+in\s+[A-Z][\w .,'’-]*$",
    re.IGNORECASE,
)
WORD = re.compile(r"[^\s,&]+")
NAME = re.compile(r"[^\W\d_a-z][\w.'’-]*|\([^\W\d_a-z][\w.'’& -]*\)?|[\w.'’& -]*\)")
# Small words within and between names and outlets.
JOINERS = {
    "a", "agencies", "al", "and", "at", "bin", "correspondent", "correspondents", "da", "de", "del", "den", "der", "di",
    "dos", "du", "el", "for", "from", "in", "la", "le", "of", "our", "own", "reporter", "reporters", "special", "staff",
    "the", "to", "van", "von", "with", "writer", "writers",
}  # fmt: skip
# Who signs where nobody is named.
NOBODY = {"agencies", "correspondent", "correspondents", "reporter", "reporters", "staff"}


def find_byline(line: str) -> str | None:
    """Return who signs a report, as written in a line that says nothing else; None for any other line.

    Left out are jobs, places, handles, days and the credits of photographers.

    Examples
    --------
    >>> find_byline("Words by Lena Ortiz; photographs by Max Ude"), find_byline("Lena Ortiz, Political Editor")
    ('Lena Ortiz', 'Lena Ortiz')
    >>> find_byline("By Monday the army had left the town") is None
    True
    """
    if match := SIGNED.fullmatch(line):
        who = REST.sub("", match["who"]).strip(" ,")
        return who if line.lstrip("(")[0].isupper() and _are_names(who, least=1) else None
    match = TITLED.fullmatch(line)
    is_signed = match and ROLE.fullmatch(match["role"]) and _are_names(match["who"], least=2)
    return match["who"].strip() if is_signed else None


def _are_names(who: str, *, least: int) -> bool:
    """Return True if words are capitalised but for what joins names, and so many are."""
    words = WORD.findall(who)
    n_names = sum(bool(NAME.fullmatch(word)) and word.lower() not in JOINERS for word in words)
    n_names += bool(NOBODY & {word.lower() for word in words})
    return n_names >= least and all(NAME.fullmatch(word) or word.lower() in JOINERS for word in words)
