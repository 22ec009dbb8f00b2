"""Content: whether what is attributed is a statement, or an act or attitude without propositional content."""

from collections.abc import Iterator
from functools import cache

from spacy.tokens import Span, Token

from ..language.lexicon import read_lexicon
from ..language.reporting_cues import (
    is_communication,
    is_known,
    is_withheld,
    names_statement,
    withholds,
)

FINITE = {"VBD", "VBZ", "VBP", "MD"}
SUBJECTS = {"nsubj", "nsubjpass", "csubj", "expl"}
# Clauses that only describe a noun or tell when and why: "the men who fled", "the bill if it
# passes".
ASIDE = {"relcl", "acl", "advcl"}
# Cues of a stance towards a fact; those of praise, blame, demand and promise have what is named as
# their content.
FACTUAL = {"neutral", "deny", "admit", "claim"}
# Tags of the words that open a question.
ASKING = {"WRB", "WP", "WDT", "WP$"}
# Verbs whose object is chosen for what the infinitive tells: "elected Ann Lee to lead the firm".
CHOOSING = {"choose", "elect"}
# What stands for something said before.
PRONOUNS = {"it", "this", "that", "them", "so"}
DEFINITE = {"the", "this", "that", "these", "those", "any", "all", "such"}


def is_attitude(cue: Span, contents: list[Span], source: Span | None, stance: str) -> bool:
    """Return True if words without quotation marks state nothing: "voted for it", "was wary of crowds".

    They have no clause, and either the cue is no word of communication, or nothing was said ("did
    not respond to a request for comment"), or what was said is only named ("denied the claim").
    What a document does is a statement, and so is what a mark introduces.

    Parameters
    ----------
    cue, contents, source
        The parts of the attribution; ``source`` None where nobody is said to speak.
    stance
        The stance of the cue.
    """
    if not any(map(str.isalnum, cue.text)):
        return False
    words = [content for content in contents if len(content)]
    if any(has_clause(content, cue) for content in words):
        return False
    if is_withheld(cue) or (stance in FACTUAL and all(map(_only_names, words))):
        return True
    return not (is_communication(cue) or _is_document(source))


def has_clause(content: Span, cue: Span) -> bool:
    """Return True if a content has a clause of its own: finite, an infinitive, a gerund or a question."""
    if any(_is_clause(token, content) or _is_asked_to(token, cue) for token in content):
        return True
    words = [token for token in content if token.is_alpha and token.dep_ != "neg"][:2]
    if len(words) < 2:
        return False
    first, second = words
    if first.lower_ == "to" and second.tag_ == "VB":
        is_passive = any(child.dep_ == "auxpass" for child in cue.root.children)
        is_unsaid = withholds(cue) and is_communication(
            second.doc[second.i : second.i + 1]
        )  # "declined | to comment"
        return not is_unsaid and (is_communication(cue) or not is_passive)
    is_question = first.tag_ in ASKING or first.lower_ == "whether"
    return is_question or any(
        token.tag_ == "VBG" and token.dep_ not in ("amod", "compound") for token in words
    )


def _is_asked_to(verb: Token, cue: Span) -> bool:
    """Return True for the infinitive of a known cue that says what someone else is to do: "urged users to test it"."""
    is_infinitive = verb.tag_ == "VB" and any(
        child.lower_ == "to" and child.dep_ == "aux" for child in verb.lefts
    )
    lemma = verb.head.lemma_.lower()
    is_told = verb.head in cue and is_known(lemma) and not (lemma in CHOOSING or withholds(cue))
    return is_infinitive and verb.dep_ in ("xcomp", "ccomp") and is_told


def _is_clause(token: Token, content: Span) -> bool:
    """Return True if a finite verb or a subject belongs to a clause that does not only describe one of its nouns."""
    if token.tag_ not in FINITE and token.dep_ not in SUBJECTS:
        return False
    while token in content and not _is_aside(token) and token.head != token:
        token = token.head
    return token not in content or not _is_aside(token) or token.head not in content


def _is_aside(token: Token) -> bool:
    """Return True for a clause that describes, not one that tells what a noun means: "the claim that he lied"."""
    is_meant = token.dep_ == "acl" and any(
        child.dep_ == "mark" and child.lower_ == "that" for child in token.children
    )
    return token.dep_ in ASIDE and not is_meant


def _only_names(content: Span) -> bool:
    """Return True if a content only names something said, by a pronoun or a definite noun: "it", "the claim"."""
    if (
        sum(token.head not in content and token.pos_ not in ("ADV", "PUNCT") for token in content)
        > 1
    ):
        return False  # an object and what it is called: "called it an attempted coup"
    noun = content.root
    if noun.pos_ == "ADP":
        noun = next((child for child in noun.children if child.dep_ == "pobj"), noun)
    if not names_statement(noun):
        return noun.lower_ in PRONOUNS
    before = [child for child in noun.lefts if child in content]
    is_definite = any(child.lower_ in DEFINITE or child.dep_ == "poss" for child in before)
    is_bare = not any(child.dep_ == "compound" for child in before) and not any(
        _inside(noun.rights, content)
    )
    return is_bare and (
        is_definite or (noun.tag_ == "NNS" and not any(child.dep_ == "nummod" for child in before))
    )


def _inside(tokens: Iterator[Token], content: Span) -> Iterator[Token]:
    return (
        token for token in tokens if token in content and not token.is_punct and token.pos_ != "ADV"
    )


def _is_document(source: Span | None) -> bool:
    """Return True if a source is what is written or recorded: "the poll", "a report of the agency"."""
    if source is None or not len(source):
        return False
    subjects = (
        child for child in source.root.children if child.dep_ in SUBJECTS and child in source
    )
    heads = (source.root, *subjects)  # "a survey conducted in May" may be parsed as a sentence
    return any(not _documents().isdisjoint((head.lemma_.lower(), head.lower_)) for head in heads)


@cache
def _documents() -> frozenset[str]:
    return frozenset(entry["noun"] for entry in read_lexicon("documents"))
