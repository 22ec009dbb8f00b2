"""An actor and its mentions, while they are being put together."""

from collections import Counter
from dataclasses import dataclass, field

from ..language.countries import find_country
from .mention import Phrase


@dataclass(frozen=True)
class Mention:
    """A phrase that means an actor, the ``rule`` that says so, how sure that is, 0 to 1, and who comes second."""

    phrase: Phrase
    rule: str
    confidence: float = 1.0
    runner_up: "Actor | None" = None

    @property
    def start(self) -> int:
        """Where it begins in the article's text."""
        return self.phrase.start

    @property
    def end(self) -> int:
        """Where it ends, exclusive."""
        return self.phrase.end

    @property
    def text(self) -> str:
        """Its characters."""
        return self.phrase.text

    @property
    def form(self) -> str:
        """``name``, ``nominal`` or ``pronoun``."""
        return self.phrase.form


@dataclass(eq=False)
class Actor:
    """One actor of an article.

    ``kind`` is ``thing`` for what only competes with actors for a pronoun.

    ``joined_to`` is the actor that took it in, if one did.
    """

    kind: str
    mentions: list[Mention] = field(default_factory=list)
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    gender: str | None = None
    joined_to: "Actor | None" = None

    @property
    def names(self) -> list[Mention]:
        """The mentions by name."""
        return [mention for mention in self.mentions if mention.form == "name"]

    @property
    def name(self) -> str:
        """The fullest form: the longest name, among equals the first.

        Without a name, its first noun phrase.
        """
        names = self.names
        if names:
            names = [mention for mention in names if _is_country(mention)] or names
            return max(names, key=lambda mention: (len(mention.text), -mention.start)).text
        described = [mention for mention in self.mentions if mention.form == "nominal"]
        return (described or self.mentions)[0].phrase.bare

    def add(
        self, phrase: Phrase, rule: str, confidence: float = 1.0, runner_up: "Actor | None" = None
    ) -> None:
        """Take a phrase up; the mentions stay in the order of the text."""
        self.mentions.append(Mention(phrase, rule, confidence, runner_up))
        self.mentions.sort(key=lambda mention: (mention.start, mention.end))


def _is_country(mention: Mention) -> bool:
    """Say whether a name is a country's own, which goes before its capital's."""
    country = find_country(mention.text)
    return mention.phrase.kind != "person" and country is not None and country.use == "name"


def common_kind(mentions: list[Mention]) -> str:
    """Return the kind that most of the names have; a person if several are equal."""
    counts = Counter(mention.phrase.kind for mention in mentions)
    return max(counts, key=lambda kind: (counts[kind], kind == "person", kind))
