"""The tables' contract: the name, dtype, meaning and unit of every column of the six tables."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

TEXT, WHOLE, WHOLE_OR_NA, NUMBER, NUMBER_OR_NA, LIST = (
    "string", "int64", "Int64", "float64", "Float64", "object",
)  # fmt: skip
TRUTH = "bool"
# What each of them is called in JSON.
JSON_TYPES = {
    TEXT: "string", WHOLE: "integer", WHOLE_OR_NA: "integer", NUMBER: "number",
    NUMBER_OR_NA: "number", TRUTH: "boolean", LIST: "array",
}  # fmt: skip

FORMS = ("name", "nominal", "pronoun")
ACTOR_KINDS = ("person", "organisation", "state", "group", "place")
QUOTE_KINDS = ("direct", "mixed", "indirect")
# The act of a quote without propositional content: "voted for it", "denied the claim".
ATTITUDE = "attitude"
ACTS = ("speech", "thought", "intent", ATTITUDE)
STANCES = ("neutral", "claim", "deny", "warn", "admit", "demand", "praise", "blame", "promise")
BOUNDS = ("=", "~", ">", ">=", "<", "<=", "range", "vague")
UNIT_KINDS = (
    "count", "money", "percent", "ratio", "duration", "age", "length", "area", "mass", "volume",
    "speed", "temperature", "other",
)  # fmt: skip
CHANGES = ("up", "down")
CLAIMS = ("asserted", "denied", "asked", "supposed")
ISSUE_KINDS = (
    "cut", "duplicate", "encoding", "extracted", "failed", "language", "markup", "near_copy",
    "no_day", "no_referent", "no_speaker", "older_version", "skipped", "stale_correction",
    "unclosed_mark", "unreadable",
)  # fmt: skip

# How an attribution was found, and how its speaker was resolved; docs/tables.md says what each name means.
TAGGER, SHARED, SUBJECT, SYNTAX, QUOTATION, TURN, FOLLOW_ON, NESTED = _OWN = (
    "tagger", "shared source", "subject", "syntax", "quotation", "turn", "follow-on", "nested",
)  # fmt: skip
# What a person decided.
BY_HAND = "correction"
FOUND_BY = (*_OWN, BY_HAND)
RESOLVED_BY = (
    "name", "first mention", "description", "pronoun", "antecedent", "author", "cited", "follow-on",
    "interview", BY_HAND,
)  # fmt: skip

# What decides whom a mention means: what joins names; what noun phrases say by their words; the
# learned scores; who speaks; and "new", which begins an actor without name.
LINKED_BY = (
    "name", "alias", "acronym", "partial name", "namesake", "capital", "apposition", "role",
    "government", "country", "outlet", "bracketed", "name within", "kind in name", "age",
    "only one", "introduced", "owner", "score", "author",
    "voice", "interview", "new", BY_HAND,
)  # fmt: skip


class ContractError(ValueError):
    """A frame does not keep the tables' contract."""


@dataclass(frozen=True)
class Column:
    """One column of the contract.

    ``choices`` closes its vocabulary, ``refers`` names the table its ids live in.
    """

    name: str
    dtype: str
    meaning: str
    unit: str = ""
    is_optional: bool = False
    choices: tuple[str, ...] = ()
    is_key: bool = False
    refers: str = ""


def _text(name: str, meaning: str, **more: Any) -> Column:
    return Column(name, TEXT, meaning, **more)


def _maybe(name: str, meaning: str, **more: Any) -> Column:
    return Column(name, TEXT, meaning, is_optional=True, **more)


def _span(of: str, prefix: str = "", *, is_optional: bool = False) -> tuple[Column, Column]:
    dtype = WHOLE_OR_NA if is_optional else WHOLE
    start, end = f"where {of} begins in articles.text", f"where {of} ends, exclusive"
    return (
        Column(f"{prefix}start", dtype, start, "code point", is_optional),
        Column(f"{prefix}end", dtype, end, "code point", is_optional),
    )


_ARTICLE = _text("article_id", "the article the row comes from", refers="articles")

