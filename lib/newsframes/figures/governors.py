"""Governing verbs: the object that a figure prices or changes, or the subject that it measures."""

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from ..language.reporting_cues import is_known
from ..language.syntax import NOUNS, SUBJECTS
from .changes import changes, is_reached, nouns_of_change
from .noun_phrases import SHARES, has_number, times, unit_names, words_above
from .quantity import Number
from .words import words

# What weighs or holds a quantity is its subject; of what is seized or sold the subject says
# nothing.
AMOUNTS = {"mass", "area", "volume"}
HAVING = ("holding", "share", "earning", "measure", "recording", "winning", "ranking")
# Pronouns that stand for what moved or earned where nothing before them is named in the sentence.
PRONOUNS = {"it", "they", "we", "he", "she", "i"}
# Clauses whose unexpressed subject is that of the clause above.
SUBJECTLESS = {"conj", "xcomp", "advcl"}
# How many clauses a subject may be sought above.
CLAUSES = 5


def governed(
    number: Number, span: Span, token: Token, *, is_share: bool, is_indirect: bool
) -> Token | None:
    """Return the object whose price or change a figure is, or the subject of its verb.

    Parameters
    ----------
    number, span, token
        The number, its words, and the word that carries it.
    is_share
        Whether it is the share of a whole that is named; few verbs tell whose that is.
    is_indirect
        Whether a noun that says nothing of what is measured governs it: "saw a rise of 3%",
        "touched a low of $5".
    """
    verb = verb_above(span, token)
    if verb is None or not _takes(verb, number, span, token):
        return None
    lemma = verb.lemma_.lower()
    if not words("levied").isdisjoint({lemma, verb.lower_}):
        return _payer(verb, span)
    found = _patient(number, verb, span, token)
    if found is None:
        few = changes("verb") | words("level", "reached", "be", "bringing", "measure")
        few |= words("recording") if is_indirect else set()
        is_loose = is_share or is_indirect or _is_behind_comma(verb, token)
        is_taken_away = number.unit_kind == "money" and lemma in words("seizing")
        if (is_loose and lemma not in few) or is_taken_away:
            return None
        found = (
            subject_before(verb, token)
            if not _is_told(verb) or (is_indirect and lemma in few)
            else None
        )
        is_taken = any(
            child.dep_ == "dobj" and (child == token or child.is_ancestor(token))
            for child in verb.children
        )
        if number.unit_kind in AMOUNTS and is_taken and lemma not in words("measure"):
            return None
        # "The state blocks more than 90%" says nothing of the state.
        if (
            number.unit_kind == "percent"
            and is_taken
            and lemma not in few - words("level") | words(*HAVING)
        ):
            return None
    return found if found is not None and _is_measured(found, verb, number, token) else None


def verb_above(span: Span, token: Token) -> Token | None:
    """Return the verb above a number.

    Of its own words only the first: "not exceed 5", not "8 billion won".
    """
    first = next((word for word in span if word.dep_ != "neg"), span[0])
    if first.pos_ in {"VERB", "AUX"} and first.lemma_.lower() in words("reached"):
        return first
    above = token
    while above in span and above.head != above and above.head.sent == token.sent:
        above = above.head
    ancestors = [above, *words_above(above)]
    return next(
        (other for other in ancestors if other.pos_ in {"VERB", "AUX"} and other not in span), None
    )


def _payer(verb: Token, span: Span) -> Token | None:
    """Return who must pay.

    "Fined the company 110 million euros", "the company was fined 110 million euros".
    """
    objects = [
        child
        for child in verb.children
        if child.dep_ in {"dative", "dobj"} and child.i < span.start
    ]
    subject = subject_before(verb, span.root)
    is_passive = verb.dep_ == "acl" or (subject is not None and subject.dep_ == "nsubjpass")
    payer = subject if is_passive and not objects else next(iter(objects), None)
    return payer if payer is not None and payer.pos_ in NOUNS else None


def _augmented(verb: Token, span: Span) -> Token | None:
    """Return what a verb adds a figure to or takes it from.

    "Adding two years to life expectancy".
    """
    at = span.end + 1
    if verb.lemma_.lower() not in words("adding") or verb.doc[span.end : at].text not in {
        "to",
        "from",
        "off",
    }:
        return None
    while at < len(verb.doc) and (
        verb.doc[at].pos_ in {"DET", "ADJ", "PRON"} or verb.doc[at].lower_ == "average"
    ):
        at += 1
    while at + 1 < len(verb.doc) and verb.doc[at].pos_ in NOUNS and verb.doc[at + 1].pos_ in NOUNS:
        at += 1
    noun = verb.doc[at : at + 1]
    is_giver = (
        verb.doc[span.end].lower_ == "from" and noun and noun[0].ent_type_ in {"ORG", "PERSON"}
    )
    is_noun = bool(noun) and noun[0].pos_ in NOUNS and not has_number(noun[0])
    return noun[0] if is_noun and not is_giver else None  # "took $3 billion from Acme"


