"""Owning: "his lawyer" given to the lawyer of his that the text has spoken of before."""

from collections.abc import Iterator

from spacy.tokens import Token

from ..language.hypernyms import is_kind_of
from .actor import Actor, Mention
from .anaphora import CONTRASTING
from .mention import Phrase
from .roles import Role
from .sieves import NEAR, Found

# A relation as the text gives it: whose, what ("lawyer"), in which other words ("former"), and who
# that is.
Owned = tuple[Actor, str, frozenset[str], Actor]
ALIKE = {"group": {"group", "organisation"}, "organisation": {"group", "organisation"}}


class Owning:
    """The rule by which a phrase with a possessor finds who stood in that relation to the same one before."""

    actors: list[Actor]
    home: dict[Phrase, Actor]
    seen: dict[Actor, list[Mention]]
    roles: dict[Actor, list[Role]]
    headed_by: dict[int, Phrase]

    def _by_owner(self, phrase: Phrase) -> Found | None:
        """Take "his lawyer" or "Brown's lawyer" for Brown's lawyer of before, named or not, if there was one only."""
        owner = self._owner(phrase)
        if owner is None:
            return None
        words = _words_between(phrase.head)
        fitting = {
            actor: whose
            for whose, noun, known, actor in self._owned()
            if is_kind_of(noun, phrase.noun) and actor is not owner
            if words <= known and CONTRASTING.isdisjoint(known - words)
            if actor.kind == phrase.kind or actor.kind in ALIKE.get(phrase.kind, ())
        }
        its = [actor for actor, whose in fitting.items() if whose is owner]
        return (
            (its[0], "owner", 0.9, None)
            if len(its) == 1 and not self._is_open(phrase, owner, fitting)
            else None
        )

    def _is_open(self, phrase: Phrase, owner: Actor, fitting: dict[Actor, Actor]) -> bool:
        """Say whether "his wife" could be another's, too: of two men nearby a wife has been spoken of."""
        possessor = _possessor(phrase.head)
        if possessor.tag_ != "PRP$":
            return False
        return any(
            whose is not owner and phrase.sentence - self.seen[whose][-1].phrase.sentence < NEAR
            for whose in fitting.values()
            if whose in self.seen and whose.gender in (owner.gender, None)
        )

    def _name_late(self) -> None:
        """Give what stood for "his father" to the man whom the text only later calls "his father, John Brown"."""
        named = [relation for relation in self._owned() if relation[3].names]
        for actor in [actor for actor in self.seen if actor.kind == "person" and not actor.names]:
            first = actor.mentions[0].phrase
            owner = self._known(_possessor(first.head)) if first.form == "nominal" else None
            words = _words_between(first.head) if owner else frozenset()
            fitting = {
                other
                for whose, noun, known, other in named
                if whose is owner
                and noun == first.noun
                and words == known
                and first.end < other.names[0].start
            }
            if len(fitting) == 1:
                self._give(actor, fitting.pop(), "owner")

    def _give(self, actor: Actor, other: Actor, rule: str) -> None:
        """Give all mentions of one actor to another."""
        for mention in actor.mentions:
            other.add(mention.phrase, rule, mention.confidence, mention.runner_up)
            self.home[mention.phrase] = other
        self.actors.remove(actor)
        self.seen.setdefault(other, []).extend(self.seen.pop(actor, []))

    def _owner(self, phrase: Phrase) -> Actor | None:
        """Return whose a phrase says that it is.

        None where it does not, or says more ("his minister of defence").
        """
        possessor = _possessor(phrase.head)
        owned_by = self.headed_by.get(possessor.i) if possessor is not None else None
        if owned_by is None or owned_by.kind in ("i", "we", "you", "thing"):
            return None
        found = self.home.get(owned_by) or next(iter(self._find(owned_by) or ()), None)
        return found.joined_to or found if found else None

    def _owned(self) -> Iterator[Owned]:
        """Yield the relations that the text has given until now: by noun phrases, and by the titles of persons."""
        for actor, mentions in self.seen.items():
            for mention in mentions:
                if mention.form == "nominal" and (
                    owner := self._known(_possessor(mention.phrase.head))
                ):
                    yield owner, mention.phrase.noun, _words_between(mention.phrase.head), actor
            for role in self.roles.get(actor, ()):
                possessor = next((token for token in role.setting if token.dep_ == "poss"), None)
                if owner := self._known(possessor):
                    words = frozenset(token.lower_ for token in role.title)
                    yield from ((owner, noun, words - {noun}, actor) for noun in role.heads)

    def _known(self, possessor: Token | None) -> Actor | None:
        """Return the actor that a possessor was found to be."""
        return self.home.get(self.headed_by.get(possessor.i)) if possessor is not None else None


def _possessor(head: Token) -> Token | None:
    """Return the possessor of a noun without a complement."""
    if any(child.lower_ in ("of", "for") for child in head.rights):
        return None
    owner = next((child for child in head.lefts if child.dep_ == "poss"), None)
    return owner if owner is not None and owner.n_rights <= 1 else None  # not "Smith and Lee's"


def _words_between(head: Token) -> frozenset[str]:
    """Return the words between a possessor and the noun: the "older" of "his older brother"."""
    owner = next(child for child in head.lefts if child.dep_ == "poss")
    words = head.doc[owner.right_edge.i + 1 : head.i]
    return frozenset(token.lower_ for token in words if not token.is_punct)
