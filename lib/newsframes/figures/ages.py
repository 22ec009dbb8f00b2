"""Ages: bare numbers that say how old someone is."""

import re
from dataclasses import replace
from math import inf

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from ..language.syntax import NOUNS, PLURAL, SUBJECTS
from .context import FigureContext
from .counted_nouns import are_people
from .quantity import Number
from .words import words

DIED = r"(?:dies|died|(?<!of\s)dead)"  # but "the number of dead at 23"
AGED = re.compile(
    rf"\b(?:aged?|ages|age of|(?P<turn>turn(?:s|ed|ing)?|{DIED}\sat))\s(?:of\s)?$"
    r"|\bage[ds]?\s(?:of\s)?(?:\d{1,3},\s)*\d{1,3},?\s(?:and|to|or)\s$|\baged\s(?:\d{1,3},\s)+$",
    re.IGNORECASE,
)
# "Dies in prison at 77"; a smaller number may be the hour.
DIED_AT = re.compile(rf"\b{DIED}\b[^.;:!?\n]{{0,60}}\sat\s$", re.IGNORECASE)
LAST_HOUR = 24
OLDEST, APART = 120, re.compile(r"\s?(?:[,.;)]|:(?!\d))|\s[–—―]\s(?!\d)|$")
# "She was 80 on Friday".
WHEN = re.compile(r"\s(?:on|in|when|last|this|yesterday|today)\b")
YEARS_OLDER = re.compile(
    r"\byears?(?:\sof\sage)?\s(?:and|or)\s(?:older|younger|over|up|under|above|below)$",
    re.IGNORECASE,
)
BRACKETED = re.compile(r"(?P<noun>[A-Za-z]+)\s\(\d{1,3}\)(?:(?:,|\sand|,\sand)\s\(\d{1,3}\))+")
PAIRED = re.compile(r"(?P<noun>[A-Za-z]+),\s(?:\d{1,2},\s)*\d{1,2},?\sand\s\d{1,2}(?=[,.;)])")
YOUNGER = ("under ", "over ", "above ", "below ")
# "Blacks 45 and older", "children 12 and under".
OLDER = re.compile(
    r"\w\s(?:and|or)\s(?:older|younger|(?P<other>over|up|under|above))$", re.IGNORECASE
)
GOES_ON = re.compile(r"\s?[-–\w%]")


def as_age(number: Number, context: FigureContext) -> Number:
    """Return a bare number as an age: "aged 28", "Maria Lopez, 33,", "blacks 45 and older"."""
    body, span, token = context.body, context.span, context.token
    if number.unit == "year" and number.unit_kind == "duration":
        is_age = _is_bound_of_age(body, number, span)
        return replace(number, unit_kind="age", found_by="age") if is_age else number
    years = number.high if number.high < inf else number.low
    if number.unit != "count" or number.bound == "vague" or not 0 < years <= OLDEST:
        return number
    before = body[max(0, number.start - 20) : number.start]
    if before[-1:] == ":":
        return number  # "Debela, 2:05:46"
    is_age = (
        _is_called_age(before, token)
        or _is_at_death(number, body)
        or _is_apposed(before, number, context)
        or _is_of_people(body, number, span, token)
        or _is_in_row(BRACKETED, number, context)
        or _is_in_row(PAIRED, number, context)
        or _is_said(number, context)
    )
    return replace(number, unit="year", unit_kind="age", found_by="age") if is_age else number


def _is_called_age(before: str, token: Token) -> bool:
    """Return True behind "aged", "turned" or "dies at"; but not "turned 30 homes into"."""
    aged = AGED.search(before)
    is_counting = token.dep_ == "nummod" and token.head.i > token.i
    return aged is not None and not (aged["turn"] and is_counting)


def _is_at_death(number: Number, body: str) -> bool:
    """Return True if somebody dies "at" so many, of whatever: "dies in prison at 77"."""
    before = body[max(0, number.start - 80) : number.start]
    is_bare = number.high > LAST_HOUR and APART.match(body, number.end) is not None
    return is_bare and DIED_AT.search(before) is not None


def _is_apposed(before: str, number: Number, context: FigureContext) -> bool:
    """Return True for a number between commas behind a person: "Maria Lopez, 33,"."""
    token = context.token
    is_beside = before[-2:] == ", " and token.dep_ == "appos" and _is_someone(token.head)
    is_beside = is_beside or _follows_name(context.span)
    return is_beside and not number.is_word and bool(APART.match(context.body, number.end))


def _is_said(number: Number, context: FigureContext) -> bool:
    """Return True if somebody is said to be so old: "she was 95", "my father is above 70"."""
    body, token = context.body, context.token
    is_bound = body.startswith(YOUNGER, number.start) and token.dep_ == "pobj"
    said = token.head if is_bound else token
    if not (is_bound or said.dep_ in {"attr", "acomp"}) or said.head.lemma_ != "be":
        return False
    subjects = [child for child in said.head.children if child.dep_ == "nsubj"]
    if not any(child.lower_ in words("somebody") or _is_someone(child) for child in subjects):
        return False
    after = body[number.end : number.end + 3].replace(" a", ".")
    return not GOES_ON.match(after) or WHEN.match(body, number.end) is not None


