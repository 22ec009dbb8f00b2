"""Claimants: who gives a figure outside any quote, by a verb of giving, a claim or a document."""

import re
from collections.abc import Callable, Iterator

from spacy.tokens import Span, Token

from ..language.noun_classes import documents
from ..language.reporting_cues import cue_lemmas, is_known, verbs_with
from ..language.syntax import (
    ADJUNCT_CLAUSES,
    SUBJECTS,
    VERBAL,
    is_that_clause,
    object_of,
)
from ..rules import Rule, Stage, node, without
from .context import FigureContext
from .words import words

NAMED = {"ORG", "PERSON"}
# Stances of nouns whose content is not put forward as so: "denial", "demand".
WITHHELD = ("deny", "demand", "promise")
# Before the document from which a sentence sets out, and before what people were asked in.
FRAMING, ASKED = {"in", "from", "during"}, {"in", "to"}
# Fewer than so many may have written the document together.
FEW = 10
# A quotation that ends before a number, which is then not told in it.
QUOTED = re.compile(r"(?<!\w)[‘“'\"].+?[’”'\"](?!\w)")
# How long a phrase may be that names a claimant, in words.
LONGEST = 20
# Verbs whose agent gives a figure.
AGENTS = frozenset(
    lemma for lemma, uses in verbs_with("figure").items() if uses & {"agent", "measure"}
)
Found = dict[str, Token]


def find_claimant(context: FigureContext) -> Span | None:
    """Find who gives a figure, by the verb that governs it, a participle, or the document before.

    Parameters
    ----------
    context
        The number where it stands.
    """
    decision = CLAIMANTS.decide(context)
    return decision.answer if decision is not None else None


def telling_nouns() -> frozenset[str]:
    """List the nouns of what is put forward: "claim", "report", but not "denial" or "belief"."""
    withheld = (cue_lemmas(pos="noun", act="speech", stance=stance) for stance in WITHHELD)
    return documents("finding") | cue_lemmas(pos="noun", act="speech").difference(*withheld)


def _whole(head: Token) -> Span:
    """Return a noun with all that belongs to it, if that is not too long."""
    span = head.doc[head.left_edge.i : head.right_edge.i + 1]
    return span if len(span) <= LONGEST else head.doc[head.left_edge.i : head.i + 1]


def _verbs(token: Token) -> Iterator[Token]:
    """Yield the verbs above a number up to the first that is no complement, the nearest first."""
    for above in token.ancestors:
        if above.pos_ in VERBAL:
            yield above
            if above.dep_ != "xcomp":
                return


def _subject(nouns: frozenset[str] | None = None) -> Callable[[FigureContext, Found], Span | None]:
    """Return what gives the subject of the matched verb, if it is one of some nouns."""

    def find(context: FigureContext, found: Found) -> Span | None:
        verb, token = found["verb"], context.token
        subjects = (child for child in verb.lefts if child.dep_ == "nsubj")
        subject = next(subjects, None)
        if subject is None and verb.tag_ == "VBG" and verb.dep_ == "acl":
            subject = verb.head
        if subject is None or verb.i > token.i or verb not in _verbs(token):
            return None
        return _whole(subject) if nouns is None or subject.lemma_.lower() in nouns else None

    return find


def _agent(context: FigureContext, found: Found) -> Span | None:
    """Return who stands after "by" of a participle, or of the noun that the parser hangs it on."""
    verb, token = found["verb"], context.token
    is_agent = verb.lemma_.lower() in words("agent") or context.number.unit_kind != "count"
    if not is_agent or not _is_given(verb, token):
        return None
    near = [by for word in (verb, token.head, token) for by in word.rights if by.lower_ == "by"]
    behind = sorted(by for by in near if by.i > token.i)  # "put at 18 by police and 30 by doctors"
    by = next((by for by in (*behind, *near) if by.i > token.i or by.dep_ == "agent"), None)
    agent = object_of(by) if by is not None else None
    return _whole(agent) if agent is not None else None


