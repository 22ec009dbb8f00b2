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

    @property
    def name(self) -> str:
        """The fullest form: the longest name, among equals the first."""
        names = [mention for mention in self.mentions if mention.form == "name"]
        return max(names, key=lambda mention: (len(mention.text), -mention.start)).text
