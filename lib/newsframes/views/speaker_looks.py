"""How speakers are told apart: initials, and a hue for the few with most words."""

import re
from dataclasses import dataclass

import pandas as pd

from ..analysis.share_of_voice import PRONOUNS, UNKNOWN, quoted_lengths, source_namings
from ..tables.linked import Tables

# How many speakers have a hue of their own; the others are grey.
N_HUES = 4
# Hues 1 to 4 and 0, the grey of the others, as red, green, blue: mid-tones that stand on light and
# dark when laid over it thinly. Initials carry the speaker where hues cannot be told apart.
HUES = ((118, 123, 132), (41, 109, 189), (196, 113, 30), (150, 72, 138), (46, 140, 104))
WEAK, STRONG = 0.16, 0.36


@dataclass(frozen=True)
class SpeakerLook:
    """How one speaker is marked.

    ``hue`` is 0 for grey; without a name the look is hollow.
    """

    name: str
    initials: str
    hue: int
    is_named: bool
    quote_ids: tuple[str, ...]
    n_words: int

    def tint(self, *, is_own: bool = False) -> str:
        """Return the colour of a band: weak, or strong for words in quotation marks."""
        red, green, blue = HUES[self.hue]
        return f"rgba({red},{green},{blue},{STRONG if is_own else WEAK})"


def speaker_looks(tables: Tables, article_id: str) -> tuple[SpeakerLook, ...]:
    """Return the looks of an article's speakers, most words first; who was not found comes last.

    Parameters
    ----------
    tables
        Without attitudes; quotes within quotes have a speaker, but their words count once.
    article_id
        Which article.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police said so.")
    >>> [(look.initials, look.hue) for look in speaker_looks(tables, tables.articles.article_id[0])]
    [('AL', 1), ('Po', 0)]
    """
    quotes = tables.quotes[tables.quotes.article_id == article_id]
    names = quotes.speaker_name.fillna(quotes.speaker.map(_marked, na_action="ignore"))
    is_lost = names.isna() | names.str.strip("“”").str.lower().isin(PRONOUNS)
    names = names.mask(is_lost, UNKNOWN).astype("string")
    naming = source_namings(tables).set_index("quote_id").naming
    counts = quoted_lengths(quotes).where(quotes.within_id.isna(), 0)
    known = pd.DataFrame({"name": names, "n": counts, "quote_id": quotes.quote_id})
    known["is_named"] = quotes.quote_id.map(naming).str.startswith("named").fillna(False)
    groups = [
        (str(name), int(own.n.sum()), bool(own.is_named.any()), tuple(own.quote_id))
        for name, own in known.groupby("name")
    ]
    groups.sort(key=lambda group: (group[0] == UNKNOWN, -group[1], group[0]))
    hued = [name for name, _, is_named, _ in groups if is_named][:N_HUES]
    taken: dict[str, int] = {}
    looks = []
    for name, n_words, is_named, ids in groups:
        short = initials(name)
        taken[short] = taken.get(short, 0) + 1
        label = short if taken[short] == 1 else f"{short}{taken[short]}"
        hue = hued.index(name) + 1 if name in hued else 0
        looks.append(SpeakerLook(name, label, hue, is_named, ids, n_words))
    return tuple(looks)


def initials(name: str) -> str:
    """Return two letters for a name; "?" for a speaker not found.

    Examples
    --------
    >>> initials("Ursula von der Leyen"), initials("police"), initials(UNKNOWN)
    ('UL', 'Po', '?')
    """
    words = re.findall(r"\w+", name)
    if name == UNKNOWN or not words:
        return "?"
    capital = [word for word in words if word[0].isupper()] or words
    if len(capital) == 1:
        return capital[0][:2].capitalize()
    return (capital[0][0] + capital[-1][0]).upper()


def _marked(speaker: str) -> str:
    return f"“{speaker}”"
