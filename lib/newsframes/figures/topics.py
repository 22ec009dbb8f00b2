"""Topics: what a figure measures or whom it describes, from the words around it and from the tree."""

from spacy.tokens import Span, Token

from ..actors.nouns import kind_of
from ..quotes.attitude import is_known
from .ages import NOUNS, PLURAL, SUBJECTS, find_aged
from .changes import APART, changes, is_reached, measuring, nouns_of_change
from .nominal import COMPARING, full_phrase, past_bracket, right_before, words_above
from .number import Number

MODIFIERS = {"nummod", "quantmod", "compound", "amod", "npadvmod", "nmod"}
# "Rates above 50%": approximators that also tie a level to the noun before.
LEVELS = frozenset("above below over under around about near exceeding".split())  # noqa: SIM905
# What weighs or holds a quantity is its subject; of what is seized or sold the subject says nothing.
AMOUNTS = {"mass", "area", "volume"}
SPANS_OF_TIME = {"year", "month", "week", "day", "decade", "century", "quarter", "season"}


def find_about(number: Number, span: Span, token: Token, thing: Span | None) -> Span | None:
    """Find what a measure is of, or who is of an age.

    In this order: what the figure is an attribute of ("a 22-mile journey"), what follows with "of" ("14 kilograms of
    cocaine"), the noun that leads to it ("profits of $2 billion", "rates above 50%"), what is changed or priced ("cut
    deaths by 30%"), and the subject of the verb ("the price rose 12 percent").

    Parameters
    ----------
    number, span, token
        The number, its words, and the word that carries it.
    thing
        What it counts, if anything; a count of something is about nothing else, but points are an index's.
    """
    is_count, is_rate = number.unit_kind == "count", number.unit.startswith("per ")
    if (is_count or is_rate) and thing is not None and thing.root.lemma_.lower() not in measuring("points"):
        return None
    is_of_people = number.unit_kind == "age" and span.start > 0 and span.doc[span.start - 1].tag_ in PLURAL
    is_strong = is_count and span[-1].lower_ == "strong"  # "a 1,200-strong force"
    is_measure = not (is_count or is_rate or thing or is_of_people)
    noun = _described(span, token) if is_measure or is_strong else None
    if noun is None and number.unit_kind == "age":
        noun = find_aged(span, token)
        return full_phrase(noun, span) if noun is not None else None
    if noun is None and not is_count and thing is None:
        noun = _after_of(number, span)
    noun = noun or (None if is_count else right_before(span)) or _leading(number, span, token)
    noun = noun or _governed(number, token)
    lemma = noun.lemma_.lower() if noun is not None else ""
    is_bare = lemma in measuring("bare") and noun.n_rights <= 1
    is_bare |= number.unit_kind == "duration" and lemma in SPANS_OF_TIME  # "the first five months of last year"
    return full_phrase(_stuff(noun), span) if noun is not None and not is_bare else None


def _is_unit(noun: Token) -> bool:
    return any(child.dep_ == "nummod" for child in noun.children)


def _stuff(noun: Token) -> Token:
    """Return what a unit measures: of "14 kilograms of cocaine worth £1.2m", the cocaine."""
    of = next((child for child in noun.rights if child.lower_ == "of" and child.i == noun.i + 1), None)
    return next((child for child in of.children if child.pos_ in NOUNS), noun) if of and _is_unit(noun) else noun


def _described(span: Span, token: Token) -> Token | None:
    """Return the noun that a measure is an attribute of: "a 22-mile journey", "a $10,000 fine", "85% more fires"."""
    doc, end = span.doc, span.end
    for word in (span.root, token):
        head = word.head
        if word.dep_ in MODIFIERS and head.pos_ in NOUNS and head.i >= end and head.sent == word.sent:
            between = doc[end : head.i]
            if all(other.pos_ in {"ADJ", "NOUN", "PROPN", "PUNCT", "VERB", "ADV"} for other in between):
                return _unless_change(_of_change(head, span), span)
    past = past_bracket(span)
    if past != end:  # "the 75 m (250 ft) ship"
        at = next((at for at in range(past, len(doc)) if doc[at].pos_ not in {"ADJ", "NOUN", "PROPN"}), len(doc))
        is_noun = at > past and doc[at - 1].pos_ in NOUNS
        return doc[at - 1] if is_noun and doc[past].lemma_.lower() not in measuring("direction") else None
    if end < len(doc) and doc[end].lower_ in COMPARING:
        follows = doc[end + 1 : end + 3]
        return next((other for other in follows if other.pos_ == "NOUN" and other.dep_ != "compound"), None)
    return None


def _unless_change(noun: Token, span: Span) -> Token | None:
    """Return a noun unless it only says that something rose or fell: "a 9% rise", but "a 9% pay rise"."""
    is_plain = not any(child.dep_ in {"compound", "nmod"} and child not in span for child in noun.lefts)
    return None if is_plain and noun.lemma_.lower() in nouns_of_change() else noun


