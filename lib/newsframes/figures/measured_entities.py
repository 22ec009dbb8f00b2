"""Topics: what a figure measures or whom it describes, from the words around it and from the tree."""

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from .ages import NOUNS, PLURAL, find_aged
from .changes import changes, nouns_of_change
from .words import words
from .governors import governed
from .holders import find_holder
from .noun_phrases import (
    COMPARING,
    LEVELS,
    full_phrase,
    has_number,
    past_bracket,
    right_before,
    times,
    words_above,
)
from .quantity import Number

BETWEEN = {"ADJ", "NOUN", "PROPN", "PUNCT", "VERB", "ADV"}
MODIFIERS = {"nummod", "quantmod", "compound", "amod", "npadvmod", "nmod"}
# Kinds that do not tell what a thing has: "the car with 300 horsepower", but "won with 40%",
# "helped with $3 million".
APART_FROM_WITH = {"money", "percent", "ratio", "count", "duration", "age"}
SPANS_OF_TIME = {"year", "month", "week", "day", "decade", "century", "quarter", "season"}


def find_about(number: Number, span: Span, token: Token, thing: Span | None) -> Span | None:
    """Find what a measure is of, who is of an age, or whose the counted are.

    In this order: what the figure is an attribute of ("a 22-mile journey"), what follows with "of"
    ("14 kilograms of cocaine"), the noun that leads to it ("profits of $2 billion", "rates above
    50%"), what is changed or priced ("cut deaths by 30%"), and the subject of the verb ("the price
    rose 12 percent").

    Parameters
    ----------
    number, span, token
        The number, its words, and the word that carries it.
    thing
        What it counts, if anything: then only its holder is asked, but points are an index's, too.
    """
    is_count, is_rate = number.unit_kind == "count", number.unit.startswith("per ")
    if is_count and (force := _strong(span)) is not None:
        return force
    if is_count and thing is not None and (whole := _of_parts(span, thing)) is not None:
        return full_phrase(whole, span.doc[span.start : thing.end])
    if (
        (is_count or is_rate)
        and thing is not None
        and thing.root.lemma_.lower() not in words("points")
    ):
        return find_holder(number, span, thing)
    is_of_people = (
        number.unit_kind == "age" and span.start > 0 and span.doc[span.start - 1].tag_ in PLURAL
    )
    is_measure = not (is_count or is_rate or thing or is_of_people)
    if number.unit_kind == "length" and "within" in {
        span[0].lower_,
        span[0].nbor(-1).lower_ if span.start else "",
    }:
        return None  # "within 5 miles of the coast"
    noun = _described(span, token) if is_measure else None
    if noun is None and number.unit_kind == "age":
        noun = find_aged(span, token)
        return full_phrase(noun, span) if noun is not None else None
    if noun is None and not is_count and thing is None:
        noun = _after_of(number, span)
    noun = noun or (None if is_count else right_before(span)) or _leading(number, span, token)
    if noun is not None and noun.lemma_.lower() in nouns_of_change():
        noun = _changed_in(span) or noun
    is_indirect = (
        _is_empty(noun) and noun.lemma_ not in words("sum")
        if noun is not None
        else _is_change(span.root.head, span) or _is_rough(token)
    )
    if number.unit_kind == "duration" and noun is not None and noun.lemma_.lower() in SPANS_OF_TIME:
        return None  # "the first five months of last year"
    if noun is None or _is_empty(noun):
        noun = _invested(token) if is_measure else None
        is_share = thing is not None and not is_count
        noun = noun or governed(number, span, token, is_share=is_share, is_indirect=is_indirect)
        if noun is not None and noun.lemma_.lower() in nouns_of_change():
            noun = _changed_in(span) or noun
    if noun is not None:
        return full_phrase(_stuff(noun), span)
    return find_holder(number, span, thing) if thing is not None else None


