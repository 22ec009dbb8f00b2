"""Contested words by who uses them: the narrator and those he quotes."""

import pandas as pd
from matplotlib.axes import Axes

from ..analysis.contested_terms import wordings
from ..analysis.share_of_voice import UNKNOWN
from ..tables.linked import Tables
from .chart import (
    BLUE,
    GREY,
    INK,
    ORANGE,
    PURPLE,
    Chart,
    Spot,
    blank,
    finish,
    house_style,
    legible,
    nothing,
)

NARRATOR = "the report itself"
# Letter, colour and mark of each colour of a word.
LOOKS = {
    "disapproving": ("–", ORANGE, "v"),
    "approving": ("+", PURPLE, "^"),
    "plain": ("", BLUE, "o"),
}


def words(
    tables: Tables,
    *,
    field: str | None = None,
    top: int = 10,
    users: int = 3,
    ax: Axes | None = None,
) -> Chart:
    """Draw which words for the same people or events are used by whom, as a grid.

    Parameters
    ----------
    tables
        Of one or many articles.
    field
        A value of ``field`` in ``newsframes.wordings``, such as ``"opponents"``; by default the one
        in which most words take a side.
    top, users
        How many words and how many users beside the report itself, those with most uses.
    ax
        Axes to draw on; new ones by default.

    Returns
    -------
    Chart
        A mark a word and user, as large as the uses are many: filled where it is quoted or the
        report's own, hollow where the report paraphrases; ▼ disapproves, ▲ approves. “ ” says that
        it stands in marks of its own.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> nf.charts.words(tables).title
    '0 of 1 words that take a side are the report’s own'
    """
    uses = wordings(tables)
    chosen = field if field is not None else _most_coloured(uses)
    uses = uses[uses.field == chosen]
    if uses.empty:
        return nothing(ax, what="contested words", sources=tables.articles.source)
    narrator = uses.voice == "narrator"
    uses = uses.assign(user=uses.user.fillna(UNKNOWN).mask(narrator, NARRATOR))
    n_words, n_users = uses.word.nunique(), uses.user.nunique()
    rows = _ranked(uses, "word", top)
    listed = "; ".join(f"{word} {_by_whom(uses[uses.word == word])}" for word in rows[:3])
    columns = [
        NARRATOR,
        *[user for user in _ranked(uses, "user", users + 1) if user != NARRATOR][:users],
    ]
    if n_others := len(set(uses.user) - set(columns)):
        others = "one other" if n_others == 1 else f"{n_others} others"
        uses = uses.assign(user=uses.user.where(uses.user.isin(columns), others))
        columns.append(others)
    with house_style():
        _, ax = blank(ax)
        spots = _grid(ax, uses, rows, columns)
        sided = uses[uses.colour != "plain"]
        told = sided[sided.voice == "narrator"]
        whose = "report’s" if len(set(uses.article_id)) == 1 else "reports’"
        return finish(
            ax, title=f"{len(told)} of {len(sided)} words that take a side are the {whose} own",
            subtitle=f"Words for {chosen}: ▼ disapproves, ▲ approves, ● plain; hollow:"
            " paraphrased; “”: marked",
            sources=tables.articles.source, noun="uses", row_ids=uses.word_id.tolist(), spots=spots,
            left=0.22,
            alt=f"Grid of {len(uses)} uses of {n_words} words for {chosen} by {n_users} users,"
            f" {len(sided)} take sides: {listed}.",
        )  # fmt: skip


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


def _grid(ax: Axes, uses: pd.DataFrame, rows: list[str], columns: list[str]) -> list[Spot]:
    """Draw a mark for each word and user; return what can be pointed at."""
    spots: list[Spot] = []
    for y, word in enumerate(rows):
        ax.axhline(y, color=GREY, lw=0.3, zorder=0)
        for x, user in enumerate(columns):
            own = uses[(uses.word == word) & (uses.user == user)]
            if own.empty:
                continue
            _, colour, mark = LOOKS[own.colour.iloc[0]]
            face = "white" if (own.voice == "paraphrased").all() else colour
            size = 8 + 2 * min(len(own) - 1, 4)
            ax.plot(x, y, mark, ms=size, mfc=face, mec=colour, mew=1.8)
            note = f"{len(own)}" + (" “”" if own.is_marked.any() else "")
            ax.annotate(
                note, (x, y), xytext=(11, 0), textcoords="offset points", va="center", fontsize=9
            )
            texts = ", ".join(dict.fromkeys(own.text))
            spots.append(
                (
                    (x, y),
                    own.word_id.iloc[0],
                    f"{user}, {', '.join(dict.fromkeys(own.voice))}: {texts}",
                )
            )
    colours = uses.drop_duplicates("word").set_index("word").colour
    ax.set_yticks(
        range(len(rows)),
        [f"{legible(word, 24)} {LOOKS[colours[word]][0]}".rstrip() for word in rows],
    )
    ax.set_ylim(max(len(rows), 4) - 0.4, -0.6)
    ax.set_xticks(range(len(columns)), [_two_lines(user) for user in columns], fontsize=8)
    ax.set_xlim(-0.5, max(len(columns), 3) - 0.4)
    ax.tick_params(axis="both", length=0, labelcolor=INK)
    for side in ("left", "bottom"):
        ax.spines[side].set_visible(False)
    return spots


def _two_lines(name: str) -> str:
    """Break a name into two short lines."""
    lines = ["", ""]
    for word in name.split():
        line = 0 if not lines[0] or (not lines[1] and len(lines[0]) + len(word) < 13) else 1
        lines[line] = f"{lines[line]} {word}".strip()
    return "\n".join(legible(line, 13) for line in lines if line)
