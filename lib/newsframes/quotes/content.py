"""Content: whether it is a statement, or an act or attitude without propositional content."""

from spacy.tokens import Span, Token

from ..language.lexicon import word_class
from ..language.noun_classes import documents
from ..language.reporting_cues import (
    has_trait,
    is_communication,
    is_known,
    is_withheld,
    names_statement,
    read_cue,
    withholds,
)
from ..language.syntax import (
    ADJUNCT_CLAUSES,
    ANY_SUBJECT,
    FINITE,
    is_infinitive,
    is_passive,
    is_that_clause,
    object_of,
)

# Cues of a stance towards a fact; those of praise, blame, demand and promise have what is named as
# their content.
FACTUAL = {"neutral", "deny", "admit", "claim"}
# Tags of the words that open a question.
ASKING = {"WRB", "WP", "WDT", "WP$"}
# Pronouns that are no one's words.
POINTING = {"it", "that", "this", "he", "she", "they"}
# Cues that of a person are acts: "the Senate confirmed Ann Lee".
APPOINTING = {"confirm", "announce", "declare", "introduce", "present", "propose"}
# What those ask not to be who want no name in the paper.
NAMING = {"identify", "name", "quote"}


def is_attitude(cue: Span, contents: list[Span], source: Span | None, stance: str) -> bool:
    """Return True if words without quotation marks state nothing: "voted for it", "was wary of it".

    They are a question left open ("did not say where"), or they have no clause, and either the cue
    is no word of communication, or nothing was said ("did not respond to a request for comment"),
    or what was said is only named ("denied the claim"). What a document does is a statement, and so
    is what a mark introduces.

    Parameters
    ----------
    cue, contents, source
        The parts of the attribution; ``source`` None where nobody is said to speak.
    stance
        The stance of the cue.
    """
    words = [content for content in contents if len(content)]
    if any(map(_is_anonymity, words)):
        return True
    is_unsaid = is_withheld(cue) and is_communication(cue)
    if words and all(_is_unsaid(part, cue) or (is_unsaid and _asks(part)) for part in words):
        return True
    if not any(map(str.isalnum, cue.text)) or any(has_clause(content, cue) for content in words):
        return False
    if is_withheld(cue) or (stance in FACTUAL and all(map(_only_names, words))):
        return True
    if stance == "neutral" and all(map(_is_person, words)) and read_cue(cue)[0] in APPOINTING:
        return True
    return not (is_communication(cue) or _is_document(source))


def has_clause(content: Span, cue: Span) -> bool:
    """Return True if a content has a finite clause, an infinitive, a gerund or a question."""
    if any(_makes_clause(token, content) or _is_asked_to(token, cue) for token in content):
        return True
    words = [token for token in content if token.is_alpha and token.dep_ != "neg"][:2]
    if len(words) < 2:
        return False
    first, second = words
    if first.lower_ == "to" and second.tag_ == "VB":
        return is_communication(cue) or not is_passive(cue.root)
    is_gerund = any(t.tag_ == "VBG" and t.dep_ not in ("amod", "compound") for t in words)
    return _asks(content) or is_gerund


def _is_unsaid(content: Span, cue: Span) -> bool:
    """Return True if a cue withholds what a content would say: "declined | to comment"."""
    words = [token for token in content if token.is_alpha][:2]
    is_infinitive = len(words) == 2 and words[0].lower_ == "to" and words[1].tag_ == "VB"
    at = words[-1].i if words else 0
    return is_infinitive and withholds(cue) and is_communication(content.doc[at : at + 1])


def _asks(content: Span) -> bool:
    """Return True if words begin as a question does: "where it was", "whether it is"."""
    first = next((token for token in content if token.is_alpha), None)
    return first is not None and (first.tag_ in ASKING or first.lower_ == "whether")


def _is_asked_to(verb: Token, cue: Span) -> bool:
    """Return True for what a cue says someone else is to do: "urged users to test it"."""
    above = verb.head
    is_taken = verb.dep_ in ("xcomp", "ccomp") and above in cue and is_known(above.lemma_.lower())
    is_chosen = has_trait(above.lemma_, "trait", "chooses") or withholds(cue)
    return is_taken and not is_chosen and is_infinitive(verb)


def _makes_clause(token: Token, content: Span) -> bool:
    """Return True if a word makes a clause that does not only describe a noun of the content."""
    if token.tag_ not in FINITE and token.dep_ not in ANY_SUBJECT:
        return False
    while token in content and not _describes(token) and token.head != token:
        token = token.head
    return token not in content or not _describes(token) or token.head not in content


def _describes(token: Token) -> bool:
    """Return True for a clause that tells when or which, not what: "the claim that he lied"."""
    is_meant = token.dep_ == "acl" and is_that_clause(token)
    return token.dep_ in ADJUNCT_CLAUSES and not is_meant


def _is_anonymity(content: Span) -> bool:
    """Return True for the wish of a source without a name: "asked | not to be named"."""
    is_refused = content[0].dep_ == "neg" and content[1:3].text.lower() == "to be"
    return is_refused and content[3:4].lemma_ in NAMING


def _is_person(content: Span) -> bool:
    """Return True if a content is only a person's name."""
    names = [token for token in content if token.pos_ == "PROPN"]
    return content.root.ent_type_ == "PERSON" and len(names) == len(content)


def only_points(content: Span) -> bool:
    """Return True if a content is only a pronoun for what is told elsewhere: "which", "it"."""
    words = [token for token in content if token.is_alpha]
    return len(words) == 1 and (words[0].tag_ in ASKING or words[0].lower_ in POINTING)


def _only_names(content: Span) -> bool:
    """Return True if a content only names something said: "it", "the claim"."""
    tops = [t for t in content if t.head not in content and t.pos_ not in ("ADV", "PUNCT")]
    if len(tops) > 1:
        return False  # an object and what it is called: "called it an attempted coup"
    noun = content.root
    if noun.pos_ == "ADP":
        noun = object_of(noun) or noun
    if not names_statement(noun):
        return noun.lower_ in word_class("anaphor")
    before = [child for child in noun.lefts if child in content]
    behind = [t for t in noun.rights if t in content and not t.is_punct and t.pos_ != "ADV"]
    if behind or any(child.dep_ == "compound" for child in before):
        return False
    if any(child.lower_ in word_class("definite") or child.dep_ == "poss" for child in before):
        return True
    return noun.tag_ == "NNS" and not any(child.dep_ == "nummod" for child in before)


def _is_document(source: Span | None) -> bool:
    """Return True if a source is what is written or recorded: "the poll", "a report of Lee's"."""
    if source is None or not len(source):
        return False
    # "A survey conducted in May" may be parsed as a sentence.
    subjects = (t for t in source.root.children if t.dep_ in ANY_SUBJECT and t in source)
    heads = (source.root, *subjects)
    return any(not documents().isdisjoint((head.lemma_.lower(), head.lower_)) for head in heads)
