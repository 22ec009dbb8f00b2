"""Persons joined by surnames, given names, initials and other spellings of their names."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING

from ..language.lexicon import read_lexicon
from ..language.name_variants import are_initials, is_nickname_of, is_short_for, is_variant
from ..language.noun_classes import hyphenated, name_endings, nouns
from ..language.syntax import NOUNS
from .actor import Mention
from .mention import Phrase
from .titles import HONORIFICS

if TYPE_CHECKING:
    from spacy.tokens import Token

    from ..reader import Reading

# Keeps "Mr Clinton" and "Mrs Clinton" apart.
HONORIFIC = " / "
# The gender of who is "they", what says so, and where it stands.
THEY = "t"
SAID_OF_THEY = (
    "they / them",
    "they/them",
    "non - binary",
    "non-binary",
    "nonbinary",
    "genderqueer",
)
TELLING = ("relcl", "appos", "amod", "acl")
# What a company's short name leaves off.
SUFFIXES = frozenset(
    [
        "inc", "ltd", "llc", "corp", "corporation", "company", "co", "plc", "nv", "ag", "sa", "se",
        "spa", "gmbh", "bv", "group", "holdings", "limited", "com",
    ]
)  # fmt: skip


def heads_name(phrase: Phrase) -> bool:
    """Return True if a title stands right before a name."""
    before = phrase.head.doc[phrase.first - 1] if phrase.first else None
    return before is not None and (
        before.lower_.rstrip(".") in HONORIFICS or before.lemma_.lower() in nouns("title")
    )


def find_honorific(phrase: Phrase) -> str:
    """Return the gender of the "Mr" or "Mrs" before a surname; "" without one."""
    before = phrase.head.doc[max(0, phrase.first - 1)].lower_.rstrip(".")
    return _genders().get(before, "") if before in HONORIFICS else ""


def people(
    reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]
) -> dict[str, str]:
    """Join a surname, a given name or a name with other initials to the one person who bears it."""
    full = {
        key: name_parts(key)
        for key, kind in kinds.items()
        if kind == "person" and len(_words(key)) > 1 and key in groups
    }
    starts = {key: groups[key][0].start for key in groups}
    begun: dict[tuple[str, ...], list[list[str]]] = defaultdict(list)
    for parts in map(str.split, groups):
        begun[tuple(parts[:1])].append(parts)
    found = {}
    for key in groups:
        words = name_parts(key)
        if kinds[key] == "organisation" and any(
            is_legal_form(words, parts) for parts in begun.get(tuple(words[:1]), ())
        ):
            continue  # Dell Inc. is not Michael Dell
        if len(words) == 1:
            bearers = [
                other
                for other, parts in full.items()
                if other != key and words[0] in (parts[-1], parts[0])
            ]
            bearers = [other for other in bearers if full[other][-1] == words[0]] or bearers
            before = [
                (other, parts) for other, parts in full.items() if starts[other] < starts[key]
            ]
            bearers = bearers or [other for other, parts in before if words[0] in parts[1:-1]]
            bearers = bearers or [
                other for other, parts in full.items() if is_variant(words[0], parts[-1])
            ]
            bearers = bearers or [
                other for other in full if are_initials(groups[key][0].text, groups[other][0].text)
            ]
            bearers = bearers or [o for o, parts in before if is_nickname_of(words[0], parts[0])]
            bearers = bearers or _titled(key, groups)
            bearers = _with_title(groups[key], _longest(bearers), groups)
        else:
            own = full.get(key, words)
            bearers = [
                other
                for other in full
                if other != key and _is_same(own, full[other], starts[other] < starts[key])
            ]
            bearers = _longest(bearers) if kinds[key] == "person" else []
        is_late = any(
            _is_relative(groups[other][0].phrase) and starts[key] < starts[other]
            for other in bearers
        )  # "Roy lost. His son, Dan Roy, won. Roy did not …": which Roy is left open
        if (
            len(bearers) == 1
            and not (is_late and len(words) == 1)
            and (kinds[key] == "person" or words[0] == name_parts(bearers[0])[-1])
        ):
            found[key] = bearers[0]
    # Two spellings of one name are each other's: the later joins the earlier.
    joined = {
        short: full
        for short, full in found.items()
        if found.get(full) != short or starts[full] < starts[short]
    }
    return {short: joined.get(full, full) for short, full in joined.items()}


def _titled(key: str, groups: dict[str, list[Mention]]) -> list[str]:
    """List who has a surname that the article never gives without "Mr" or "Mrs" but here."""
    return [other for other in groups if other != key and other.partition(HONORIFIC)[0] == key]


def _words(key: str) -> list[str]:
    return key.partition(HONORIFIC)[0].split()


def name_parts(key: str) -> list[str]:
    """Split a folded name into words, without suffixes.

    "Jr", "III", "MP", "of Calcutta" are left out.
    """
    words = _words(key)
    words = words[: words.index("of")] if "of" in words[1:] else words
    while len(words) > 1 and words[-1] in name_endings():
        words.pop()
    return words


def _is_same(words: list[str], full: list[str], is_later: bool) -> bool:
    """Return True if a name is short for another, a reordering of it, or its beginning.

    Reordered: "Xi Jinping", "Jinping Xi". "Manuel Torres" is short for Manuel Torres Velázquez.
    """
    begun = [word for word in full if len(word) > 1 or word in words]  # without initials
    is_begun = 1 < len(words) < len(begun) and begun[: len(words)] == words
    return is_short_for(words, full) or is_begun or (is_later and sorted(words) == sorted(full))


def is_legal_form(words: list[str], parts: list[str]) -> bool:
    """Return True if a name goes on with only what a company's short name leaves off."""
    return (
        len(parts) > len(words)
        and parts[: len(words)] == words
        and set(parts[len(words) :]) <= SUFFIXES
    )


