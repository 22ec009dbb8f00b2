"""Rows: the last step, from what was found in an article to the rows of the tables."""

from collections import Counter
from collections.abc import Iterable, Mapping

from ..actors import Actor, Mention
from ..articles import Article, Body, is_english
from ..reader import Reading
from ..tables.issue import Issue
from ..tables.schema import ATTITUDE
from .confidence import confidence_of_quote, confidence_of_speaker
from .statements import ClaimedFigure, Findings, Statement

Row = dict[str, object]
Rows = dict[str, list[Row]]
Ids = Mapping[Actor, str]
Offsets = tuple[int, int]


def make_rows(reading: Reading, found: Findings, issues: Iterable[Issue]) -> Rows:
    """Make the rows of all six tables, in the order of the text.

    Parameters
    ----------
    reading, found
        The article and what was found in it.
    issues
        What the finders could not settle.
    """
    key, body = reading.article.article_id, reading.body
    language = "en" if is_english(reading.text[body.start : body.end]) else None
    ids = {
        actor: f"{key}:a{actor.mentions[0].start}-{actor.mentions[0].end}" for actor in found.actors
    }
    statements = [*found.statements, *found.nested]
    mentions = [
        _mention_row(reading, ids[actor], mention)
        for actor in found.actors
        for mention in actor.mentions
    ]
    n_quotes = Counter(one.speaker for one in statements if one.quote.act != ATTITUDE)
    return {
        "articles": [_article_row(reading, language)],
        "mentions": sorted(mentions, key=lambda row: (row["start"], row["end"])),
        "actors": [_actor_row(key, ids[actor], actor, n_quotes[actor]) for actor in found.actors],
        "quotes": [
            _quote_row(reading, statement, ids) for statement in sorted(statements, key=_place)
        ],
        "figures": [_figure_row(reading, found, claimed, ids) for claimed in found.figures],
        "issues": _issue_rows(reading, found, [*issues, *_doubts(body, language)]),
    }


def _place(statement: Statement) -> tuple[int, int]:
    """Return what orders statements: those that begin first, the longest first."""
    return statement.quote.start, -statement.quote.end


def rows_of_failure(article: Article, error: Exception) -> Rows:
    """Make the rows of an article that could not be read: its text, and an issue that says why."""
    name = article.source or article.article_id
    message = f"{name} could not be read: {type(error).__name__}: {error}"
    row = _given(article) | {"body_start": 0, "body_end": len(article.text)}
    return {
        "articles": [_known(row)],
        "issues": [Issue("failed", message, article.article_id).row()],
    }


def _given(article: Article) -> Row:
    """Return what an article comes with."""
    return {
        "article_id": article.article_id, "title": article.title, "source": article.source,
        "byline": article.byline, "published": article.published, "n_chars": len(article.text),
        "text": article.text,
    }  # fmt: skip


def _article_row(reading: Reading, language: str | None) -> Row:
    """Return an article's row; what it does not come with is what its body says."""
    article, body = reading.article, reading.body
    row = _given(article) | {
        "title": article.title or body.title, "byline": article.byline or body.byline,
        "body_start": body.start, "body_end": body.end, "dateline": body.dateline,
        "language": language,
    }  # fmt: skip
    return _known(row)


def _mention_row(reading: Reading, actor_id: str, mention: Mention) -> Row:
    key, span = reading.article.article_id, (mention.start, mention.end)
    return {
        "mention_id": _id(key, "m", span), "article_id": key, "actor_id": actor_id,
        **_span(reading, span), "form": mention.form, "resolved_by": mention.rule,
        "confidence": mention.confidence,
    }  # fmt: skip


def _actor_row(key: str, actor_id: str, actor: Actor, n_quotes: int) -> Row:
    named = actor.names or [mention for mention in actor.mentions if mention.form == "nominal"]
    forms = dict.fromkeys(mention.text for mention in named)
    row = {
        "actor_id": actor_id, "article_id": key, "name": actor.name, "kind": actor.kind,
        "role": actor.role, "affiliation": actor.affiliation, "country": actor.country,
        "is_generic": actor.is_generic,
        "aliases": [form for form in forms if form != actor.name],
        "n_mentions": len(actor.mentions), "n_quotes": n_quotes,
        "first_start": actor.mentions[0].start,
    }  # fmt: skip
    return _known(row)


