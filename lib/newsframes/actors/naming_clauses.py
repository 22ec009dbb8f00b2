"""Naming clauses: what gives a description its name, "a soldier who goes by the call sign Fox"."""

import re
from dataclasses import dataclass

from spacy.tokens import Span, Token

from ..language.noun_classes import kind_of
from ..language.syntax import PLURAL, VERBAL
from ..reader import Reading

# Kinds of what a clause may name, and the label of such a name.
NAMED = {"person": "PERSON", "organisation": "ORG"}

# How a clause behind a noun says by which name someone goes, up to the name.
CLAUSE = re.compile(
    r"""(?:,?\s(?:who|that|which))?(?:\s(?:is|was|has|had|asked|wanted|only|just|simply|to\sbe))*\s
    (?:(?:goes|went|gone|going)(?:\sonly|\sjust|\ssimply)?\sby
      |(?:gave|gives)(?:\s(?:us|me|reporters))?\sthe\sname
      |(?:gave|gives|provided|offered)(?:\s(?:only|just))?\s(?:his|her|their|its|the)
       (?:\s(?:first|last|full|given|family))?\s(?:name|surname)(?=\s(?:only\s|just\s)?as\b)
      |(?:gave|provided|offered)(?:\s(?:only|just))\s(?:his|her|their|a)
       (?:\s(?:first|last|given|family|one|single))?\s(?:name|surname)(?=,\s)
      |whose\s(?:(?:first|last|full|real|given)\s)?name\s(?:is|was)
      |(?:used|uses|using)\s(?:a|the)\s(?:pseudonym|name|alias|code\sname)
      |(?P<participle>nicknamed|surnamed|codenamed|named|known|identified|called))
    (?:\s(?:only|just|simply|publicly|locally|online|widely|better|by|as|to\s\w+))*,?\s
    (?:(?:the|his|her|their|a|an)\s)?
    (?:(?:first|last|single|stage|given|family|code)\s)?
    (?:(?:name|surname|nickname|initials?|alias|pseudonym|moniker|handle|username|nom\sde\sguerre
      |call[\s-]?sign|codename)\s)?
    (?:of\s)?["“‘'«]?""",
    re.VERBOSE,
)
NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s(?:(?:al|bin|de|van|von|the)\s)?[A-Z][\w’'-]*){0,3}")


@dataclass(frozen=True)
class Naming:
    """The noun of a description, and the name that a clause behind it gives."""

    noun: Token
    span: Span


def find_namings(reading: Reading) -> list[Naming]:
    """Find the descriptions of one person or body to which a clause gives a name.

    Not found: a name that an apposition gives, and what a thing is called ("a plan known as …").

    Examples
    --------
    >>> from newsframes import Article
    >>> from newsframes.reader import default_reader
    >>> article = Article("“It was dark,” said a soldier who goes by the call sign “Fox”.")
    >>> reading = default_reader().read(article)
    >>> [(naming.noun.text, naming.span.text) for naming in find_namings(reading)]
    [('soldier', 'Fox')]
    """
    found = []
    for clause in CLAUSE.finditer(reading.text, reading.body.start):
        name = NAME.match(reading.text, clause.end())
        noun = _described(reading.span(reading.body.start, clause.start())) if name else None
        if name is not None and noun is not None and _is_stated(reading, clause):
            words = reading.span(name.start(), name.start() + len(name.group().rstrip(".")))
            label = NAMED[kind_of(noun, is_plural=False)]
            found.append(Naming(noun, Span(reading.doc, words.start, words.end, label=label)))
    return found


def _is_stated(reading: Reading, clause: re.Match[str]) -> bool:
    """Return True unless what looks like a participle is a verb: "the leader called Democrats"."""
    start, end = clause.span("participle")
    return start < 0 or all(token.tag_ == "VBN" for token in reading.span(start, end))


def _described(before: Span) -> Token | None:
    """Return the noun that the words before a clause end in, or that their end hangs on.

    "A woman in her thirties" is a woman.
    """
    last = before[-1] if len(before) else None
    while last is not None and last.pos_ not in VERBAL and last.ent_type_ != "PERSON":
        is_one = last.pos_ in ("NOUN", "PROPN") and last.tag_ not in PLURAL
        if is_one and not last.ent_type_ and kind_of(last, is_plural=False) in NAMED:
            return last
        last = last.head if last.head.i < last.i else None
    return None
