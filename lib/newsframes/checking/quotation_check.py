"""Check the quotations of a draft: whose words they are, and whether they were changed."""

import re
from collections.abc import Iterator

from .comparable_words import ComparableWords, words_of
from .verdicts import ALTERED, EXACT, NOT_FOUND, PARAPHRASE, TRIMMED, Finding
from .word_alignment import Change, Match

# Marks that open and close a quotation; a straight one does both.
QUOTED = re.compile(r"“([^“”]+)”|\"([^\"\n]+)\"|«([^«»]+)»")
# Shorter ones are checked only where someone speaks: titles and scare quotes are no quotations.
FEWEST_WORDS = 3
# Below this the draft's words are not those of the passage, whatever else it shares.
ALTERED_FROM = 0.75


def find_quotations(text: str) -> Iterator[tuple[int, int]]:
    """Yield the offsets of what stands in quotation marks, without the marks.

    Examples
    --------
    >>> list(find_quotations("He said “we won” and left."))
    [(9, 15)]
    """
    for match in QUOTED.finditer(text):
        group = next(n for n in (1, 2, 3) if match[n] is not None)
        yield match.span(group)


def is_in_marks(text: str, start: int, end: int) -> bool:
    """Return True if more than half of a stretch of a source stands in quotation marks."""
    inside = sum(max(0, min(end, b) - max(start, a)) for a, b in find_quotations(text))
    return 2 * inside >= end - start


def judge_words(draft: ComparableWords, match: Match | None, *, is_quoted: bool) -> Finding:
    """Return how the words of a quotation differ from the passage that they come from.

    Parameters
    ----------
    draft
        The words in quotation marks.
    match
        The passage, if one was found.
    is_quoted
        Whether the passage itself stands in quotation marks.
    """
    if match is None:
        return Finding(
            NOT_FOUND,
            "No source has these words. Take the quotation marks off, or name the source.",
        )
    changed = [change for change in match.changes if change.draft]
    if changed and match.shared < ALTERED_FROM and not is_quoted:
        return Finding(
            PARAPHRASE,
            "The source says so in its own words, without quotation marks. Take the marks off.",
        )
    if changed:
        shown = "; ".join(_shown(change) for change in changed[:3])
        return Finding(ALTERED, f"The words are changed: {shown}. Restore the source's words.")
    if not is_quoted:
        return Finding(
            PARAPHRASE,
            "These are the report's words, not a speaker's: the source has no quotation marks.",
        )
    left_out = [change for change in match.changes if change.source]
    if left_out:
        unmarked = [change for change in left_out if not change.is_marked]
        words = " ".join((unmarked or left_out)[0].source)
        how = "without an ellipsis" if unmarked else "marked by an ellipsis"
        return Finding(TRIMMED, f"Words are left out, {how}: “{words}”.")
    return Finding(EXACT, "The words are those of the source.")


def _shown(change: Change) -> str:
    mine, theirs = " ".join(change.draft), " ".join(change.source)
    return f"“{mine}” for “{theirs}”" if theirs else f"“{mine}” is added"


def describe_normalisation(draft: str, source: str) -> str | None:
    """Return a sentence on what was normalised before the comparison; None if nothing was.

    Examples
    --------
    >>> describe_normalisation("the neighbour", "the neighbor")
    'Spelling is taken as the same.'
    """
    if draft == source:
        return None
    kinds = []
    plain = [re.sub(r"[“”\"«»‘’'ʼ]", "'", words) for words in (draft, source)]
    if re.sub(r"[–—‑-]", "-", plain[0]) != re.sub(r"[–—‑-]", "-", plain[1]):
        same = [words_of(words) for words in (draft, source)]
        bare = [re.findall(r"\w+", words.casefold()) for words in plain]
        if same[0].forms == same[1].forms and bare[0] != bare[1]:
            kinds.append("Spelling")
    elif plain[0] != plain[1]:
        kinds.append("Dashes")
    elif draft != source:
        kinds.append("Quotation marks")
    return (
        f"{' and '.join(kinds)} {'is' if kinds == ['Spelling'] else 'are'} taken as the same."
        if kinds
        else None
    )