def _is_of_people(body: str, number: Number, span: Span, token: Token) -> bool:
    """Return True if a bound is that of people's age.

    "Children under five", "those over 45", "people 65 and over".
    """
    surface, first = body[number.start : number.end], span.start
    word = span.doc[first - 1] if first else None
    if word is None:
        return False
    if word.lower_ == "of" and first > 1 and span.doc[first - 2].lower_ in words("of an age"):
        word = span.doc[first - 2]  # "children of six or under"
    are_some = word.lower_ in words("anybody") or (word.tag_ == "NNS" and are_people(word))
    if older := OLDER.search(surface):
        return not older["other"] or are_some
    after = span.doc[span.end : span.end + 1]
    is_counted = word.lower_ not in words("anybody") and any(
        other.tag_ in PLURAL for other in after
    )
    is_bare = token.dep_ == "pobj" or not (
        is_counted or number.is_word
    )  # "people over 50 fear the disease"
    return surface.lower().startswith(YOUNGER) and is_bare and are_some


def _is_bound_of_age(body: str, number: Number, span: Span) -> bool:
    """Return True if years bound how old people are: "children ten years or under"."""
    word = span.doc[span.start - 1] if span.start else None
    older = YEARS_OLDER.search(body[number.start : number.end])
    return bool(
        older and word is not None and (word.lower_ in words("anybody") or are_people(word))
    )


def _is_in_row(row: re.Pattern[str], number: Number, context: FigureContext) -> bool:
    """Return True if a number is one of several ages behind people.

    "Three women (8), (19) and (34)", "their sons, 50 and 48,".
    """
    first, last = max(0, number.start - 80), number.end + 80
    near = row.finditer(context.body, first, last) if not number.is_word else ()
    found = next((match for match in near if match.start() < number.start < match.end()), None)
    if found is None:
        return False
    noun = context.span.doc.char_span(*found.span("noun"), alignment_mode="expand")
    if noun is None or row is BRACKETED:
        return noun is not None and are_people(noun[-1])
    is_plural = noun[-1].tag_ == "NNS" and are_people(noun[-1])
    return is_plural or (noun[-1].ent_type_ == "PERSON" and any(noun[-1].conjuncts))


def _follows_name(span: Span) -> bool:
    doc, first = span.doc, span.start
    first -= first > 2 and doc[first - 1].lower_ in {"now", "then"}
    return first > 1 and doc[first - 1].text in {",", "("} and _is_someone(doc[first - 2])


def _is_someone(token: Token) -> bool:
    """Return True if a word ends a person's name or is one person: "the gunman, 34,"."""
    return token.ent_type_ == "PERSON" or (
        token.tag_ == "NN" and kind_of(token, is_plural=False) == "person"
    )


def find_aged(span: Span, token: Token) -> Token | None:
    """Return who is of an age, from the text beside it or the tree.

    That is the name or noun before the comma, or the subject of "is" or "died at the age of".
    """
    doc, first = span.doc, span.start
    if (noun := _in_decade(span) or _bounded(span)) is not None:
        return noun
    before = first - 1 - (first > 1 and doc[first - 1].lower_ in {"aged", "age", "ages"})
    is_day = before >= 1 and doc[before - 1].dep_ == "npadvmod"  # "Lee died Saturday, aged 78"
    if (
        before >= 1
        and doc[before].text in {",", "("}
        and doc[before - 1].pos_ in NOUNS
        and not is_day
    ):
        is_apart = (
            token.dep_ == "appos" and _is_someone(token.head) and not _is_someone(doc[before - 1])
        )
        return token.head if is_apart else doc[before - 1]  # "Bishop Lee of Lyon, 79,"
    if before >= 0 and before < first - 1 and doc[before].pos_ in NOUNS:
        return doc[before]  # "a girl aged ten"
    verb = next((other for other in token.ancestors if other.pos_ in {"VERB", "AUX"}), None)
    is_said = token.dep_ in {"attr", "acomp"} or span.root.dep_ in {"attr", "acomp", "npadvmod"}
    is_aged = any(other.lower_ in {"age", "aged"} for other in doc[max(0, first - 2) : first])
    if verb is None or verb.sent != token.sent or not (is_said or is_aged):
        return None
    subjects = [child for child in verb.lefts if child.dep_ in SUBJECTS and child.pos_ in NOUNS]
    named = (
        child for child in subjects if child.ent_type_ == "PERSON"
    )  # "the co-founder of Acme Ann Lee died"
    return next(named, subjects[0] if subjects else None)


def _bounded(span: Span) -> Token | None:
    """Return whose age years bound.

    "Children under five years of age", "people over 65 years old".
    """
    surface = span.text.lower()
    if not span.start or not surface.startswith(YOUNGER) or "year" not in surface:
        return None
    noun = span.doc[span.start - 1]
    return noun if noun.tag_ in PLURAL and are_people(noun) else None


def _in_decade(span: Span) -> Token | None:
    """Return who is "in his 90s": the noun before it, or the subject of the verb."""
    root = span.root
    is_own = (
        root.dep_ == "pobj"
        and root.head.lower_ == "in"
        and any(child.dep_ == "poss" for child in root.lefts)
    )
    if not is_own:
        return None
    above = root.head.head
    if above.pos_ in NOUNS:
        return above
    subject = next((child for child in above.lefts if child.dep_ in SUBJECTS), None)
    if subject is not None and subject.tag_ == "WP" and above.dep_ == "relcl":
        return above.head
    return subject if subject is not None and subject.pos_ in NOUNS else None