def _patient(number: Number, verb: Token, span: Span, token: Token) -> Token | None:
    """Return the object that a verb changes, prices or places, or what it adds a figure to."""
    lemma = verb.lemma_.lower()
    if (augmented := _augmented(verb, span)) is not None:
        return augmented
    objects = (
        child
        for child in verb.children
        if child.dep_ == "dobj" and child.i < min(token.i, span.start)
    )
    unit = number.unit if number.unit_kind != "count" else None
    patient = next(
        (child for child in objects if child.lemma_.lower() != unit and not has_number(child)), None
    )
    giving = words("toll", "document", "finding", "quoted")
    is_given = (
        lemma in giving
        or puts_toll(verb)
        or _is_sent(verb, token)
        or _is_placed(number, verb, token)
    )
    if (
        patient is None
        or patient.lemma_.lower() in words("bare")
        or not (is_given or _is_changed(number, verb, token))
    ):
        return None
    return _antecedent(verb) if patient.lower_ == "it" else patient


def _antecedent(verb: Token) -> Token | None:
    """Return what "it" stands for in a clause joined to another.

    "Raised the memory, doubling it to 256GB".
    """
    above = verb.head
    if verb.dep_ not in {"advcl", "conj"} or above.pos_ != "VERB":
        return None
    objects = [child for child in above.rights if child.dep_ == "dobj" and child.i < verb.i]
    subjects = [child for child in above.lefts if child.dep_ == "nsubjpass"]
    return next((noun for noun in [*objects, *subjects] if noun.pos_ in NOUNS), None)


def _is_measured(found: Token, verb: Token, number: Number, token: Token) -> bool:
    """Return True if a subject or object can be what a figure is about."""
    earning = words("holding", "share", "earning", "ranking")
    is_person = found.ent_type_ == "PERSON" and not (
        verb.lemma_.lower() in earning and number.unit_kind in {"money", "percent"}
    )
    is_time = number.unit_kind == "duration" and has_number(found)  # "a day, which took 2 hours"
    # "The high was 38 degrees", but "a total of 58 days passed".
    is_empty = found.lemma_.lower() in words("bare") | nouns_of_change()
    is_empty &= found.is_ancestor(token) and not found.is_ancestor(verb)
    # "23 mm followed by Lyon with 14 mm", "the first half of the year, which represents a rise of
    # 7%".
    is_empty |= has_number(found) and verb.dep_ == "acl" and found.lower_ in unit_names()
    is_empty |= verb.dep_ == "relcl" and found.lemma_.lower() in times() | {"half"}
    is_empty |= found.lower_ in SHARES
    is_noun = (found.pos_ in NOUNS | {"ADJ"} and not is_person) or _stands_for(
        found, verb, number, token
    )
    return (
        is_noun
        and not is_time
        and not is_empty
        and not any(child.tag_ == "WP" for child in found.lefts)
    )


def _stands_for(word: Token, verb: Token, number: Number, token: Token) -> bool:
    """Return True if a pronoun is measured.

    "Those for jam rose 3%", or "it traded at $5" with no noun before it.
    """
    if word.lower_ in {"those", "that"}:
        return word.tag_ == "DT" and any(child.dep_ == "prep" for child in word.rights)
    moving = (changes("verb") | words("level", "reached")) - {"be"}
    is_moving = verb.lemma_.lower() in moving or (
        number.unit_kind == "money" and verb.lemma_.lower() in words("earning")
    )
    is_level = number.unit_kind in {"money", "percent", "temperature", "count"} and not any(
        other.lower_ == "with" for other in words_above(token)
    )
    is_level &= not any(child.dep_ == "dobj" and child.i < token.i for child in verb.rights)
    is_first = is_level and not any(
        other.pos_ in NOUNS for other in word.doc[word.sent.start : word.i]
    )
    return is_moving and is_first and word.lower_ in PRONOUNS


def _is_behind_comma(verb: Token, token: Token) -> bool:
    """Return True if a comma parts a figure and its preposition from the verb.

    "Half were women, at 50.8 percent".
    """
    prep = next((other for other in words_above(token) if other.dep_ == "prep"), None)
    return (
        prep is not None and prep.head == verb and verb.i < prep.i - 1 and prep.nbor(-1).text == ","
    )


def _takes(verb: Token, number: Number, span: Span, token: Token) -> bool:
    """Return True if a verb can say what a bare count or a duration is of.

    Any verb can of other measures.
    """
    lemma = verb.lemma_.lower()
    if number.unit_kind == "count":
        subjects = [child.lemma_.lower() for child in verb.lefts if child.dep_ in SUBJECTS]
        is_given = lemma in words("be") and not words("tally").isdisjoint(subjects)
        is_tally = is_given or lemma in words("reached")  # "waiting lists hit five million"
        is_moved = lemma in changes("verb") or (lemma in words("level") and is_reached(verb, token))
        return puts_toll(verb) or is_tally or (is_moved and not _is_apart(verb, token))
    # "Life expectancy fell by two years", "pushed back the retirement age by two years".
    is_moved = lemma in changes("verb") | words("bringing") and is_reached(verb, token)
    is_lasting = (
        lemma in words("last") and verb.dep_ != "acl" and verb.tag_ != "VBN"
    )  # "polls taken over two weeks"
    return (
        number.unit_kind != "duration"
        or is_lasting
        or is_moved
        or _augmented(verb, span) is not None
    )


