"""What actors need to know of a quote."""

from dataclasses import dataclass

from .actor import Actor, Mention


@dataclass(eq=False)
class Speech:
    """A quote's content and source, whether it is in marks, and, once that is known, who speaks."""

    parts: tuple[tuple[int, int], ...]
    source: tuple[int, int] | None
    is_marked: bool
    follows: "Speech | None" = None
    actor: Actor | None = None
    mention: Mention | None = None
    runner_up: Actor | None = None
    relayed_by: Actor | None = None

    def holds(self, at: int) -> bool:
        """Say whether a character belongs to the content."""
        return any(start <= at < end for start, end in self.parts)
