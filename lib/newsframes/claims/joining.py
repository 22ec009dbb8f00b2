"""Joining: actors, quotes and figures of one article become statements and claims."""

from dataclasses import replace

from ..actors import Actor, Interview
from ..actors.joint_speakers import find_joint
from ..actors.phrase_index import Homes
from ..actors.representation import find_represented
from ..figures import Figure
from ..quotes import Attribution
from ..reader import Reading
from .claim_assignment import assign_claims, lead_to_claim
from .nested_quotes import resolve_nested
from .statements import Findings, Statement


def join_claims(
    reading: Reading,
    actors: list[Actor],
    statements: list[Statement],
    nested: list[Attribution],
    figures: list[Figure],
    *,
    interview: Interview | None,
) -> Findings:
    """Join what was found: who speaks, and who claims a figure.

    A figure is claimed by the speaker of the quote that it stands in, in the answers of an
    interview by who is asked; otherwise it has no claimant, which means that the article says it in
    its own voice.

    Parameters
    ----------
    reading, actors, figures
        The article and what was found in it.
    statements
        The quotes with their speakers.
    nested
        What is attributed to others within those quotes.
    interview
        Who is asked, and where the answers are, if the article is an interview.
    """
    placed = sorted(
        ((mention, actor) for actor in actors for mention in actor.mentions),
        key=lambda at: (at[0].start, at[0].end),
    )
    homes = Homes((mention.phrase, actor) for mention, actor in placed if actor.kind != "thing")
    if interview is not None and interview.asked not in actors:
        interview = None
    resolved = list(resolve_nested(reading, nested, statements, placed))
    claimed = assign_claims(reading, figures, statements, homes, interview=interview)
    return Findings(
        tuple(actors),
        tuple(_with_others(reading, statement, homes) for statement in statements),
        tuple(_with_others(reading, statement, homes) for statement in resolved),
        tuple(lead_to_claim(figure, resolved) for figure in claimed),
    )


def _with_others(reading: Reading, statement: Statement, homes: Homes) -> Statement:
    """Return a statement with its joint speakers and with whom its speaker speaks for."""
    speech = statement.speech
    represented = find_represented(reading, speech, homes)
    while speech.follows is not None:  # one that goes on has the joint speakers of the one before
        speech = speech.follows
    joint: tuple[Actor, ...] = ()
    if speech.source is not None and speech.mention is not None and not speech.is_authored:
        phrases = find_joint(reading, speech.source, speech.mention.phrase, homes)
        actors = dict.fromkeys(homes[phrase] for phrase in phrases)
        joint = tuple(one for one in actors if one not in (speech.actor, speech.relayed_by))
    return replace(statement, joint=joint, represented=represented)
