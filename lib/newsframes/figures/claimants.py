"""Givers: who gives a figure outside any quote, by a verb of giving, or the document from which a sentence sets out."""

import re
from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from ..language.noun_classes import documents
from ..language.reporting_cues import cue_lemmas, is_known, verbs_with
from .changes import measuring
from .quantity import Number

FRAMING, SUBJECTS = {"in", "from", "during"}, {"nsubj", "nsubjpass"}
NAMED, WITHHELD = {"ORG", "PERSON"}, {"deny", "demand", "promise"}
# Before what people were asked in.
ASKED = {"in", "to"}
# By whose count is no one's: "by all accounts".
NOBODY = {"all", "any", "every"}
# Whose saying is no more than a part of what another says.
ANYBODY = {"i", "we", "you", "one", "it", "there", "that", "this", "what", "which", "who"}
# Behind "in the": "put the cost in the region of $2m".
ROUGH = {"range", "region", "neighbourhood", "neighborhood"}
# Fewer than so many may have written the document together.
FEW = 10
# A quotation that ends before a number, which is then not told in it.
QUOTED = re.compile(r"(?<!\w)[‘“'\"].+?[’”'\"](?!\w)")
# How long a phrase may be that names a giver, in words.
LONGEST = 20


def find_giver(number: Number, token: Token) -> Span | None:
    """Find who gives a figure, by the verb that governs it, a participle beside what it counts, or the document before.

    "The ministry put the toll at 18", "what organizers estimated at two million", "a poll rounded
    it to 1%", "31 deaths confirmed by the ministry", "in a poll last month, 52% said yes",
    "rejected Lee's claim that 40 had died", "the BBC reported that police said 40 had died".

    Parameters
    ----------
    number
        The number.
    token
        The word that carries it.
    """
    if (cited := _cited_beside(token)) is not None:
        return cited
    for verb in _verbs(token):
        uses = verbs_with("figure").get(verb.lemma_.lower(), frozenset())
        subject = next(
            (child for child in verb.children if child.dep_ == "nsubj" and child.i < token.i), None
        )
        subject = (
            verb.head if subject is None and verb.tag_ == "VBG" and verb.dep_ == "acl" else subject
        )
        is_subject = subject is not None and verb.i < token.i
        if is_subject and (
            _is_in_document(verb, subject, token, uses) or _sets_toll(verb, token, uses)
        ):
            return _whole(subject)
        is_agent = "agent" in uses or ("measure" in uses and number.unit_kind != "count")
        agent = (
            _agent(verb, token)
            if is_agent and verb.tag_ == "VBN" and _is_given(verb, token)
            else None
        )
        if agent is not None:
            return _whole(agent)
    if (told := _told(token) or _passed_on(token)) is not None:
        return told
    document = _frame(number, token) or _reckoning(token) or _asked(number, token)
    return _whole(document) if document is not None else None


def _is_in_document(verb: Token, subject: Token, token: Token, uses: frozenset[str]) -> bool:
    """Say whether a verb's subject is a document that gives a figure by it.

    Those that "vary by $5m" do not.
    """
    noun = subject.lemma_.lower()
    is_given = "document" in uses or ("spread" in uses and "by" not in _below(verb, token))
    return (is_given and noun in documents()) or (
        "finding" in uses and noun in documents("finding")
    )


def _told(token: Token) -> Span | None:
    """Return whose claim or report holds a number: "Lee's claim that 40 had died", "a BBC report that …"."""
    for clause in (above for above in token.ancestors if above.dep_ in {"acl", "relcl", "ccomp"}):
        noun = clause.head
        is_told = any(child.dep_ == "mark" and child.lower_ == "that" for child in clause.lefts)
        if not is_told or noun.lemma_.lower() not in telling_nouns() or noun.pos_ != "NOUN":
            continue
        owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
        if owner is not None:
            return _whole(owner)
        if any(child.ent_type_ in NAMED for child in noun.lefts):
            return noun.doc[noun.left_edge.i : noun.i + 1]
    return None


def _passed_on(token: Token) -> Span | None:
    """Return who says a number within what another says: "the BBC reported that police said 40 had died".

    Or in a clause of its own: "the plan, which Lee estimates would cost $40 million".
    """
    clauses = (above for above in token.ancestors if above.dep_ == "ccomp")
    for verb in (clause.head for clause in clauses):
        is_within = verb.dep_ == "relcl" or (
            verb.dep_ == "ccomp" and is_known(verb.head.lemma_.lower())
        )
        if not is_within or verb.pos_ != "VERB" or not is_known(verb.lemma_.lower()):
            continue
        if QUOTED.search(verb.doc[verb.i + 1 : token.i].text):
            continue  # "“The minister said, ‘No,’ and 900 are waiting,” she said"
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        return _whole(subject) if subject is not None and subject.lower_ not in ANYBODY else None
    return None


@cache
def telling_nouns() -> frozenset[str]:
    """List the nouns of what is put forward: "claim", "report", but not "denial" or "belief"."""
    withheld = (cue_lemmas(pos="noun", act="speech", stance=stance) for stance in WITHHELD)
    return documents("finding") | cue_lemmas(pos="noun", act="speech").difference(*withheld)


