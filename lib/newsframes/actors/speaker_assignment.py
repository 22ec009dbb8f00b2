"""Speaker assignment: the phrase of a quote that says who speaks, and from that the actor."""

from collections.abc import Mapping, Sequence

from spacy.tokens import Span

from ..language.noun_classes import documents, kind_of
from ..reader import Reading
from .actor import Actor, Mention
from .document_authors import find_author
from .interview import Interview
from .mention import Phrase
from .phrase_index import PhraseIndex
from .second_hand_sources import find_cited, find_passer
from .source_heads import find_source, head_of_source
from .speech import Speech


def find_speaker(
    reading: Reading, speech: Speech, phrases: PhraseIndex
) -> tuple[Phrase | None, bool]:
    """Return the phrase of the speaker or the document's author, and whether it is an author."""
    if speech.follows is not None:
        return find_speaker(reading, speech.follows, phrases)
    if speech.source is None:
        return None, False
    said = find_source(reading, speech.source, phrases)
    author = None if said else find_author(reading, speech.source, phrases)
    return said or author, author is not None


def find_document(
    reading: Reading, phrase: Phrase, speeches: Sequence[Speech], sentence_of: Mapping[int, int]
) -> Speech | None:
    """Return what a document said before "it added" or "they added", if any did.

    The sentence before for "it", several sentences before for "they". "The report said … It added …
    It also said": each goes on from the one before.
    """
    own = (phrase.start, phrase.end)
    if phrase.kind not in ("it", "they") or all(speech.source != own for speech in speeches):
        return None
    sourced = [(speech.source, speech) for speech in speeches if speech.source]
    before = [entry for entry in sourced if entry[0][1] <= phrase.start]
    at = phrase.sentence
    for source, speech in sorted(before, key=lambda entry: -entry[0][1]):
        words = reading.span(*source)
        place = sentence_of[words[0].i]
        if at - place > 1:
            return None
        if words.text.lower() != phrase.kind:
            return speech if _is_document(words, phrase.kind == "they") else None
        at = place
    return None


def _is_document(source: Span, is_plural: bool) -> bool:
    """Return True if a source is one or several documents, and nobody's name with what it is."""
    head = head_of_source(source)
    is_one = head.lemma_.lower() in documents() and source[0].ent_type_ not in (
        "ORG",
        "PERSON",
        "MISC",
    )
    return is_one and (head.tag_ == "NNS") == is_plural and kind_of(head, is_plural) == "thing"


def assign_speakers(
    reading: Reading,
    speeches: Sequence[Speech],
    home: Mapping[Phrase, Actor],
    doubtful: Mapping[Phrase, Actor],
) -> None:
    """Write the speakers into the quotes, who relays them, and who comes second.

    ``doubtful`` names for phrases without an actor whom they would mean if that were surer.
    """
    known, unknown = PhraseIndex(home), PhraseIndex(doubtful)
    for speech in speeches:
        if speech.follows:
            speech.take(speech.follows)
            continue
        source, speech.is_authored = find_speaker(reading, speech, known)
        said = _mention_of(source, home)
        word = find_cited(reading, speech)
        cited = _mention_of(known.find(word.i), home) if word is not None else None
        # "IRNA quoted him as saying"
        is_known = cited is not None or word is None or word.pos_ != "PRON"
        speech.relayed_by = None
        if said and (not is_known or (cited and cited[0] is not said[0])):
            speech.relayed_by = said[0]
        passer = find_passer(reading, speech.source) if speech.source else None
        if passer is not None and (passed := _mention_of(known.find(passer.i), home)):
            speech.relayed_by = passed[0]
        speech.actor, speech.mention = (cited or (said if is_known else None)) or (None, None)
        if speech.mention is not None:
            speech.runner_up = _actor_of(speech.mention.runner_up, home)
        elif speech.source is not None:
            unsure = find_source(reading, speech.source, unknown)
            speech.runner_up = _actor_of(unsure, doubtful)


def assign_answers(speeches: Sequence[Speech], interview: Interview | None) -> None:
    """Write who is asked into the answers that bear no name."""
    for speech in speeches:
        if speech.is_answer and interview is not None:
            speech.actor, speech.mention = interview.asked, interview.asked.mentions[0]


def _actor_of(phrase: Phrase | None, home: Mapping[Phrase, Actor]) -> Actor | None:
    return home.get(phrase) if phrase is not None else None


def _mention_of(
    phrase: Phrase | None, home: Mapping[Phrase, Actor]
) -> tuple[Actor, Mention] | None:
    """Return whom a phrase means, and the mention."""
    actor = _actor_of(phrase, home)
    if actor is None:
        return None
    return actor, next(mention for mention in actor.mentions if mention.phrase is phrase)
