"""Names joined to actors: the same person, organisation or country under its full, short and abbreviated names."""

import re
from collections.abc import Iterable
from functools import cache

from ..lexicon import read_lexicon
from ..reader import Reading
from .actor import Actor, Mention, common_kind
from .countries import find_country
from .nouns import find_body, nouns
from .phrases import Phrase
from .variants import are_initials, is_short_for, is_variant, spells

# Keeps "Mr Clinton" and "Mrs Clinton" apart.
HONORIFIC, HONORIFICS = " / ", frozenset(["mr", "mrs", "ms", "miss", "sir", "lady", "lord"])
NAMING = {"NOUN", "PROPN"}
# What a company's short name leaves off.
SUFFIXES = frozenset(
    "inc ltd llc corp corporation company co plc nv ag sa se spa gmbh bv group holdings limited".split()  # noqa: SIM905
)


def join_names(reading: Reading, phrases: Iterable[Phrase]) -> list[Actor]:
    """Join the names of an article to actors.

    Names join by exact form (case and marks aside), as names of one country, by an acronym that brackets or capitals
    give, by surname or given name when one person bears it, and by the short form of an organisation's name when one
    organisation fits.

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
    Two persons with one surname stay two, and a bare surname that both bear stays by itself. The sieves run from the
    surest to the least sure, as in Lee et al. (2013).
    """
    groups: dict[str, list[Mention]] = {}
    for phrase in phrases:
        groups.setdefault(_key(phrase), []).append(Mention(phrase, "name"))
    kinds = {key: _kind_of(key, members, groups) for key, members in groups.items()}
    for sieve in (_bracketed, _acronyms, _people, _short_forms):
        for short, full in sieve(reading, groups, kinds).items():
            if short in groups and full in groups and short != full:
                moved = groups.pop(short)
                groups[full] += [Mention(mention.phrase, sieve.__name__.strip("_")) for mention in moved]
    actors = [Actor(kinds[key], sorted(members, key=lambda mention: mention.start)) for key, members in groups.items()]
    return sorted(actors, key=lambda actor: actor.mentions[0].start)


def _kind_of(key: str, members: list[Mention], groups: dict[str, list[Mention]]) -> str:
    """Take the kind of most names; a "Washington" that is nobody's surname in the article is the capital."""
    kind = common_kind(members)
    if kind == "person" and (country := find_country(members[0].text)) and country.use in ("name", "seat"):
        is_borne = any(key in other.split() for other in groups if other != key)
        is_titled = any(_heads_name(mention.phrase) for mention in members)
        return kind if is_borne or is_titled else "place"
    return kind


def _heads_name(phrase: Phrase) -> bool:
    """Say whether a title stands right before a name."""
    before = phrase.head.doc[phrase.first - 1] if phrase.first else None
    return before is not None and (before.lower_.rstrip(".") in HONORIFICS or before.lemma_.lower() in nouns("title"))


def fold(text: str) -> str:
    """Fold what does not part two names: case, marks, white space, British and American spelling."""
    words = re.sub(r"[^\w\s]", "", text.replace("-", " ").replace("’s ", " ").replace("'s ", " ")).casefold()
    return " ".join(re.sub(r"isation\b", "ization", words).split())


def _key(phrase: Phrase) -> str:
    """A country is one under all its names; anything else is what it is called."""
    country = find_country(phrase.text) if phrase.kind != "person" else None
    if country and country.use == "name":
        return country.code
    if body := find_body(phrase.text):
        return fold(body)
    if phrase.kind == "person" and " " not in phrase.text and (title := _honorific(phrase)):
        return f"{fold(phrase.text)}{HONORIFIC}{title}"
    return fold(phrase.text)


def _honorific(phrase: Phrase) -> str:
    """Return the gender of the "Mr" or "Mrs" before a surname; "" without one."""
    before = phrase.head.doc[max(0, phrase.first - 1)].lower_.rstrip(".")
    return _genders().get(before, "") if before in HONORIFICS else ""


def _bracketed(reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]) -> dict[str, str]:
    """Join an acronym in brackets to the name before it whose capitals it spells."""
    found = {}
    for key, members in groups.items():
        for mention in members:
            after = reading.article.text[mention.end : mention.end + 20]
            match = re.match(r"\s*\((?:the )?[\"“']?([A-Z][A-Za-z.&]{1,9})[\"”']?[),]", after)
            if match and spells(match[1], mention.text):
                found[fold(match[1])] = key
    return found


def _acronyms(reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]) -> dict[str, str]:
    """Join an acronym in capitals to the one name of the article whose capitals are just it."""
    found = {}
    for key, members in groups.items():
        short = members[0].text.replace(".", "")
        if not (2 < len(short) < 8 and short.isupper()):
            continue
        fitting = [
            other
            for other, (first, *_) in groups.items()
            if other != key and " " in first.text and "".join(filter(str.isupper, first.text)) == short
        ]
        if len(fitting) == 1:
            found[key] = fitting[0]
    return found


