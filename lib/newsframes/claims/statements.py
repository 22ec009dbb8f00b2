"""Statements: quotes with their speakers, and figures with who claims them."""

from dataclasses import dataclass

from ..actors import Actor, Speech
from ..figures import Figure
from ..quotes import Attribution


@dataclass(frozen=True, eq=False)
class Statement:
    """A quote and what is known of its speaker.

    ``joint`` are further actors who say it together with the speaker, ``represented`` is whom the
    speaker speaks for, ``within`` the statement in whose content this one stands.
    """

    quote: Attribution
    speech: Speech
    joint: tuple[Actor, ...] = ()
    represented: Actor | None = None
    within: "Statement | None" = None

    @property
    def speaker(self) -> Actor | None:
        """The actor who speaks."""
        return self.speech.actor

    @property
    def cue_start(self) -> int:
        """Where the cue begins; without one, where the content does."""
        return self.quote.cue[0] if self.quote.cue else self.quote.start

    @property
    def reach(self) -> tuple[int, int]:
        """From where to where figures may stand that it holds."""
        contents = self.quote.contents
        first = min(start for start, _ in contents)
        return min(first, self.cue_start), max(end for _, end in contents)

    def holds(self, figure: Figure) -> bool:
        """Return True if a figure stands in the content, not in what interrupts it.

        Its approximator may be the cue: "the website estimated 120 people".
        """
        first, *others = self.quote.contents
        begins = min(first[0], self.cue_start)
        is_first = begins <= figure.start and first[0] < figure.end <= first[1]
        return is_first or any(start <= figure.start and figure.end <= end for start, end in others)


@dataclass(frozen=True)
class Claim:
    """Who is credited with a figure, and how they stand to it.

    ``claimant`` is None for a document that is cited as written; ``confidence`` is the probability
    that it is the right one, None without one.
    """

    commitment: str
    name: str
    claimant: Actor | None = None
    confidence: float | None = None


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
    """Return what speaker assignment needs of each quote, in the same order."""
    speeches: list[Speech] = []
    for quote in quotes:
        before = speeches[quote.follows] if quote.follows is not None else None
        # A label that names nobody, such as "A:", is no phrase for anyone.
        source = None if quote.part else quote.source
        speeches.append(
            Speech(
                quote.contents, source, quote.cue, quote.marked, before,
                is_answer=quote.part == "answers",
            )
        )  # fmt: skip
    return speeches
