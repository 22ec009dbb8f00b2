"""Governing verbs: the object that a figure prices or changes, or the subject that it measures."""

from spacy.tokens import Span, Token

from ..language.syntax import NOUNS, SUBJECTS
from .changed_objects import find_augmented, find_patient, find_payer, puts_toll
from .changes import changes, is_reached, nouns_of_change
from .clause_subjects import is_told, subject_before
from .noun_phrases import SHARES, has_number, times, unit_names, words_above
from .quantity import Number
from .words import words

# What weighs or holds a quantity is its subject; of what is seized or sold the subject says
# nothing.
AMOUNTS = {"mass", "area", "volume"}
HAVING = ("holding", "share", "earning", "measure", "recording", "winning", "ranking")
# Pronouns that stand for what moved or earned where nothing before them is named in the sentence.
PRONOUNS = {"it", "they", "we", "he", "she", "i"}


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
    if verb is None or not _takes(verb, number, span, token) or _is_aside(token):
        return None
    lemma = verb.lemma_.lower()
    if not words("levied").isdisjoint({lemma, verb.lower_}):
        return find_payer(verb, span)
    found = find_patient(number, verb, span, token)
    if found is None:
        few = changes("verb") | words("level", "reached", "be", "bringing", "measure")
        few |= words("recording") if is_indirect else set()
        is_loose = is_share or is_indirect or _is_behind_comma(verb, token)
        is_taken_away = number.unit_kind == "money" and lemma in words("seizing")
        if (is_loose and lemma not in few) or is_taken_away or _is_agent(verb, span, token):
            return None
        found = (
            subject_before(verb, token)
            if not is_told(verb) or (is_indirect and lemma in few)
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


def _is_agent(verb: Token, span: Span, token: Token) -> bool:
    """Return True if a participle says nothing of a figure on its agent or an apposition.

    "49% for patients treated with one drug, 53% for another", "the profit generated by the 60%".
    """
    path = []
    for other in (token, *words_above(token)):
        if other == verb:
            break
        path.append(other)
    deps = {"appos", "agent"} | ({"conj"} if verb.dep_ == "acl" else set())
    return verb.dep_ in {"acl", "advcl"} and any(
        other.dep_ in deps
        for other in path
        if other.pos_ != "NUM" and not (other in span and other.head in span)
    )


def _is_behind_comma(verb: Token, token: Token) -> bool:
    """Return True if a comma parts a figure and its preposition from the verb.

    "Half were women, at 50.8 percent".
    """
    prep = next((other for other in words_above(token) if other.dep_ == "prep"), None)
    return (
        prep is not None and prep.head == verb and verb.i < prep.i - 1 and prep.nbor(-1).text == ","
    )


def _is_aside(token: Token) -> bool:
    """Return True if a share is told beside the verb.

    "It needs help, with 60 percent of countries at risk".
    """
    prep = next((other for other in words_above(token) if other.lower_ == "with"), None)
    unit = token.head if token.dep_ == "nummod" else token
    is_beside = prep is not None and prep.i > 0 and prep.nbor(-1).text == ","
    return is_beside and any(child.lower_ == "of" for child in unit.rights)


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
        or find_augmented(verb, span) is not None
    )


def _is_apart(verb: Token, token: Token) -> bool:
    """Return True if a number only tells why or when something changed."""
    return any(
        prep.dep_ == "prep" and prep.lower_ in words("why") and prep.is_ancestor(token)
        for prep in verb.rights
    )