CONTRACT: dict[str, tuple[Column, ...]] = {
    "articles": (
        _text("article_id", "first 12 hex digits of the SHA-256 of the text", is_key=True),
        _maybe("title", "headline, where the file gives one"),
        _maybe("source", "path, URL or name of the outlet"),
        _maybe("byline", "who signs the report, as written"),
        _maybe("published", "day of publication, ISO 8601", unit="date"),
        _maybe("dateline", "place (and day) that opens the report, as written"),
        _maybe("language", "ISO 639-1; NA when it does not read as English"),
        _maybe("copy_of", "the first of the articles that this one is a near copy of, which may be in other tables"),
        Column("n_chars", WHOLE, "length of the text", "code point"),
        Column("body_start", WHOLE, "where the body begins; rows come only from the body", "code point"),
        Column("body_end", WHOLE, "where the body ends, exclusive", "code point"),
        _text("text", "the text as read, after the repairs that issues name"),
    ),
    "mentions": (
        _text("mention_id", "article_id:m<start>-<end>", is_key=True),
        _ARTICLE,
        _text("actor_id", "the actor mentioned", refers="actors"),
        *_span("the mention"),
        _text("text", "the mention as written"),
        _text("form", "how the actor is mentioned", choices=FORMS),
        _text("resolved_by", "what decided that it means this actor", choices=LINKED_BY),
        Column("confidence", NUMBER, "how sure that is", "0 to 1, two decimals"),
    ),
    "actors": (
        _text("actor_id", "article_id:a<start>-<end> of the first mention", is_key=True),
        _ARTICLE,
        _text("name", "the fullest form in the article"),
        _text("kind", "a place that only locates is place, one that acts is state", choices=ACTOR_KINDS),
        _maybe("role", "title as written"),
        _maybe("affiliation", "organisation or state the actor speaks or works for, as written"),
        _maybe("country", "ISO 3166 alpha-3"),
        Column("is_generic", TRUTH, "nobody in particular: \"communities\", \"every member\""),
        Column("aliases", LIST, "other forms in the article, in order of appearance", "list of text"),
        Column("n_mentions", WHOLE, "rows in mentions", "mention"),
        Column("n_quotes", WHOLE, "rows in quotes with this speaker, attitudes left out", "quote"),
        Column("first_start", WHOLE, "where the first mention begins", "code point"),
    ),
    "quotes": (
        _text("quote_id", "article_id:q<start>-<end>", is_key=True),
        _ARTICLE,
        _text("kind", "all, some or none of it in quotation marks", choices=QUOTE_KINDS),
        _text(
            "act", "said, believed or wanted; attitude: an act or attitude without propositional content", choices=ACTS
        ),
        _text("text", "the content from its first to its last character"),
        *_span("the content"),
        Column("parts", LIST, "fragments of a content that its attribution interrupts", "list of (start, end)"),
        _maybe("cue", "the words that attribute, as written"),
        *_span("the cue", "cue_", is_optional=True),
        _maybe("cue_lemma", "lemma of the cue's head"),
        _text("stance", "how the cue colours what is said", choices=STANCES),
        _maybe("speaker", "the speaker as written at the quote; NA for a follow-on quote"),
        *_span("the speaker", "speaker_", is_optional=True),
        _maybe("speaker_id", "the actor that the speaker resolves to", refers="actors"),
        _maybe("speaker_name", "name of that actor"),
        _maybe("speaker_kind", "kind of that actor", choices=ACTOR_KINDS),
        _maybe("runner_up_id", "the second-best actor for the speaker", refers="actors"),
        _maybe("relayed_by_id", "who passes the words on: an agency, or who says it within a quote", refers="actors"),
        _maybe(
            "speaks_for_id",
            "whom a spokesperson, official, lawyer or document speaks for: the organisation, state or person that has or"
            " employs it; NA for who speaks for themselves",
            refers="actors",
        ),
        Column(
            "co_speaker_ids", LIST, "further actors who say it together with speaker_id", "list of actor ids",
            refers="actors",
        ),
        _maybe("within_id", "the quote in whose content this one stands", refers="quotes"),
        Column(
            "speaker_confidence", NUMBER_OR_NA, "calibrated probability that speaker_id is right; NA without one",
            "0 to 1, two decimals", is_optional=True,
        ),
        Column(
            "confidence", NUMBER, "calibrated probability that this is an attribution and its content right",
            "0 to 1, two decimals",
        ),
        _text("found_by", "how the attribution was found", choices=FOUND_BY),
        _maybe("resolved_by", "how speaker_id was resolved; NA without one", choices=RESOLVED_BY),
    ),
    "figures": (
        _text("figure_id", "article_id:f<start>-<end>", is_key=True),
        _ARTICLE,
        _text("text", "the number with approximator, currency, magnitude and unit, as written"),
        *_span("the figure"),
        Column("low", NUMBER, "least value meant; -inf when open", "as unit"),
        Column("high", NUMBER, "greatest value meant; inf when open; equal to low for a point", "as unit"),
        _text("bound", "how the value is bounded", choices=BOUNDS),
        _text("unit", "count, percent, ISO 4217 for money, else the unit's English name, or \"per 100,000\" of a rate"),
        _text("unit_kind", "what the unit measures", choices=UNIT_KINDS),
        _maybe("per", "the second unit of a rate (\"barrel\", \"month\", \"square foot\"), in the singular"),
        _maybe("thing", "the noun phrase counted"),
        *_span("the thing", "thing_", is_optional=True),
        _maybe("about", "what the figure measures; of a count or share, whose it is; where the text says it"),
        *_span("what it describes", "about_", is_optional=True),
        _maybe(
            "event",
            "what happened to the counted: killed, injured, detained, …; 'killed or injured' where either may be true",
        ),
        _maybe("change", "the text says it rose or fell", choices=CHANGES),
        _maybe("part_of_id", "the figure that this one is part of", refers="figures"),
        _maybe("claimant_id", "the actor credited with the figure; NA in the article's own voice", refers="actors"),
        _maybe("claimant_name", "name of that actor, or, as written, a document that is cited without its author"),
        _maybe(
            "claim",
            "how the claimant stands to the clause that holds the figure: says that it is so (predictions, too: \"could"
            " cost $3m\"), denies or doubts it, asks or leaves open whether it is so (\"could not confirm\"), or only"
            " supposes it (\"if 40 died\", \"40 would have died if\"); NA without a claimant",
            choices=CLAIMS,
        ),
        Column(
            "claimant_confidence", NUMBER_OR_NA,
            "calibrated probability that claimant_id is right; NA without one, and for the answers of interviews",
            "0 to 1, two decimals", is_optional=True,
        ),
        _maybe("quote_id", "the quote that the figure stands in", refers="quotes"),
        Column("confidence", NUMBER, "how sure the row is", "0 to 1, two decimals"),
        _text("found_by", "the rule that read the figure, one of the list in docs/rules.md"),
    ),
    "issues": (
        _maybe("article_id", "the article concerned; NA for a file that gave none", refers="articles"),
        *_span("what is at issue", is_optional=True),
        _text("kind", "what could not be settled", choices=ISSUE_KINDS),
        _text("message", "what was found and what was done"),
    ),
}  # fmt: skip

