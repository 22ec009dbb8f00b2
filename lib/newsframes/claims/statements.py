"""Statements: quotes with their speakers, and figures with who claims them."""

from dataclasses import dataclass, replace

from ..actors import Actor, Speech
from ..figures import Figure
from ..quotes import Attribution

# How sure it is that a document speaks for whom it names as its maker.
AUTHORED = 0.9
# Rules of mentions that leave no doubt about who is meant.
PLAIN = ("name", "new")


@dataclass(frozen=True, eq=False)
class Statement:
    """A quote and what is known of its speaker."""

    quote: Attribution
    speech: Speech

    @property
    def speaker(self) -> Actor | None:
        """The actor who speaks."""
        return self.speech.actor

    @property
    def cue_start(self) -> int:
        """Where the cue begins; without one, where the content does."""
        return self.quote.cue[0] if self.quote.cue else self.quote.start

    def holds(self, figure: Figure) -> bool:
        """Return True if a figure stands in the content, not in what interrupts it.

        Its approximator may be the cue: "the website estimated 120 people".
        """
        first, *others = self.quote.contents
        begins = min(first[0], self.cue_start)
        is_first = begins <= figure.start and first[0] < figure.end <= first[1]
        return is_first or any(start <= figure.start and figure.end <= end for start, end in others)

    def weighed(self) -> "Statement":
        """Lower the quote's confidence by that of the mention that leads to its speaker."""
        mention = self.speech.mention
        if mention is None or (mention.rule in PLAIN and not self.speech.is_authored):
            return self
        is_authored = self.speech.is_authored
        rule = "author of the document" if is_authored else mention.rule
        confidence = self.quote.confidence * mention.confidence * (AUTHORED if is_authored else 1)
        found_by = f"{self.quote.found_by}, {rule}"
        quote = replace(self.quote, confidence=round(confidence, 2), found_by=found_by)
        return replace(self, quote=quote)


@dataclass(frozen=True)
class Claim:
    """Who is credited with a figure, and how they stand to it.

    ``claimant`` is None for a document that is cited as written.
    """

    commitment: str
    name: str
    claimant: Actor | None = None


@dataclass(frozen=True, eq=False)
class ClaimedFigure:
    """A figure, who claims it, and the innermost statement that it stands in."""

    figure: Figure
    claim: Claim | None = None
    statement: Statement | None = None


@dataclass(frozen=True, eq=False)
class Findings:
    """All that was found in one article, joined."""

    actors: tuple[Actor, ...]
    statements: tuple[Statement, ...]
    nested: tuple[Statement, ...]
    figures: tuple[ClaimedFigure, ...]


def as_speeches(quotes: list[Attribution]) -> list[Speech]:
    """Take of each quote what actors need to know of it, in the same order."""
    speeches: list[Speech] = []
    for quote in quotes:
        before = speeches[quote.follows] if quote.follows is not None else None
        speeches.append(Speech(quote.contents, quote.source, quote.cue, quote.marked, before))
    return speeches
