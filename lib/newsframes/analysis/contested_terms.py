"""Wordings: the same people and events under different names, and who uses which."""

import re
from collections.abc import Iterator
from functools import cache

import pandas as pd

from ..articles import readable
from ..language.lexicon import read_lexicon
from ..language.spans import TextSpan
from ..quotes.quotation_marks import pair_marks
from ..tables.linked import Record, Tables
from ..tables.parts import TablesInParts

COLUMNS = [
    "word_id", "article_id", "text", "start", "end", "word", "field", "colour", "voice",
    "is_marked", "user_id", "user", "quote_id",
]  # fmt: skip
DTYPES = dict.fromkeys(COLUMNS, "string") | {"start": "int64", "end": "int64", "is_marked": "bool"}
# A passage in marks of at most so many words is a word under scrutiny, a longer one is speech.
MARKED_WORDS = 4
# What a noun phrase may open with and a word does not need: determiners, and how many.
DETERMINER = re.compile(
    r"(?:(?:the|a|an|these|those|this|that|some|such|so-called|his|her|their|its|our|my|your|whose"
    r"|several|many|few|all|other|one|two|three|four|five|six|seven|eight|nine|ten|over|about"
    r"|around|nearly|almost|only|more than|at least|up to|dozens of|hundreds? of|thousands? of"
    r"|hundred|thousand|million|\d[\d.,]*)\s+)+",
    re.IGNORECASE,
)
# After a word that may also describe one, these show that it stands for itself; so does the end of
# the clause.
FREE = re.compile(
    r"[\s\xa0]+(?:and|or|but|who|which|that|in|on|at|of|from|for|by|with|to|as|is|was|are|were|has|have|had|be|said|says|"
    r"would|will|could|can|may|after|before|against|over|when|while|since|during|under|into|between|about|it|he|she|they"
    r"|the|a|an|not|also|[^\W\d_]+ed)\b|[\s\xa0]*(?:[^\w\s\xa0]|$)"
)
Row = dict[str, object]


def wordings(tables: TablesInParts) -> pd.DataFrame:
    """List the words that name people and events with a colour of their own, and who uses each.

    The words come from a lexicon, by what they name (``field``): opponents, unrest, force, rulers,
    migrants … Not found: a colour that no single word carries, irony, and words that the lexicon
    lacks. A word as part of a name ("World War II") is left out.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus, of which some articles are in memory at a time.

    Returns
    -------
    pandas.DataFrame
        One row a use: ``word_id, article_id``; ``text, start, end``, the word with what describes
        it; ``word``, as in the lexicon; ``field``; ``colour`` (``plain | approving |
        disapproving``); ``voice``: ``quoted`` (in marks in a quote), ``paraphrased`` (in a quote
        without marks) or ``narrator``; ``is_marked``: it stands in marks of its own, at most four
        words; ``user_id, user``: who is quoted, NA for the narrator and for a speaker not found;
        ``quote_id``.

    Examples
    --------
    >>> import newsframes as nf
    >>> found = wordings(nf.tabulate("Officials said “armed bandits” had joined the protests."))
    >>> found[["text", "colour", "voice", "user"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['armed bandits', 'disapproving', 'quoted', 'Officials'],
     ['protests', 'plain', 'paraphrased', 'Officials']]
    """
    rows = [
        row
        for part in tables.parts()
        for article in part.articles.itertuples()
        for row in _article_rows(part, article)
    ]
    return pd.DataFrame(rows, columns=COLUMNS).astype(DTYPES)


@cache
def _entries() -> dict[str, dict[str, str]]:
    """Index the lexicon by every form of its words."""
    entries: dict[str, dict[str, str]] = {}
    for entry in read_lexicon("contested_words"):
        word = entry["word"]
        for form in {word, _plural(word)}:
            entries.setdefault(form.replace("'", "’"), entry)
    return entries


