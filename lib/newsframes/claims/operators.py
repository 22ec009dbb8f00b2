"""Operators: the words that take a figure out of what is asserted, and what each makes of its clause."""

from collections.abc import Iterable
from functools import cache

from spacy.tokens import Token

from ..figures.claimants import telling_nouns
from ..language.lexicon import read_lexicon
from ..language.syntax import SUBJECTS, VERBAL, is_negator, logical_subject_of, subject_of
from ..tables.schema import CLAIMS

ASSERTED, DENIED, ASKED, SUPPOSED = CLAIMS
WITHHELD = "withheld"
PARTS = {
    "VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "PRON": "noun",
    "ADJ": "adjective",
}  # fmt: skip
# Dependents that make a phrase with their verb: "rule out", "take issue", "can believe".
PHRASAL = {"prt", "advmod", "dobj", "prep", "aux"}
PREDICATES = {"acomp", "attr", "oprd", "dobj", "nsubj", "nsubjpass"}
EXPLETIVE = {"it", "there", "this", "that", "what", "which", "who"}
INVERTED = {"had", "were", "should"}
Entry = tuple[str, str]


@cache
def lexicon() -> dict[tuple[str, str], Entry]:
    """Map (use, word) to what an operator makes of its clause, plain and negated."""
    entries = read_lexicon("commitment")
    return {(entry["use"], entry["word"]): (entry["plain"], entry["negated"]) for entry in entries}


def is_word(use: str, word: str) -> bool:
    """Return True if the lexicon lists a word for a use."""
    return (use, word.lower()) in lexicon()


def is_withholding(lemma: str | None) -> bool:
    """Return True if a verb puts nothing forward as so: it denies, asks, or allows."""
    return lexicon().get(("verb", lemma), (ASSERTED,))[0] != ASSERTED


def is_report(word: Token) -> bool:
    """Return True if a noun is of what somebody tells, so that to deny it denies its content."""
    return word.pos_ == "NOUN" and word.lemma_.lower() in _reports()


def is_misread(verb: Token) -> bool:
    """Return True if a noun of a report is read as a verb: "said reports it would close were wrong"."""
    is_bare = verb.tag_ == "VBZ" and verb.dep_ == "ccomp" and subject_of(verb) is None
    return is_bare and verb.lemma_.lower() in _reports()


@cache
def _reports() -> frozenset[str]:
    return telling_nouns() | {word for use, word in lexicon() if use == "report"}


def entry_of(word: Token) -> Entry | None:
    """Return what a word makes of its clause; a phrase ("rule out") goes before its verb."""
    use, lemma = PARTS.get(word.pos_, ""), word.lemma_.lower()
    if use == "verb":
        for child in word.children:
            other = child.lemma_.lower()
            phrase = f"can {lemma}" if other in ("can", "could") else f"{lemma} {other}"
            if child.dep_ in PHRASAL and (use, phrase) in lexicon():
                return lexicon()[use, phrase]
        particles = (child.lower_ for child in word.rights if child.dep_ == "prt")
        quality = " ".join((word.lower_, *particles))
        if word.tag_ == "VBN" and is_word("adjective", quality):
            return lexicon()["adjective", quality]  # "is exaggerated", "is made up"
    if use == "noun":
        if any(prep.lower_ == "of" for prep in word.rights) and (use, f"{lemma} of") in lexicon():
            return lexicon()[use, f"{lemma} of"]  # "no question of"
        if word.dep_ == "ROOT" and (use, lemma) not in lexicon():
            use = "verb"  # "the developer contests that", read as a noun
    return lexicon().get((use, lemma)) or lexicon().get((use, word.lower_))


def _quality_of(word: Token) -> Entry | None:
    """Return what a predicate makes of its subject, whatever part of speech it is read as."""
    other = {"ADJ": "noun", "NOUN": "adjective"}.get(word.pos_, "")
    return entry_of(word) or lexicon().get((other, word.lower_))


