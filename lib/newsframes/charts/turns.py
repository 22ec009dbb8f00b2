"""Who speaks where in a report, and who has the last word."""

import pandas as pd

from ..analysis.share_of_voice import UNKNOWN
from ..tables.linked import Tables
from ..tables.parts import TablesInParts, gather
from .actors import LETTERS
from .chart import Chart, finish, nothing
from .grammar import DENSE, KEY, TINTS, ChartRow, Mark, is_dense, lanes, others
from .headline import on_sure_rows
from .speakers import quotes_counted
from .text_measure import clip, named


@on_sure_rows(lead="Of sure quotes: ")
def turns(tables: TablesInParts, *, top: int = 10) -> Chart:
    """Draw where in the text each speaker is quoted, from first to last character.

    Parameters
    ----------
    tables
        Of one or many articles, or a corpus; positions are shares of each article's body.
    top
        How many speakers at most, those with most quotes.

    Returns
    -------
    Chart
        One row a speaker, in the order of first speaking; a bar is a content, hollow where no mark
        of quotation stands. Many of them are counted in bins, the stronger the more.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.turns(tables).title
    'Police has the last word'
    """
    tables = gather(tables)
    if tables.outer_quotes.empty:
        return nothing(what="quotes", tables=tables)
    placed = _positions(tables)
    counts = (
        placed.groupby("speaker")
        .agg(n=("quote_id", "nunique"), first=("left", "min"))
        .reset_index()
        .sort_values(["n", "speaker"], ascending=[False, True])
    )
    kept = counts.head(top)
    finals = placed.sort_values(["right", "quote_id"]).groupby("article_id").speaker.last()
    last = finals.value_counts().rename_axis("speaker").reset_index(name="n")
    last = last.sort_values(["n", "speaker"], ascending=[False, True]).iloc[0]
    often = "" if len(finals) == 1 else f" in {last.n} of {len(finals)} reports"
    who = "A speaker not found" if last.speaker == UNKNOWN else named(last.speaker)
    listed = ", ".join(f"{row.speaker} {row.n}" for row in kept.head(4).itertuples())
    groups = dict(iter(placed.groupby("speaker")))
    rows = [_row(name, groups[name]) for name in kept.sort_values(["first", "speaker"]).speaker]
    dense = is_dense(rows)
    return finish(
        lanes(rows, noun="quotes", rest=others(len(counts) - len(kept), "speakers")),
        title=f"{who} has the last word{often}",
        subtitle=f"Quotes by place in the text{', ' + DENSE if dense else ': ' + KEY}",
        tints=() if dense else tuple(TINTS.values()),
        tables=tables, noun=quotes_counted(tables),
        row_ids=tables.outer_quotes.quote_id.tolist(),
        alt=f"Strip of {placed.quote_id.nunique()} quotes by position in the text, {len(kept)}"
        f" speakers: {listed}; the last word has {last.speaker}{often}.",
    )  # fmt: skip


def _positions(tables: Tables) -> pd.DataFrame:
    """Place each part of a content between 0 and 1 in its article's body."""
    bodies = tables.articles[["article_id", "body_start", "body_end"]]
    frame = tables.outer_quotes.merge(bodies, on="article_id", validate="many_to_one")
    length = (frame.body_end - frame.body_start).clip(lower=1)
    frame = frame.assign(speaker=frame.speaker_name.fillna(UNKNOWN), length=length).explode(
        "parts", ignore_index=True
    )
    spans = pd.DataFrame(frame.parts.tolist(), columns=["from", "to"])
    return frame[["quote_id", "article_id", "speaker", "speaker_kind", "kind", "text"]].assign(
        left=((spans["from"] - frame.body_start) / frame.length).astype(float),
        right=((spans["to"] - frame.body_start) / frame.length).astype(float),
    )


def _row(name: str, own: pd.DataFrame) -> ChartRow:
    """Return the contents of a speaker."""
    kind = own.speaker_kind.iloc[0]
    marks = tuple(
        Mark("bar", part.left, part.right, f"{name}: {clip(part.text, 240)}", part.quote_id, tint)
        for part, tint in zip(own.itertuples(), own.kind.map(TINTS), strict=True)
    )
    return ChartRow(named(name) + ("" if pd.isna(kind) else f"\u00a0·\u00a0{LETTERS[kind]}"), marks)
