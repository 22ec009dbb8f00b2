"""Share of voice: words attributed by kind of speaker, over all reports or day by day."""

from datetime import date

import pandas as pd

from ..analysis.share_of_voice import UNKNOWN, quoted_lengths
from ..tables.linked import Tables
from ..tables.parts import TablesInParts, gather
from .actors import LETTERS
from .chart import Chart, finish, nothing
from .grammar import LETTERED, ChartRow, Mark, bars, others, stacked
from .headline import on_sure_rows
from .speakers import quotes_counted

NOBODY = "not found"
LETTER = LETTERS | {NOBODY: "?"}
PLURALS = {
    "person": "Persons", "organisation": "Organisations", "state": "States", "group": "Groups",
    "place": "Places", NOBODY: "Speakers not found",
}  # fmt: skip
NO_DAY = "undated"


@on_sure_rows()
def voices(tables: TablesInParts, *, by: str = "all", top: int = 12) -> Chart:
    """Draw the share of voice: words attributed, by kind of actor.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus.
    by
        ``"all"``: one bar for each kind of speaker; ``"day"``: one stacked bar for each day of
        report.
    top
        How many days at most, the latest ones.

    Returns
    -------
    Chart
        Words whose speaker was not found are drawn hatched.

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
    tables = gather(tables)
    if by not in ("all", "day"):
        raise ValueError(f"Cannot draw voices by {by!r}. Expected all or day.")
    if tables.outer_quotes.empty:
        return nothing(what="quotes", tables=tables)
    words = _words(tables)
    total = int(words.n_words.sum())
    kinds = words.groupby("kind").n_words.sum().reindex(list(LETTER), fill_value=0)
    kinds = kinds[kinds > 0].sort_values(ascending=False, kind="stable")
    is_daily = by == "day"
    groups = dict(iter(words.groupby("day" if is_daily else "kind")))
    shown = sorted(groups)[-top:] if is_daily else list(kinds.index)
    shares = ", ".join(f"{kind} {round(100 * n / max(total, 1))}%" for kind, n in kinds.items())
    over = f" on {len(shown)} days of report" if is_daily else ""
    key = ": " + ", ".join(f"{LETTER[kind]} {kind}" for kind in kinds.index)
    return finish(
        bars(
            [_row(row, groups[row], list(kinds.index), is_daily) for row in shown],
            rest=others(len(groups) - len(shown), "days before"),
        ),
        title=f"{PLURALS[kinds.index[0]]} have {round(100 * kinds.iloc[0] / max(total, 1))}% of"
        " the words attributed",
        subtitle=f"Words by kind of speaker{' and day of report' + key if is_daily else ''}",
        tables=tables, noun=quotes_counted(tables),
        row_ids=words.quote_id.tolist(),
        alt=f"Bar chart of {total} words in {len(words)} quotes by kind of speaker{over}:"
        f" {shares}.",
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
            "day": quotes.article_id.map(days).fillna(NO_DAY),
            "n_words": quoted_lengths(quotes).astype("int64"),
        }
    )


def _row(row: str, own: pd.DataFrame, kinds: list[str], is_daily: bool) -> ChartRow:
    """Return the bar of a kind of speaker, or that of a day with a part for each kind."""
    parts = []
    for place, kind in enumerate(kinds):
        words = own[own.kind == kind]
        totals = words.groupby("speaker").n_words.sum().sort_values(ascending=False, kind="stable")
        listed = ", ".join(f"{name} {n}" for name, n in totals.items())
        mark = Mark(
            "bar", 0, 0, f"{kind}: {listed}", next(iter(words.quote_id), ""),
            tint=(LETTERED if place % 2 == 0 else 0.15) if is_daily else 1.0,
            letter=LETTER[kind] if is_daily and kind != NOBODY else "",
            is_hatched=kind == NOBODY, rows=tuple(words.quote_id),
        )  # fmt: skip
        parts.append((int(words.n_words.sum()), mark))
    label = _day(row) if is_daily else PLURALS[row]
    return ChartRow(label, stacked(parts), f"{own.n_words.sum():,}")


def _day(day: str) -> str:
    return day if day == NO_DAY else f"{date.fromisoformat(day):%-d %B %Y}"
