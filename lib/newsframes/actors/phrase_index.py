"""An index of phrases, so that those of a few words are found without a look at all others."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

from .actor import Actor
from .mention import Phrase


class PhraseIndex:
    """Phrases in the order of the text, by where they begin and by their words.

    Parameters
    ----------
    phrases
        In any order. What is added to them later is not found.
    """

    def __init__(self, phrases: Iterable[Phrase]) -> None:
        self.phrases = sorted(phrases, key=lambda phrase: (phrase.start, -phrase.end))
        self.starts = [phrase.start for phrase in self.phrases]
        self.headed: dict[int, list[Phrase]] = defaultdict(list)
        self.named: dict[int, list[Phrase]] = defaultdict(list)
        self.ending: dict[int, list[Phrase]] = defaultdict(list)
        for phrase in self.phrases:
            self.headed[phrase.head.i].append(phrase)
            self.ending[phrase.last].append(phrase)
            for at in range(phrase.first, phrase.last + 1) if phrase.form == "name" else ():
                self.named[at].append(phrase)

    @staticmethod
    def of(phrases: "Iterable[Phrase] | PhraseIndex") -> "PhraseIndex":
        """Return an index as it is, and that of any other phrases."""
        if isinstance(phrases, Homes):
            return phrases.index
        return phrases if isinstance(phrases, PhraseIndex) else PhraseIndex(phrases)

    def __iter__(self) -> Iterator[Phrase]:
        return iter(self.phrases)

    def between(self, start: int, end: int) -> list[Phrase]:
        """List the phrases that begin at or after one offset and before another."""
        return self.phrases[bisect_left(self.starts, start) : bisect_left(self.starts, end)]

    def find(self, at: int) -> Phrase | None:
        """Return the phrase that a word heads, or else the first name that holds it."""
        return next(iter(self.headed.get(at) or self.named.get(at) or ()), None)


class Homes(dict[Phrase, Actor]):
    """The actor of each phrase, once that is settled, with an index of the phrases."""

    @cached_property
    def index(self) -> PhraseIndex:
        """The index of the phrases, made when it is first asked for."""
        return PhraseIndex(self)