def _is_empty(noun: Token) -> bool:
    """Return True if a noun says nothing of what is measured: "a total of 58 days", "an increase of 7.2%"."""
    lemma = noun.lemma_.lower()
    is_change = lemma in nouns_of_change() and not any(
        child.dep_ in {"compound", "poss", "nmod"} for child in noun.lefts
    )
    return is_change or lemma in words("bare")


def _changed_in(span: Span) -> Token | None:
    """Return what "in" behind a figure says has changed: "increases of 3% in pay and 1% in pensions"."""
    doc, end = span.doc, past_bracket(span)
    found = doc[end + 1 : end + 4] if doc[end : end + 1].text == "in" else ()
    noun = next((word for word in found if word.pos_ == "NOUN" and word.dep_ != "compound"), None)
    return noun if noun is not None and noun.lemma_.lower() not in times() else None


def _is_rough(token: Token) -> bool:
    """Return True if a noun that only says how a number is meant governs it: "the range of 3.5 percent"."""
    nouns = [noun for noun in words_above(token) if noun.pos_ == "NOUN" and noun.i < token.i]
    return any(noun.lemma_.lower() in words("rough") for noun in nouns)


def _is_change(noun: Token, span: Span) -> bool:
    """Return True if a figure is an attribute of a noun of change: "a 9% rise"."""
    is_behind = noun.i >= span.end and span.root.dep_ in MODIFIERS
    return is_behind and noun.pos_ in NOUNS and noun.lemma_.lower() in nouns_of_change()


def _strong(span: Span) -> Span | None:
    """Return what a number of people makes up: "a 1,200-strong force"."""
    doc, end = span.doc, span.end
    at = end + 2 if doc[end : end + 2].text == "-strong" else end
    if at == end and not span[-1].lower_.endswith("strong"):
        return None
    noun = next(
        (word for word in doc[at : at + 4] if word.pos_ == "NOUN" and word.dep_ != "compound"), None
    )
    return doc[at : noun.i + 1] if noun is not None else None


def find_behind(span: Span, before: Span) -> Span | None:
    """Return the noun behind a figure and the preposition that follows the one before, too.

    "Increases of 4% in wages and 1% in benefits".
    """
    doc, end = span.doc, past_bracket(span)
    links = {doc[at : at + 1].text for at in (end, past_bracket(before))}
    noun = (
        next((child for child in doc[end].children if child.dep_ == "pobj"), None)
        if end < len(doc)
        else None
    )
    is_noun = noun is not None and noun.pos_ == "NOUN" and noun.lemma_.lower() not in times()
    return full_phrase(noun, span) if len(links) == 1 and is_noun else None


def _of_parts(span: Span, thing: Span) -> Token | None:
    """Return what a hyphenated number of things makes up: "a nine-wicket victory", "a 500-seat theatre"."""
    noun, doc = thing.root, span.doc
    is_hyphenated = doc[span.end : span.end + 1].text == "-" and noun.i == span.end + 1
    while is_hyphenated and noun.dep_ in {"compound", "nmod"} and noun.head.i > noun.i:
        noun = noun.head
    return noun if noun != thing.root and noun.pos_ in NOUNS else None


def _invested(token: Token) -> Token | None:
    """Return who moved a sum that a clause without "that" describes: "the R92 million the city invested"."""
    sums = [token, *words_above(token)[:1]]
    clauses = (child for noun in sums for child in noun.rights if child.dep_ == "relcl")
    subjects = (
        child
        for verb in clauses
        for child in verb.lefts
        if child.dep_ == "nsubj" and child.pos_ in NOUNS
    )
    return next(subjects, None)


def _stuff(noun: Token) -> Token:
    """Return what a unit measures: of "14 kilograms of cocaine worth £1.2m", the cocaine."""
    of = next(
        (child for child in noun.rights if child.lower_ == "of" and child.i == noun.i + 1), None
    )
    return (
        next((child for child in of.children if child.pos_ in NOUNS), noun)
        if of and has_number(noun)
        else noun
    )


