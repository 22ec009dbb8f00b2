"""An actor and its mentions, while they are being put together."""

from dataclasses import dataclass, field


@dataclass
class Mention:
    """One mention in the article's text; ``acts`` says that it does something there."""

    start: int
    end: int
    text: str
    kind: str
    acts: bool
    form: str = "name"


@dataclass
class Actor:
    """One actor of an article."""

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    role: str | None = None

    def with_mentions(self, more: list[Mention]) -> "Actor":
        """Return the actor with further mentions, in the order of the text."""
        return Actor(self.kind, sorted([*self.mentions, *more], key=lambda mention: mention.start), self.role)

    @property
    def name(self) -> str:
        """The fullest form: the longest name, among equals the first."""
        names = [mention for mention in self.mentions if mention.form == "name"]
        return max(names, key=lambda mention: (len(mention.text), -mention.start)).text