def _of_change(noun: Token, span: Span) -> Token:
    """Return what rose where a noun only says that it did: "a 12% rise in the price" is about the price."""
    if noun.lemma_.lower() in changes("verb") | {"change"}:
        for prep in noun.rights:
            if prep.lower_ in {"in", "of"} and prep.dep_ == "prep" and span.start not in {prep.i + 1, prep.i + 2}:
                return next((child for child in prep.children if child.pos_ == "NOUN"), noun)
    return noun


def _after_of(number: Number, span: Span) -> Token | None:
    """Return what a measure is a quantity of: "14 kilograms of cocaine", "$400 million in military aid"."""
    doc, end = span.doc, past_bracket(span)
    end += end < len(doc) and doc[end].lower_ == "worth"
    prepositions = {"of", "in"} if number.unit_kind == "money" else {"of"}
    if end >= len(doc) or doc[end].lower_ not in prepositions:
        return None
    found = next((child for child in doc[end].children if child.dep_ == "pobj"), None)
    is_stuff = found is not None and found.pos_ in NOUNS and not found.ent_type_
    is_other = is_stuff and any(child.dep_ == "nummod" for child in found.children)
    is_place = is_stuff and doc[end].lower_ == "in" and any(child.dep_ in {"det", "poss"} for child in found.children)
    return found if is_stuff and not is_other and not is_place else None  # "put $3 billion in the plant"


def _leading(number: Number, span: Span, token: Token) -> Token | None:
    """Return the noun that leads to a figure through "of" or "at", or stands right before its level."""
    for noun in words_above(token):
        is_people = noun.tag_ == "NN" and kind_of(noun, is_plural=False) == "group"  # "a crew of six"
        is_measure = number.unit_kind != "count" or noun.lemma_.lower() in measuring("tally") or is_people
        is_measure &= number.unit_kind != "other" or noun.lemma_.lower() != number.unit  # "a magnitude of 5"
        is_measure &= not _is_unit(noun) or _stuff(noun) != noun  # "up 4 percent at 31 dollars"
        is_measure &= noun.lemma_.lower() not in measuring("direction", "rough")  # "moving east at 20 mph"
        if is_measure and noun.pos_ == "NOUN" and noun.i < span.start and _leads(noun, number, token):
            return _of_change(_whole_of(noun), span)
    before = span.doc[span.start - 1] if span.start else None
    if before is not None and before.lower_ in {"to", "at"} and number.unit_kind == "count":
        tally = before.nbor(-1) if before.i else before
        return tally if tally.lemma_.lower() in measuring("tally") else None  # "taking the toll to 12"
    is_measure = number.unit_kind not in {"count", "duration"}
    is_apart = is_measure and before is not None and before.lower_ in LEVELS | {"of", "at", "worth"}
    if is_apart or (is_measure and span[0].lower_ in LEVELS):
        noun = span.doc[max(0, span.start - 1 - is_apart)]
        is_worth = is_apart and before.lower_ == "worth"  # "50 jets worth $5 billion"
        is_about = noun.pos_ == "NOUN" and noun.lemma_.lower() not in measuring("rough")
        return noun if is_about and (is_worth or not _is_unit(noun)) else None
    return None


def _whole_of(noun: Token) -> Token:
    """Climb from a bare noun to what it is of: "a margin of error", "net profit per diluted share"."""
    while noun.dep_ == "pobj" and noun.head.head.pos_ == "NOUN":
        if noun.head.lower_ != "per" and (noun.head.lower_ != "of" or noun.n_lefts):
            break
        noun = noun.head.head
    return noun


def _leads(noun: Token, number: Number, token: Token) -> bool:
    """Say whether a noun governs the number through "of" or "at"; what is "at 20 mph" is said by the verb."""
    links = {"of"} if number.unit_kind == "speed" else {"of", "at"}
    # "Waves as high as three metres", "a wall 3 metres high".
    return any((child.lower_ in links or child.dep_ == "amod") and child.is_ancestor(token) for child in noun.rights)


def _governed(number: Number, token: Token) -> Token | None:
    """Return the object whose price or change a figure is, or the subject of its verb."""
    verb = next((other for other in words_above(token) if other.pos_ in {"VERB", "AUX"}), None)
    if verb is None or not _takes(verb, number, token) or _is_aside(token):
        return None
    lemma = verb.lemma_.lower()
    if not measuring("levied").isdisjoint({lemma, verb.lower_}):  # "fined the company 110 million euros"
        payer = next((child for child in verb.children if child.dep_ in {"dative", "dobj"} and child.i < token.i), None)
        return payer if payer is not None and payer.pos_ in NOUNS else None
    objects = (child for child in verb.children if child.dep_ == "dobj" and child.i < token.i)
    unit = number.unit if number.unit_kind != "count" else None
    patient = next((child for child in objects if child.lemma_.lower() != unit and not _is_unit(child)), None)
    giving = measuring("toll", "document", "finding", "quoted")
    is_given = lemma in giving or _puts(verb) or _is_sent(verb, token)
    if patient is not None and (is_given or _is_changed(number, verb, token)):
        found = patient
    else:
        found = _subject(verb, token) if not _is_told(verb) else None
        is_taken = any(child.dep_ == "dobj" and (child == token or child.is_ancestor(token)) for child in verb.children)
        if number.unit_kind in AMOUNTS and is_taken and lemma not in measuring("measure"):
            return None
    is_measured = found is not None and found.pos_ in NOUNS | {"ADJ"} and found.ent_type_ != "PERSON"
    is_time = number.unit_kind == "duration" and found is not None and _is_unit(found)  # "a day, which took 2 hours"
    is_measured = is_measured and not is_time and not any(child.tag_ == "WP" for child in found.lefts)
    return found if is_measured else None