def puts_toll(verb: Token) -> bool:
    """Return True if a verb sets a toll: "put the toll at 18", "taking the tally to 40"."""
    is_setting = verb.lemma_.lower() in words("toll") | words("bringing")
    return is_setting and any(child.lemma_.lower() in words("tally") for child in verb.rights)


def _is_told(verb: Token) -> bool:
    """Return True if a verb only tells.

    "The commission declared him the winner with 56%" is not about it.

    But "growth was forecast at 2%", and "the parcel weighed two kilos".
    """
    lemma, is_active = verb.lemma_.lower(), all(child.dep_ != "auxpass" for child in verb.children)
    measured = changes("verb") | words("measure", "last", "level", "soaring", "reached")
    return is_active and is_known(lemma) and lemma not in measured | words("holding", "share")


def _is_sent(verb: Token, token: Token) -> bool:
    """Return True if a verb makes its object rise or fall: "sending its shares down 2.6%"."""
    near = verb.doc[max(verb.i, token.i - 6) : token.i + 4]
    is_level = any(
        word.lower_ in {"up", "down", "higher", "lower"} and word.sent == verb.sent for word in near
    )
    return is_level and verb.lemma_.lower() in words("bringing") | words("sending")


def _is_placed(number: Number, verb: Token, token: Token) -> bool:
    """Return True if a verb places its object at a level.

    "Has Ames on 32 percent", "sees rates above 4%".
    """
    links = {"at", "on", *words("at level")}
    is_at = any(
        word.lower_ in links and word.is_ancestor(token)
        for word in verb.subtree
        if word.dep_ == "prep"
    )
    return (
        number.unit_kind in {"percent", "money"}
        and is_at
        and verb.lemma_.lower() in words("placing")
    )


def subject_before(verb: Token, token: Token) -> Token | None:
    """Return the subject before a number, or the one that its clause shares with the one above.

    What "which" or "that" stands for, the noun that a participle describes ("pipes going from 300
    metres"), or the subject of the clause above ("the deficit hit a record, having risen by 3%").
    """
    for _ in range(CLAUSES):
        subjects = [child for child in verb.children if child.dep_ in SUBJECTS]
        if subjects:
            found = next((child for child in subjects if child.i < token.i), None)
            if found is not None and found.tag_ in {"WDT", "WP"} and verb.dep_ == "relcl":
                return _who(verb.head, found)
            return found
        is_perfect = any(
            child.lower_ == "having" for child in verb.lefts
        )  # "came last, having won once"
        if (
            verb.dep_ == "xcomp"
            and not is_perfect
            and (controller := _object_before(verb.head, verb)) is not None
        ):
            return controller  # "enabled citizens to host pilgrims"
        if verb.dep_ == "acl":
            is_participle = verb.tag_ in {"VBG", "VBN", "VBD"} and verb.head.i < verb.i
            return verb.head if is_participle else None
        if verb.dep_ == "pcomp" and verb.head.head.pos_ in {"VERB", "AUX"}:
            verb = verb.head.head
        elif verb.dep_ in SUBJECTLESS and not (verb.dep_ == "advcl" and _is_told(verb.head)):
            verb = verb.head
        else:
            return None
    return None


def _object_before(verb: Token, at: Token) -> Token | None:
    objects = (child for child in verb.rights if child.dep_ == "dobj" and child.i < at.i)
    return next((noun for noun in objects if noun.pos_ in NOUNS), None)


def _who(noun: Token, pronoun: Token) -> Token:
    """Return whom "who" stands for.

    That is the noun right before it, where the one that the parser ties it to is nobody.
    """
    at = pronoun.i - 1 - (pronoun.nbor(-1).text == ",")
    near = noun.doc[at]
    is_nobody = kind_of(noun, is_plural=noun.tag_ == "NNS") == "thing" and not noun.ent_type_
    return near if pronoun.lower_ == "who" and is_nobody and near.pos_ in NOUNS else noun


def _is_apart(verb: Token, token: Token) -> bool:
    """Return True if a number only tells why or when something changed."""
    return any(
        prep.dep_ == "prep" and prep.lower_ in words("why") and prep.is_ancestor(token)
        for prep in verb.rights
    )


def _is_changed(number: Number, verb: Token, token: Token) -> bool:
    """Return True if a verb changes its object by or to a figure, or has it sold at one."""
    for prep in verb.rights:
        if prep.is_ancestor(token) and prep.dep_ == "prep":
            changing = changes("verb") | (
                words("bringing") if number.unit_kind != "count" else set()
            )
            links = {"by", "to", "from"} | ({"for"} if number.unit_kind == "duration" else set())
            is_change = prep.lower_ in links and verb.lemma_.lower() in changing
            is_price = prep.lower_ in {"for", "at"} and number.unit_kind == "money"
            return is_change or is_price
    return verb.lemma_.lower() in changes("verb") and token.dep_ in {"npadvmod", "nummod"}