def _frame(number: Number, token: Token) -> Token | None:
    """Return the document of findings from which a sentence sets out: "In a poll last month, 52% said yes".

    Not of who wrote it: "in a new study, three economists warned".
    """
    root = token.sent.root
    subject = next((child for child in root.lefts if child.dep_ in SUBJECTS), None)
    is_author = (
        subject is not None
        and token.head == subject
        and number.unit == "count"
        and number.high < FEW
    )
    for prep in root.lefts if subject is not None and not is_author else ():
        opens = (
            prep.lower_ in FRAMING
            and prep.i < subject.left_edge.i
            and prep.i - token.sent.start <= 1
        )
        if opens and not prep.is_ancestor(token):
            return next((child for child in prep.children if _is_finding(child)), None)
    return None


def _asked(number: Number, token: Token) -> Token | None:
    """Return the survey whose respondents a share is of: "49 percent of those in the survey"."""
    if number.unit_kind != "percent":
        return None
    share = token.head if token.head.i > token.i else token
    people = [noun for of in share.rights if of.lower_ == "of" for noun in of.children]
    preps = (prep for noun in (share, *people) for prep in noun.rights if prep.lower_ in ASKED)
    return next((word for prep in preps for word in prep.children if _is_finding(word)), None)


def _reckoning(token: Token) -> Token | None:
    """Return by whose count a verb's figures are meant: "by the ministry's count", but not "by all accounts"."""
    verbs = (above for above in token.ancestors if above.pos_ in {"VERB", "AUX"})
    preps = (child for verb in verbs for child in verb.children if child.lower_ == "by")
    for noun in (child for prep in preps for child in prep.children if child.dep_ == "pobj"):
        is_anybody = any(child.lower_ in NOBODY for child in noun.children)
        if noun.lemma_.lower() in measuring("reckoned") and not (
            is_anybody or noun == token or token.head == noun
        ):
            return noun
    return None


def _is_finding(noun: Token) -> bool:
    return noun.dep_ == "pobj" and not {noun.lemma_.lower(), noun.lower_}.isdisjoint(
        documents("finding")
    )


def _verbs(token: Token) -> Iterator[Token]:
    """Yield the verbs above a number, the nearest first, and participles beside the nouns on the way."""
    for above in token.ancestors:
        if above.pos_ in {"NOUN", "PROPN"}:
            yield from (
                child for child in above.children if child.dep_ == "acl" and child.tag_ == "VBN"
            )
        if above.pos_ in {"VERB", "AUX"}:
            yield above
            if above.dep_ != "xcomp":
                return


def _is_given(verb: Token, token: Token) -> bool:
    """Say whether a participle governs a number: it stands after it, in its subject, or counts what it describes."""
    subjects = (child for child in verb.children if child.dep_ == "nsubjpass")
    return (
        verb.i < token.i
        or verb.dep_ == "acl"
        or any(child.is_ancestor(token) for child in subjects)
    )


def _agent(verb: Token, token: Token) -> Token | None:
    """Return who stands after "by" of a participle, or of the noun behind the number if the parser hangs it there."""
    for word in (verb, token.head):
        for by in word.rights:
            if by.lower_ == "by" and (by.dep_ == "agent" or by.i > token.i):
                return next((child for child in by.children if child.dep_ == "pobj"), None)
    return None


def _sets_toll(verb: Token, token: Token, uses: frozenset[str]) -> bool:
    """Say whether a verb puts a toll "at" a number, a forecast "in the range of" it, raises one "to" it, or gives one.

    "Gave a toll of 32", "gave the figure as 500"; but "gave a total of $3m to charity".
    """
    objects = {child.lemma_.lower() for child in verb.children if child.i < token.i}
    links = {
        link.lower_: link
        for child in verb.children
        for link in (child, *child.rights)
        if link.is_ancestor(token)
    }
    if (
        "revise" in uses
        and objects & measuring("told")
        and not _below(verb, token).isdisjoint(("to", "from", "by"))
    ):
        return True
    is_told = bool(objects & measuring("told")) and not links.keys().isdisjoint(("of", "as"))
    if "telling" in uses and is_told:
        return True
    if "toll" not in uses or not objects & (measuring("tally", "told", "valued") | {"what"}):
        return False
    within = links.get("in")
    return "at" in links or (
        within is not None and any(child.lower_ in ROUGH for child in within.children)
    )


def _below(verb: Token, token: Token) -> set[str]:
    """List the words between a verb and a number in the tree: of "by 0.1 points to 1.8", "by", "points" and "to"."""
    return {above.lower_ for above in token.ancestors if verb.is_ancestor(above)}


def _cited_beside(token: Token) -> Span | None:
    """Return whom "according to" names between commas right before a number: "62, including, according to X, 54"."""
    doc, last = token.doc, token.left_edge.i - 1
    if last <= token.sent.start or doc[last].text != ",":
        return None
    first = next(
        (
            n
            for n in range(last - 1, max(token.sent.start, last - LONGEST), -1)
            if doc[n].text == ","
        ),
        None,
    )
    if first is None or doc[first + 1 : first + 3].text.lower() != "according to":
        return None
    if token.head.i in range(first, last):
        return None  # "according to the heads of Kent and Essex, two of the five"
    return doc[first + 3 : last] if first + 3 < last else None


def _whole(head: Token) -> Span:
    """Return a noun with all that belongs to it, if that is not too long."""
    span = head.doc[head.left_edge.i : head.right_edge.i + 1]
    return span if len(span) <= LONGEST else head.doc[head.left_edge.i : head.i + 1]