def _is_aside(token: Token) -> bool:
    """Say whether a share is told beside the verb: "it needs help, with 60 percent of countries at risk"."""
    prep = next((other for other in words_above(token) if other.lower_ == "with"), None)
    unit = token.head if token.dep_ == "nummod" else token
    is_beside = prep is not None and prep.i > 0 and prep.nbor(-1).text == ","
    return is_beside and any(child.lower_ == "of" for child in unit.rights)


def _takes(verb: Token, number: Number, token: Token) -> bool:
    """Say whether a verb can say what a bare count or a duration is of; any verb can of other measures."""
    lemma = verb.lemma_.lower()
    if number.unit_kind == "count":
        subjects = [child.lemma_.lower() for child in verb.lefts if child.dep_ in SUBJECTS]
        is_given = lemma in measuring("be") and not measuring("tally").isdisjoint(subjects)
        is_tally = is_given or (
            lemma in measuring("reached") and (bool(subjects) or _shares_subject(verb))
        )  # "waiting lists hit five million"
        is_moved = lemma in changes("verb") or (lemma in measuring("level") and is_reached(verb, token))
        return _puts(verb) or is_tally or (is_moved and not _is_apart(verb, token))
    # "Life expectancy fell by two years", "pushed back the retirement age by two years".
    is_moved = lemma in changes("verb") | measuring("bringing") and is_reached(verb, token)
    return number.unit_kind != "duration" or lemma in measuring("last") or is_moved


def _puts(verb: Token) -> bool:
    """Say whether a verb sets a toll: "put the toll at 18", "taking the tally to 40"."""
    is_setting = verb.lemma_.lower() in measuring("toll") | measuring("bringing")
    return is_setting and any(child.lemma_.lower() in measuring("tally") for child in verb.rights)


def _is_told(verb: Token) -> bool:
    """Say whether a verb only tells: of "the commission declared him the winner with 56%" no 56% is the commission's.

    But "growth was forecast at 2%", and "the parcel weighed two kilos".
    """
    lemma, is_active = verb.lemma_.lower(), all(child.dep_ != "auxpass" for child in verb.children)
    measured = changes("verb") | measuring("measure", "last", "level", "soaring")
    return is_active and is_known(lemma) and lemma not in measured


def _is_sent(verb: Token, token: Token) -> bool:
    """Say whether a verb makes its object rise or fall: "sending its shares down 2.6%"."""
    near = verb.doc[max(verb.i, token.i - 6) : token.i + 4]
    is_level = any(word.lower_ in {"up", "down", "higher", "lower"} and word.sent == verb.sent for word in near)
    return is_level and verb.lemma_.lower() in measuring("bringing") | measuring("sending")


def _subject(verb: Token, token: Token) -> Token | None:
    """Return the subject before a number; what "which" or "that" stands for, or that of the verb it is joined to."""
    while _shares_subject(verb) and not any(child.dep_ in SUBJECTS for child in verb.children):
        verb = verb.head
    found = next((child for child in verb.children if child.dep_ in SUBJECTS and child.i < token.i), None)
    is_relative = found is not None and found.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl"
    return verb.head if is_relative else found


def _shares_subject(verb: Token) -> bool:
    """Return True if a verb may have the subject of its head: "the number of homes lost topped 3,000" as parsed."""
    return verb.dep_ in {"conj", "xcomp"} or (verb.dep_ == "advcl" and verb.head.i == verb.i - 1)


def _is_apart(verb: Token, token: Token) -> bool:
    """Say whether a number only tells why or when something changed."""
    return any(prep.dep_ == "prep" and prep.lower_ in APART and prep.is_ancestor(token) for prep in verb.rights)


def _is_changed(number: Number, verb: Token, token: Token) -> bool:
    """Say whether a verb changes its object by or to a figure, or has it sold at one."""
    for prep in verb.rights:
        if prep.is_ancestor(token) and prep.dep_ == "prep":
            changing = changes("verb") | (measuring("bringing") if number.unit_kind != "count" else set())
            is_change = prep.lower_ in {"by", "to", "from"} and verb.lemma_.lower() in changing
            is_price = prep.lower_ in {"for", "at"} and number.unit_kind == "money"
            return is_change or is_price
    return verb.lemma_.lower() in changes("verb") and token.dep_ in {"npadvmod", "nummod"}