def _described(span: Span, token: Token) -> Token | None:
    """Return the noun that a measure is an attribute of: "a 22-mile journey", "a $10,000 fine", "85% more fires"."""
    doc, end = span.doc, span.end
    for word in (span.root, token):
        head = word.head
        if (
            word.dep_ in MODIFIERS
            and head.pos_ in NOUNS
            and head.i >= end
            and head.sent == word.sent
        ):
            between = doc[end : head.i]
            # "A $30 million Series A round".
            if all(
                other.pos_ in BETWEEN or (other.pos_ == "DET" and other.is_upper)
                for other in between
            ):
                while (
                    head.dep_ == "compound"
                    and head.head.pos_ in NOUNS
                    and head.head.i == head.i + 1
                ):
                    head = head.head
                return _unless_change(_of_change(head, span), span)
    past = past_bracket(span)
    if past != end:  # "the 75 m (250 ft) ship"
        at = next(
            (at for at in range(past, len(doc)) if doc[at].pos_ not in {"ADJ", "NOUN", "PROPN"}),
            len(doc),
        )
        is_noun = (
            at > past and doc[at - 1].pos_ in NOUNS and doc[at - 1].lemma_.lower() not in times()
        )
        return (
            doc[at - 1] if is_noun and doc[past].lemma_.lower() not in words("direction") else None
        )
    if end < len(doc) and doc[end].lower_ in COMPARING:
        follows = doc[end + 1 : end + 3] if doc[end + 1 : end + 2].text.lower() != "than" else []
        return next(
            (other for other in follows if other.pos_ == "NOUN" and other.dep_ != "compound"), None
        )
    return None


def _unless_change(noun: Token, span: Span) -> Token | None:
    """Return a noun unless it only says that something rose or fell: "a 9% rise", but "a 9% pay rise"."""
    is_plain = not any(
        child.dep_ in {"compound", "nmod"} and child not in span for child in noun.lefts
    )
    return None if is_plain and noun.lemma_.lower() in nouns_of_change() else noun


def _of_change(noun: Token, span: Span) -> Token:
    """Return what rose where a noun only says that it did: "a 12% rise in the price" is about the price."""
    if noun.lemma_.lower() in changes("verb") | {"change"}:
        for prep in noun.rights:
            if (
                prep.lower_ in {"in", "of"}
                and prep.dep_ == "prep"
                and span.start not in {prep.i + 1, prep.i + 2}
            ):
                return next(
                    (
                        child
                        for child in prep.children
                        if child.pos_ == "NOUN" or child.tag_ == "VBG"
                    ),
                    noun,
                )
    return noun


def _after_of(number: Number, span: Span) -> Token | None:
    """Return what a measure is a quantity of: "14 kilograms of cocaine", "$400 million in military aid"."""
    doc, end = span.doc, _past_rate(span)
    end += end < len(doc) and doc[end].lower_ == "worth"
    prepositions = {"of", "in", "as"} if number.unit_kind == "money" else {"of"}
    if end >= len(doc) or doc[end].lower_ not in prepositions or _is_reach(number, span):
        return None
    found = next((child for child in doc[end].children if child.dep_ == "pobj"), None)
    is_stuff = found is not None and found.pos_ in NOUNS and not found.ent_type_
    is_stuff &= doc[end].lower_ != "as" or (
        is_stuff and kind_of(found, is_plural=found.tag_ == "NNS") == "thing"
    )
    is_other = is_stuff and any(child.dep_ == "nummod" for child in found.children)
    is_place = (
        is_stuff
        and doc[end].lower_ == "in"
        and any(child.dep_ in {"det", "poss"} for child in found.children)
    )
    is_place |= (
        is_stuff and doc[end].lower_ == "in" and found.lemma_.lower() in words("apart")
    )  # "in advance"
    return (
        found if is_stuff and not is_other and not is_place else None
    )  # "put $3 billion in the plant"


