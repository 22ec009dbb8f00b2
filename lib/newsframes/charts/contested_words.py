"""Contested words by who uses them: the narrator and those he quotes."""

from collections.abc import Set
from dataclasses import replace

import pandas as pd

from ..analysis.contested_terms import wordings
from ..analysis.share_of_voice import UNKNOWN
from ..tables.doubt import unsure_rows
from ..tables.parts import TablesInParts, gather
from .chart import Chart, finish, nothing
from .grammar import TINTS, ChartRow, Mark, Panel, Scale, others
from .headline import UNSURE
from .text_measure import named

NARRATOR = "the report itself"
# Heading of each colour of a word; tint of each voice.
SIDES = {"disapproving": "Against", "approving": "In favour", "plain": "Plain"}
VOICES = {"quoted": TINTS["direct"], "paraphrased": TINTS["mixed"], "narrator": TINTS["indirect"]}
# Room for squares, one a use, and how many of them a word may have.
LEAST_SQUARES, MOST_SQUARES = 12, 24


def words(
    tables: TablesInParts, *, field: str | None = None, top: int = 10, users: int = 3
) -> Chart:
    """Draw which words for the same people or events are used by whom.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.
    field
        A value of ``field`` in ``newsframes.wordings``, such as ``"opponents"``; by default the one
        in which most words take a side.
    top, users
        How many words and how many users of each, those with most uses.

    Returns
    -------
    Chart
        A square a use: filled where it is quoted, tinted where the report paraphrases, hollow where
        it is the report's own; words that take a side first. “ ” says that it stands in marks of
        its own.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.words(tables).title
    '0 of 1 words that take a side are the report’s own'
    """
    tables = gather(tables)
    uses = wordings(tables)
    is_doubted = uses.quote_id.isin(unsure_rows(tables))
    unsure = frozenset(uses.word_id[is_doubted])
    sure = uses if is_doubted.all() else uses[~is_doubted]
    chosen = field if field is not None else _most_coloured(sure)
    uses = uses[uses.field == chosen]
    if uses.empty:
        return nothing(what="contested words", tables=tables)
    narrator = uses.voice == "narrator"
    uses = uses.assign(user=uses.user.fillna(UNKNOWN).mask(narrator, NARRATOR))
    n_words = uses.word.nunique()
    kept = _ranked(uses, "word", top)
    groups = {word: uses[uses.word == word] for word in kept}
    listed = "; ".join(f"{word} {_by_whom(groups[word])}" for word in kept[:3])
    n_sided = int((uses.colour != "plain").sum())
    return finish(
        _panels(groups, users, others(n_words - len(kept), "words")),
        title=_finding(uses, unsure),
        subtitle=f"Words for {chosen}: ■\u00a0quoted ■\u00a0paraphrased ■\u00a0by the report"
        " itself; “”: in marks of its own",
        tints=tuple(VOICES.values()),
        tables=tables, noun="uses", row_ids=uses.word_id.tolist(), unsure=unsure,
        alt=f"Grid of {len(uses)} uses of {n_words} words for {chosen} by {uses.user.nunique()}"
        f" users, {n_sided} take sides: {listed}.",
    )  # fmt: skip


def _finding(uses: pd.DataFrame, unsure: Set[str]) -> str:
    """Return the title: how many of the sure words that take a side are the report's own."""
    sided = uses[uses.colour != "plain"]
    sure = sided[~sided.word_id.isin(unsure)]
    if sure.empty:
        return f"No word for {uses.field.iloc[0]} takes a side" if sided.empty else UNSURE
    n_own = int((sure.voice == "narrator").sum())
    whose = "report’s" if len(set(sure.article_id)) == 1 else "reports’"
    return f"{n_own} of {len(sure)} words that take a side are the {whose} own"


def _most_coloured(uses: pd.DataFrame) -> str | None:
    """Return the field in which most words take a side, else the one with most words."""
    if uses.empty:
        return None
    counts = (
        uses.assign(sided=uses.colour != "plain")
        .groupby("field")
        .agg(sided=("sided", "sum"), n=("word", "size"))
    )
    return (
        counts.reset_index()
        .sort_values(["sided", "n", "field"], ascending=[False, False, True])
        .field.iloc[0]
    )


def _ranked(uses: pd.DataFrame, column: str, top: int) -> list[str]:
    """List the words or users with most uses, those that take a side first; ties by letter."""
    counts = (
        uses.assign(sided=uses.colour != "plain")
        .groupby(column)
        .agg(n=("word", "size"), sided=("sided", "sum"))
    )
    counts = counts.assign(first=counts.sided > 0 if column == "word" else counts.sided)
    ranked = counts.reset_index().sort_values(
        ["first", "n", column], ascending=[False, False, True]
    )
    return ranked[column].head(top).tolist()


def _by_whom(uses: pd.DataFrame) -> str:
    counts = uses.user.value_counts().rename_axis("user").reset_index(name="n")
    ranked = counts.sort_values(["n", "user"], ascending=[False, True]).head(2)
    return ", ".join(f"{row.user} {row.n}" for row in ranked.itertuples())


def _panels(groups: dict[str, pd.DataFrame], users: int, rest: str) -> list[Panel]:
    """Return a panel for each side that the words take."""
    most = max(len(own) for own in groups.values())
    panels = []
    for colour, heading in SIDES.items():
        rows = tuple(
            ChartRow(named(word), _squares(own, most), _users(own, users))
            for word, own in groups.items()
            if own.colour.iloc[0] == colour
        )
        if rows:
            panels.append(Panel(rows, Scale(0, max(most, LEAST_SQUARES)), heading=heading))
    panels[-1] = replace(panels[-1], rest=rest)
    return panels


def _squares(own: pd.DataFrame, most: int) -> tuple[Mark, ...]:
    """Return a mark a use, or, where there are many, one a voice."""
    marks: list[Mark] = []
    at = 0
    for voice, tint in VOICES.items():
        some = own[own.voice == voice]
        if most > MOST_SQUARES and len(some):
            note = f"{voice}: {_by_whom(some)}"
            marks.append(Mark("bar", at, at + len(some), note, some.word_id.iloc[0], tint))
        else:
            marks += [
                Mark("bar", at + n, at + n + 0.75, f"{row.user}: {row.text}", row.word_id, tint)
                for n, row in enumerate(some.itertuples())
            ]
        at += len(some)
    return tuple(marks)


def _users(own: pd.DataFrame, users: int) -> str:
    """List the users of a word, those with most uses first."""
    counts = own.groupby("user").agg(n=("word_id", "size"), is_marked=("is_marked", "any"))
    ranked = counts.reset_index().sort_values(["n", "user"], ascending=[False, True])
    listed = ", ".join(
        f"{named(row.user)} {row.n}{' “”' if row.is_marked else ''}"
        for row in ranked.head(users).itertuples()
    )
    rest = others(len(ranked) - users, "users")
    return f"{listed} {rest}" if rest else listed
