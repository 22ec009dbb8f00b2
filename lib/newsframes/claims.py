"""Claims: actors, quotes and figures joined to the rows of the tables."""

import re
from dataclasses import replace

from .actors import Actor, Mention
from .figures import Figure
from .issue import Issue
from .quotes import Quote
from .reader import Reading

# A clitic that makes a name qualify what follows.
POSSESSIVE = re.compile(r"['’](?:s\b|\s)")
PRONOUNS = {"he", "she"}
# Of the pronouns resolved in OntoGUM's news and interviews, 91% are right in the half for development, 71% in the
# other, 82% in both.
PRONOUN_PRECISION = 0.82
Rows = dict[str, list[dict[str, object]]]


def link(reading: Reading, actors: list[Actor], quotes: list[Quote], figures: list[Figure]) -> Rows:
    """Give every finding its id and join them: who speaks, and who claims a figure.

    A figure is claimed by the speaker of the quote that it stands in; otherwise its claimant is missing, which means
    that the article says it in its own voice.

    Returns
    -------
    dict of list of dict
        Rows of ``mentions``, ``actors``, ``quotes``, ``figures`` and ``issues``.
    """
    key = reading.article.article_id
    ids = [f"{key}:a{actor.mentions[0].start}-{actor.mentions[0].end}" for actor in actors]
    placed = [(mention, n) for n, actor in enumerate(actors) for mention in actor.mentions]
    quote_rows, issues, speakers = [], [], []
    for quote in quotes:
        speaker = _speaker(reading, quote.speaker, placed)
        speaker = speakers[quote.follows] if quote.follows is not None else speaker
        speakers.append(speaker)
        quote_rows.append(_quote_row(reading, _weighed(reading, quote), actors, ids, speaker))
        if quote.speaker is None and quote.follows is None:
            message = "Who says it is not found beside the quote."
            issues.append(Issue("no_speaker", message, key, quote.start, quote.end).row())
    return {
        "mentions": [_mention_row(key, ids[n], mention) for mention, n in sorted(placed, key=lambda at: at[0].start)],
        "actors": [_actor_row(key, ids[n], actor, quote_rows) for n, actor in enumerate(actors)],
        "quotes": quote_rows,
        "figures": [_figure_row(reading, figure, quote_rows) for figure in figures],
        "issues": issues,
    }


def _weighed(reading: Reading, quote: Quote) -> Quote:
    """Lower the confidence of a quote whose speaker is a pronoun by the share of pronouns that are resolved right."""
    if quote.speaker is None or reading.surface(*quote.speaker).lower() not in PRONOUNS:
        return quote
    return replace(quote, confidence=round(quote.confidence * PRONOUN_PRECISION, 2), rule=f"{quote.rule}, pronoun")


def _speaker(reading: Reading, span: tuple[int, int] | None, placed: list[tuple[Mention, int]]) -> int | None:
    """Return the actor that a source names.

    The person at its head, or in apposition to it ("a doctor, Hugh Hill,"); else a person whose name ends it after a
    title or a comma, whatever the parser makes of that ("Export Bank president Okey Oramah"); else another name at its
    head. A name that only qualifies another word ("Putin's spokesman", "a friend of Putin") is not the speaker.
    """
    if span is None:
        return None
    inside = [
        (mention, n)
        for mention, n in placed
        if span[0] <= mention.start
        and mention.end <= span[1]
        and not POSSESSIVE.match(reading.article.text, mention.end)
    ]
    head = reading.span(*span).root
    heads = [head, *(child for child in head.children if child.dep_ == "appos")]
    places = [reading.body.start + token.idx for token in heads]
    named = [(mention, n) for at in places for mention, n in inside if mention.start <= at < mention.end]
    last = [(mention, n) for mention, n in inside if mention.kind == "person" and _ends(reading, span, mention)]
    found = named if named and named[0][0].kind == "person" else [*last, *named]
    return found[0][1] if found else None


def _ends(reading: Reading, span: tuple[int, int], mention: Mention) -> bool:
    """Say whether a name ends a source, after a comma or a noun."""
    first = reading.span(mention.start, mention.end).start
    if mention.end < span[1] or mention.start == span[0] or not first:
        return False
    before = reading.doc[first - 1]
    return before.text == "," or before.pos_ in {"NOUN", "PROPN"}


def _mention_row(key: str, actor_id: str, mention: Mention) -> dict[str, object]:
    return {
        "mention_id": f"{key}:m{mention.start}-{mention.end}", "article_id": key, "actor_id": actor_id,
        "start": mention.start, "end": mention.end, "text": mention.text, "form": mention.form,
    }  # fmt: skip


def _actor_row(key: str, actor_id: str, actor: Actor, quotes: list[dict[str, object]]) -> dict[str, object]:
    forms = dict.fromkeys(mention.text for mention in actor.mentions if mention.form != "pronoun")
    row = {
        "actor_id": actor_id, "article_id": key, "name": actor.name, "kind": actor.kind, "role": actor.role,
        "aliases": [form for form in forms if form != actor.name], "n_mentions": len(actor.mentions),
        "n_quotes": sum(quote.get("speaker_id") == actor_id for quote in quotes),
        "first_start": actor.mentions[0].start,
    }  # fmt: skip
    return _known(row)


def _quote_row(
    reading: Reading, quote: Quote, actors: list[Actor], ids: list[str], speaker: int | None
) -> dict[str, object]:
    key = reading.article.article_id
    row = {
        "quote_id": f"{key}:q{quote.start}-{quote.end}", "article_id": key, "kind": quote.kind, "act": quote.act,
        "stance": quote.stance, "text": reading.surface(quote.start, quote.end), "start": quote.start,
        "end": quote.end, "parts": list(quote.parts), "cue_lemma": quote.cue_lemma, "confidence": quote.confidence,
        "rule": quote.rule,
    }  # fmt: skip
    for name, span in (("cue", quote.cue), ("speaker", quote.speaker)):
        if span:
            row |= {name: reading.surface(*span), f"{name}_start": span[0], f"{name}_end": span[1]}
    if speaker is not None:
        actor = actors[speaker]
        row |= {"speaker_id": ids[speaker], "speaker_name": actor.name, "speaker_kind": actor.kind}
    return _known(row)


def _figure_row(reading: Reading, figure: Figure, quotes: list[dict[str, object]]) -> dict[str, object]:
    key, number = reading.article.article_id, figure.number
    inside = [quote for quote in quotes if quote["start"] <= figure.start and figure.end <= quote["end"]]
    quote = min(inside, key=lambda quote: quote["end"] - quote["start"], default={})
    row = {
        "figure_id": f"{key}:f{figure.start}-{figure.end}", "article_id": key,
        "text": reading.surface(figure.start, figure.end), "start": figure.start, "end": figure.end,
        "low": number.low, "high": number.high, "bound": number.bound, "unit": number.unit,
        "unit_kind": number.unit_kind, "event": figure.event, "claimant_id": quote.get("speaker_id"),
        "claimant_name": quote.get("speaker_name"), "quote_id": quote.get("quote_id"),
        "confidence": figure.confidence, "rule": number.rule,
    }  # fmt: skip
    if figure.thing:
        row |= {"thing": reading.surface(*figure.thing), "thing_start": figure.thing[0], "thing_end": figure.thing[1]}
    return _known(row)


def _known(row: dict[str, object]) -> dict[str, object]:
    """Leave out what is None, so that it becomes NA."""
    return {key: value for key, value in row.items() if value is not None}