def _people(reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]) -> dict[str, str]:
    """Join a surname, a given name or a name with other initials to the one person who bears it."""
    full = {key: key.split() for key, kind in kinds.items() if kind == "person" and " " in key and key in groups}
    found = {}
    for key in groups:
        words = key.partition(HONORIFIC)[0].split()
        if kinds[key] == "organisation" and any(_is_legal_form(words, other.split()) for other in groups):
            continue  # Dell Inc. is not Michael Dell
        if len(words) == 1:
            bearers = [other for other, parts in full.items() if words[0] in (parts[-1], parts[0])]
            bearers = [other for other in bearers if full[other][-1] == words[0]] or bearers
            bearers = bearers or [other for other, parts in full.items() if words[0] in parts[1:-1]]
            bearers = bearers or [other for other, parts in full.items() if is_variant(words[0], parts[-1])]
            bearers = bearers or [other for other in full if are_initials(groups[key][0].text, groups[other][0].text)]
            bearers = _with_title(groups[key], _longest(bearers), groups)
            bearers = _first_come(groups[key], bearers, groups)
        else:
            bearers = [other for other in full if other != key and is_short_for(words, full[other])]
            bearers = _longest(bearers) if kinds[key] == "person" else []
        if len(bearers) == 1 and (kinds[key] == "person" or words[0] == full[bearers[0]][-1]):
            found[key] = bearers[0]
    # Two spellings of one name are each other's: the later joins the earlier.
    starts = {key: groups[key][0].start for key in groups}
    joined = {short: full for short, full in found.items() if found.get(full) != short or starts[full] < starts[short]}
    return {short: joined.get(full, full) for short, full in joined.items()}


def _is_legal_form(words: list[str], parts: list[str]) -> bool:
    """Say whether a name is another that goes on with nothing but what a company's short name leaves off."""
    return len(parts) > len(words) and parts[: len(words)] == words and set(parts[len(words) :]) <= SUFFIXES


def _longest(bearers: list[str]) -> list[str]:
    """Leave out a bearer whose name is but a shorter form of another's; of two spellings keep the first."""
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


def _first_come(short: list[Mention], bearers: list[str], groups: dict[str, list[Mention]]) -> list[str]:
    """Of several bearers, keep the one whom the article already calls by the short name when the next comes up."""
    starts = sorted((groups[other][0].start, other) for other in bearers)
    if len(starts) > 1 and starts[0][0] < short[0].start < starts[1][0]:
        return [starts[0][1]]
    return bearers


@cache
def _genders() -> dict[str, str]:
    given = {entry["name"].casefold(): entry["gender"] for entry in read_lexicon("given_names")}
    return given | {entry["word"]: entry["gender"] for entry in read_lexicon("gendered_words")}


def find_gender(mentions: Iterable[Mention]) -> str | None:
    """Read off a title or a given name which pronoun an article would use; None if neither tells."""
    mentions = list(mentions)
    for mention in mentions:
        doc, first = mention.phrase.head.doc, mention.phrase.first
        for token in doc[max(mention.phrase.head.sent.start, first - 2) : first]:
            is_title = token.lower_.rstrip(".") in HONORIFICS or (token.pos_ in NAMING and token.i == first - 1)
            if is_title and (gender := _genders().get(token.lower_.rstrip("."))):
                return gender
    for mention in mentions:
        if " " in mention.text and (gender := _genders().get(mention.text.split()[0].casefold())):
            return gender
    return None


def _with_title(short: list[Mention], bearers: list[str], groups: dict[str, list[Mention]]) -> list[str]:
    """Of several bearers of a surname, keep those whom "Mr" or "Mrs" before it fits."""
    gender = find_gender(short)
    if gender is None or len(bearers) < 2:
        return bearers
    return [other for other in bearers if find_gender(groups[other]) == gender]


def _short_forms(reading: Reading, groups: dict[str, list[Mention]], kinds: dict[str, str]) -> dict[str, str]:
    """Join "Lockheed" to Lockheed Martin, "the Air Force" to the United States Air Force, "EADS" to EADS N.V."""
    full = {key: key.split() for key in groups if kinds[key] == "organisation"}
    found = {}
    for key in groups:
        words = key.split()
        if kinds[key] == "person" or find_country(groups[key][0].text):
            continue
        longer = [
            other
            for other, parts in full.items()
            if len(parts) > len(words) and _is_part(words, parts, groups[key][0], groups[other][0])
        ]
        if len(longer) == 1:
            found[key] = longer[0]
    return {short: found.get(full, full) for short, full in found.items()}


def _is_part(words: list[str], parts: list[str], short: Mention, full: Mention) -> bool:
    """Say whether a short name is another's beginning, without its kind or second surname, or its end."""
    rest = parts[len(words) :]
    if parts[: len(words)] == words and full.start < short.start:
        is_legal = all({word, word.removesuffix("s")} & (SUFFIXES | nouns("organisation")) for word in rest)
        is_surname = (
            len(parts) == 2
            and rest[0] not in nouns("organisation", "collective")
            and rest[0].isalpha()
            and rest[0][-1] != "s"
        )
        return is_legal or (is_surname and short.phrase.kind == "organisation" and len(words[0]) > 3)
    before = " ".join(parts[: -len(words)])
    return parts[-len(words) :] == words and find_country(before) is not None
