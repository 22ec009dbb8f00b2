"""Introducing: a person made subject for the first time takes "he" from those named before."""

from collections.abc import Sequence

from .mention import GENDERS, INDEFINITE, SUBJECTS, Phrase


def find_introduced(phrase: Phrase, introducing: Sequence[Phrase]) -> Phrase | None:
    """Return who was introduced as a subject right before "he" or "she".

    "Lee wrote it. A customer stole a car. He fled": the customer. In the sentence before, or in
    what the same verb governs.
    """
    if phrase.kind not in GENDERS:
        return None
    return next((p for p in introducing if p.start < phrase.start and _is_next(phrase, p)), None)


def introduces(first: Phrase) -> bool:
    """Return True if a phrase is an indefinite subject of its sentence.

    "A customer stole a car".
    """
    verb = first.head.head
    is_main = verb.dep_ == "ROOT" or (verb.dep_ == "conj" and verb.head.dep_ == "ROOT")
    is_new = first.form == "nominal" and first.head.doc[first.first].lower_ in INDEFINITE
    is_person = first.kind == "person" and not first.is_plural
    is_first = not any(child.dep_ == "ccomp" for child in verb.lefts)  # not "…, a source said"
    return is_new and is_person and is_main and is_first and first.head.dep_ in SUBJECTS


def _is_next(phrase: Phrase, first: Phrase) -> bool:
    """Return True if a phrase stands in the next sentence, or in the same one.

    Not in an adverbial clause of the same one.
    """
    if phrase.sentence == first.sentence:
        above = (
            token
            for token in (phrase.head, *phrase.head.ancestors)
            if first.head.head.is_ancestor(token)
        )
        return all(token.dep_ != "advcl" for token in above)
    return phrase.sentence - first.sentence == 1
