"""Words: the lexicon of what the rules about figures ask for, by use."""

import re
from functools import cache

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import verbs_with


@cache
def words(*uses: str) -> frozenset[str]:
    """List the words with one of the uses that ``figure_words.tsv`` and ``reporting.tsv`` name.

    Examples
    --------
    >>> "toll" in words("tally"), "estimate" in words("tally", "agent")
    (True, True)
    """
    giving = (lemma for lemma, ways in verbs_with("figure").items() if ways.intersection(uses))
    listed = (entry["word"] for entry in read_lexicon("figure_words") if entry["use"] in uses)
    return frozenset(listed).union(giving)


@cache
def alternatives(*uses: str) -> str:
    """Return a pattern of the words with one of the uses, the longest first."""
    longest = sorted(words(*uses), key=lambda word: (-len(word), word))
    return "|".join(re.escape(word).replace(r"\ ", r"[\s\xa0]") for word in longest)
