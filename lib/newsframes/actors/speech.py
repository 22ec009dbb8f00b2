"""What actors need to know of a quote."""

from dataclasses import dataclass

from ..reader import Reading
from .actor import Actor, Mention
from .relative_pronouns import is_relative


@dataclass(eq=False)
class Speech:
    """A quote's content, what of it stands in marks, source, cue and, once known, speaker.

    ``runner_up`` is the next likeliest speaker, ``relayed_by`` who passes the speaker's words on;
    ``is_authored`` says that the source is a document of the speaker's; ``document`` is where the
    document stands that a source like "it" means; ``is_answer`` that a label such as "A:" says so.
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
    is_answer: bool = False

    def holds(self, at: int) -> bool:
        """Return True if a character belongs to the content."""
        return any(start <= at < end for start, end in self.parts)

    def voices(self, at: int) -> bool:
        """Return True if a character is in the speaker's own words, in the content's marks."""
        return any(start <= at < end for start, end in self.marked)

    def resolved_by(self, reading: Reading) -> str | None:
        """Return how the speaker was resolved, by a name of ``RESOLVED_BY``; None without one."""
        if self.actor is None:
            return None
        if self.is_answer:
            return "interview"
        if self.follows is not None or self.mention is None:
            return "follow-on"
        if self.is_authored or self.document is not None:
            return "author"
        start, end = self.source or (0, 0)
        mention = self.mention
        if not (start < mention.end and mention.start < end):
            words = reading.span(start, end)
            return "antecedent" if len(words) and is_relative(words[0]) else "cited"
        is_first = mention.start <= self.actor.mentions[0].start
        return {"nominal": "first mention" if is_first else "description"}.get(
            mention.form, mention.form
        )

    def take(self, other: "Speech") -> None:
        """Copy the speaker from the quote that this one continues."""
        self.actor, self.mention = other.actor, other.mention
        self.runner_up, self.relayed_by, self.is_authored = (
            other.runner_up,
            other.relayed_by,
            other.is_authored,
        )
