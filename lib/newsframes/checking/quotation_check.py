"""Check the quotations of a draft: whose words they are, and whether they were changed."""

import re
from collections.abc import Mapping
from typing import Any

from .comparable_words import ComparableWords, words_of
from .figures import COMMON
from .verdicts import ALTERED, EXACT, NOT_FOUND, PARAPHRASE, TRIMMED, Finding
from .word_alignment import Change, Match

# Shorter ones are checked only where someone speaks: titles and scare quotes are no quotations.
FEWEST_WORDS = 3
NEGATION = re.compile(r"\b(?:not|no|never|none|nobody|nothing)\b|n['’]t\b", re.IGNORECASE)
# Below this the draft's words are not those of the passage, whatever else it shares.
ALTERED_FROM = 0.75


def judge_words(match: Match | None, *, is_quoted: bool) -> Finding:
    """Return how the words of a quotation differ from the passage that they come from.

    Parameters
    ----------
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
    left_out = [change for change in match.changes if change.source and not change.is_aside]
    if left_out:
        unmarked = [change for change in left_out if not change.is_marked]
        words = " ".join((unmarked or left_out)[0].source)
        how = "without an ellipsis" if unmarked else "marked by an ellipsis"
        return Finding(TRIMMED, f"Words are left out, {how}: “{words}”.")
    aside = next((" ".join(change.source) for change in match.changes), None)
    joined = f", joined across “{aside}”" if aside else ""
    return Finding(EXACT, f"The words are those of the source{joined}.")


def judge_statement(draft: ComparableWords, source: ComparableWords) -> Finding:
    """Return that a source says what the draft reports, and which of its words are not there.

    Examples
    --------
    >>> judge_statement(words_of("three cranes broke"), words_of("two cranes broke")).message
    'The source says so in other words. Only the draft has “three”.'
    """
    own = dict(zip(draft.forms, draft.written, strict=True))
    new = [own[form] for form in own if form not in source.forms and is_telling(form)]
    if not new:
        return Finding(EXACT, "The source says so.")
    listed = ", ".join(f"“{word}”" for word in new[:5])
    return Finding(EXACT, f"The source says so in other words. Only the draft has {listed}.")


def is_telling(form: str) -> bool:
    """Return True for a number and for a word that is long enough to carry meaning."""
    return form[0].isdigit() or (len(form) > 3 and form not in COMMON)


def is_judged_itself(row: Mapping[str, Any]) -> bool:
    """Return True if a quotation says itself who speaks, or what is denied in it."""
    return "speaker_draft" in row or NEGATION.search(row["draft_text"]) is not None


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
