"""Discourse: what resolution looks at besides the phrases, and what it returns."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from ..reader import Reading
from .actor import Actor
from .interview import Interview
from .mention import Phrase
from .source_heads import head_of_source, speaking_head
from .speech import Speech


@dataclass(frozen=True)
class Discourse:
    """What resolution reads besides the phrases: the article, its quotes, the pairs' scores.

    ``score`` returns the log-probabilities of each phrase's antecedents, the null antecedent in
    column 0 and the phrase d places before in column d. It gets the phrases, and booleans of which
    need scores.
    """

    reading: Reading
    speeches: Sequence[Speech]
    score: Callable[[Sequence[Phrase], np.ndarray], np.ndarray]

    @cached_property
    def speaking(self) -> frozenset[int]:
        """The words that head the sources of quotes."""
        sources = [self.reading.span(*s.source) for s in self.speeches if s.source]
        return frozenset(head_of_source(source).i for source in sources)

    @cached_property
    def speakers(self) -> frozenset[int]:
        """Those words, and whom they describe."""
        sources = [self.reading.span(*s.source) for s in self.speeches if s.source]
        return self.speaking | {speaking_head(source).i for source in sources}

    @cached_property
    def sentence_of(self) -> dict[int, int]:
        """The sentence of each word."""
        return {token.i: n for n, sent in enumerate(self.reading.doc.sents) for token in sent}


@dataclass(frozen=True)
class Resolution:
    """The actors of an article, in the order of the text, and whom it interviews.

    ``doubtful`` gives for phrases without an actor whom they would mean if that were surer.
    """

    actors: list[Actor]
    doubtful: dict[Phrase, Actor]
    interview: Interview | None

    @property
    def home(self) -> dict[Phrase, Actor]:
        """The actor of every phrase that has one."""
        return {mention.phrase: actor for actor in self.actors for mention in actor.mentions}
