"""Operators: the words that take a clause or a report and say how it stands."""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from ..figures.claimants import telling_nouns
from ..language.syntax import SUBJECTS, VERBAL, logical_subject_of, subject_of
from .commitment_words import DENIED, Operator, is_word, operators

PARTS = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "PRON": "noun",
    "ADJ": "adjective",
}  # fmt: skip
# Dependents that make a phrase with their verb: "rule out", "take issue", "can believe".
PHRASAL = {"prt", "advmod", "dobj", "prep", "aux"}
PREDICATES = {"acomp", "attr", "oprd", "dobj", "nsubj", "nsubjpass"}
EXPLETIVE = {"it", "there", "this", "that", "what", "which", "who"}


def is_report(word: Token) -> bool:
    """Return True if a noun is of what somebody tells, so that to deny it denies its content."""
    return word.pos_ == "NOUN" and word.lemma_.lower() in _reports()


def is_misread(verb: Token) -> bool:
    """Return True if a noun of a report is read as a verb: "said reports it closes were wrong"."""
    is_bare = verb.tag_ == "VBZ" and verb.dep_ == "ccomp" and subject_of(verb) is None
    return is_bare and verb.lemma_.lower() in _reports()


@cache
def _reports() -> frozenset[str]:
    return telling_nouns() | {word for use, word in operators() if use == "report"}


def operator_of(word: Token) -> Operator | None:
    """Return what a word makes of its clause; a phrase ("rule out") goes before its verb."""
    use, lemma = PARTS.get(word.pos_, ""), word.lemma_.lower()
    if use == "verb" and (found := _phrasal(word, lemma)) is not None:
        return found
    if use == "noun":
        is_of = any(prep.lower_ == "of" for prep in word.rights)
        if is_of and (use, f"{lemma} of") in operators():
            return operators()[use, f"{lemma} of"]  # "no question of"
        if word.dep_ == "ROOT" and (use, lemma) not in operators():
            use = "verb"  # "the developer contests that", read as a noun
    return operators().get((use, lemma)) or operators().get((use, word.lower_))


def _phrasal(verb: Token, lemma: str) -> Operator | None:
    """Return what a verb with its dependents makes of its clause, or as an adjective."""
    for child in verb.children:
        other = child.lemma_.lower()
        phrase = f"can {lemma}" if other in ("can", "could") else f"{lemma} {other}"
        if child.dep_ in PHRASAL and ("verb", phrase) in operators():
            return operators()["verb", phrase]
    particles = (child.lower_ for child in verb.rights if child.dep_ == "prt")
    quality = " ".join((verb.lower_, *particles))
    if verb.tag_ == "VBN":  # "is exaggerated", "is made up"
        return operators().get(("adjective", quality))
    return None


def predicates_of(verb: Token, child: Token) -> Iterable[tuple[Token, Operator]]:
    """Yield the predicates that tell of ``child``: "it is not true that", "called it a lie"."""
    links = ("as", "without") if verb.pos_ == "AUX" else ("as",)  # "it is without evidence that"
    preps = (prep for prep in verb.rights if prep.lower_ in links)
    named = (word for prep in preps for word in prep.children)
    for word in (*verb.children, *named):
        is_predicate = word.dep_ in PREDICATES | {"pobj"} and word.pos_ in ("NOUN", "ADJ", "PRON")
        if not is_predicate or word == child:
            continue
        qualities = [] if operator_of(word) else [own for own in word.lefts if own.dep_ == "amod"]
        for one in (word, *qualities):  # "is fake news"
            if (operator := _quality_of(one)) is not None:
                yield one, operator


def _quality_of(word: Token) -> Operator | None:
    """Return what a predicate makes of its subject, whatever part of speech it is read as."""
    other = {"ADJ": "noun", "NOUN": "adjective"}.get(word.pos_, "")
    return operator_of(word) or operators().get((other, word.lower_))


def denial_in(verb: Token) -> Token | None:
    """Return what a verb of naming calls a report, if that denies it: "called the claim a lie".

    The parser hangs it on the clause of the report ("called claims that 40 died a lie"), so it is
    looked for by its place: right behind "as", or last in the clause of the verb.
    """
    if not is_word("naming", verb.lemma_):
        return None
    words = [word for word in verb.doc[verb.i : verb.right_edge.i + 1] if not word.is_punct]
    behind = (words[n + 1 : n + 4] for n, word in enumerate(words) if word.lower_ == "as")
    named = (
        next((word for word in some if word.tag_ not in ("DT", "RB")), None) for some in behind
    )
    return next((word for word in (*named, words[-1]) if word is not None and denies(word)), None)


def denies(word: Token) -> bool:
    """Return True if a noun or adjective, as a predicate, denies what it is said of: "a lie"."""
    forms = (word.lower_, word.lemma_.lower())
    found = (operators().get((use, form)) for use in ("noun", "adjective") for form in forms)
    return any(operator is not None and operator.plain == DENIED for operator in found)


def copula(word: Token) -> tuple[Token, ...]:
    """Return the verb of an adjective, whose negation is the adjective's: "was not aware of"."""
    return (word.head,) if word.pos_ == "ADJ" and word.head.pos_ in VERBAL else ()


def is_order(verb: Token) -> bool:
    """Return True if a verb is an imperative: no subject, and no auxiliary but "do"."""
    lefts = [word for word in verb.lefts if word.dep_ in SUBJECTS | {"aux", "auxpass", "expl"}]
    is_bare = all(word.dep_ == "aux" and word.lemma_.lower() == "do" for word in lefts)
    return is_bare and verb.tag_ in ("VB", "VBP") and verb.dep_ not in ("xcomp", "conj")


def holder_of(verb: Token) -> Token | None:
    """Return who does what a verb says, if it is not an expletive or a pronoun for a thing."""
    holder = logical_subject_of(verb)
    return None if holder is None or holder.lower_ in EXPLETIVE else holder


def is_complement(clause: Token) -> bool:
    """Return True if a clause is the content of its head: "evidence that 40 died"."""
    head = clause.head
    marks = ("that", "whether")
    auxiliaries = (aux for aux in clause.lefts if aux.dep_ in ("aux", "auxpass"))
    lefts = [*clause.lefts, *(word for aux in auxiliaries for word in aux.lefts)]
    is_of_report = is_report(head)
    opens = any(word.lower_ in marks and (word.dep_ == "mark" or is_of_report) for word in lefts)
    if is_of_report and is_word("issuing", clause.lemma_):  # "the claims that 12 women made"
        own = (word.dep_ for word in clause.children if word.lower_ not in marks)
        opens = opens and any(dep in ("dobj", "auxpass") for dep in own)
    if clause.dep_ == "advcl":
        return opens and any(takes_clause(word) for word in head.children)
    is_infinitive = any(word.lower_ == "to" and word.dep_ == "aux" for word in clause.lefts)
    return opens or (is_infinitive and takes_clause(head))


def takes_clause(word: Token) -> bool:
    """Return True if a word is an operator, or a noun of what somebody tells."""
    return (PARTS.get(word.pos_, ""), word.lemma_.lower()) in operators() or is_report(word)