def predicates_of(verb: Token, child: Token) -> Iterable[tuple[Token, Entry]]:
    """Yield the words beside ``child`` that tell of it: "it is not true that", "described it as a lie"."""
    preps = (prep for prep in verb.rights if prep.lower_ in ("as", "without"))
    named = (word for prep in preps for word in prep.children)
    for word in (*verb.children, *named):
        is_predicate = word.dep_ in PREDICATES | {"pobj"} and word.pos_ in ("NOUN", "ADJ", "PRON")
        if not is_predicate or word == child:
            continue
        qualities = [] if entry_of(word) else [own for own in word.lefts if own.dep_ == "amod"]
        for one in (word, *qualities):  # "is fake news"
            if (entry := _quality_of(one)) is not None:
                yield one, entry


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
    entries = (lexicon().get((use, form)) for use in ("noun", "adjective") for form in forms)
    return any(entry is not None and entry[0] == DENIED for entry in entries)


def copula(word: Token) -> tuple[Token, ...]:
    """Return the verb of an adjective, whose negation is the adjective's: "was not aware of"."""
    return (word.head,) if word.pos_ == "ADJ" and word.head.pos_ in VERBAL else ()


def is_negated(word: Token, ignored: frozenset[int] = frozenset()) -> bool:
    """Return True if a word has a negator, a negative determiner, subject or adjunct of its own."""
    if any(child.i not in ignored and _negates(child, word, ignored) for child in word.children):
        return True
    if word.dep_ == "conj" and any(
        cc.lower_ == "nor" for cc in word.head.rights if cc.dep_ == "cc"
    ):
        return True  # "neither confirmed nor denied"
    return word.pos_ == "NOUN" and word.head.lower_ == "without"


def is_failing(verb: Token) -> bool:
    """Return True if the word above an infinitive negates it: "unable to confirm"."""
    return verb.dep_ == "xcomp" and is_word("failing", verb.head.lemma_)


def _negates(child: Token, word: Token, ignored: frozenset[int]) -> bool:
    if is_negator(child):
        after, *rest = [*child.doc[child.i + 1 : child.i + 3], child]
        is_bound = after.tag_ in ("JJR", "RBR") and rest[0].lower_ == "than"  # "not later than"
        return not is_bound and not is_word("focus", after.text)  # "not only"
    if child.dep_ in ("det", "amod"):
        return is_word("no", child.text)
    if child.dep_ == "prep" and is_word("not", child.doc[child.i : child.right_edge.i + 1].text):
        return True  # "by no means certain"
    if word.pos_ not in VERBAL:
        return False
    if child.lower_ == "longer":  # "no longer denies"
        return any(word.lower_ == "no" for word in child.lefts)
    return is_none(child, ignored) if child.dep_ in SUBJECTS else _is_fronted(child)


def is_none(noun: Token, ignored: frozenset[int] = frozenset()) -> bool:
    """Return True if a noun phrase is negative: "nobody", "no soldier"."""
    dets = (det for det in noun.lefts if det.dep_ == "det" and det.i not in ignored)
    return is_word("nobody", noun.text) or any(is_word("no", det.text) for det in dets)


def _is_fronted(prep: Token) -> bool:
    """Return True if a negative adjunct inverts its clause: "at no time did we employ 40 people"."""
    verb, last = prep.head, prep.right_edge.i
    if prep.dep_ != "prep" or last + 1 >= len(prep.doc) or last >= verb.i:
        return False
    after = prep.doc[last + 1]
    is_inverted = after.tag_ != "VBG" and (after.dep_ in ("aux", "auxpass") or after.pos_ == "AUX")
    is_led = any(word.dep_ in SUBJECTS and word.i < prep.i for word in verb.lefts)
    return is_inverted and not is_led and any(is_none(word) for word in prep.children)


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
    """Return True if a clause says what its head is of: "evidence that 40 died", "reason to believe"."""
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
    return (PARTS.get(word.pos_, ""), word.lemma_.lower()) in lexicon() or is_report(word)


