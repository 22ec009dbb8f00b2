"""An actor of an article and its mentions."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from ..language.countries import find_country
from .mention import Phrase
from .roles import Role


@dataclass(frozen=True, eq=False)
class Mention:
    """A phrase that means an actor, the ``rule`` that says so, and how sure that is, 0 to 1.

    ``runner_up`` is a phrase of the actor that comes second.
    """

    phrase: Phrase
    rule: str
    confidence: float = 1.0
    runner_up: Phrase | None = None

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


@dataclass(frozen=True, eq=False)
class Actor:
    """One actor of an article; its mentions are in the order of the text.

    ``gender`` is which pronoun the article uses, and ``is_generic`` says that nobody in particular
    is meant.
    """

    kind: str
    mentions: tuple[Mention, ...]
    roles: tuple[Role, ...] = ()
    role: str | None = None
    affiliation: str | None = None
    country: str | None = None
    gender: str | None = None
    is_generic: bool = False

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

    def having(self, *mentions: Mention) -> "Actor":
        """Return the actor with further mentions."""
        found = sorted((*self.mentions, *mentions), key=lambda m: (m.start, m.end))
        return replace(self, mentions=tuple(found))

    def before(self, phrase: Phrase) -> list[Mention]:
        """List the mentions that begin before a phrase does."""
        return [mention for mention in self.mentions if mention.start < phrase.start]


def _is_country(mention: Mention) -> bool:
    """Return True if a name is a country's own, which goes before its capital's."""
    country = find_country(mention.text)
    return mention.phrase.kind != "person" and country is not None and country.use == "name"


def common_kind(mentions: Iterable[Mention]) -> str:
    """Return the kind that most of the names have; a person if several are equal."""
    counts = Counter(mention.phrase.kind for mention in mentions)
    return max(counts, key=lambda kind: (counts[kind], kind == "person", kind))