def _is_given(verb: Token, token: Token) -> bool:
    """Return True if a participle governs a number before or behind it."""
    if verb.dep_ == "acl" and not verb.is_ancestor(token):
        return True
    subjects = (child for child in verb.children if child.dep_ == "nsubjpass")
    is_subject = any(child.is_ancestor(token) for child in subjects)
    return verb in _verbs(token) and (verb.i < token.i or verb.dep_ == "acl" or is_subject)


def _owner(context: FigureContext, found: Found) -> Span | None:
    """Return whose a claim is: "Lee's claim that 40 had died", "a BBC report that …"."""
    noun = found["noun"]
    owner = next((child for child in noun.lefts if child.dep_ == "poss"), None)
    if owner is not None:
        return _whole(owner)
    is_named = any(child.ent_type_ in NAMED for child in noun.lefts)
    return noun.doc[noun.left_edge.i : noun.i + 1] if is_named else None


def _second_hand(context: FigureContext) -> Span | None:
    """Return who says a number within what another says."""
    token = context.token
    for verb in (above.head for above in token.ancestors if above.dep_ == "ccomp"):
        is_told = verb.dep_ == "ccomp" and is_known(verb.head.lemma_.lower())
        is_within = verb.dep_ == "relcl" or is_told
        if not is_within or verb.pos_ != "VERB" or not is_known(verb.lemma_.lower()):
            continue
        if QUOTED.search(verb.doc[verb.i + 1 : token.i].text):
            continue  # "“The minister said, ‘No,’ and 900 are waiting,” she said"
        subject = next((child for child in verb.lefts if child.dep_ == "nsubj"), None)
        if subject is None or subject.lower_ in words("no claimant"):
            return None
        return _whole(subject)
    return None


def _is_finding(noun: Token) -> bool:
    return noun.dep_ == "pobj" and not documents("finding").isdisjoint(
        {noun.lemma_.lower(), noun.lower_}
    )


def _framing_document(context: FigureContext) -> Span | None:
    """Return the document of findings from which a sentence sets out.

    Not of who wrote it: "in a new study, three economists warned".
    """
    token, number = context.token, context.number
    root = token.sent.root
    subject = next((child for child in root.lefts if child.dep_ in SUBJECTS), None)
    if subject is None:
        return None
    if token.head == subject and number.unit == "count" and number.high < FEW:
        return None
    for prep in root.lefts:
        is_first = prep.i < subject.left_edge.i and prep.i - token.sent.start <= 1
        if prep.lower_ in FRAMING and is_first and not prep.is_ancestor(token):
            found = next((child for child in prep.children if _is_finding(child)), None)
            return _whole(found) if found is not None else None
    return None


def _survey(context: FigureContext) -> Span | None:
    """Return the survey whose respondents a share is of."""
    token = context.token
    if context.number.unit_kind != "percent":
        return None
    share = token.head if token.head.i > token.i else token
    people = [noun for of in share.rights if of.lower_ == "of" for noun in of.children]
    preps = (prep for noun in (share, *people) for prep in noun.rights if prep.lower_ in ASKED)
    found = next((word for prep in preps for word in prep.children if _is_finding(word)), None)
    return _whole(found) if found is not None else None


def _reckoning(context: FigureContext, found: Found) -> Span | None:
    """Return by whose count a verb's figures are meant; but not "by all accounts"."""
    noun, token = found["noun"], context.token
    is_own = noun == token or token.head == noun
    return None if is_own else _whole(noun)


def _cited(context: FigureContext) -> Span | None:
    """Return whom "according to" names between commas right before a number."""
    token = context.token
    doc, last = token.doc, token.left_edge.i - 1
    if last <= token.sent.start or doc[last].text != ",":
        return None
    places = range(last - 1, max(token.sent.start, last - LONGEST), -1)
    first = next((at for at in places if doc[at].text == ","), None)
    if first is None or doc[first + 1 : first + 3].text.lower() != "according to":
        return None
    if token.head.i in range(first, last):
        return None  # "according to the heads of Kent and Essex, two of the five"
    return doc[first + 3 : last] if first + 3 < last else None


