"""Share of voice: words attributed by kind of speaker, over all reports or day by day."""

from datetime import date
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ..analysis.share_of_voice import UNKNOWN, quoted_lengths
from ..tables.linked import Tables
from .actors import COLOURS, LETTERS
from .chart import INK, Chart, Spot, blank, finish, house_style, legible, nothing
from .speakers import quotes_counted

NOBODY = "not found"
LETTER = LETTERS | {NOBODY: "?"}
PLURALS = {
    "person": "Persons", "organisation": "Organisations", "state": "States", "group": "Groups",
    "place": "Places", NOBODY: "Speakers not found",
}  # fmt: skip
PALE = {"person", "organisation", "place"}  # colours on which ink is legible
UNDATED = "undated"


def voices(tables: Tables, *, by: str = "all", top: int = 12, ax: Axes | None = None) -> Chart:
    """Draw the share of voice: words attributed, by kind of actor.

    Parameters
    ----------
    tables
        Of one or many articles.
    by
        ``"all"``: one bar for each kind of speaker; ``"day"``: one stacked bar for each day of
        report.
    top
        How many days at most, the latest ones.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        Words whose speaker was not found are drawn hollow and hatched.

    Raises
    ------
    ValueError
        If ``by`` is something else.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.voices(tables).title
    'Groups have 62% of the words attributed'
    """
    if by not in ("all", "day"):
        raise ValueError(f"Cannot draw voices by {by!r}. Expected all or day.")
    if tables.outer_quotes.empty:
        return nothing(ax, what="quotes", sources=tables.articles.source)
    words = _words(tables)
    total = int(words.n_words.sum())
    kinds = words.groupby("kind").n_words.sum().reindex(list(LETTER), fill_value=0)
    kinds = kinds[kinds > 0].sort_values(ascending=False, kind="stable")
    words = words.assign(row=words.day if by == "day" else words.kind)
    table = words.pivot_table(index="row", columns="kind", values="n_words", aggfunc="sum")
    table = table.reindex(columns=list(kinds.index)).fillna(0).astype(int)
    table = table.sort_index().tail(top) if by == "day" else table.reindex(kinds.index)
    with house_style():
        _, ax = blank(ax)
        spots = _bars(ax, table, words, by)
        share = round(100 * kinds.iloc[0] / max(total, 1))
        listed = ", ".join(f"{kind} {round(100 * n / max(total, 1))}%" for kind, n in kinds.items())
        over = f" on {len(table)} days of report" if by == "day" else ""
        and_day = " and day of report" if by == "day" else ""
        key = ", ".join(f"{LETTER[kind]} {kind}" for kind in kinds.index)
        return finish(
            ax, title=f"{PLURALS[kinds.index[0]]} have {share}% of the words attributed",
            subtitle=f"Words by kind of speaker{and_day}: {key}",
            sources=tables.articles.source, noun=quotes_counted(tables),
            row_ids=words.quote_id.tolist(), spots=spots,
            alt=f"Bar chart of {total} words in {len(words)} quotes by kind of speaker{over}:"
            f" {listed}.",
        )  # fmt: skip


def _words(tables: Tables) -> pd.DataFrame:
    """Count the words of each quote, with the kind of its speaker and the day of its report."""
    days = tables.articles.set_index("article_id").published
    quotes = tables.outer_quotes
    return pd.DataFrame(
        {
            "quote_id": quotes.quote_id,
            "speaker": quotes.speaker_name.fillna(UNKNOWN),
            "kind": quotes.speaker_kind.fillna(NOBODY),
            "day": quotes.article_id.map(days).fillna(UNDATED),
            "n_words": quoted_lengths(quotes).astype("int64"),
        }
    )


def _bars(ax: Axes, table: pd.DataFrame, words: pd.DataFrame, by: str) -> list[Spot]:
    """Draw one bar a row, with a letter in each part that has room.

    Return what can be pointed at.
    """
    widest = max(int(table.sum(axis=1).max()), 1) * 1.3
    spots: list[Spot] = []
    for place, (row, parts) in enumerate(table.iterrows()):
        left = 0
        for kind, n in parts.items():
            if not n:
                continue
            is_known = kind != NOBODY
            style: dict[str, Any] = {"color": "white", "edgecolor": INK, "hatch": "////"}
            if is_known:
                style = {"color": COLOURS[kind]}
            (bar,) = ax.barh(place, n, left=left, height=0.7, **style)
            if n > 0.035 * widest:
                ink = INK if kind in PALE or not is_known else "white"
                box = None if is_known else {"facecolor": "white", "edgecolor": "none", "pad": 1}
                ax.text(
                    left + n / 2,
                    place,
                    LETTER[kind],
                    color=ink,
                    fontsize=9,
                    ha="center",
                    va="center",
                    bbox=box,
                )
            left += n
            spots.append(_spot(bar, words[(words.row == row) & (words.kind == kind)]))
        ax.annotate(
            f"{left:,}",
            (left, place),
            xytext=(4, 0),
            textcoords="offset points",
            va="center",
            fontsize=9.5,
        )
    names = (
        [_day(row) for row in table.index] if by == "day" else [PLURALS[row] for row in table.index]
    )
    ax.set_yticks(range(len(table)), names)
    ax.set_ylim(max(len(table), 4) - 0.4, -0.6)
    ax.set_xlim(0, widest)
    ax.set_xticks([])
    ax.spines["bottom"].set_visible(False)
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    return spots


def _spot(bar: Rectangle, words: pd.DataFrame) -> Spot:
    totals = words.groupby("speaker").n_words.sum().sort_values(ascending=False, kind="stable")
    return (
        bar,
        words.quote_id.iloc[0],
        ", ".join(f"{legible(name, 40)} {n}" for name, n in totals.items()),
    )


def _day(day: str) -> str:
    return day if day == UNDATED else f"{date.fromisoformat(day):%-d %B %Y}"
