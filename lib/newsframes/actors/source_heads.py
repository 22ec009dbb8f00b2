"""Sources: the phrase that speaks, in the words that name a source."""

import re
from collections.abc import Iterable

from spacy.tokens import Span, Token

from ..language.noun_classes import LANDS, SOME, TOWNS, documents, kind_of, nouns, quantities
from ..language.syntax import NOMINAL, SUBJECTS
from ..reader import Reading
from .mention import ARTICLE, Phrase
from .phrase_index import PhraseIndex
from .relative_pronouns import antecedent, find_referent, is_relative

# A clitic that makes a name qualify what follows.
POSSESSIVE = re.compile(r"['’](?:s\b|\s)")
# What a source ends with in brackets: "Ann Lee (Green Party)".
BRACKETS = re.compile(r"(?:\s*\([^()]*\))*$")
TITLE_WORDS = {"NOUN", "PROPN", "ADJ", "DET"}
# "Lee et al": the last two, taken for nouns.
OTHERS = {"et", "al", "al."}
# Who is nobody in particular: "one can say", "nobody could tell".
ANYBODY = {"one", "nobody", "anybody", "anyone", "everybody", "everyone"}
# What others only do with a document: "a letter seen by Reuters" is not Reuters'.
PASSING = {"cite", "leak", "obtain", "quote", "read", "review", "see", "verify", "view"}


def find_source(
    reading: Reading, source: tuple[int, int], phrases: Iterable[Phrase] | PhraseIndex
) -> Phrase | None:
    """Return the phrase of a source that names who speaks.

    The person at its head, or in apposition to it ("a doctor, Hugh Hill,"); else a person whose
    name ends it after a title or a comma, whatever the parser makes of that ("Export Bank president
    Okey Oramah"); else another phrase at its head. A name that only qualifies another word
    ("Putin's spokesman", "a friend of Putin") is not the speaker. For "who" and "which", it is what
    they refer to; "one" and "nobody" are no one.

    Parameters
    ----------
    reading
        The article as read.
    source
        Offsets of the source.
    phrases
        Those to choose from.
    """
    words = reading.span(*source)
    head = (
        words[0] if len(words) and is_relative(words[0]) else head_of_source(words)
    )  # "who has gone on television"
    if len(words) == 1 and head.lower_ in ANYBODY:
        return None
    index = PhraseIndex.of(phrases)
    if is_relative(head):
        return find_referent(index, head)
    before = [phrase for phrase in index.headed.get(head.i, ()) if phrase.start < source[0]]
    inside = [
        phrase
        for phrase in (*before, *index.between(*source))  # "reported officials" may be one phrase
        if phrase.end <= source[1]
        and not (phrase.form == "name" and _qualifies(reading, source, phrase))
    ]
    heads = [*_of_which(head), head, *(child for child in head.children if child.dep_ == "appos")]
    named = [phrase for at in heads if (phrase := find_phrase(at, inside))]
    last = [phrase for phrase in inside if phrase.form == "name" and _ends(reading, source, phrase)]
    people = [phrase for phrase in named if phrase.form == "name" and phrase.kind == "person"]
    ending = [
        phrase for phrase in last if phrase.kind == "person" and not _is_example(phrase, head)
    ]
    titled = [
        phrase
        for phrase in inside
        if phrase.kind == "person" and _is_titled(reading, source, phrase)
    ]
    is_one = (
        head.tag_ == "NN" and kind_of(head, is_plural=False) == "person"
    )  # not "police and Mayor Ann Lee"
    joined = [
        phrase
        for phrase in titled
        if is_one and phrase.form == "name" and phrase.head in head.conjuncts
    ]
    bare = source[0] + (len(lead.group()) if (lead := ARTICLE.match(reading.words(*source))) else 0)
    whole = [
        phrase for phrase in inside if phrase.end == source[1] and phrase.start in (source[0], bare)
    ]  # misparsed
    fitting = [*joined, *people, *ending, *named, *last, *titled, *whole]
    someone = [
        phrase for phrase in (*named, *whole) if phrase.kind != "thing"
    ]  # "the Arab countries of the region"
    if someone and fitting[0].kind == "thing":
        return someone[0]
    return fitting[0] if fitting else None


