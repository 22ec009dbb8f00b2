"""Check the figures of a draft: value, unit, bound, and who claims them."""

import math
import re

import pandas as pd

from ..tables.linked import Record
from .people import are_same
from .verdicts import (
    CLAIMANT_DROPPED,
    EXACT,
    FIGURE_DIFFERS,
    NOT_FOUND,
    WRONG_SPEAKER,
    Finding,
    denied_by,
)

WORD = re.compile(r"[^\W\d_]{3,}")
COMMON = frozenset(
    [
        "the",
        "and",
        "that",
        "said",
        "were",
        "was",
        "had",
        "have",
        "has",
        "been",
        "for",
        "with",
        "from",
        "this",
        "they",
        "their",
        "into",
        "than",
        "more",
        "are",
        "who",
        "which",
        "when",
        "after",
        "before",
        "over",
        "about",
        "out",
        "not",
        "but",
        "its",
        "his",
        "her",
    ]
)
# A figure of a source is compared if its sentence shares so much with the draft's.
LEAST_SHARED = 0.2
OPEN = frozenset((">", ">=", "<", "<=", "~"))


def context_of(text: str, start: int, end: int) -> frozenset[str]:
    """Return the telling words of the sentence around a stretch of text, stemmed crudely."""
    before = max(text.rfind(mark, 0, start) for mark in (". ", "! ", "? ", "\n"))
    after = [at for mark in (". ", "! ", "? ", "\n") if (at := text.find(mark, end)) >= 0]
    sentence = text[before + 1 : min(after, default=len(text))]
    return frozenset(word[:6] for word in WORD.findall(sentence.casefold()) if word not in COMMON)


def find_figure(
    row: Record, words: frozenset[str], sources: pd.DataFrame, contexts: dict[str, frozenset[str]]
) -> Record | None:
    """Return the row of the sources that a figure of the draft comes from, or None.

    Rows of the same unit are ranked by the words that their sentences share, and by value.
    """
    best, best_score = None, 0.0
    for other in sources[sources.unit_kind == row.unit_kind].itertuples():
        theirs = contexts[other.figure_id]
        shared = len(words & theirs) / (math.sqrt(len(words) * len(theirs)) or 1)
        is_same = _values(row) == _values(other)
        same_thing = _head(row.thing) == _head(other.thing)
        if shared < LEAST_SHARED and not (is_same and same_thing and shared > 0):
            continue
        score = shared + 0.25 * is_same + 0.25 * same_thing
        if score > best_score:
            best, best_score = other, score
    return best


def judge_figure(
    row: Record,
    other: Record | None,
    names: dict[str, list[str]],
    *,
    is_named: bool,
    is_quoted: bool,
) -> list[Finding]:
    """List what is wrong with a figure of the draft, given that of the source.

    Parameters
    ----------
    row, other
        Rows of ``figures`` of the draft and of the source.
    names
        What each actor of the sources is called, by its id.
    is_named
        Whether the draft names the claimant; a description may mean whoever it describes.
    is_quoted
        Whether it stands in a quotation that was found and that names its speaker: who says it is
        judged there.
    """
    if other is None:
        return [Finding(NOT_FOUND, "No source gives this figure. Name the source, or take it out.")]
    findings = []
    if _values(row) != _values(other) or _unit(row) != _unit(other):
        findings.append(
            Finding(FIGURE_DIFFERS, f"The source says “{other.text}”, the draft “{row.text}”.")
        )
    elif row.bound != other.bound:
        what = f"The source says “{other.text}”, the draft “{row.text}”."
        kept = " Keep the bound." if other.bound in OPEN else ""
        findings.append(Finding(FIGURE_DIFFERS, f"{what}{kept}"))
    return (
        findings if is_quoted else findings + _judge_claimant(row, other, names, is_named=is_named)
    )


def _judge_claimant(
    row: Record, other: Record, names: dict[str, list[str]], *, is_named: bool
) -> list[Finding]:
    who = None if pd.isna(other.claimant_name) else str(other.claimant_name)
    if who is None:
        return []
    is_asserted = pd.isna(row.claim) or row.claim == "asserted"
    if other.claim == "denied" and is_asserted:
        return [denied_by(who)]
    if pd.isna(row.claimant_name):
        return [
            Finding(
                CLAIMANT_DROPPED,
                f"In the source it is a claim of {who}, in the draft a fact. Add the claimant.",
            )
        ]
    known = names.get(other.claimant_id, []) if not pd.isna(other.claimant_id) else []
    if is_named and not are_same(str(row.claimant_name), [who, *known]):
        return [
            Finding(
                WRONG_SPEAKER, f"In the source {who} says so, in the draft {row.claimant_name}."
            )
        ]
    return []


def supported() -> Finding:
    """Return the finding that a figure is as the source has it."""
    return Finding(EXACT, "The source gives the same figure.")


def _values(row: Record) -> tuple[float, float]:
    """Return the number of a figure, whichever of its ends is open."""
    ends = [end for end in (row.low, row.high) if math.isfinite(end)]
    return (ends[0], ends[-1]) if ends else (math.nan, math.nan)


def _unit(row: Record) -> str:
    return str(row.unit)


def _head(thing: object) -> str:
    words = WORD.findall(str(thing).casefold()) if not pd.isna(thing) else []
    return words[-1].rstrip("s") if words else ""