def _plural(word: str) -> str:
    """Return the plural of a noun phrase.

    Its head is its last word, or the last one before a preposition.
    """
    head, of, rest = [*re.split("( (?:of|against|to|in) )", word, maxsplit=1), "", ""][:3]
    if head.endswith(("man", "men")):
        return head[:-3] + "men" + of + rest
    if head.endswith(("s", "sh", "ch", "x", "z")):
        return head + ("" if head.endswith("s") else "es") + of + rest
    return (head[:-1] + "ies" if re.search("[^aeiou]y$", head) else head + "s") + of + rest


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted(_entries(), key=lambda form: (-len(form), form))
    joined = "|".join(
        re.escape(form).replace("’", "['’]").replace(r"\ ", r"[\s\xa0]+") for form in forms
    )
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE)


def _article_rows(tables: Tables, article: Record) -> Iterator[Row]:
    """Find the words of one article's body."""
    text = readable(article.text, article.body_start, article.body_end)
    passages, _ = pair_marks(text, article.body_start, article.body_end)
    mentions = tables.mentions[tables.mentions.article_id == article.article_id]
    noun_phrases = _offsets(mentions[mentions.form == "nominal"])
    names = _offsets(mentions[mentions.form == "name"])
    outer = tables.outer_quotes
    quotes = list(outer[outer.article_id == article.article_id].itertuples())
    for match in _pattern().finditer(text, article.body_start, article.body_end):
        entry = _entries()[re.sub(r"\s+", " ", match.group().casefold().replace("'", "’"))]
        if _is_name(text, match, names) or _describes(text, match, entry):
            continue
        passage = next(
            (p for p in passages if p.start < match.start() and match.end() < p.end), None
        )
        start, end = _phrase(text, match, noun_phrases, passage)
        quote = _innermost(quotes, match.start())
        inside = passage is not None and text[passage.start : passage.end].count(" ") < MARKED_WORDS
        voice = "narrator" if quote is None else "quoted" if passage is not None else "paraphrased"
        yield {
            "word_id": f"{article.article_id}:w{start}-{end}", "article_id": article.article_id,
            "text": article.text[start:end], "start": start, "end": end, "word": entry["word"],
            "field": entry["field"], "colour": entry["colour"], "voice": voice, "is_marked": inside,
            "user_id": pd.NA if quote is None else quote.speaker_id,
            "user": pd.NA if quote is None else quote.speaker_name,
            "quote_id": pd.NA if quote is None else quote.quote_id,
        }  # fmt: skip


def _offsets(mentions: pd.DataFrame) -> list[tuple[int, int]]:
    return list(zip(mentions.start, mentions.end, strict=True))


def _is_name(text: str, match: re.Match[str], names: list[tuple[int, int]]) -> bool:
    """Return True if a word stands in a name or is capitalised within its sentence."""
    if any(start <= match.start() < end for start, end in names):
        return True
    before = text[: match.start()].rstrip(" \xa0“‘\"'")
    return match.group()[0].isupper() and bool(before) and before[-1] not in ".!?:\n\r…—–)”"


def _describes(text: str, match: re.Match[str], entry: dict[str, str]) -> bool:
    """Return True if a word stands before another noun: "terrorist" in "terrorist attack"."""
    is_open = entry["use"] == "either" and match.group().casefold() == entry["word"]
    return is_open and FREE.match(text, match.end()) is None


def _phrase(
    text: str, match: re.Match[str], noun_phrases: list[tuple[int, int]], passage: TextSpan | None
) -> tuple[int, int]:
    """Widen a word to the noun phrase that ends with it.

    Left out are a determiner, and what stands before the mark that opens a passage.
    """
    around = [span for span in noun_phrases if span[0] <= match.start() and span[1] == match.end()]
    start, end = min(around, key=lambda span: span[1] - span[0], default=match.span())
    if passage is not None and start <= passage.start:
        start = passage.start + 1
    if determiner := DETERMINER.match(text, start, match.start()):
        start = determiner.end()
    return start, end


def _innermost(quotes: list[Record], at: int) -> Record | None:
    """Return the shortest quote in whose content a character stands."""
    around = [quote for quote in quotes if any(start <= at < end for start, end in quote.parts)]
    return min(around, key=lambda quote: quote.end - quote.start, default=None)
