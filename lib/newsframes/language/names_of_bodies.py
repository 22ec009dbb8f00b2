"""Names that bodies go by: an international one, or another that papers use, in full."""

import re
from functools import cache

from .lexicon import read_lexicon


@cache
def _bodies() -> dict[str, str]:
    rows = read_lexicon("bodies")
    return {_spelt(form): row["name"] for row in rows for form in row.values() if form != "-"}


def find_body(text: str) -> str | None:
    """Return the full name of an international body, whichever way it is written.

    None for any other name.

    Examples
    --------
    >>> find_body("the U.N."), find_body("Ruritanian Union")
    ('United Nations', None)
    """
    return _bodies().get(_spelt(text))


@cache
def _other_names() -> dict[str, str]:
    return {row["other"].casefold(): row["name"] for row in read_lexicon("other_names")}


def full_name(text: str) -> str | None:
    """Return the name of a body that goes by several, international or not; else None.

    Examples
    --------
    >>> full_name("ISIS"), full_name("EU"), full_name("Ruritanian Union")
    ('Islamic State', 'European Union', None)
    """
    plain = re.sub(r"^(?i:the )|['’.]", "", text).replace("-", " ")
    is_word = plain == "is"
    return find_body(text) or (None if is_word else _other_names().get(plain.casefold()))


def _spelt(text: str) -> str:
    """Fold a body's name: article, stops, a hyphen before a number and British spelling."""
    return re.sub(r"^(?i:the )|\.|(?<=[A-Z])-(?=\d)", "", text).replace("isation", "ization")