# Every span column and the column that holds its surface.
SPANS = {
    "mentions": (("start", "end", "text"),),
    "quotes": (
        ("start", "end", "text"),
        ("cue_start", "cue_end", "cue"),
        ("speaker_start", "speaker_end", "speaker"),
    ),
    "figures": (
        ("start", "end", "text"),
        ("thing_start", "thing_end", "thing"),
        ("about_start", "about_end", "about"),
    ),
}


def frame_of(name: str, rows: list[dict[str, object]]) -> pd.DataFrame:
    """Build one table from rows, with the contract's columns and dtypes even without rows.

    Parameters
    ----------
    name
        One of ``CONTRACT``.
    rows
        One dict a row; a key left out is missing.

    Returns
    -------
    pandas.DataFrame
        Columns of ``CONTRACT[name]`` in their order; a plain range index.

    Examples
    --------
    >>> frame_of("issues", []).dtypes["start"]
    Int64Dtype()
    """
    made: dict[str, Any] = {}
    for column in CONTRACT[name]:
        values = [row.get(column.name, pd.NA) for row in rows]
        if column.dtype == LIST:
            made[column.name] = np.empty(len(values), dtype=object)
            for n, value in enumerate(values):
                made[column.name][n] = value
        else:
            made[column.name] = pd.array(values, dtype=column.dtype)
    return pd.DataFrame(made, index=pd.RangeIndex(len(rows)), copy=False)


def codebook() -> pd.DataFrame:
    """List every column of every table with its dtype, unit and meaning.

    Returns
    -------
    pandas.DataFrame
        ``table, column, dtype, unit, meaning``; closed vocabularies are written out in ``meaning``.

    Examples
    --------
    >>> codebook().query("table == 'figures' and column == 'unit_kind'").dtype.item()
    'string'
    """
    rows = []
    for table, columns in CONTRACT.items():
        for column in columns:
            choices = f" ({' | '.join(column.choices)})" if column.choices else ""
            missing = "; may be NA" if column.is_optional else ""
            rows.append(
                (table, column.name, column.dtype, column.unit, column.meaning + choices + missing)
            )
    return pd.DataFrame(rows, columns=["table", "column", "dtype", "unit", "meaning"])
