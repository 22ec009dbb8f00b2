"""Words of a text for comparison: spelling, marks and spaces that carry no meaning made alike."""

import re
import unicodedata
from dataclasses import dataclass

# A word with its inner apostrophes, points and hyphens; an omission; or an insertion in brackets.
WORD = re.compile(r"\[[^\[\]\n]{1,80}\]|…|\.\s?\.\s?\.|\w+(?:[.,'’ʼ‑-]\w+)*|[$€£¥₹₴₱₪%]")
OMISSION = re.compile(r"…|\.\s?\.\s?\.|\[\s*(?:…|\.\s?\.\s?\.)\s*\]")
APOSTROPHES = str.maketrans({"’": "'", "ʼ": "'", "‘": "'", "‑": "-", "–": "-", "—": "-"})
# British endings to American ones, behind at least three letters: the words are the same.
SPELLINGS = (
    (re.compile(r"(?<=\w{3})is(e|ed|es|ing|ation|ations)$"), r"iz\1"),
    (re.compile(r"(?<=\w{3})ys(e|ed|es|ing)$"), r"yz\1"),
    (re.compile(r"(?<=\w{2})our(s|ed|ing|able|ite|hood)?$"), r"or\1"),
    (re.compile(r"(?<=\w{3})tre(s)?$"), r"ter\1"),
    (re.compile(r"(?<=\w{3})ll(ed|ing|er|ers)$"), r"l\1"),
    (re.compile(r"(?<=\w{3})ogue$"), "og"),
    (re.compile(r"(?<=\w{3})mme$"), "m"),
)


@dataclass(frozen=True)
class ComparableWords:
    """The words of a stretch of text.

    ``forms`` are comparable, ``written`` as in the text, ``spans`` their offsets in code points; an
    omission ("…") is the form ``…`` and an insertion in brackets the form ``[]``.
    """

    forms: tuple[str, ...]
    written: tuple[str, ...]
    spans: tuple[tuple[int, int], ...]


def words_of(text: str, start: int = 0, end: int | None = None) -> ComparableWords:
    """Return the comparable words of a stretch of text.

    Examples
    --------
    >>> words_of("“The neighbour’s [old] house … realised it”").forms
    ('the', "neighbor's", '[]', 'house', '…', 'realized', 'it')
    """
    forms, written, spans = [], [], []
    for match in WORD.finditer(text, start, len(text) if end is None else end):
        if OMISSION.fullmatch(match[0]):
            form = "…"
        elif match[0].startswith("["):
            form = "[]"
        else:
            form = _spelling(match[0].casefold().translate(APOSTROPHES))
        forms.append(form)
        written.append(match[0])
        spans.append(match.span())
    return ComparableWords(tuple(forms), tuple(written), tuple(spans))


def _spelling(word: str) -> str:
    folded = unicodedata.normalize("NFKD", word)
    word = "".join(sign for sign in folded if not unicodedata.combining(sign))
    stem, mark, ending = word.partition("'")
    if stem.isascii() and stem.isalpha():
        for pattern, american in SPELLINGS:
            changed = pattern.sub(american, stem)
            if changed != stem:
                return changed + mark + ending
    return word.replace(",", "") if word[:1].isdigit() else word
