"""According: what a sentence says "according to" someone, where the reader marks nobody."""

import re
from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..reader import Reading
from .attributions import Attribution, Labelled
from .intermediaries import speaking_nouns
from .quotations import spans_of

# How sure these are; and how many words are a statement at least.
CONFIDENCE, FEWEST = 0.6, 4
ACCORDING = re.compile(r",\s(?P<cue>according\s(?P<to>to))\b")
YEAR = re.compile(r"(?:19|20)\d\d")
NAMES = {"ORG", "PERSON", "LOC", "MISC"}
FINITE = {"VBD", "VBZ", "VBP", "MD"}
# What someone acts by, and says nothing with: "dealt with according to the rules".
RULES = {
    "agreement",
    "constitution",
    "guideline",
    "law",
    "plan",
    "policy",
    "recommendation",
    "rule",
    "schedule",
}
RULES |= {"standard", "term", "contract", "condition", "need", "regulation", "order"}


def find_according(reading: Reading, spans: list[Labelled]) -> Iterator[Attribution]:
    """Yield what the rest of a sentence says that begins or ends with "according to" someone or a document.

    Not where any other attribution stands in the sentence.

    Parameters
    ----------
    reading
        The article as read.
    spans
        The spans of the attributions found until now.
    """
    for token in reading.doc[:-1]:
        if token.lower_ != "according" or token.nbor().lower_ != "to":
            continue
        source = _source(token.nbor())
        content = _content(token, source) if source is not None else None
        if content is None or not any(word.tag_ in FINITE for word in content):
            continue
        begin, end = reading.offsets(token.sent)
        if any(begin < span.end and span.start < end for span in spans):
            continue
        cue = token.doc[token.i : token.i + 2]
        labelled = ((content, "content"), (cue, "cue"), (source, "source"))
        first, second, third = (
            Labelled(*reading.offsets(span), label, CONFIDENCE) for span, label in labelled
        )
        yield Attribution((first,), second, third, "tree")


def with_authority(reading: Reading, groups: list[Attribution]) -> list[Attribution]:
    """Give what an outlet only reports to whom it names: "Bloomberg reports that …, according to the Roper Center"."""
    spans = [span for group in groups for span in spans_of(group)]
    kept = []
    for group in groups:
        is_report = (
            group.cue is not None and reading.words(group.cue.start, group.cue.end) == "reports"
        )
        told = ACCORDING.match(reading.text, group.contents[-1].end) if is_report else None
        to = reading.span(told.start("to"), told.end("to")) if told else ()
        source = _source(to[0]) if len(to) else None
        if source is not None:
            begin, end = reading.offsets(source)
            if not any(begin < span.end and span.start < end for span in spans):
                cue = Labelled(told.start("cue"), told.end(), "cue", CONFIDENCE)
                group = replace(group, cue=cue, source=Labelled(begin, end, "source", CONFIDENCE))
        kept.append(group)
    return kept


def _source(to: Token) -> Span | None:
    """Return who or what follows: a name, someone or a document."""
    head = next((child for child in to.children if child.dep_ == "pobj"), None)
    if head is None or head.lemma_.lower() in RULES:
        return None
    if any(token.pos_ == "NUM" and not _is_date(token) for token in head.subtree):
        return None  # "including, according to the WHO, 54 small children"
    after = to.doc[head.i + 1 : head.right_edge.i + 1]
    beside = (
        child for child in head.children if child.dep_ in ("appos", "relcl") and child.pos_ != "ADJ"
    )
    if after and after[0].text == "," and not any(beside):
        return None  # "banned and, according to Turkey, supportive of the party"
    is_someone = head.ent_type_ in NAMES or {head.lemma_.lower(), head.lower_} & speaking_nouns()
    return to.doc[head.left_edge.i : head.right_edge.i + 1] if is_someone else None


def _is_date(token: Token) -> bool:
    """Say whether a number is a day or a year: "figures released April 3", "the 2019 report"."""
    months = {entry["word"] for entry in read_lexicon("time_words") if entry["use"] == "month"}
    return token.i > 0 and (
        token.nbor(-1).lower_ in months or YEAR.fullmatch(token.text) is not None
    )


def _content(according: Token, source: Span) -> Span | None:
    """Return the rest of the sentence, behind a comma or before one."""
    doc, sentence = according.doc, according.sent
    begin, end = sentence.start, sentence.end
    while end > begin and (doc[end - 1].is_punct or doc[end - 1].is_space):
        end -= 1
    if according.i == begin and doc[source.end : source.end + 1].text == ",":
        content = doc[source.end + 1 : end]
    elif source.end >= end and according.i > begin and doc[according.i - 1].text == ",":
        content = doc[begin : according.i - 1]
    else:
        return None
    is_clean = not any(word.text in ('"', "“", "”") or "\n" in word.text for word in content)
    return content if len(content) >= FEWEST and is_clean else None
