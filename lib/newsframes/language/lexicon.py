"""Linguistic knowledge as data: tab-separated files whose header names origin and licence."""

import csv
from functools import cache
from importlib import resources


@cache
def read_lexicon(name: str) -> tuple[dict[str, str], ...]:
    """Read one file of ``lexicons/``.

    Parameters
    ----------
    name
        File name without its suffix, for example ``"reporting"``.

    Returns
    -------
    tuple of dict
        One dict an entry, keyed by the column names in the first line that is not a comment.

    Raises
    ------
    FileNotFoundError
        If there is no such file.

    Examples
    --------
    >>> next(entry["act"] for entry in read_lexicon("reporting") if entry["lemma"] == "say")
    'speech'
    """
    text = (
        resources.files("newsframes.language")
        .joinpath("lexicons", f"{name}.tsv")
        .read_text("utf-8")
    )
    lines = [line for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def word_class(name: str) -> frozenset[str]:
    """List the words of a closed class of ``word_classes.tsv``.

    Examples
    --------
    >>> "these" in word_class("definite")
    True
    """
    return frozenset(row["word"] for row in read_lexicon("word_classes") if row["class"] == name)
