"""Names joined to actors under their full, short and abbreviated forms."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING

from ..language.countries import find_country
from ..language.name_variants import spells
from ..language.names_of_bodies import full_name
from .actor import Actor, Mention, common_kind
from .company_names import is_companys
from .mention import Phrase
from .persons import HONORIFIC, SUFFIXES, find_honorific, heads_name, people
from .short_names import short_forms, singulars

if TYPE_CHECKING:
    from ..reader import Reading

CALLED = re.compile(
    r"(?:,| [–—-])? \(?"
    r"(?:(?:also|better|best|once|formerly|previously|widely|now|sometimes|more|most|commonly) )*"
    r"(?:known|referred to|recognised|recognized) as (?:the )?[\"“‘']?"
    r"|,? \(?(?:aka|a\.k\.a\.) (?:the )?[\"“‘']?"
    # Before a title, which is no part of a name.
    r"|,? \(?(?:now|later|formerly|born|née|né|alias) (?:(?:Lord|Lady|Sir|Dame|Baron|Baroness) )?"
)

OFFICE = re.compile(r"(?P<title>(?:[A-Z][\w’'-]*\s(?:of\s)?){2,5})\((?P<short>[A-Z]{2,6})\)\s\Z")
# Initials that label a turn.
LABEL = re.compile(r"\n[A-Z]{2,4}:")
# Two orders of one name: "Ministry of Finance", "Finance Ministry".
BODY_OF = re.compile(r"^(ministry|department) (?:of|for) (?:the )?((?!of\b)\w+(?: (?!of\b)\w+)*)$")
# What a ministry's short name leaves off, and words of bodies that Britain spells otherwise.
AFFAIRS = re.compile(r" affairs (?=(?:ministry|department)$)")
BRITISH = re.compile(r"\b(?:cent(?=re\b)|defen(?=ce\b)|lab(?=our\b)|program(?=me\b))\w+")
AMERICAN = {"centre": "center", "defence": "defense", "labour": "labor", "programme": "program"}


def join_names(reading: Reading, phrases: Iterable[Phrase]) -> list[Actor]:
    """Join the names of an article to actors.

    Names join by exact form (case and marks aside), as names of one country, by an acronym that
    brackets or capitals give, by surname or given name when one person bears it, and by the short
    form of an organisation's name when one organisation fits.

    Parameters
    ----------
    reading
        The article as read.
    phrases
        Its names, in the order of the text.

    Returns
    -------
    list of Actor
        In the order of their first mention.

    Notes
    -----
    Two persons with one surname stay two, and a bare surname that both bear stays by itself; whose
    it is, is for ``bearers_of`` to list and for resolution to decide. The
    sieves run from the surest to the least sure, as in Lee et al. (2013).
    """
    groups: dict[str, list[Mention]] = {}
    for phrase in phrases:
        groups.setdefault(_key(phrase), []).append(Mention(phrase, "name"))
    kinds = {key: _kind_of(key, members, groups) for key, members in groups.items()}
    for rule, sieve in (
        ("alias", _called),
        ("acronym", _bracketed),
        ("acronym", _acronyms),
        ("partial name", people),
        ("partial name", short_forms),
        ("partial name", singulars),
    ):
        for short, full in sieve(reading, groups, kinds).items():
            if short in groups and full in groups and short != full:
                moved = groups.pop(short)
                groups[full] += [Mention(mention.phrase, rule) for mention in moved]
    actors = [
        Actor(kinds[key], tuple(sorted(members, key=lambda mention: mention.start)))
        for key, members in groups.items()
    ]
    return sorted(actors, key=lambda actor: actor.mentions[0].start)


def _kind_of(key: str, members: list[Mention], groups: dict[str, list[Mention]]) -> str:
    """Return the kind of most names.

    A "Washington" that is nobody's surname in the article is the capital; a country is a place
    until it acts.
    """
    kind = common_kind(members)
    country = find_country(members[0].text)
    if kind == "person" and country and country.use in ("name", "seat"):
        is_borne = any(key in other.split() for other in groups if other != key)
        is_titled = any(heads_name(mention.phrase) for mention in members)
        return kind if is_borne or is_titled else "place"
    if kind == "person" and is_companys(key, members, groups):
        return "organisation"
    return "place" if kind == "organisation" and country and country.use == "name" else kind


@lru_cache(maxsize=2**14)
def fold(text: str) -> str:
    """Fold what does not part two names.

    Case, marks, accents, white space, "&" and "and", British and American spelling.
    """
    plain = "".join(
        mark for mark in unicodedata.normalize("NFKD", text) if not unicodedata.combining(mark)
    )
    plain = re.sub(r"-|['’]s |\.(?=com\b)", " ", plain).replace(" & ", " and ")
    words = re.sub(r"isation\b", "ization", re.sub(r"[^\w\s]", "", plain).casefold())
    words = BRITISH.sub(lambda match: AMERICAN[match[0]], " ".join(words.split()))
    return AFFAIRS.sub(" ", BODY_OF.sub(r"\2 \1", words))


def _key(phrase: Phrase) -> str:
    """Return the key of a name.

    A country is one under all its names, before a body's too ("U.S. Congress"). Else it is what it
    is called.
    """
    country = find_country(phrase.text) if phrase.kind != "person" else None
    if country and country.use == "name":
        return country.code
    if body := full_name(phrase.text):
        return fold(body)
    if phrase.kind == "person" and " " not in phrase.text and (title := find_honorific(phrase)):
        return f"{fold(phrase.text)}{HONORIFIC}{title}"
    return _with_code(phrase.text) if phrase.kind == "organisation" else fold(phrase.text)


def _with_code(text: str) -> str:
    """Fold a body's name.

    A country that begins it, as name or demonym, becomes its code in capitals.
    """
    words = text.split()
    for length in range(min(3, len(words) - 1), 0, -1):
        country = find_country(re.sub(r"['’]s?$", "", " ".join(words[:length])))
        if country and country.use in ("name", "demonym"):
            return f"{country.code} {fold(' '.join(words[length:]))}"
    return fold(text)


def _called(
    reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]
) -> dict[str, str]:
    """Join the other name that an article gives someone.

    "Joaquín Guzmán, better known as El Chapo".
    """
    named = sorted(
        (mention.start, mention.end, key) for key, members in groups.items() for mention in members
    )
    return {
        other: key
        for (_, end, key), (start, _, other) in pairwise(named)
        if kinds[key] == kinds[other] and CALLED.fullmatch(reading.text, end, start)
    }


def _bracketed(
    reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]
) -> dict[str, str]:
    """Join an acronym in brackets to the name before it that it spells.

    If it spells that one's title, it is joined to the name behind. "Collective Security Treaty
    Organisation (CSTO)", "District Nirbahi Officer (DNO) Sohel Kabir".
    """
    found = {}
    for key, members in groups.items():
        for mention in members:
            after = reading.text[mention.end : mention.end + 20]
            match = re.match(r"\s*\((?:the )?[\"“']?([A-Z][A-Za-z.&]{1,9})[\"”']?[),]", after)
            if match and spells(match[1], mention.text):
                found[fold(match[1])] = key
            office = OFFICE.search(reading.text, max(0, mention.start - 80), mention.start)
            if office and kinds[key] == "person" and spells(office["short"], office["title"]):
                found[fold(office["short"])] = key
    return found


def _acronyms(
    reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]
) -> dict[str, str]:
    """Join an acronym in capitals to the one name of the article whose capitals are just it.

    What labels the turns of a transcript needs but to spell it: "WN:" is Wikinews.
    """
    found: dict[str, str] = {}
    for key, members in groups.items():
        short = members[0].text.replace(".", "")
        if short.isupper() and all(
            LABEL.match(reading.text, m.start - 1, m.end + 1) for m in members
        ):
            spelt = [
                other
                for other, (first, *_) in groups.items()
                if other != key and kinds[other] == "organisation" and spells(short, first.text)
            ]
            found |= {key: spelt[0]} if len(spelt) == 1 else {}
        fewest = 2 if kinds[key] == "organisation" else 3
        if not (fewest <= len(short) < 8 and short.isupper()):
            continue
        fitting = [
            other
            for other, (first, *_) in groups.items()
            if other != key
            and " " in first.text
            and short in (_capitals(first.text), _capitals(_bare(first.text)))
            if len(short) > 2 or (kinds[other] == "organisation" and first.text[0].isupper())
        ]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def _capitals(text: str) -> str:
    return "".join(filter(str.isupper, text))


def _bare(text: str) -> str:
    """Leave off a company's legal form."""
    words = text.split()
    return " ".join(
        word for n, word in enumerate(words) if not n or word.strip(".,").casefold() not in SUFFIXES
    )