def _is_reach(number: Number, span: Span) -> bool:
    """Return True if a length says how far from a place: "a radius of 20 km of it"."""
    before = [word.lower_ for word in span.doc[max(0, span.start - 2) : span.start + 1]]
    return number.unit_kind == "length" and not {"radius", "distance"}.isdisjoint(before)


def _past_rate(span: Span) -> int:
    """Return where the text goes on behind a figure, brackets and what it is per: "900 barrels per day of oil"."""
    doc, end = span.doc, past_bracket(span)
    is_rate = (
        doc[end : end + 1].text in {"per", "a"}
        and doc[end + 1 : end + 2].text.lower() in times() | SPANS_OF_TIME
    )
    return end + 2 if is_rate else end


def _leading(number: Number, span: Span, token: Token) -> Token | None:
    """Return the noun that leads to a figure through "of" or "at", or stands right before its level."""
    for noun in words_above(token):
        is_people = (
            noun.tag_ == "NN" and kind_of(noun, is_plural=False) == "group"
        )  # "a crew of six"
        is_measure = (
            number.unit_kind != "count" or noun.lemma_.lower() in words("tally") or is_people
        )
        is_measure &= (
            number.unit_kind != "other" or noun.lemma_.lower() != number.unit
        )  # "a magnitude of 5"
        is_measure &= not has_number(noun) or _stuff(noun) != noun  # "up 4 percent at 31 dollars"
        is_measure &= noun.lemma_.lower() not in words(
            "direction", "rough"
        )  # "moving east at 20 mph"
        is_named = (
            noun.pos_ == "PROPN"
            and (noun.ent_type_ == "MISC" or noun.lower_ == "gdp")
            and _before_of(noun)
        )
        is_noun = noun.pos_ == "NOUN" or is_named
        if is_measure and is_noun and noun.i < span.start and _leads(noun, number, token):
            return _of_change(_whole_of(noun), span)
    before = span.doc[span.start - 1] if span.start else None
    if (
        before is not None
        and before.i
        and before.lower_ == "with"
        and number.unit_kind not in APART_FROM_WITH
    ):
        return (
            before.nbor(-1)
            if before.nbor(-1).pos_ in NOUNS and not has_number(before.nbor(-1))
            else None
        )
    if before is not None and before.lower_ in {"to", "at"} and number.unit_kind == "count":
        tally = before.nbor(-1) if before.i else before
        return tally if tally.lemma_.lower() in words("tally") else None  # "taking the toll to 12"
    is_measure = number.unit_kind not in {"count", "duration"}
    is_apart = is_measure and before is not None and before.lower_ in LEVELS | {"of", "at", "worth"}
    if is_apart or (is_measure and span[0].lower_ in LEVELS):
        noun = span.doc[max(0, span.start - 1 - is_apart)]
        is_worth = is_apart and before.lower_ == "worth"  # "50 jets worth $5 billion"
        is_about = noun.pos_ == "NOUN" or (
            is_worth and noun.pos_ == "PROPN" and noun.dep_ != "pobj"
        )
        is_about &= noun.lemma_.lower() not in words("rough") | times()  # "ended the year at 4%"
        return noun if is_about and (is_worth or not has_number(noun)) else None
    return None


def _before_of(noun: Token) -> bool:
    return any(child.lower_ == "of" for child in noun.rights)


def _whole_of(noun: Token) -> Token:
    """Climb from a bare noun to what it is of: "a margin of error", "net profit per diluted share"."""
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        if noun.head.lower_ != "per" and (noun.head.lower_ != "of" or noun.n_lefts):
            break
        noun = noun.head.head
    return noun


def _leads(noun: Token, number: Number, token: Token) -> bool:
    """Say whether a noun governs the number through "of" or "at".

    What is "at 20 mph" is said by the verb.
    """
    links = {"of"} if number.unit_kind == "speed" else {"of", "at"}
    # "Waves as high as three metres", "a wall 3 metres high".
    return any(
        (child.lower_ in links or child.dep_ == "amod") and child.is_ancestor(token)
        for child in noun.rights
    )
