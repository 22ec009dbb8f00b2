"""Joining: actors, quotes and figures of one article become statements and claims."""

from ..actors import Actor, Interview
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
    homes = {mention.phrase: actor for mention, actor in placed if actor.kind != "thing"}
    if interview is not None and interview.asked not in actors:
        interview = None
    resolved = list(resolve_nested(reading, nested, statements, placed))
    claimed = assign_claims(reading, figures, statements, homes, interview=interview)
    return Findings(
        tuple(actors),
        tuple(statements),
        tuple(resolved),
        tuple(lead_to_claim(figure, resolved) for figure in claimed),
    )
