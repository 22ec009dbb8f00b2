"""Claims: actors, quotes and figures joined to the rows of the tables."""

from collections.abc import Mapping

from ..actors import Actor, Interview, Mention, Speech
from ..actors.document_authors import find_author
from ..actors.joint_speakers import find_joint
from ..actors.mention import Phrase
from ..actors.representation import find_represented
from ..actors.source_heads import find_source, head_of_source
from ..figures import Figure
from ..language.noun_classes import documents
from ..quotes import Quote
from ..reader import Reading
from ..tables.issue import Issue
from ..tables.schema import ATTITUDE
from .commitment import cite, commit
from .confidence import confidence_of_mention, confidence_of_quote, confidence_of_speaker
from .nested_quotes import lead_to_claim, pass_on
from .operators import ASSERTED
from .scope import Scope, claim_of_giver

Rows = dict[str, list[dict[str, object]]]
Placed = list[tuple[Mention, Actor]]
Said = list[tuple[dict[str, object], Speech]]


def as_speeches(quotes: list[Quote]) -> list[Speech]:
    """Take of each quote what actors need to know of it, in the same order."""
    speeches: list[Speech] = []
    for quote in quotes:
        before = speeches[quote.follows] if quote.follows is not None else None
        speeches.append(Speech(quote.parts, quote.speaker, quote.cue, quote.marked, before))
    return speeches


def link(
    reading: Reading,
    actors: list[Actor],
    quotes: list[Quote],
    speeches: list[Speech],
    nested: list[Quote],
    figures: list[Figure],
    *,
    interview: Interview | None,
) -> Rows:
    """Give every finding its id and join them: who speaks, and who claims a figure.

    A figure is claimed by the speaker of the quote that it stands in, in the answers of an
    interview by who is asked; otherwise its claimant is missing, which means that the article says
    it in its own voice.

    Parameters
    ----------
    reading, actors, quotes, figures
        The article and what was found in it.
    speeches
        The quotes again, in the same order, with their speakers.
    nested
        What is attributed to others within those quotes.
    interview
        Who is asked, and where the answers are, if the article is an interview.

    Returns
    -------
    dict of list of dict
        Rows of ``mentions``, ``actors``, ``quotes``, ``figures`` and ``issues``.
    """
    key = reading.article.article_id
    ids = {actor: f"{key}:a{actor.mentions[0].start}-{actor.mentions[0].end}" for actor in actors}
    placed = sorted(
        ((mention, actor) for actor in actors for mention in actor.mentions),
        key=lambda at: (at[0].start, at[0].end),
    )
    home = {mention.phrase: actor for mention, actor in placed if actor.kind != "thing"}
    quote_rows, issues = [], []
    for quote, speech in zip(quotes, speeches, strict=True):
        quote_rows.append(_quote_row(reading, quote, speech, ids, home))
        if quote.speaker is None and quote.follows is None:
            message = "Who says it is not found beside the quote."
            issues.append(Issue("no_speaker", message, key, quote.start, quote.end).row())
    said = list(zip(quote_rows, speeches, strict=True))
    passed_on = [
        _quote_row(reading, quote, speech, ids, home)
        | {"within_id": quote_rows[quote.within]["quote_id"]}
        for quote, speech in pass_on(reading, nested, speeches, placed)
    ]
    quote_rows = sorted([*quote_rows, *passed_on], key=lambda row: (row["start"], -row["end"]))
    figure_rows = [
        _answered(row, interview, ids) for row in _figure_rows(reading, figures, said, placed, ids)
    ]
    return {
        "mentions": [_mention_row(reading, ids[actor], mention) for mention, actor in placed],
        "actors": [_actor_row(key, ids[actor], actor, quote_rows) for actor in actors],
        "quotes": quote_rows,
        "figures": [lead_to_claim(row, passed_on) for row in figure_rows],
        "issues": issues,
    }


def _mention_row(reading: Reading, actor_id: str, mention: Mention) -> dict[str, object]:
    key = reading.article.article_id
    return {
        "mention_id": f"{key}:m{mention.start}-{mention.end}", "article_id": key,
        "actor_id": actor_id, "start": mention.start, "end": mention.end,
        "text": reading.surface(mention.start, mention.end), "form": mention.form,
    }  # fmt: skip