TOLL = node("verb > toll", LEMMA=words("tally", "told", "valued") | {"what"})
CLAIMANTS = Stage(
    "claimant", "first", anchor="quantity", rules=(
    Rule("cited between commas", _cited, returns="who is cited",
         examples=(("It killed 62, including, according to the army, 54 rebels.", "the army"),)),
    Rule("puts a toll at", _subject(), returns="claimant", pattern=[
            node("verb", LEMMA=words("toll")), TOLL,
            node("verb >> at", LOWER="at"), node("at >> quantity")],
         examples=(("The ministry put the toll at 18.", "The ministry"),
                   ("Lee put 18 books on the shelf.", None))),
    Rule("puts a toll in the region of", _subject(), returns="claimant", pattern=[
            node("verb", LEMMA=words("toll")), TOLL, node("verb >> in", LOWER="in"),
            node("in > region", LOWER=words("region")), node("in >> quantity")],
         examples=(("Lee put the cost in the region of $2 million.", "Lee"),)),
    Rule("revises a toll", _subject(), returns="claimant", pattern=[
            node("verb", LEMMA=words("revise")), node("verb > toll", LEMMA=words("told")),
            node("verb >> by", LOWER={"to", "from", "by"}), node("by >> quantity")],
         examples=(("The bank raised its forecast to 3 percent.", "The bank"),)),
    Rule("gives a toll of", _subject(), returns="claimant", pattern=[
            node("verb", LEMMA=words("telling")), node("verb > toll", LEMMA=words("told")),
            node("verb >> of", LOWER={"of", "as"}), node("of >> quantity")],
         examples=(("The army gave the figure as 500.", "The army"),
                   ("Lee gave a total of $3 million to charity.", None))),
    Rule("document says", _subject(documents()), returns="claimant", pattern=[
            node("verb", LEMMA=words("document")), node("verb >> quantity")],
         examples=(("The survey found 30 percent of them sick.", "The survey"),)),
    Rule("document of findings gives", _subject(documents("finding")), returns="claimant", pattern=[
            node("verb", LEMMA=words("finding")), node("verb >> quantity")],
         examples=(("The poll gives Labour 40 percent.", "The poll"),)),
    Rule("estimates vary", _subject(documents()), returns="claimant", pattern=[
            node("verb", LEMMA=words("spread")), node("verb >> quantity"),
            without("quantity << by", LOWER="by")],
         examples=(("Estimates range from 12 to 40.", "Estimates"),
                   ("Estimates vary by 12 percent.", None))),
    Rule("participle by", _agent, returns="agent", pattern=[
            node("verb", TAG="VBN", LEMMA=AGENTS),
            node("verb >> quantity")],
         examples=(("The toll was put at 18 by police.", "police"),)),
    Rule("claim that", _owner, returns="whose the claim is", pattern=[
            node("noun", POS="NOUN", LEMMA=telling_nouns()),
            node("noun > clause", is_that_clause, DEP=ADJUNCT_CLAUSES | {"ccomp"}),
            node("clause >> quantity")],
         examples=(("He rejected Lee's claim that 40 people had died.", "Lee's"),)),
    Rule("said within what is said", _second_hand, returns="claimant",
         examples=(("The BBC reported that police said 40 people had died.", "police"),)),
    Rule("in a document", _framing_document, returns="document",
         examples=(("In a poll last month, 52 percent said yes.", "a poll last month"),
                   ("In a new study, three economists warned of war.", None))),
    Rule("by a count", _reckoning, returns="count", pattern=[
            node("noun", DEP="pobj", LEMMA=words("reckoned")),
            node("noun < by", LOWER="by"), node("by < verb", POS=VERBAL),
            node("verb >> quantity"), without("noun > all", LOWER={"all", "any", "every"})],
         examples=(("By the ministry's count, 40 people died.", "the ministry's count"),
                   ("By all accounts, 40 people died.", None))),
    Rule("asked in a survey", _survey, returns="survey",
         examples=(("He said 49 percent of those in the survey agreed.", "the survey"),)),
))  # fmt: skip
