"""Intermediaries: what "TASS quoted the minister as saying" attributes, and to whom."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from ..language.noun_classes import can_be_cited
from ..language.reporting_cues import cue_lemmas, has_trait
from ..language.spans import TextSpan
from ..language.syntax import VERBAL, child_of, is_passive
from ..reader import Reading
from .attribution import Attribution, text_span

ACCORDING = re.compile(r"(?P<cue>according to)\s+(?=\w)", re.IGNORECASE)
# How many words after the cue "as saying" may come: "quoted the deputy head of the emergency
# service as saying".
REACH = 16


def settle_intermediary(
    reading: Reading, one: Attribution, passages: Iterable[TextSpan]
) -> Attribution:
    """Return an attribution with only what was said as content, and who says it as source."""
    cue = reading.span(*one.cue) if one.cue else None
    if not cue:
        return one
    said = one
    if has_trait(cue.root.lemma_, "trait", "relays"):
        said = _said_behind(reading, one, cue, passages)
        said = said if said is not one else _behind_cited(reading, one, cue)
    return _with_document(reading, said)


def _said_behind(
    reading: Reading, one: Attribution, cue: Span, passages: Iterable[TextSpan]
) -> Attribution:
    """Begin the content behind "as saying", or take the quotation before the source.

    Of "he was quoted by TASS as saying", nothing but marked words can stand before the verb, and
    TASS does not speak.
    """
    after = reading.doc[cue.start : min(cue.end + REACH, cue.sent.end)]
    said = next((word for word in after[1:] if _is_as_saying(word)), None)
    if said is None or one.cue is None:
        return one
    verb = cue.root
    contents = [
        span
        for span in one.contents
        if span.end <= one.cue.start and (not is_passive(verb) or span.overlaps_any(passages))
    ]
    begin = text_span(reading, said.doc[said.i : said.i + 1]).end
    contents += _clauses_from(reading, one.contents, begin)
    if not contents:
        subject = child_of(verb, "nsubjpass") if is_passive(verb) else None
        first = text_span(reading, cue.doc[(subject or cue[0]).left_edge.i : cue.end]).start
        first = min(first, one.source.start if one.source else first)
        contents = list(_right_before(reading.text, first, passages))
    if not contents:
        return one
    return replace(one, contents=tuple(contents), source=None if is_passive(verb) else one.source)


def _is_as_saying(word: Token) -> bool:
    is_saying = word.tag_ == "VBG" and word.lemma_.lower() in cue_lemmas(
        pos="verb", act="speech", nominal="statement"
    )
    return is_saying and word.nbor(-1).lower_ == "as"


def _clauses_from(reading: Reading, contents: Iterable[TextSpan], begin: int) -> Iterator[TextSpan]:
    """Yield what of contents stands behind an offset and has a verb: not but a time."""
    for span in contents:
        rest = TextSpan(max(span.start, begin), span.end)
        if rest.start < rest.end:
            rest = TextSpan(rest.trimmed(reading.text, " \xa0:,").start, rest.end)
        if rest.start < rest.end and any(t.pos_ in VERBAL for t in reading.span(*rest)):
            yield rest


def _right_before(text: str, first: int, passages: Iterable[TextSpan]) -> list[TextSpan]:
    """List the last passage in marks, if no word stands between it and an offset."""
    near = (
        p for p in passages if p.end <= first and not any(map(str.isalnum, text[p.end : first]))
    )
    return list(near)[-1:]


def _behind_cited(reading: Reading, one: Attribution, cue: Span) -> Attribution:
    """Begin the content behind who is cited: "Reuters, citing officials, reported that …".

    The cue is then the verb that follows, or the "according to" before: "AFP, which cited one, …".
    """
    content = reading.span(*one.contents[0])
    if not content or content.start < cue.end:
        return one
    cited = next((c for c in cue.root.children if c.dep_ == "dobj" and c in content), None)
    comma = cited.right_edge.i + 1 if cited is not None else content.end
    if comma + 2 >= content.end or cue.doc[comma].text != ",":
        return one
    verb, first = cue.doc[comma + 1], cue.sent[:2]
    if verb.tag_ in ("VBD", "VBZ") and verb.is_ancestor(cue.root):
        told, begin = cue.doc[verb.i : verb.i + 1], comma + 2
    elif first.text.lower() == "according to" and cue.root.dep_ == "relcl":
        told, begin = first, comma + 1
    else:
        return one
    start = text_span(reading, cue.doc[begin : begin + 1]).start
    contents = (TextSpan(start, one.contents[0].end), *one.contents[1:])
    return replace(one, contents=contents, cue=text_span(reading, told))


def _with_document(reading: Reading, one: Attribution) -> Attribution:
    """Extend a source by the document within the cue: "according to figures cited | by the FT"."""
    cue, source = one.cue, one.source
    if cue is None or source is None or source.start < cue.end:
        return one
    told = ACCORDING.match(reading.text, *cue)
    is_beside = reading.text[cue.end : source.start].strip() in ("", "by")
    if (
        told is None
        or not is_beside
        or not any(map(can_be_cited, reading.span(told.end(), cue.end)))
    ):
        return one
    cue, source = TextSpan(cue.start, told.end("cue")), TextSpan(told.end(), source.end)
    return replace(one, cue=cue, source=source)
