"""Countries by their names, demonyms and capitals, as ISO 3166 alpha-3 codes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from babel import Locale
from babel.numbers import get_territory_currencies
from countryinfo import CountryInfo, all_countries

from .lexicon import read_lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

USES = ("name", "demonym", "seat", "place", "either")
SHORTEST = 4
# Whose currency is whose, on a fixed day: without one, Babel takes today's.
CURRENCY_DAY = date(2024, 1, 1)


@dataclass(frozen=True)
class Country:
    """The country that a word tells: its ``code``; as ``name``, ``demonym`` or ``seat``."""

    code: str
    use: str


@lru_cache(maxsize=10_000)
def find_country(words: str) -> Country | None:
    """Look up a name, a demonym or a capital.

    None for anything else, and for words that several countries share.

    Notes
    -----
    Names and demonyms are those of countryinfo and of Unicode CLDR (through Babel), put right by
    ``country_words``. ``use`` is "either" where another place bears a country's name ("Georgia");
    ``find_witnessed`` tells which is meant.

    Examples
    --------
    >>> find_country("Kazakh"), find_country("U.S.").code, find_country("Ruritania")
    (Country(code='KAZ', use='demonym'), 'USA', None)
    """
    folded = _fold(words)
    if folded in _shared():
        return None  # "the Americas"
    return _countries().get(folded) or _countries().get(re.sub(r"(?<=[a-z])s$", "", folded))


def name_of(code: str) -> str:
    """Return a country's English name in CLDR, else, of former states, that of our lexicon."""
    own = (
        (entry["country"], entry["word"])
        for entry in read_lexicon("country_words")
        if entry["use"] == "name"
    )
    return next((name for alpha3, name in (*_cldr(), *own) if alpha3 == code), code)


def _fold(words: str) -> str:
    return re.sub(r"^the ", "", " ".join(words.replace("’", "'").casefold().split()))


# How many letters of a word tell a region: "Asian" and "Asia".
STEM = 4
# What belongs to the Middle East besides Western Asia.
MIDDLE_EAST = {"EGY", "IRN"}
CONTINENTS = frozenset("afri amer asia cari euro mela micr ocea poly".split())  # noqa: SIM905


def lies_in(code: str, words: Collection[str]) -> bool:
    """Return True if a country lies in the region that some words name: "Central Asian".

    Regions are those of countryinfo, after the United Nations; a part that it does not know
    ("Gulf") holds no country.

    Examples
    --------
    >>> [lies_in(code, ["Middle", "Eastern"]) for code in ("USA", "SYR")]
    [False, True]
    """
    named = {word.casefold()[:STEM] for word in words}
    area = _areas().get(code, frozenset())
    if {"midd", "east"} <= named:
        return area >= {"west", "asia"} or code in MIDDLE_EAST
    continents = named & CONTINENTS
    return bool(continents) and continents <= area


@cache
def _areas() -> dict[str, frozenset[str]]:
    words = {
        entry["ISO"].get(
            "alpha3"
        ): f"{entry.get('region')} {entry.get('subregion')}".casefold().replace("-", " ")
        for entry in _entries()
    }
    return {
        code: frozenset(word[:STEM] for word in area.split())
        for code, area in words.items()
        if code
    }


@cache
def _cldr() -> tuple[tuple[str, str], ...]:
    """List (alpha-3, English name) of CLDR."""
    territories = Locale("en").territories
    known = ((entry["ISO"].get("alpha2"), entry["ISO"].get("alpha3")) for entry in _entries())
    return tuple(
        (alpha3, territories[alpha2])
        for alpha2, alpha3 in known
        if alpha3 and alpha2 in territories
    )


@cache
def currencies() -> dict[str, str]:
    """Map each country to its currency by CLDR, its own first: ``{"AUS": "AUD"}``."""
    known = ((entry["ISO"].get("alpha2"), entry["ISO"].get("alpha3")) for entry in _entries())
    used = {
        (alpha2, alpha3): get_territory_currencies(alpha2, CURRENCY_DAY, CURRENCY_DAY)
        for alpha2, alpha3 in known
        if alpha2 and alpha3
    }
    return {
        alpha3: next((code for code in codes if code.startswith(alpha2)), codes[0])
        for (alpha2, alpha3), codes in used.items()
        if codes
    }


