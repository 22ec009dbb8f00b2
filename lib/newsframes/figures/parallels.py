"""Parallels: figures of lists and of conjuncts without a verb: "exports grew by 3%, imports 7%"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from spacy.tokens import Doc, Span, Token

from ..language.syntax import NOUNS
from ..reader import Reading
from ..rules import Rule, Stage
from .changes import nouns_of_change
from .figure import Figure
from .noun_phrases import SHARES, full_phrase, times
from .sequel import ELIDED, Sequel
from .words import words

PHRASE = {"NOUN", "PROPN", "ADJ", "DET", "PRON", "PART", "NUM"}
# Kinds of unit that a bare number takes from the conjunct before.
SHARED = {"percent", "speed", "temperature", "length", "mass", "volume", "area"}
# How many words may end the conjunct before ("3% of GDP in May,"), and how many a noun may have.
COMPLEMENT, LONGEST = 8, 8
# How many figures a conjunct may have ("by 3% to $5bn").
FIGURES = 3
# Links that part a figure from the one before it in the same conjunct.
APART = {"in", "of", "for", "with", "on"}
# An item in brackets after its name, one behind "and", and one behind a semicolon.
NAME = r"[A-Z][\w’'-]*(?:\s(?:of\s)?[A-Z][\w’'-]*){0,3}"
BRACKETED = re.compile(rf"\)?,?\s(?:and\s)?(?P<name>(?:the\s)?{NAME})\s\(\s?")
JOINED = re.compile(
    rf",?(?:\sin\s\w+)?\sand\s(?P<name>{NAME})\s(?:by|at|down|up|to|with)\s(?:by\s)?"
)
PARTED = re.compile(r"[^;.\n]{0,60};\s(?:and\s)?(?P<name>[^;:.,\d\n]{2,50}),\s")
CLOSED, ENDED = re.compile(r"\s?[),]"), re.compile(r"\s?(?:;|\.(?!\d)|$)")
# The name of a list's first item, at the start of a line or behind a colon.
FIRST = re.compile(r"(?:^|[:\n]\s?)(?P<name>[^;:.,\d\n]{2,50}),\s\Z")
BETWEEN = re.compile(r",?\s(?:and\s)?|,\s")


@dataclass(frozen=True)
class Remnant:
    """The noun phrase before a figure that has no verb, and the words that link them."""

    start: int
    end: int
    link: str


def _item(item: re.Pattern[str], end: re.Pattern[str] | None, sequel: Sequel) -> Figure | None:
    """Return an item of a list with its name as what it is about, in the unit of the one before."""
    figure, last = sequel.figure, sequel.last
    first, second = last.number, figure.number
    name = item.fullmatch(sequel.between) if sequel.is_near else None
    if name is None or figure.thing is not None or first.unit_kind == "age":
        return None
    if end is not None and end.match(sequel.body, second.end) is None:
        return None
    is_bare = second.unit == "count" and first.unit_kind not in ("count", "duration")
    if is_bare:
        second = replace(second, unit=first.unit, unit_kind=first.unit_kind, found_by="list item")
    if second.unit != first.unit:
        return figure
    if second.unit_kind == "count":
        return replace(figure, thing=last.thing, event=figure.event or last.event)
    start = sequel.reading.body.start + first.end
    about = (start + name.start("name"), start + name.end("name"))
    confidence = min(figure.confidence, ELIDED) if is_bare else figure.confidence
    return replace(figure, number=second, about=about, confidence=confidence)


def _conjunct(sequel: Sequel) -> Figure | None:
    """Return a figure of a conjunct without a verb with the noun before it.

    The noun and the word before the figure must be as in the conjunct before: "inflation stood at
    4%, unemployment at 6%", "the deficit is $1.7 trillion, the debt $36 trillion".
    """
    figures, spans, span = sequel.figures, sequel.spans, sequel.span
    if not sequel.is_near or sequel.figure.number.unit_kind == "age":
        return None
    remnant = find_remnant(span)
    if remnant is None or not _follows(span.doc, spans[-1].end, remnant.start):
        return None
    for model, words_of in zip(
        figures[: -FIGURES - 1 : -1], spans[: -FIGURES - 1 : -1], strict=True
    ):
        if words_of.sent != span.sent:
            return None
        is_same = link_before(words_of) == remnant.link or _are_names(sequel, remnant, model)
        if is_same and (found := _like(sequel, remnant, model)):
            return found
    return None


def _like(sequel: Sequel, remnant: Remnant, model: Figure) -> Figure | None:
    """Return a figure with its own noun, and with the unit or counted noun of its model."""
    figure, reading = sequel.figure, sequel.reading
    first, second, confidence = model.number, figure.number, figure.confidence
    if model.about is None or figure.thing is not None:
        return None
    about, change = (
        reading.offsets(reading.doc[remnant.start : remnant.end]),
        figure.change or model.change,
    )
    if first.unit_kind == "count":
        if second.unit_kind != "count" or model.thing is None:
            return None
        event = figure.event or model.event
        return replace(figure, thing=model.thing, about=about, event=event, change=change)
    if second.unit_kind == "count" and first.unit_kind in SHARED and not second.is_word:
        second = replace(
            second, unit=first.unit, unit_kind=first.unit_kind, found_by="parallel conjunct"
        )
        confidence = min(confidence, ELIDED)
    elif second.unit_kind != first.unit_kind:
        return None
    return replace(figure, number=second, about=about, change=change, confidence=confidence)


def _are_names(sequel: Sequel, remnant: Remnant, model: Figure) -> bool:
    """Return True for names before both: "Lyon at 3 percent and Peru by 4"."""
    if model.about is None:
        return False
    named = (sequel.reading.doc[remnant.start : remnant.end], sequel.reading.span(*model.about))
    return all(part.root.pos_ == "PROPN" and part.root.ent_type_ for part in named)


def _continued(sequel: Sequel) -> Figure | None:
    """Return a further figure of a conjunct with what the first is of: "imports by 7% to $5bn"."""
    figure, last = sequel.figure, sequel.last
    kinds = {figure.number.unit_kind, last.number.unit_kind}
    if not sequel.is_near or figure.number.unit_kind == "age" or find_remnant(sequel.span):
        return None
    if figure.thing is not None or "duration" in kinds or last.about is None:
        return None
    if last.thing is not None:
        noun = sequel.reading.words(*last.thing).lower().rstrip("s")
        if noun not in words("points"):
            return None
    between = sequel.span.doc[sequel.before.end : sequel.span.start]
    links = {word.lower_ for word in between if word.text != ","}
    return replace(figure, about=last.about) if links and links <= words("link") - APART else None


def find_remnant(span: Span) -> Remnant | None:
    """Find the noun phrase before a figure, behind a comma, "and" or the like."""
    doc, first = span.doc, span.sent.start
    end = _past_link(doc, span.start, first)
    end -= end > first and doc[end - 1].tag_ == "POS"  # "Ford's 13,000 workers, Toyota's 9,000"
    begin = end
    while begin > first and _is_inner(doc, begin - 1, end):
        begin -= 1
    is_opened = begin > first and doc[begin - 1].lower_ in words("opening")
    if not is_opened or not 0 < end - begin <= LONGEST or not _is_named(doc, begin, end):
        return None
    return Remnant(begin, end, link_before(span))


def _is_named(doc: Doc, begin: int, end: int) -> bool:
    """Return True if a phrase ends in a noun that can be measured, or in "the high"."""
    last, is_definite = doc[end - 1], doc[begin].lower_ == "the"
    lemma = last.lemma_.lower()
    if last.pos_ in NOUNS:
        if lemma in nouns_of_change() | words("bare", "rough", "told") and not is_definite:
            return False
    elif last.pos_ != "ADJ" or not is_definite or end - begin != 2:
        return False
    is_measured = lemma not in times() | SHARES and not last.like_num
    return is_measured and doc[begin].pos_ != "PART"


def _is_inner(doc: Doc, at: int, end: int) -> bool:
    """Return True if a word can stand in a noun phrase; "of" only before a noun of it."""
    word = doc[at]
    if word.lower_ == "of":
        return at + 1 < end and doc[at - 1].pos_ in NOUNS
    if word.lower_ in {"for", "in"}:  # "prices for bread by 14% and those for jam by 11%"
        return at + 1 < end and doc[at - 1].lower_ == "those"
    is_number = word.pos_ == "NUM" and not word.ent_type_
    return word.pos_ in PHRASE and not is_number and word.lower_ not in words("opening")


def _past_link(doc: Doc, at: int, first: int) -> int:
    """Return where the words before a figure that link it to its noun begin."""
    while at > first and doc[at - 1].lower_ in words("link"):
        at -= 1
    return at


def link_before(span: Span) -> str:
    """Return the words that link a figure to what stands before it, without approximators."""
    begin = _past_link(span.doc, span.start, span.sent.start)
    links = (word.lower_ for word in span.doc[begin : span.start])
    return " ".join(link for link in links if link not in words("roughly"))


def _follows(doc: Doc, end: int, begin: int) -> bool:
    """Return True if only what completes the figure before stands between: "of GDP in May,"."""
    between = doc[end:begin]
    is_clause = any(word.pos_ in {"VERB", "AUX", "SCONJ"} or word.text == "(" for word in between)
    return 0 < len(between) <= COMPLEMENT and not is_clause


LISTED = Stage(
    "list", "first", rules=(
    Rule("item in brackets", lambda sequel: _item(BRACKETED, CLOSED, sequel), returns="figure",
         examples=(("They export to Indonesia (21 million tons), Australia (20 million).", True),)),
    Rule("item behind and", lambda sequel: _item(JOINED, None, sequel), returns="figure",
         examples=(("Output in Victoria fell by 2 per cent and Tasmania by 4 per cent.", True),)),
    Rule("item behind a semicolon", lambda sequel: _item(PARTED, ENDED, sequel), returns="figure",
         examples=(("Senegal produces 117 tons; Malawi, 107; and Ethiopia, 99.", True),)),
))  # fmt: skip
PARALLELS = Stage(
    "parallel", "first", rules=(
    Rule("parallel conjunct", _conjunct, returns="figure",
         examples=(("Exports grew by 3 percent, imports by 7 percent.", True),)),
    Rule("further figure of a conjunct", _continued, returns="figure",
         examples=(("Exports grew by 3 percent to $5 billion.", True),)),
))  # fmt: skip


def name_first(reading: Reading, body: str, figures: Sequence[Figure]) -> list[Figure]:
    """Return figures with the name of the first of a list: "Poll: Ames, 32 percent; Cole, 19"."""
    found, begin = list(figures), reading.body.start
    for n, (figure, other) in enumerate(pairwise(figures)):
        start = figure.number.start
        if other.about is None or not PARTED.fullmatch(body, figure.number.end, other.number.start):
            continue
        name = FIRST.search(body, max(0, start - 60), start)
        if name is not None and figure.about is None and figure.thing is None:
            about = (begin + name.start("name"), begin + name.end("name"))
            found[n] = replace(figure, about=about)
    return found


def share_out(reading: Reading, figures: Sequence[Figure], spans: Sequence[Span]) -> list[Figure]:
    """Assign the figures of a row what each measures: "Rio Tinto and Glencore fell 3.1% and 2.8%".

    Where these are no names ("sales in France and Germany rose 4% and 6%"), all keep the whole
    phrase.

    Parameters
    ----------
    reading
        The article as read.
    figures, spans
        The figures in order, and their words.
    """
    found = list(figures)
    for first, stop in _rows(reading.text, figures, spans):
        about = figures[first].about
        if about is None or {figure.about for figure in figures[first:stop]} - {None, about}:
            continue
        root, start = reading.span(*about).root, spans[first].start
        joined = (other for other in (root, *root.conjuncts) if other.i < start)
        named = sorted(joined, key=lambda other: other.i)
        are_alike = len({other.pos_ == "PROPN" for other in named}) == 1
        for n in range(first, stop):
            if are_alike and len(named) == stop - first:
                phrase = full_phrase(named[n - first], spans[n])
            else:
                phrase = _whole(root, named, start)
            if phrase is not None:
                found[n] = replace(found[n], about=reading.offsets(phrase))
    return found


def _rows(text: str, figures: Sequence[Figure], spans: Sequence[Span]) -> Iterator[tuple[int, int]]:
    """Yield where rows of measures in one unit begin and end, parted by commas and "and"."""
    first = 0
    for n in range(1, len(figures) + 1):
        is_next = (
            n < len(figures)
            and figures[n].number.unit == figures[first].number.unit
            and spans[n].sent == spans[first].sent
            and BETWEEN.fullmatch(text, figures[n - 1].end, figures[n].start) is not None
        )
        if is_next:
            continue
        if n - first > 1 and figures[first].number.unit_kind != "count":
            yield first, n
        first = n


def _whole(root: Token, named: list[Token], start: int) -> Span | None:
    """Return a noun with all that is joined in it, up to the verb."""
    inner = (
        token
        for token in root.subtree
        if token.dep_ == "pobj" and token.conjuncts and token.head.dep_ != "conj"
    )
    joined = [*named, *inner]
    ends = (other.i for word in joined for other in (word, *word.conjuncts) if other.i < start)
    last = max(ends, default=root.i)
    return root.doc[root.left_edge.i : last + 1] if last > root.i and len(joined) > 1 else None