def mark_of(clause: Token, *, is_whole: bool) -> str | None:
    """Return what its conjunction makes of a clause: "if 40 died", "whether 40 died", "had 40 died".

    Parameters
    ----------
    clause
        The head of the clause.
    is_whole
        Whether the figure stands in a clause below it: "suppose 40 died".
    """
    if clause.pos_ not in VERBAL and subject_of(clause) is None:  # "dozens, if not hundreds"
        return None
    if is_whole and _is_supposing(clause):
        return SUPPOSED
    marks = ("mark", "advmod", *(["prep"] if clause.dep_ == "advcl" else []))  # "in case 40 leave"
    words = (word for word in clause.children if word.dep_ in marks)
    found = (lexicon().get(("mark", form)) for word in words for form in _forms_of(word))
    plain = next((entry[0] for entry in found if entry is not None), None)
    if plain is None:
        return SUPPOSED if _is_inverted(clause) else None
    return ASKED if plain == SUPPOSED and _is_open(clause) else plain


def _is_supposing(verb: Token) -> bool:
    """Return True if a verb without a subject supposes what it takes: "suppose 40 died", "assuming 40 died"."""
    if verb.tag_ in ("VBG", "VBN"):
        return verb.dep_ == "advcl" and is_word("mark", verb.text)
    return is_word("imperative", verb.lemma_) and (is_order(verb) or verb.head.lemma_ == "let")


def _forms_of(mark: Token) -> tuple[str, ...]:
    """Return a conjunction alone, and with the words beside it: "in case", "as long as"."""
    doc, place = mark.doc, mark.i
    behind, before = doc[place : place + 2], doc[max(place - 2, 0) : place + 1]
    return mark.lower_, behind.text.lower(), before.text.lower()


def _is_inverted(clause: Token) -> bool:
    """Return True if a clause supposes by its order: "had 40 died, …", "should 40 die, we would …"."""
    head = clause.head
    words = clause.doc[clause.left_edge.i : clause.right_edge.i + 1]
    first = next((word for word in words if not word.is_punct), clause)
    is_first = first.i < head.i and any(
        word.dep_ == "aux" and word.tag_ == "MD" for word in head.lefts
    )
    is_beside = clause.dep_ == "advcl" or (clause.dep_ == "ccomp" and is_first)
    is_verb = first == clause or first.dep_ in ("aux", "auxpass")
    return is_beside and is_verb and first.lower_ in INVERTED


def _is_open(clause: Token) -> bool:
    """Return True if "if" means "whether": "asked if 40 had died", "it was not clear if 40 had died"."""
    head = clause.head
    if clause.dep_ == "ccomp":
        return entry_of(head) is not None
    before = (word for word in head.rights if word.dep_ == "acomp" and word.i < clause.left_edge.i)
    return any(ASKED in (entry_of(word) or ()) for word in before)


def is_counterfactual(verb: Token) -> bool:
    """Return True if a verb says what would have been: "400 jobs would have been saved if …"."""
    modals = {word.lower_ for word in verb.lefts if word.dep_ == "aux"}
    is_unreal = "have" in modals and bool(modals & {"would", "could", "might"})
    clauses = [child for child in verb.children if child.dep_ in ("advcl", "ccomp")]
    is_set = any(mark_of(clause, is_whole=False) == SUPPOSED for clause in clauses)
    behind = (clause.left_edge.lower_ for clause in clauses if clause.i > verb.i)
    is_set = is_set or any(word in INVERTED for word in behind)  # "had the nets failed"
    return is_unreal and (is_set or any(map(_is_exception, verb.children)))


def _is_exception(prep: Token) -> bool:
    """Return True if a preposition sets an unreal condition: "without the alarm", "but for the nets"."""
    is_but_for = prep.lower_ == "for" and prep.i > 0 and prep.nbor(-1).lower_ == "but"
    return prep.dep_ == "prep" and (prep.lower_ == "without" or is_but_for)
