"""Listed forms: the longest of thousands that stands at a place, found by its first letters.

A pattern of as many alternatives takes half a second to compile, each time the library is used.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

# Letters that a form is looked up by, and how much longer it may be written, with more spaces.
FIRST, SPACED = 3, 4


class Listed(NamedTuple):
    """A form as the text has it, and where what must follow it ends."""

    form: str
    end: int


def fold_unit(form: str) -> str:
    """Fold a unit as the lexicon writes it; the Greek letter for micro is the sign for it."""
    return " ".join(form.lower().replace("\u03bc", "\u00b5").split())


class ListedForms:
    """Forms of units or words, folded.

    Parameters
    ----------
    forms
        As ``fold_unit`` returns them.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self.forms = frozenset(forms)
        self.longest: dict[str, int] = {}
        for form in self.forms:
            first = form[:FIRST].strip()
            self.longest[first] = max(len(form), self.longest.get(first, 0))

    def find(
        self, text: str, at: int, behind: re.Pattern[str], stop: int | None = None
    ) -> Listed | None:
        r"""Return the longest form that begins at a place with what must be behind it.

        Parameters
        ----------
        text
            The text; a space of a form stands for any white space.
        at
            Where it must begin.
        behind
            What must match where the form ends; it can be empty.
        stop
            Where the text is taken to end.

        Examples
        --------
        >>> miles = ListedForms(["mile", "miles", "miles an hour"])
        >>> miles.find("60 miles an  hour", 3, re.compile(r"\b"))
        Listed(form='miles an  hour', end=17)
        """
        stop = len(text) if stop is None else min(stop, len(text))
        first = fold_unit(text[at : at + FIRST])
        lengths = (self.longest.get(first[:n], 0) for n in range(1, FIRST + 1))
        longest = max(lengths) if first and not text[at].isspace() else 0
        for end in range(min(stop, at + longest + SPACED * (longest > FIRST)), at, -1):
            match = behind.match(text, end, stop)
            if match and not text[end - 1].isspace() and fold_unit(text[at:end]) in self.forms:
                return Listed(text[at:end], match.end())
        return None
