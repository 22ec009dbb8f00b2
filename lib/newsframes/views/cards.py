"""Quotes as cards by speaker: the whole text, cue, stance, context and place in the article."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import pandas as pd

from ..analysis.answer import counted, one_line
from ..analysis.share_of_voice import UNKNOWN
from ..analysis.to_check import reason_of_quote
from ..analysis.voice_answers import VERBS
from ..tables.doubt import is_unsure
from ..tables.linked import Record, Tables, anchor_of
from .explanation import SENTENCE_END
from .marking import own_words
from .paragraphs_view import find_paragraphs, paragraph_at
from .speaker_looks import SpeakerLook

# How much of a sentence is shown before and behind a quote, in characters.
CONTEXT = 160
# With no more than this beside speaker and cue, a sentence tells nothing that the card does not.
LEAST_CONTEXT = 24


@dataclass(frozen=True)
class QuoteCard:
    """One quote, ready to be shown.

    ``pieces`` are its text in pieces of (text, stands in quotation marks); ``before`` and
    ``behind`` are its sentence around it; ``start`` and ``length`` are its place in the article in
    percent; ``citation`` is what is copied.
    """

    number: int
    anchor: str
    row_id: str
    kind: str
    speaker: str
    cue: str
    pieces: tuple[tuple[str, bool], ...]
    before: str
    behind: str
    notes: tuple[tuple[str, str], ...]
    reason: str
    is_unsure: bool
    paragraph: int
    start: float
    length: float
    citation: str
    found_by: str
    resolved_by: str
    confidences: str


@dataclass(frozen=True)
class SpeakerGroup:
    """A speaker with the cards of their quotes, and what is known of the actor."""

    look: SpeakerLook
    about: str
    cards: tuple[QuoteCard, ...]


def group_cards(
    tables: Tables, looks: tuple[SpeakerLook, ...], title: str
) -> tuple[SpeakerGroup, ...]:
    """Return the quotes of one article as cards, by speaker, in the order of ``looks``.

    Parameters
    ----------
    tables
        Of one article, without attitudes.
    looks
        Of its speakers, as ``speaker_looks`` returns them.
    title
        Of the article, for citations.
    """
    cards = {card.row_id: card for card in list_cards(tables, title)}
    actors = {row.name: row for row in tables.actors.itertuples()}
    return tuple(
        SpeakerGroup(
            look, _about(look, actors.get(look.name)),
            tuple(card for row_id, card in cards.items() if row_id in look.quote_ids),
        )
        for look in looks
    )  # fmt: skip


def _about(look: SpeakerLook, actor: Record | None) -> str:
    """Say what a speaker is, and how much is said."""
    known = []
    if actor is not None:
        parts = [actor.role, actor.affiliation, None if actor.kind == "person" else actor.kind]
        known = [str(part) for part in parts if part is not None and not pd.isna(part)]
    if not look.is_named and look.name != UNKNOWN:
        known.append("no name")
    quotes = counted(len(look.quote_ids), "quote")
    return " · ".join(
        [*filter(None, [", ".join(known)]), f"{quotes}, {counted(look.n_words, 'word')}"]
    )


def list_cards(tables: Tables, title: str) -> Iterator[QuoteCard]:
    """Yield the quotes of one article as cards, in the order of the table.

    Parameters
    ----------
    tables
        Of one article.
    title
        Of the article, for citations.
    """
    article = tables.articles.iloc[0]
    paragraphs = find_paragraphs(article.text)
    body = (article.body_start, article.body_end)
    marked = sorted(set(own_words(article.text, body, tables.quotes)))
    names = tables.actors.set_index("actor_id").name.to_dict()
    for number, row in enumerate(tables.quotes.itertuples(), start=1):
        before, behind = _context(article.text, row)
        card = QuoteCard(
            number=number, anchor=anchor_of(row.quote_id), row_id=row.quote_id, kind=row.kind,
            speaker="" if pd.isna(row.speaker) else one_line(row.speaker),
            cue="" if pd.isna(row.cue) else one_line(row.cue),
            pieces=tuple(_pieces(article.text, row, marked)), before=before, behind=behind,
            notes=tuple(_notes(tables, row, names)), reason=reason_of_quote(row, names),
            is_unsure=is_unsure(row.confidence, row.speaker_confidence),
            paragraph=paragraph_at(paragraphs, row.start),
            start=100 * (row.start - body[0]) / max(1, body[1] - body[0]),
            length=100 * (row.end - row.start) / max(1, body[1] - body[0]), citation="",
            found_by=row.found_by,
            resolved_by="" if pd.isna(row.resolved_by) else row.resolved_by,
            confidences=_confidences(row),
        )  # fmt: skip
        yield replace(card, citation=cite_quote(card, row, article, title))


def cite_quote(card: QuoteCard, row: Record, article: pd.Series, title: str) -> str:
    """Return a quote with who said it, where it stands and the id of its row, to be copied."""
    text = " … ".join(one_line(article.text[start:end]) for start, end in row.parts)
    name = "speaker not found" if pd.isna(row.speaker) else one_line(row.speaker)
    name = name if pd.isna(row.speaker_name) else row.speaker_name
    how = f"{card.kind}, “{card.cue}”" if card.cue else card.kind
    place = cite_place(article, title, card.paragraph, (row.start, row.end))
    return f"{text} — {name} ({how}), in: {place} [{row.quote_id}]"


def cite_place(article: pd.Series, title: str, paragraph: int, span: tuple[int, int]) -> str:
    """Return where a row stands, to be copied: article, source, day, paragraph and characters."""
    known = [title, *(x for x in (article.source, article.published) if not pd.isna(x))]
    where = ", ".join(dict.fromkeys(known))
    return f"{where}, paragraph {paragraph}, characters {span[0]}–{span[1]}"


def _pieces(text: str, row: Record, marked: list[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Yield the content in pieces, with an ellipsis for what interrupts it."""
    for n, (start, end) in enumerate(row.parts):
        if n:
            yield " … ", False
        at = start
        for begin, stop in marked:
            if start <= begin < stop <= end and begin >= at:
                if at < begin:
                    yield text[at:begin], False
                yield text[begin:stop], True
                at = stop
        if at < end:
            yield text[at:end], False


