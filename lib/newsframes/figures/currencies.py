"""Currencies: which dollar, peso or pound an amount is in, by what the article names."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from functools import cache

from babel.numbers import get_currency_name
from spacy.tokens import Token

from ..language.countries import count_countries, currencies
from ..reader import Reading
from .figure import Figure
from .listed_forms import fold_unit
from .measures import units

# How sure a currency is that the article only lets infer, and one that nothing in the article
# speaks for.
INFERRED, ASSUMED = 0.9, 0.8
# A dollar other than the American one is its country's only where that is named so often, and most
# of all countries.
FEWEST, LEAD = 2, 3
SIGN = "$"
NOUN = re.compile(r"[^\W\d_]+$")
NAMED_SIGN = re.compile(r"[A-Za-z.]\s?\$")
# Hundredths of a currency, with what they are of unless the article means another, and how to tell
# euros.
CENTS = {"US cent": "USD", "penny": "GBP"}
CENT = re.compile(r"(?:\bcents?|¢)$")
EURO, DOLLAR = (
    re.compile(r"€|\beuros?\b", re.IGNORECASE),
    re.compile(r"\$|\bdollars?\b", re.IGNORECASE),
)
BRACKET = re.compile(r"\s?\((?:or\s|about\s|around\s|some\s|nearly\s|almost\s)?")


def settle_currencies(reading: Reading, figures: list[Figure]) -> list[Figure]:
    """Resolve short names of currencies ("$5", "300 pesos") to what the article means.

    A currency of that name that the article names in full decides ("A$5m … $3m"), unless amounts
    are converted from it ("A$5m ($3m)"); else the country that the article is about; else the usual
    one, with less confidence.

    Parameters
    ----------
    reading
        The article as read.
    figures
        Its figures, short names read as the usual currency ("$" as US dollars).
    """
    body = reading.text[reading.body.start : reading.body.end]
    figures = [_in_main(body, figure) for figure in figures]
    short = [_short_name(body, figure) for figure in figures]
    if not any(short):
        return figures
    used, named = _places(reading.doc), {noun: _named(body, noun) for noun in short if noun}
    traded = {noun for n, noun in enumerate(short) if noun and _follows(body, figures, short, n)}
    found = []
    for figure, noun in zip(figures, short, strict=True):
        if noun is not None:
            usual, number = figure.number.unit, figure.number
            span = reading.doc.char_span(number.start, number.end, alignment_mode="expand")
            near = _places(span.sent if span is not None else ())
            if noun in traded or (noun == "dollar" and near[usual]):
                unit, sure, rule = usual, 1.0, ""
            else:
                unit, sure, rule = _settle(usual, noun, near, used, named[noun])
            number = replace(number, unit=unit, found_by=rule or number.found_by)
            figure = replace(figure, number=number, confidence=figure.confidence * sure)
        found.append(figure)
    return found


def _in_main(body: str, figure: Figure) -> Figure:
    """Convert an amount in cents or pence to its currency: "37 cents" is 0.37 dollars."""
    number = figure.number
    if number.unit not in CENTS:
        return figure
    is_euro = number.unit == "US cent" and EURO.search(body) and not DOLLAR.search(body)
    unit = "EUR" if is_euro else CENTS[number.unit]
    low, high = (round(value / 100, 12) for value in (number.low, number.high))
    return replace(figure, number=replace(number, low=low, high=high, unit=unit))


def _places(tokens: Iterable[Token]) -> Counter[str]:
    """Count how often some words name the countries of each currency.

    Those without one count as "".
    """
    used: Counter[str] = Counter()
    for country, times in count_countries(tokens).items():
        used[currencies().get(country, "")] += times
    return used


def _short_name(body: str, figure: Figure) -> str | None:
    """Return the short name by which an amount's currency is written, as a singular noun.

    None for any other amount.
    """
    number = figure.number
    if number.unit_kind != "money":
        return None
    surface = body[number.start : number.end]
    if CENT.search(surface):
        return "dollar" if number.unit == CENTS["US cent"] else None
    if SIGN in surface:
        return (
            "dollar"
            if number.unit == units()[SIGN]["unit"] and not NAMED_SIGN.search(surface)
            else None
        )
    last = NOUN.search(surface)
    noun = last.group().lower() if last else ""
    words = fold_unit(surface).split()
    is_named = any(" ".join(words[-length:]) in units() for length in (2, 3, 4))
    return None if is_named else _nouns().get(noun)


@cache
def _nouns() -> dict[str, str]:
    """Map the short names that several currencies share, singular and plural, to the singular."""
    singular = {
        code: get_currency_name(code, 1, "en").split()[-1].lower()
        for code in set(currencies().values())
    }
    shared = {noun for noun, times in Counter(singular.values()).items() if times > 1}
    nouns = {noun: noun for noun in shared}
    for code, noun in singular.items():
        if noun in shared:
            nouns[get_currency_name(code, 2, "en").split()[-1].lower()] = noun
    return nouns


@cache
def _family(noun: str) -> frozenset[str]:
    """List the currencies of one short name."""
    codes = {entry["unit"] for entry in units().values() if entry["unit_kind"] == "money"} | set(
        currencies().values()
    )
    return frozenset(
        code for code in codes if get_currency_name(code, 1, "en").split()[-1].lower() == noun
    )


def _settle(
    usual: str, noun: str, near: Counter[str], used: Counter[str], named: set[str]
) -> tuple[str, float, str]:
    """Return the currency of one amount, how sure it is, and the rule.

    A sentence of an American paper may name Australia and mean American dollars, so there the whole
    article counts.
    """
    if len(named) == 1 and usual not in named:
        return next(iter(named)), INFERRED, "currency named"
    family = _family(noun)
    counts = used if noun == "dollar" or family.isdisjoint(near) else near
    here = {code: counts[code] for code in sorted(family)}
    best = max(here, key=here.__getitem__)
    is_rival = here[best] > here.get(usual, 0)
    if noun == "dollar":
        is_rival = here[best] >= max(FEWEST, LEAD * here[usual]) and 2 * here[best] > sum(
            used.values()
        )
    if best != usual and is_rival:
        return best, INFERRED, "currency of the place"
    return usual, 1.0 if used[usual] or named == {usual} else ASSUMED, ""


def _named(body: str, noun: str) -> set[str]:
    """Return the currencies of a short name that the body names in full.

    "Australian dollars", "A$", "AUD".
    """
    return {units()[fold_unit(match.group())]["unit"] for match in _full_names(noun).finditer(body)}


@cache
def _full_names(noun: str) -> re.Pattern[str]:
    family = _family(noun)
    forms = [form for form, entry in units().items() if entry["unit"] in family and len(form) > 1]
    words = "|".join(
        re.escape(form)
        for form in sorted(forms, key=lambda form: (-len(form), form))
        if " " in form
    )
    signs = [
        form.upper()
        for form in sorted(forms)
        if " " not in form and ("$" in form or len(form) == 3)
    ]
    listed = [rf"(?i:{words})\b"] if words else []
    listed += [re.escape(sign) if sign.endswith("$") else rf"{sign}(?![A-Za-z])" for sign in signs]
    return re.compile(rf"(?<!\w)(?:{'|'.join(listed)})" if listed else r"(?!)")


def _follows(body: str, figures: list[Figure], short: list[str | None], n: int) -> bool:
    """Return True if an amount stands in brackets behind the same in a currency named in full.

    "A$5m ($3m)".
    """
    if n == 0 or short[n - 1] == short[n] or figures[n - 1].number.unit_kind != "money":
        return False
    return BRACKET.fullmatch(body, figures[n - 1].number.end, figures[n].number.start) is not None
