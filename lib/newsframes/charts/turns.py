"""Who speaks where in a report, and who has the last word."""

import pandas as pd
from matplotlib.axes import Axes

from ..analysis.share_of_voice import UNKNOWN
from ..tables.linked import Tables
from .actors import LETTERS
from .chart import BLUE, GREY, INK, Chart, Spot, blank, clip, finish, house_style, legible, nothing
from .speakers import quotes_counted


def turns(tables: Tables, *, top: int = 10, ax: Axes | None = None) -> Chart:
    """Draw where in the text each speaker is quoted, from first to last character.

    Parameters
    ----------
    tables
        Of one or many articles; positions are shares of each article's body.
    top
        How many speakers at most, those with most quotes.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        One row a speaker, in the order of first speaking; a bar is a content, hollow where no mark
        of quotation stands.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.turns(tables).title
    'Police has the last word'
    """
    if tables.outer_quotes.empty:
        return nothing(ax, what="quotes", sources=tables.articles.source)
    placed = _positions(tables)
    counts = (
        placed.groupby("speaker")
        .agg(n=("quote_id", "nunique"), first=("left", "min"))
        .reset_index()
    )
    kept = (
        counts.sort_values(["n", "speaker"], ascending=[False, True])
        .head(top)
        .sort_values(["first", "speaker"])
    )
    with house_style():
        _, ax = blank(ax)
        spots = _draw(ax, placed, kept.speaker.tolist())
        finals = placed.sort_values(["right", "quote_id"]).groupby("article_id").speaker.last()
        last = finals.value_counts().rename_axis("speaker").reset_index(name="n")
        last = last.sort_values(["n", "speaker"], ascending=[False, True]).iloc[0]
        often = "" if len(finals) == 1 else f" in {last.n} of {len(finals)} reports"
        who = "A speaker not found" if last.speaker == UNKNOWN else legible(last.speaker, 34)
        ranked = kept.sort_values(["n", "speaker"], ascending=[False, True])
        listed = ", ".join(f"{row.speaker} {row.n}" for row in ranked.head(4).itertuples())
        n_quotes = placed.quote_id.nunique()
        return finish(
            ax, title=f"{who} has the last word{often}",
            subtitle="Quotes by place in the text; filled: with marks of quotation, hollow:"
            " without",
            sources=tables.articles.source, noun=quotes_counted(tables),
            row_ids=tables.outer_quotes.quote_id.tolist(), spots=spots,
            alt=f"Strip of {n_quotes} quotes by position in the text, {len(kept)} speakers:"
            f" {listed}; the last word has {last.speaker}{often}.",
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


def _draw(ax: Axes, placed: pd.DataFrame, names: list[str]) -> list[Spot]:
    """Draw one row of bars a speaker; return what can be pointed at."""
    labels: list[str] = []
    spots: list[Spot] = []
    for row, name in enumerate(names):
        own = placed[placed.speaker == name]
        kind = own.speaker_kind.iloc[0]
        labels.append(legible(name, 24) + ("" if pd.isna(kind) else f"  {LETTERS[kind]}"))
        ax.axhline(row, color=GREY, lw=0.4, zorder=0)
        for part in own.itertuples():
            face = "white" if part.kind == "indirect" else BLUE
            width = max(part.right - part.left, 0.004)
            (bar,) = ax.barh(
                row, width, left=part.left, height=0.6, color=face, edgecolor=BLUE, linewidth=1.4
            )
            spots.append((bar, part.quote_id, f"{name}: {clip(part.text, 240)}"))
    ax.set_yticks(range(len(names)), labels)
    ax.set_ylim(max(len(names), 4) - 0.4, -0.6)
    ax.set_xlim(-0.02, 1.02)
    ax.set_xticks([0, 0.5, 1], ["beginning", "middle", "end"])
    ax.tick_params(axis="y", length=0, labelcolor=INK)
    return spots
