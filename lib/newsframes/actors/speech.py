"""What actors need to know of a quote."""

from dataclasses import dataclass

from .actor import Actor, Mention


@dataclass(eq=False)
class Speech:
    """A quote's content, what of it stands in marks, source and cue, and, once that is known, who speaks.

    ``runner_up`` is the next likeliest speaker, ``relayed_by`` who passes the speaker's words on;
    ``is_authored`` says that the source is a document of the speaker's; ``document`` is where the
    document stands that a source like "it" means.
    """

    parts: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    cue: tuple[int, int] | None
    marked: tuple[tuple[int, int], ...]
    follows: "Speech | None" = None
    actor: Actor | None = None
    mention: Mention | None = None
    runner_up: Actor | None = None
    relayed_by: Actor | None = None
    is_authored: bool = False
    document: tuple[int, int] | None = None

    def holds(self, at: int) -> bool:
        """Say whether a character belongs to the content."""
        return any(start <= at < end for start, end in self.parts)

    def voices(self, at: int) -> bool:
        """Say whether a character stands in the marks of the content, and so in the speaker's own words."""
        return any(start <= at < end for start, end in self.marked)

    def take(self, other: "Speech") -> None:
        """Take over the speaker of the quote that this one goes on from."""
        self.actor, self.mention = other.actor, other.mention
        self.runner_up, self.relayed_by, self.is_authored = (
            other.runner_up,
            other.relayed_by,
            other.is_authored,
        )
