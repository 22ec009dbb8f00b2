"""Claims: actors, quotes and figures joined to the rows of the tables."""

from dataclasses import replace

from ..actors import Actor, Interview, Mention, Speech
from ..actors.document_authors import find_author
from ..actors.mention import Phrase
from ..actors.source_heads import find_source, head_of_source
from ..figures import Figure
from ..language.noun_classes import documents
from ..quotes import Quote
from ..reader import Reading
from ..tables.issue import Issue
from ..tables.schema import ATTITUDE
from .commitment import cite, commit
from .nested_quotes import lead_to_claim, pass_on
from .operators import ASSERTED
from .scope import Scope, claim_of_giver

Rows = dict[str, list[dict[str, object]]]
# How sure it is that a document speaks for whom it names as its maker.
AUTHORED = 0.9
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
    quote_rows, issues = [], []
    for quote, speech in zip(quotes, speeches, strict=True):
        quote_rows.append(_quote_row(reading, _weighed(quote, speech), speech, ids))
        if quote.speaker is None and quote.follows is None:
            message = "Who says it is not found beside the quote."
            issues.append(Issue("no_speaker", message, key, quote.start, quote.end).row())
    said = list(zip(quote_rows, speeches, strict=True))
    passed_on = [
        _quote_row(reading, _weighed(quote, speech), speech, ids)
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


def _weighed(quote: Quote, speech: Speech) -> Quote:
    """Lower a quote's confidence by that of the mention that leads to its speaker, and name the rule of the latter."""
    mention = speech.mention
    if mention is not None and speech.is_authored:
        confidence = round(quote.confidence * mention.confidence * AUTHORED, 2)
        return replace(quote, confidence=confidence, rule=f"{quote.rule}, author of the document")
    if mention is None or mention.rule in ("name", "new"):
        return quote
    confidence = round(quote.confidence * mention.confidence, 2)
    return replace(quote, confidence=confidence, rule=f"{quote.rule}, {mention.rule}")


def _mention_row(reading: Reading, actor_id: str, mention: Mention) -> dict[str, object]:
    key = reading.article.article_id
    return {
        "mention_id": f"{key}:m{mention.start}-{mention.end}", "article_id": key,
        "actor_id": actor_id, "start": mention.start, "end": mention.end,
        "text": reading.surface(mention.start, mention.end), "form": mention.form,
        "resolved_by": mention.rule, "confidence": mention.confidence,
    }  # fmt: skip


def _actor_row(
    key: str, actor_id: str, actor: Actor, quotes: list[dict[str, object]]
) -> dict[str, object]:
    named = actor.names or [mention for mention in actor.mentions if mention.form == "nominal"]
    forms = dict.fromkeys(mention.text for mention in named)
    row = {
        "actor_id": actor_id, "article_id": key, "name": actor.name, "kind": actor.kind,
        "role": actor.role, "affiliation": actor.affiliation, "country": actor.country,
        "is_generic": actor.is_generic,
        "aliases": [form for form in forms if form != actor.name],
        "n_mentions": len(actor.mentions),
        "n_quotes": sum(quote.get("speaker_id") == actor_id and quote["act"] != ATTITUDE for quote in quotes),
        "first_start": actor.mentions[0].start,
    }  # fmt: skip
    return _known(row)


def _quote_row(
    reading: Reading, quote: Quote, speech: Speech, ids: dict[Actor, str]
) -> dict[str, object]:
    key = reading.article.article_id
    row = {
        "quote_id": f"{key}:q{quote.start}-{quote.end}", "article_id": key, "kind": quote.kind,
        "act": quote.act, "stance": quote.stance, "text": reading.surface(quote.start, quote.end),
        "start": quote.start, "end": quote.end, "parts": list(quote.parts),
        "cue_lemma": quote.cue_lemma, "confidence": quote.confidence, "rule": quote.rule,
    }  # fmt: skip
    for name, span in (("cue", quote.cue), ("speaker", quote.speaker)):
        if span:
            row |= {name: reading.surface(*span), f"{name}_start": span[0], f"{name}_end": span[1]}
    if actor := speech.actor:
        row |= {"speaker_id": ids[actor], "speaker_name": actor.name, "speaker_kind": actor.kind}
    for column, other in (("runner_up_id", speech.runner_up), ("relayed_by_id", speech.relayed_by)):
        if other in ids:
            row[column] = ids[other]
    return _known(row)


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
        actor = home[phrase]
        return given | {"claimant_id": ids[actor], "claimant_name": actor.name}
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
            return {
                "claimant_id": ids[home[phrase]],
                "claimant_name": home[phrase].name,
                "claim": scope.claim,
            }
    name = quote.get("speaker_name") or cite(reading, speech.document or speech.source)
    claim = scope.claim if name is not None else None
    return {"claimant_id": quote.get("speaker_id"), "claimant_name": name, "claim": claim}


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
