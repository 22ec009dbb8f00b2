"""Introducing: a person made the subject of a sentence for the first time, who takes "he" from those named before."""

from .actor import Actor, Mention
from .features import SUBJECTS
from .mention import Phrase

INDEFINITE = {"a", "an", "one", "another", "some"}


def without_superseded(
    phrase: Phrase, actors: list[Actor], seen: dict[Actor, list[Mention]]
) -> list[Actor]:
    """Leave out who was last mentioned before the sentence that introduced someone else as its subject.

    "Lee wrote it. He filed it. A customer stole a car. He fled": the customer, or nobody. Only of
    "he" and "she", in the next sentence or in what the same verb governs.

    Parameters
    ----------
    phrase
        The phrase to be resolved.
    actors
        The actors that it may take up, by all else.
    seen
        The mentions before the phrase, by actor.
    """
    if phrase.kind not in ("he", "she"):
        return actors
    begins = (seen[actor][0].phrase for actor in actors)
    new = [first.sentence for first in begins if _introduces(first) and _is_next(phrase, first)]
    return [actor for actor in actors if seen[actor][-1].phrase.sentence >= max(new, default=0)]


def _introduces(first: Phrase) -> bool:
    """Return True if a first mention is the subject of its sentence, and indefinite: "a customer stole a car"."""
    verb = first.head.head
    is_main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    is_new = first.form == "nominal" and first.head.doc[first.first].lower_ in INDEFINITE
    is_person = first.kind == "person" and not first.is_plural
    is_first = not any(child.dep_ == "ccomp" for child in verb.lefts)  # not "…, a source said"
    return is_new and is_person and is_main and is_first and first.head.dep_ in SUBJECTS


def _is_next(phrase: Phrase, first: Phrase) -> bool:
    """Return True if a phrase stands in the next sentence, or in the same one, but in no adverbial clause of it."""
    if phrase.sentence == first.sentence:
        above = (
            token
            for token in (phrase.head, *phrase.head.ancestors)
            if first.head.head.is_ancestor(token)
        )
        return all(token.dep_ != "advcl" for token in above)
    return phrase.sentence - first.sentence == 1