def head_of_source(words: Span) -> Token:
    """Return the noun that heads a source.

    Also where the parser hangs its end elsewhere: "officials at the time".
    """
    root, within = words.root, range(words.start, words.end)
    of = words.doc[words.start - 1] if words.start else root
    told = next((word for word in words if word.head == of and word.dep_ == "pobj"), None)
    if (
        told is not None and told.pos_ in NOMINAL
    ):  # "according to the Rights Attribution (RRG), a group based in Delhi"
        return told
    if (torn := _torn_head(words)) is not None:
        return torn
    if root.pos_ in NOMINAL and root.dep_ != "npadvmod":  # "a CBS poll last month"
        return root
    is_clause = root.pos_ == "VERB"  # "a survey conducted last month", taken for a sentence
    heads = (
        word
        for word in words
        if word.pos_ in NOMINAL and (word.head.i not in within or (is_clause and _is_found(word)))
    )
    return next((word for word in heads if word.lower_ not in OTHERS), root)


def _torn_head(words: Span) -> Token | None:
    """Return the subject in a source that the parser tears apart.

    At a bracket ("Green Party (GP) Legislator Ann Lee"), or at a word of a name that it takes for a
    verb ("Ann Lee, head of Hope Rising").
    """
    within = range(words.start, words.end)
    subjects = [word for word in words if word.dep_ in SUBJECTS and word.pos_ in NOMINAL]
    verbs = {word.head.i for word in subjects if word.head.i not in within}
    outer = [word for word in subjects if word.head.i in verbs]
    root = words.root
    is_torn = outer and (root.dep_ == "ROOT" or len(verbs) < len(outer))
    if is_torn and "," not in {word.text for word in words.doc[root.i : outer[-1].i]}:
        return outer[-1]
    is_name = root.pos_ == "VERB" and root.ent_type_ != ""
    return next((word for word in subjects if word.head == root), None) if is_name else None


def _is_found(word: Token) -> bool:
    """Return True if a document is what a verb is about, or right behind it: "leaked documents"."""
    is_behind = word.dep_ == "dobj" and word.i == word.head.i + 1
    return (word.dep_ == "nsubj" or is_behind) and word.lemma_.lower() in documents()


def antecedent_of(words: Span) -> Span:
    """Return the document that "which" refers to, with what stands before its noun.

    Else the words themselves.
    """
    noun = antecedent(words[0]) if len(words) and is_relative(words[0]) else None
    if noun is None or noun.lemma_.lower() not in documents():
        return words
    return noun.doc[noun.left_edge.i : noun.i + 1]


def speaking_head(words: Span) -> Token:
    """Return the noun that speaks: the head of a source, or what its "who" refers to.

    "A source who claimed".
    """
    head = words[0] if len(words) and words[0].lower_ == "who" else head_of_source(words)
    return (antecedent(head) if head.text == "who" else None) or head


def _qualifies(reading: Reading, source: tuple[int, int], phrase: Phrase) -> bool:
    """Return True if a name only owns the other words of a source.

    A name that is the whole source owns the cue: "the IMF's forecast".
    """
    clitic = POSSESSIVE.match(reading.text, phrase.end)
    return clitic is not None and any(map(str.isalnum, reading.text[clitic.end() : source[1]]))


def _of_which(head: Token) -> list[Token]:
    """Return what a quantity is of, or the name of a town.

    "Two-thirds of senators", "the city of Lyon".
    """
    of = next(
        (child for child in head.rights if child.lower_ == "of" and child.i == head.i + 1), None
    )
    is_number = (
        head.like_num or head.lower_ in quantities()
    ) and head.lower_ not in SOME  # "one of them"
    is_open = is_number or head.lemma_.lower() in LANDS | TOWNS
    is_town = (
        head.lemma_.lower() in TOWNS
    )  # "the city of nearly 18 million residents" is not theirs
    found = (
        [child for child in of.children if child.dep_ == "pobj"]
        if of is not None and is_open
        else []
    )
    return [child for child in found if child.pos_ == "PROPN" or not is_town]


