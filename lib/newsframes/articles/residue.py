"""Residue: lines that belong to the page or the agency, not to the report."""

import re
from functools import cache

from ..language.lexicon import read_lexicon
from .lines import unwrap

BLANK = "\ufeff\u200b \t\r\n\xa0"
LINE = re.compile(r"[^\r\n]+")
# What a page or a conversion puts before a line: bullets, arrows, rules, marks of Markdown.
DECORATION = re.compile(r"^[\s\ufeff\u200b>*_#|•▶►→»·–—-]*")
# A link in Markdown: what it is called, and where it leads.
LINK = re.compile(r"\[([^\[\]]*)\]\([^()\s]*\)")
SENTENCE_END = re.compile(r"[.…][\"”’')\]]*$")
# "Join us, the rebels told 300 soldiers."
ATTRIBUTED = re.compile(
    r",[”\"’]? (?:(?:said|says) [^,.;:]{2,60}"
    r"|[^,.;:()/]{2,60} (?:said|says|(?:told|asked|urged|warned) [^,;:()/]{2,60}))\.$"
)
# Longer lines are paragraphs, longer titles of other reports sentences (in characters).
LONGEST, LONGEST_LINK = 600, 160
# How many lines of links may follow their heading.
MOST_LINKS = 8


@cache
def _pattern(*places: str, links_only: bool = False) -> re.Pattern[str]:
    """Compile what is residue at the places named.

    Places are "end", "start", "anywhere", "heading" (of a list of links) and "inline".
    """
    entries = [entry for entry in read_lexicon("page_residue") if entry["place"] in places]
    patterns = [entry["pattern"] for entry in entries if entry["kind"] == "link" or not links_only]
    flags = re.NOFLAG if places == ("inline",) else re.IGNORECASE
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), flags)


def is_residue(line: str, *places: str) -> bool:
    """Return True if a line is residue at one of the places named, or anywhere.

    Parameters
    ----------
    line
        One line, without its end.
    places
        ``"start"``, ``"end"``, ``"heading"``, ``"inline"``, as the lexicon names them.

    Examples
    --------
    >>> is_residue("READ MORE: Strikes cost £90m"), is_residue("Read more than 100 books.")
    (True, False)
    """
    # A sentence that ends by saying who said so is body, but as the title of another report.
    pattern = _pattern("anywhere", *places, links_only=bool(ATTRIBUTED.search(line)))
    return len(line) <= LONGEST and any(pattern.fullmatch(form) for form in {line, _bare(line)})


def _bare(line: str) -> str:
    """Return a line without the marks of bullets and Markdown."""
    return LINK.sub(r"\1", DECORATION.sub("", line, count=1)).strip(BLANK + "*_»>→")


def find_residue(text: str, start: int, end: int) -> list[tuple[int, int]]:
    r"""List the residue within a body as half-open offsets: links, captions, sign-up boxes.

    Found are whole lines, the links that follow a heading such as "Related stories", and what
    stands in brackets or in capitals at the end of a paragraph. Not found: a link without any
    label.

    Parameters
    ----------
    text
        The whole text.
    start, end
        Where its body begins and ends, in code points.

    Examples
    --------
    >>> text = "The strike ended.\n\nRelated: Why 3,000 dockers left\n\nCranes run again."
    >>> [text[slice(*span)] for span in find_residue(text, 0, len(text))]
    ['Related: Why 3,000 dockers left']
    """
    found, n_links = [], 0
    for match in LINE.finditer(text, start, end):
        line = match.group()
        if not line.strip(BLANK):
            continue
        bare = _bare(line)
        if _pattern("heading").fullmatch(bare):
            found.append(match.span())
            n_links = MOST_LINKS
        elif is_residue(line) or _is_link(line) or (n_links and _may_be_link(bare)):
            found.append(match.span())
            n_links = max(0, n_links - 1)
        else:
            n_links = 0
            found += [inner.span() for inner in _pattern("inline").finditer(text, *match.span())]
    return found


def _is_link(line: str) -> bool:
    """Return True if a line is nothing but a link in Markdown."""
    return bool(LINK.fullmatch(DECORATION.sub("", line, count=1).strip(BLANK + "*_")))


def _may_be_link(line: str) -> bool:
    """Return True if a line is short and does not end as a sentence does.

    Then it may be the title of another report.
    """
    return len(line) <= LONGEST_LINK and not SENTENCE_END.search(line)


def readable(text: str, start: int, end: int) -> str:
    r"""Return a text with spaces for the residue of its body and for breaks within paragraphs.

    It has the same length. Finders look for rows in it; the rows are cut from the text itself.

    Parameters
    ----------
    text
        The whole text.
    start, end
        Where its body begins and ends, in code points.

    Examples
    --------
    >>> readable("All quiet.\nREAD MORE: Cranes run again", 0, 38)
    'All quiet.\n                           '
    """
    flat, at, pieces = unwrap(text), 0, []
    for begin, stop in find_residue(flat, start, end):
        pieces += [flat[at:begin], " " * (stop - begin)]
        at = stop
    return "".join([*pieces, flat[at:]])
