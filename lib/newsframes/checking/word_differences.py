"""How the words of a draft differ from those of its source, for people to read."""

import difflib

from .comparable_words import ComparableWords, words_of

# A stretch of words: "same", or "draft" (only there), or "source" (instead of it, or left out).
Stretch = tuple[str, str]


def difference(draft: str, source: str) -> list[Stretch]:
    """List stretches of words that are the same, only in the draft, or only in the source.

    Words are compared as the check compares them: marks, capitals and spelling make no difference.

    Examples
    --------
    >>> difference("we will rebuild each house,", "We will rebuild every house")
    [('same', 'we will rebuild'), ('draft', 'each'), ('source', 'every'), ('same', 'house,')]
    """
    mine, theirs = words_of(draft), words_of(source)
    matcher = difflib.SequenceMatcher(None, mine.forms, theirs.forms, autojunk=False)
    stretches: list[Stretch] = []
    for tag, a0, a1, b0, b1 in matcher.get_opcodes():
        if tag == "equal":
            stretches.append(("same", _written(draft, mine, a0, a1)))
            continue
        if a0 < a1:
            stretches.append(("draft", _written(draft, mine, a0, a1)))
        if b0 < b1:
            stretches.append(("source", _written(source, theirs, b0, b1)))
    return stretches


def _written(text: str, words: ComparableWords, first: int, last: int) -> str:
    """Return some words with the marks behind them."""
    end = words.spans[last][0] if last < len(words.spans) else len(text)
    return text[words.spans[first][0] : end].rstrip()