def _longest(bearers: list[str]) -> list[str]:
    """Leave out a bearer whose name is but a shorter form of another's.

    Of two spellings keep the first.
    """
    return [
        one
        for n, one in enumerate(bearers)
        if not any(
            n != m
            and is_short_for(one.split(), other.split())
            and (m < n or not is_short_for(other.split(), one.split()))
            for m, other in enumerate(bearers)
        )
    ]


def _is_relative(phrase: Phrase) -> bool:
    """Return True if a name stands behind whose relative it is.

    "His daughter Nettie Baker", "Baker's son, Kofi Baker".
    """
    doc, at = phrase.head.doc, phrase.first - 1
    at -= at > 0 and doc[at].text == ","
    is_kin = at > 0 and doc[at].pos_ == "NOUN"
    while is_kin and at > 0 and doc[at].pos_ in ("NOUN", "ADJ"):
        at -= 1
    return is_kin and doc[at].tag_ in ("PRP$", "POS")


@cache
def _genders() -> dict[str, str]:
    given = {entry["name"].casefold(): entry["gender"] for entry in read_lexicon("given_names")}
    return given | _gendered()


@cache
def _gendered() -> dict[str, str]:
    return {entry["word"]: entry["gender"] for entry in read_lexicon("gendered_words")}


def gender_of(phrase: Phrase) -> str | None:
    """Read off a noun ("her mother") which pronoun an article would use.

    None if it does not tell, or for many.
    """
    is_one = phrase.form == "nominal" and phrase.kind == "person" and not phrase.is_plural
    return gender_in(hyphenated(phrase.head)) if is_one else None  # "her son-in-law"


def gender_in(words: Iterable[Token]) -> str | None:
    """Return the gender of the first word that has one: of a title, or of "son-in-law"."""
    return next(
        (gender for word in words if (gender := _gendered().get(word.lemma_.lower()))), None
    )


def find_gender(mentions: Iterable[Mention]) -> str | None:
    """Read off "Mr", else a given name, else a title which pronoun an article would use.

    None if none of them tells.

    The given name comes before a title such as "chairman", which women bear, too. Before all goes
    what the text says of pronouns: "who uses they/them pronouns", "a non-binary singer".
    """
    mentions = list(mentions)
    if any(_is_they(mention.phrase.head) for mention in mentions):
        return THEY
    given = (mention.text.split()[0].casefold() for mention in mentions if " " in mention.text)
    words = [*(word for mention in mentions for word in _before(mention, HONORIFICS)), *given]
    titles = nouns("title") - _gendered().keys()  # "Dean Kyte" may be a woman
    words += [w for mention in mentions for w in _before(mention, _genders().keys() - titles)]
    return next((gender for word in words if (gender := _genders().get(word))), None)


def _is_they(name: Token) -> bool:
    """Return True if what hangs on a name says that its bearer is "they"."""
    told = (word for child in name.children if child.dep_ in TELLING for word in child.subtree)
    words = " ".join(token.lower_ for token in told)
    return any(f" {said} " in f" {words} " for said in SAID_OF_THEY)


def _before(mention: Mention, known: Collection[str]) -> Iterator[str]:
    """Yield the words right before a name that are among those known.

    An honorific may stand one further off.
    """
    name, first = mention.phrase.head, mention.phrase.first
    for token in name.doc[max(name.sent.start, first - 2) : first]:
        word = token.lower_.rstrip(".")
        is_title = token.i == first - 1 or (
            name.dep_ == "appos" and name.head == token
        )  # "her father, Paul Smith"
        if word in known and (word in HONORIFICS or (token.pos_ in NOUNS and is_title)):
            yield word


def _with_title(
    short: list[Mention], bearers: list[str], groups: dict[str, list[Mention]]
) -> list[str]:
    """Leave out whom "Mr" or "Mrs" does not fit; of several bearers keep those whom it fits."""
    gender = find_gender(short)
    if gender is None:
        return bearers
    told = {other: find_gender(groups[other]) for other in bearers}
    fitting = {gender} if len(bearers) > 1 else {gender, None}
    return [other for other in bearers if told[other] in fitting]
