"""Claim assignment: who is credited with a figure, and how they stand to it."""

from dataclasses import replace

import numpy as np

from ..actors import Interview
from ..actors.document_authors import find_author
from ..actors.mention import Phrase
from ..actors.phrase_index import Homes
from ..actors.source_heads import find_source, head_of_source
from ..figures import Figure
from ..language.noun_classes import documents
from ..reader import Reading
from .citation import cite
from .commitment import commit
from .commitment_words import ASSERTED
from .confidence import confidence_of_mention, confidence_of_speaker
from .scope import Scope
from .scope_search import commitment_outside
from .statements import Claim, ClaimedFigure, Statement


def assign_claims(
    reading: Reading,
    figures: list[Figure],
    statements: list[Statement],
    homes: Homes,
    *,
    interview: Interview | None,
) -> list[ClaimedFigure]:
    """Credit each figure to who puts it so, else to the speaker of its quote, else to nobody.

    Parameters
    ----------
    reading, figures
        The article and its figures.
    statements
        Its quotes with their speakers, without those nested in others.
    homes
        The actor of each phrase.
    interview
        Who is asked, and where the answers are: the figures there that nobody else claims are
        theirs.
    """
    found = []
    reaches = np.array([statement.reach for statement in statements], np.int64).reshape(-1, 2)
    for figure in figures:
        near = np.flatnonzero((reaches[:, 0] <= figure.start) & (figure.end <= reaches[:, 1]))
        holding = [statements[n] for n in near.tolist() if statements[n].holds(figure)]
        statement = min(holding, key=lambda one: one.quote.end - one.quote.start, default=None)
        claim = _claim_inside(reading, statement, figure, homes) if statement else None
        giver = figure.claimant
        if giver is not None and not _is_nearer(statement, figure, giver):
            claim = _claim_outside(reading, figure, giver, homes, inside=claim)
        claim = claim or _claim_of_answer(interview, figure)
        found.append(ClaimedFigure(figure, claim, statement))
    return found


def lead_to_claim(found: ClaimedFigure, nested: list[Statement]) -> ClaimedFigure:
    """Link a figure to the nested quote whose speaker claims it, if there is one."""
    figure, claimant = found.figure, found.claim.claimant if found.claim else None
    for statement in nested:
        quote = statement.quote
        is_inside = quote.start <= figure.start and figure.end <= quote.end
        if is_inside and claimant is not None and statement.speaker is claimant:
            return replace(found, statement=statement)
    return found


def _claim_inside(
    reading: Reading, statement: Statement, figure: Figure, homes: Homes
) -> Claim | None:
    """Return the claim of a quote's speaker, or of whom the quote says to deny or ask."""
    scope = commit(reading, statement, figure)
    if scope.claim is None:
        return None
    if (holder := _holder(reading, scope, homes)) is not None:
        return _claim_of(scope.claim, holder, homes)
    speaker, speech = statement.speaker, statement.speech
    name = speaker.name if speaker else cite(reading, speech.document or speech.source)
    confidence = confidence_of_speaker(reading, statement.quote, speech)
    return Claim(scope.claim, name, speaker, confidence) if name is not None else None


def _claim_of(commitment: str, phrase: Phrase, homes: Homes) -> Claim:
    """Return the claim of the actor that a phrase means."""
    actor = homes[phrase]
    mention = next(mention for mention in actor.mentions if mention.phrase is phrase)
    return Claim(commitment, actor.name, actor, confidence_of_mention(mention, actor))


def _holder(reading: Reading, scope: Scope, homes: Homes) -> Phrase | None:
    """Return the phrase of the actor who denies or asks within what another says."""
    if scope.holder is None:
        return None
    words = reading.doc[scope.holder.left_edge.i : scope.holder.right_edge.i + 1]
    phrase = find_source(reading, reading.offsets(words), homes)
    return phrase if phrase in homes else None


def _is_nearer(statement: Statement | None, figure: Figure, giver: tuple[int, int]) -> bool:
    """Return True if a quote's cue stands between its figure and who else gives it.

    "Magnitude 6.3 according to one, it was recorded as 6.4 by the other."
    """
    return statement is not None and figure.end <= statement.cue_start < giver[0]


def _claim_outside(
    reading: Reading,
    figure: Figure,
    giver: tuple[int, int],
    homes: Homes,
    *,
    inside: Claim | None,
) -> Claim | None:
    """Return the claim of who gives a figure by a verb of giving, else the one ``inside`` a quote.

    That is an actor, the maker of a document, or the document as written.
    """
    commitment = commitment_outside(reading, figure, giver)
    if commitment is None:
        return inside
    phrase = find_source(reading, giver, homes) or find_author(reading, giver, homes)
    if phrase is not None:
        return _claim_of(commitment, phrase, homes)
    head = head_of_source(reading.span(*giver))
    if head.lemma_.lower() not in documents() or inside is not None:
        return inside  # "put at 18 by nightfall"
    return Claim(commitment, reading.words(*giver))


def _claim_of_answer(interview: Interview | None, figure: Figure) -> Claim | None:
    """Return the claim of who is asked in an interview, if a figure stands in an answer."""
    if interview is None or not interview.is_personal:
        return None
    if not interview.means_asked("i", figure.start):
        return None
    return Claim(ASSERTED, interview.asked.name, interview.asked)