def _quote_row(reading: Reading, statement: Statement, ids: Ids) -> Row:
    key, quote, speech = reading.article.article_id, statement.quote, statement.speech
    span, speaker = (quote.start, quote.end), statement.speaker
    outer = statement.within.quote if statement.within else None
    row = {
        "quote_id": _id(key, "q", span), "article_id": key, "kind": quote.kind, "act": quote.act,
        "stance": quote.stance, **_span(reading, span),
        "parts": [tuple(part) for part in quote.contents],
        **_named_span(reading, "cue", quote.cue), "cue_lemma": quote.cue_lemma,
        **_named_span(reading, "speaker", quote.source),
        "speaker_id": ids[speaker] if speaker else None,
        "speaker_name": speaker.name if speaker else None,
        "speaker_kind": speaker.kind if speaker else None,
        "runner_up_id": _id_of(ids, speech.runner_up),
        "relayed_by_id": _id_of(ids, speech.relayed_by),
        "speaks_for_id": _id_of(ids, statement.represented),
        "co_speaker_ids": [ids[actor] for actor in statement.joint],
        "within_id": _id(key, "q", (outer.start, outer.end)) if outer else None,
        "speaker_confidence": confidence_of_speaker(reading, quote, speech),
        "confidence": confidence_of_quote(reading, quote), "found_by": quote.found_by,
        "resolved_by": speech.resolved_by(reading),
    }  # fmt: skip
    return _known(row)


def _figure_row(reading: Reading, found: Findings, claimed: ClaimedFigure, ids: Ids) -> Row:
    key, figure, claim = reading.article.article_id, claimed.figure, claimed.claim
    number, span = figure.number, (figure.start, figure.end)
    whole = None if figure.part_of is None else found.figures[figure.part_of].figure
    quote = claimed.statement.quote if claimed.statement else None
    row = {
        "figure_id": _id(key, "f", span), "article_id": key, **_span(reading, span),
        "low": number.low, "high": number.high, "bound": number.bound, "unit": number.unit,
        "unit_kind": number.unit_kind, "per": number.per,
        **_named_span(reading, "thing", figure.thing),
        **_named_span(reading, "about", figure.about),
        "event": figure.event, "change": figure.change,
        "part_of_id": _id(key, "f", (whole.start, whole.end)) if whole else None,
        "claimant_id": _id_of(ids, claim.claimant) if claim else None,
        "claimant_name": claim.name if claim else None,
        "claim": claim.commitment if claim else None,
        "claimant_confidence": claim.confidence if claim else None,
        "quote_id": _id(key, "q", (quote.start, quote.end)) if quote else None,
        "confidence": round(figure.confidence, 2), "found_by": number.found_by,
    }  # fmt: skip
    return _known(row)


def _issue_rows(reading: Reading, found: Findings, issues: Iterable[Issue]) -> list[Row]:
    """Make the rows of issues: of the file, of the stages, and of quotes without speaker."""
    given = [*reading.article.notes, *issues]
    for quote in (statement.quote for statement in found.statements):
        if quote.source is None and quote.follows is None:
            message = "Who says it is not found beside the quote."
            given.append(Issue("no_speaker", message, start=quote.start, end=quote.end))
    rows = [{"article_id": reading.article.article_id} | issue.row() for issue in given]
    return sorted(rows, key=lambda row: (row.get("start", -1), row.get("end", -1), row["kind"]))


def _doubts(body: Body, language: str | None) -> list[Issue]:
    """Return the issue of a text that does not read as English."""
    message = "It does not read as English; its rows are not to be trusted."
    return [] if language else [Issue("language", message, start=body.start, end=body.end)]


def _id(key: str, letter: str, span: Offsets) -> str:
    return f"{key}:{letter}{span[0]}-{span[1]}"


def _id_of(ids: Ids, actor: Actor | None) -> str | None:
    return ids.get(actor) if actor is not None else None


def _span(reading: Reading, span: Offsets) -> Row:
    return {"text": reading.surface(*span), "start": span[0], "end": span[1]}


def _named_span(reading: Reading, name: str, span: Offsets | None) -> Row:
    """Return the columns of a further span: its surface, where it begins and where it ends."""
    if span is None:
        return {}
    return {name: reading.surface(*span), f"{name}_start": span[0], f"{name}_end": span[1]}


def _known(row: Mapping[str, object]) -> Row:
    """Leave out what is None, so that it becomes NA."""
    return {key: value for key, value in row.items() if value is not None}