def find_phrase(token: Token, phrases: Iterable[Phrase]) -> Phrase | None:
    """Return the phrase that a word heads, or else the first name that holds it."""
    at = token.i
    found = [
        (phrase.head.i != at, phrase.start, phrase)
        for phrase in phrases
        if phrase.head.i == at or (phrase.form == "name" and phrase.first <= at <= phrase.last)
    ]
    return min(found, key=lambda entry: entry[:2])[2] if found else None


def _is_titled(reading: Reading, source: tuple[int, int], phrase: Phrase) -> bool:
    """Return True if only a title stands before a name in a source.

    "Mayor of London Sadiq Khan (no relation)". Not where the name only qualifies a noun: "the Lee
    camp".
    """
    words = reading.span(*source)
    before = reading.doc[words.start : phrase.first]
    noun = phrase.head.head
    if phrase.head.dep_ == "compound" and noun.pos_ == "NOUN" and phrase.last < noun.i < words.end:
        return False
    is_bare = len(before) > 0 and before[0].pos_ not in (
        "DET",
        "PRON",
    )  # "lawyer and policy expert Ann Lee" is one
    joints = {"-", "of", "and"} if is_bare else {"-", "of"}
    are_title = all(token.pos_ in TITLE_WORDS or token.lower_ in joints for token in before)
    return phrase.form == "name" and are_title and not (before and before[-1].lower_ == "of")


def _ends(reading: Reading, source: tuple[int, int], phrase: Phrase) -> bool:
    """Return True if a name ends a source after a comma or a noun, or a person's after an owner.

    "The Royal College's Ann Lee". Also if it stands before what it is: "the Kompas daily".
    """
    last = reading.span(*source)[-1]
    if (
        last.i == phrase.last + 1
        and last.lower_ in nouns("named")
        and phrase.kind == "organisation"
    ):
        return True
    brackets = BRACKETS.search(reading.words(*source))
    end = source[1] - (len(brackets.group()) if brackets else 0)
    if phrase.end < end or phrase.start == source[0] or not phrase.first:
        return False
    before = reading.doc[phrase.first - 1]
    is_noun = before.pos_ in {"NOUN", "PROPN"} and not _is_served(
        phrase, reading.span(*source).start
    )
    is_first = before.i == reading.span(*source).start or before.nbor(-1).text == ","
    is_mistaken = is_first and before.pos_ in {
        "VERB",
        "ADJ",
        "ADV",
    }  # "her representative, advocate Dali Mpofu"
    bare = reading.doc[reading.span(*source).start : before.i]
    is_noun |= before.tag_ == "VBP" and all(
        token.pos_ in TITLE_WORDS for token in bare
    )  # "the team lock Maro Itoje"
    is_owned = before.tag_ == "POS" and phrase.kind == "person"
    return before.text == "," or is_noun or is_mistaken or is_owned


def _is_example(phrase: Phrase, head: Token) -> bool:
    """Return True if a name is one of several who speak: "120 guests, including Ann Lee"."""
    between = (token for token in phrase.head.ancestors if token.i > head.i)
    return any(token.lower_ in ("including", "like") for token in between)


def _is_served(phrase: Phrase, first: int) -> bool:
    """Return True if a name with its title stands behind a preposition.

    "A spokesman for President Lee".
    """
    doc, at = phrase.head.doc, phrase.first - 1
    while at and doc[at].pos_ in {"NOUN", "PROPN", "ADJ"} and doc[at].ent_type_ != "PERSON":
        at -= 1
    title = {word.lemma_.lower() for word in doc[at + 1 : phrase.first]}
    is_preposition = at > first and doc[at].pos_ == "ADP" and not doc[at].ent_type_
    return is_preposition and not title.isdisjoint(nouns("title"))