def _actor_row(
    key: str, actor_id: str, actor: Actor, quotes: list[dict[str, object]]
) -> dict[str, object]:
    named = actor.names or [mention for mention in actor.mentions if mention.form == "nominal"]
    forms = dict.fromkeys(mention.text for mention in named)
    row = {
        "actor_id": actor_id, "article_id": key, "name": actor.name, "kind": actor.kind,
        "role": actor.role, "affiliation": actor.affiliation, "country": actor.country,
        "aliases": [form for form in forms if form != actor.name],
        "n_mentions": len(actor.mentions),
        "n_quotes": sum(quote.get("speaker_id") == actor_id and quote["act"] != ATTITUDE for quote in quotes),
        "first_start": actor.mentions[0].start,
    }  # fmt: skip
    return _known(row)


def _quote_row(
    reading: Reading,
    quote: Quote,
    speech: Speech,
    ids: dict[Actor, str],
    home: Mapping[Phrase, Actor],
) -> dict[str, object]:
    key = reading.article.article_id
    row = {
        "quote_id": f"{key}:q{quote.start}-{quote.end}", "article_id": key, "kind": quote.kind,
        "act": quote.act, "stance": quote.stance, "text": reading.surface(quote.start, quote.end),
        "start": quote.start, "end": quote.end, "parts": list(quote.parts),
        "cue_lemma": quote.cue_lemma, "found_by": quote.found_by, "resolved_by": speech.resolved_by(reading),
        "confidence": confidence_of_quote(reading, quote),
        "speaker_confidence": confidence_of_speaker(reading, quote, speech),
        "co_speaker_ids": [ids[actor] for actor in _joint_speakers(reading, speech, home)],
    }  # fmt: skip
    for name, span in (("cue", quote.cue), ("speaker", quote.speaker)):
        if span:
            row |= {name: reading.surface(*span), f"{name}_start": span[0], f"{name}_end": span[1]}
    if actor := speech.actor:
        row |= {"speaker_id": ids[actor], "speaker_name": actor.name, "speaker_kind": actor.kind}
    others = {
        "runner_up_id": speech.runner_up,
        "relayed_by_id": speech.relayed_by,
        "speaks_for_id": find_represented(reading, speech, home),
    }
    for column, other in others.items():
        if other in ids:
            row[column] = ids[other]
    return _known(row)


def _joint_speakers(reading: Reading, speech: Speech, home: Mapping[Phrase, Actor]) -> list[Actor]:
    """List the joint speakers of a quote; one that goes on has those of the quote before it."""
    while speech.follows is not None:
        speech = speech.follows
    if speech.source is None or speech.mention is None or speech.is_authored:
        return []
    joint = find_joint(reading, speech.source, speech.mention.phrase, home)
    actors = dict.fromkeys(home[phrase] for phrase in joint)
    return [actor for actor in actors if actor not in (speech.actor, speech.relayed_by)]


def _figure_rows(
    reading: Reading, figures: list[Figure], said: Said, placed: Placed, ids: dict[Actor, str]
) -> list[dict[str, object]]:
    """Make the rows of figures.

    The claimant is who puts the figure so, else the speaker of the quote it stands in.
    """
    key = reading.article.article_id
    own = [f"{key}:f{figure.start}-{figure.end}" for figure in figures]
    home = {mention.phrase: actor for mention, actor in placed if actor.kind != "thing"}
    rows = []
    for figure, figure_id in zip(figures, own, strict=True):
        row = _figure_row(reading, figure, said, home, ids) | {"figure_id": figure_id}
        quote = next((quote for quote, _ in said if quote["quote_id"] == row.get("quote_id")), {})
        if figure.claimant is not None and not _is_nearer(quote, figure):
            row |= _given(reading, figure, row, home, ids)
        if figure.part_of is not None:
            row["part_of_id"] = own[figure.part_of]
        rows.append(row)
    return rows


def _answered(
    row: dict[str, object], interview: Interview | None, ids: dict[Actor, str]
) -> dict[str, object]:
    """Let who is asked in an interview claim the figures of the answers that nobody else claims."""
    is_answer = (
        interview is not None and interview.is_personal and interview.means_asked("i", row["start"])
    )
    if not is_answer or "claimant_name" in row or interview.asked not in ids:
        return row
    asked = interview.asked
    rule = f"{row['rule']}, interview"
    return row | {
        "claimant_id": ids[asked],
        "claimant_name": asked.name,
        "claim": ASSERTED,
        "rule": rule,
    }


def _is_nearer(quote: dict[str, object], figure: Figure) -> bool:
    """Say whether the cue of the quote that holds a figure stands between it and who else gives it.

    "Magnitude 6.3 according to one, it was recorded as 6.4 by the other."
    """
    cue = quote.get("cue_start", quote.get("start"))
    return cue is not None and figure.end <= cue < figure.claimant[0]