@cache
def _entries() -> tuple[Mapping[str, Any], ...]:
    return tuple(
        CountryInfo(country).info() if isinstance(country, str) else country.info()
        for country in all_countries()
    )


def _listed(value: str | list[str] | None) -> list[str]:
    return value if isinstance(value, list) else [value or ""]


@cache
def _countries() -> dict[str, Country]:
    """Merge the sources.

    Among several, ``country_words`` decides, and a name goes before a demonym.
    """
    found: dict[tuple[str, str], set[str]] = {}
    for entry in _entries():
        if not (code := entry["ISO"].get("alpha3")):
            continue
        long = [
            name
            for name in entry.get("altSpellings", ())
            if len(name) >= SHORTEST and name.isascii()
        ]
        forms = {
            "name": [entry["name"], *long],
            "demonym": _listed(entry.get("demonym")),
            "seat": _listed(entry.get("capital")),
        }
        for use, words in forms.items():
            for word in words:
                found.setdefault((_fold(word), use), set()).add(code)
    for code, name in _cldr():
        found.setdefault((_fold(name), "name"), set()).add(code)
    ranked = sorted(found.items(), key=lambda item: (-USES.index(item[0][1]), item[0]))
    countries = {
        word: Country(min(codes), use) for (word, use), codes in ranked if word and len(codes) == 1
    }
    for entry in read_lexicon("country_words"):
        word = _fold(entry["word"])
        countries.pop(word, None)
        if entry["country"] != "-":
            countries[word] = Country(entry["country"], entry["use"])
    for entry in read_lexicon("ambiguous_places"):
        countries[_fold(entry["word"])] = Country(entry["country"], "either")
    return countries


def find_witnessed(words: str, article: Collection[str]) -> str | None:
    """Return the code of a country that shares its name, if the article's words witness it."""
    for entry in read_lexicon("ambiguous_places"):
        if _fold(entry["word"]) == _fold(words) and not set(entry["witnesses"].split()).isdisjoint(
            article
        ):
            return entry["country"]
    return None


def country_of(span: Span | list[Token]) -> str | None:
    """Return the one country that some words name, by name, demonym or seat of government."""
    tokens = list(span)
    found = [country for words in _runs(tokens) if (country := find_country(words))]
    codes = {country.code: None for country in found if country.use != "either"}
    return next(iter(codes)) if len(codes) == 1 else None


def count_countries(tokens: Iterable[Token]) -> Counter[str]:
    """Count how often some words name each country, by name, demonym or seat of government."""
    named = (find_country(words) for words in _runs(list(tokens)))
    return Counter(
        country.code for country in named if country is not None and country.use != "either"
    )


def _runs(tokens: list[Token]) -> Iterator[str]:
    """Yield runs of up to three capitalised words, the longest first, each word once."""
    at = 0
    while at < len(tokens):
        for length in (3, 2, 1):
            words = tokens[at : at + length]
            if len(words) < length or not words[0].text[:1].isupper():
                continue
            is_region = (
                _fold(text := _text(words)) in _regions()
            )  # "Central America" is not America
            if is_region or find_country(text):
                yield from () if is_region else (text,)
                at += length - 1
                break
        at += 1


@cache
def _regions() -> frozenset[str]:
    """List the names of several words that stand for no one country, folded."""
    return frozenset(word for word in _shared() if " " in word)


@cache
def _shared() -> frozenset[str]:
    """List the words that stand for no one country, folded."""
    return frozenset(
        _fold(entry["word"]) for entry in read_lexicon("country_words") if entry["country"] == "-"
    )


def _text(words: list[Token]) -> str:
    return "".join(word.text_with_ws for word in words).strip()


# Whose parts are called states.
FEDERAL = ("united states", "india", "australia", "mexico", "brazil", "nigeria", "malaysia")


@cache
def _states() -> frozenset[str]:
    return frozenset(_fold(name) for land in FEDERAL for name in CountryInfo(land).provinces())


def is_state_of_federation(words: str) -> bool:
    """Return True for the name of a part of a country that is called a state.

    Examples
    --------
    >>> is_state_of_federation("Florida"), is_state_of_federation("Bavaria")
    (True, False)
    """
    return _fold(words.removesuffix(" state")) in _states() - {"mexico"}