def _context(text: str, row: Record) -> tuple[str, str]:
    """Return what stands in the same sentence before and behind a quote, cut at words."""
    ends = [match.end() for match in SENTENCE_END.finditer(text, 0, row.start)]
    before = one_line(text[ends[-1] if ends else 0 : row.start])
    if len(before) > CONTEXT:
        before = "… " + before[-CONTEXT:].split(" ", 1)[-1]
    if text[row.start : row.end].rstrip("”\"’' ")[-1:] in (".", "!", "?"):
        behind = ""
    else:
        after = SENTENCE_END.search(text, row.end)
        behind = one_line(text[row.end : after.end() if after else len(text)])
    if len(behind) > CONTEXT:
        behind = behind[:CONTEXT].rsplit(" ", 1)[0] + " …"
    own = sum(len(part) for part in (row.speaker, row.cue) if not pd.isna(part))
    is_told = len(before) + len(behind) > own + LEAST_CONTEXT
    return (before, behind) if is_told else ("", "")


def _notes(tables: Tables, row: Record, names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is to be said of a quote beside its text, as (label, value)."""
    if row.stance != "neutral":
        yield "stance", VERBS[row.stance]
    if row.act != "speech":
        yield "act", row.act
    links = {"passed on by": row.relayed_by_id, "speaks for": row.speaks_for_id}
    for label, actor_id in links.items():
        if not pd.isna(actor_id):
            yield label, names[actor_id]
    if row.co_speaker_ids:
        yield "together with", ", ".join(names[actor_id] for actor_id in row.co_speaker_ids)
    if not pd.isna(row.within_id):
        yield "stands within", "another quote"
    for text in tables.figures.text[tables.figures.quote_id == row.quote_id]:
        yield "figure", one_line(text)


def _confidences(row: Record) -> str:
    speaker = "" if pd.isna(row.speaker_confidence) else f", speaker {row.speaker_confidence:.2f}"
    return f"{row.confidence:.2f}{speaker}"