def _given(
    reading: Reading,
    figure: Figure,
    row: dict[str, object],
    home: dict[Phrase, Actor],
    ids: dict[Actor, str],
) -> dict[str, object]:
    """Name who gives a figure outside any quote: an actor, the maker of a document, or the document as written."""
    span, claim = figure.claimant, claim_of_giver(reading, figure)
    if claim is None:
        return {}
    given = {"claim": claim, "rule": f"{row['rule']}, put by"}
    phrase = find_source(reading, span, home) or find_author(reading, span, home)
    if phrase is not None:
        return given | _claiming(phrase, home, ids)
    head = head_of_source(reading.span(*span))
    if head.lemma_.lower() not in documents() or row.get("claimant_name"):
        return {}  # "put at 18 by nightfall"
    return given | {"claimant_name": reading.words(*span)}


def _claimant(
    reading: Reading,
    quote: dict[str, object],
    speech: Speech,
    scope: Scope,
    home: dict[Phrase, Actor],
    ids: dict[Actor, str],
) -> dict[str, object]:
    """Name who claims a figure in a quote: its speaker, or whom it says to deny or ask it, and how they stand to it."""
    if scope.holder is not None:
        whole = reading.doc[scope.holder.left_edge.i : scope.holder.right_edge.i + 1]
        phrase = find_source(reading, reading.offsets(whole), home)
        if phrase is not None and home[phrase] in ids:
            return _claiming(phrase, home, ids) | {"claim": scope.claim}
    name = quote.get("speaker_name") or cite(reading, speech.document or speech.source)
    claim = scope.claim if name is not None else None
    return {
        "claimant_id": quote.get("speaker_id"),
        "claimant_name": name,
        "claimant_confidence": quote.get("speaker_confidence"),
        "claim": claim,
    }


def _claiming(
    phrase: Phrase, home: dict[Phrase, Actor], ids: dict[Actor, str]
) -> dict[str, object]:
    """Name an actor as the claimant, by the phrase that means it."""
    actor = home[phrase]
    mention = next(mention for mention in actor.mentions if mention.phrase is phrase)
    return {
        "claimant_id": ids[actor],
        "claimant_name": actor.name,
        "claimant_confidence": confidence_of_mention(mention, actor),
    }


def _figure_row(
    reading: Reading, figure: Figure, said: Said, home: dict[Phrase, Actor], ids: dict[Actor, str]
) -> dict[str, object]:
    key, number = reading.article.article_id, figure.number
    inside = [(quote, speech) for quote, speech in said if _holds(quote, figure)]
    quote, speech = min(inside, key=lambda one: one[0]["end"] - one[0]["start"], default=({}, None))
    scope = (
        commit(reading, quote, figure, is_voiced=speech.voices(figure.start))
        if speech
        else Scope(None)
    )
    claimant = (
        _claimant(reading, quote, speech, scope, home, ids) if scope.claim is not None else {}
    )
    row = {
        "article_id": key, "text": reading.surface(figure.start, figure.end), "start": figure.start,
        "end": figure.end, "low": number.low, "high": number.high, "bound": number.bound,
        "unit": number.unit, "unit_kind": number.unit_kind, "per": number.per,
        "event": figure.event, "change": figure.change, **claimant,
        "quote_id": quote.get("quote_id"), "confidence": round(figure.confidence, 2),
        "rule": number.rule,
    }  # fmt: skip
    for name, span in (("thing", figure.thing), ("about", figure.about)):
        if span:
            row |= {name: reading.surface(*span), f"{name}_start": span[0], f"{name}_end": span[1]}
    return _known(row)


def _holds(quote: dict[str, object], figure: Figure) -> bool:
    """Say whether a figure stands in a quote.

    Its approximator may be the cue ("the website estimated 120 people").

    Not what stands between its parts: "“We ran,” said Ann Lee, one of 300 guests. “It was hot.”"
    """
    first, *others = quote["parts"]
    begins = min(first[0], quote.get("cue_start", first[0]))
    is_first = begins <= figure.start and first[0] < figure.end <= first[1]
    return is_first or any(start <= figure.start and figure.end <= end for start, end in others)


def _known(row: dict[str, object]) -> dict[str, object]:
    """Leave out what is None, so that it becomes NA."""
    return {key: value for key, value in row.items() if value is not None}
