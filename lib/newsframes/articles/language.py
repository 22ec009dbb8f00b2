"""Language: whether a text reads as English, by its words in small letters."""

import json
import re
from collections import Counter
from functools import cache
from importlib import resources

from ..language.lexicon import read_lexicon

WORDPIECES = resources.files("newsframes") / "reader/model/tokenizer.json"
WORD = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
# So much of the words in small letters must be known English, and so many are needed to judge by
# that.
KNOWN_SHARE = 0.35
FEWEST = 6
# So many function words of another language, and more than of English, make a text one of that
# language.
FEWEST_FOREIGN = 2
# A text with so many capitals among its letters is written in capitals.
CAPITALS = 0.7
# So many particles may stand in a row: "Maria de los", "von und zu".
MOST_PARTICLES = 4
# Latin letters and their forms with marks.
LATIN = re.compile(r"[A-Za-z\u00aa-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff21-\uff5a]")


@cache
def _function_words() -> dict[str, frozenset[str]]:
    return {
        entry["language"]: frozenset(entry["words"].split())
        for entry in read_lexicon("function_words")
    }


@cache
def _languages() -> dict[str, tuple[str, ...]]:
    """Return the languages other than English of each function word."""
    found: dict[str, tuple[str, ...]] = {}
    for language, words in sorted(_function_words().items()):
        if language != "en":
            found |= {word: (*found.get(word, ()), language) for word in words}
    return found


@cache
def _english() -> frozenset[str]:
    """Return English function words and the encoder's wordpieces that are whole words."""
    vocabulary = json.loads(WORDPIECES.read_text("utf-8"))["model"]["vocab"]
    words = {word for word in vocabulary if word.isascii() and word.isalpha() and len(word) > 2}
    return frozenset(words | _function_words()["en"])


def is_english(text: str) -> bool:
    """Return True unless the words of a text speak against English.

    So lists of names are English. Only words in small letters count, but for the particles of names
    ("von der" in "Ursula von der Leyen"). A text is not English if it has more function words of
    another language than of English, or if few of its words are known English, or if it is in
    another script.

    Examples
    --------
    >>> is_english("Ursula von der Leyen met Emmanuel Macron and Olaf Scholz in Brussels.")
    True
    >>> is_english("Le ministre a déclaré lundi que la situation était grave.")
    False
    """
    letters = Counter(filter(str.isalpha, text))
    n_letters = letters.total()
    if 2 * sum(n for letter, n in letters.items() if LATIN.match(letter)) < n_letters:
        return False
    in_capitals = sum(n for letter, n in letters.items() if letter.isupper()) > CAPITALS * n_letters
    text = text.lower() if in_capitals else text
    words = [match.group().replace("'", "’") for match in WORD.finditer(text)]
    small = [word for word in words if word.islower()]
    foreign = Counter(
        language
        for n, word in enumerate(words)
        if word.islower() and not _in_name(words, n)
        if word not in _english() or (word in _function_words()["en"] and not in_capitals)
        for language in _languages().get(word, ())
    )
    n_foreign = max(foreign.values(), default=0)
    n_english = sum(word in _function_words()["en"] for word in small)
    if n_foreign >= FEWEST_FOREIGN and n_foreign > n_english:
        return False
    if in_capitals and n_english:  # names cannot be told from other words
        return True
    n_known = sum(word.removesuffix("’s") in _english() for word in small)
    return len(small) < FEWEST or n_known >= KNOWN_SHARE * len(small)


@cache
def _particles() -> frozenset[str]:
    """Return the particles of names."""
    return frozenset(entry["word"] for entry in read_lexicon("name_particles"))


def _in_name(words: list[str], n: int) -> bool:
    """Return True if a word is a particle before a capital, as "de" in "Maria de la Cruz"."""
    if words[n] not in _particles() or n == 0:
        return False
    following = words[n : n + MOST_PARTICLES + 1]
    return next((word for word in following if word not in _particles()), "")[:1].isupper()
