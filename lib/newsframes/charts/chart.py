"""The chart object: a picture, and the sentence that says what it shows."""

import re
from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from ..tables.doubt import SURE, percent, unsure_rows
from ..tables.linked import Tables, anchor_of
from ..tables.rendering import render
from .grammar import Mark, Panel, with_doubt
from .layout import lay_out
from .shapes import MARGIN, Drawing, bounds
from .text_measure import clip

# A page from 560 px has the wide drawing; it is shown up to 720 px wide.
WIDE, NARROW = 640, 344
ALT_LENGTH = (60, 250)
# Rows that an annotated text has an anchor for: mentions, quotes, figures.
ANCHORED = ("m", "q", "f")
# The least side of what can be pointed at.
LEAST = 14
# How many sources are named, and how many characters the sentence of a mark has, at most.
SOURCES, NOTE = 3, 300
# How a source begins that is an address, and how many characters of a source are cited.
ADDRESS, CITED = re.compile(r"^https?://(?:www\.)?"), 60


@dataclass(frozen=True, eq=False)
class Chart:
    """A chart; its text form is its alt sentence, so that a changed number is a changed text.

    Notes
    -----
    ``row_ids`` are the rows that the chart rests on, ``unsure_ids`` those of them to be checked;
    ``panels`` hold its rows and marks, as data.
    """

    title: str
    alt: str
    subtitle: str = ""
    source: str = ""
    panels: tuple[Panel, ...] = ()
    row_ids: tuple[str, ...] = ()
    tints: tuple[float, ...] = ()
    is_linked: bool = False
    unsure_ids: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return self.alt

    @property
    def marks(self) -> tuple[Mark, ...]:
        """Return the marks with a sentence of their own."""
        rows = (row for panel in self.panels for row in panel.rows)
        return tuple(mark for row in rows for mark in row.marks if mark.note)

    def linked(self) -> "Chart":
        """Return the chart with marks that lead to their rows in an annotated text on its page."""
        return replace(self, is_linked=True)

    def lay_out(self, width: float = WIDE) -> Drawing:
        """Place everything on a page of a width in pixels."""
        return lay_out(
            self.title, self.subtitle, self.source, self.panels,
            tints=self.tints, width=width,
        )  # fmt: skip

    def svg(self, *, width: float = WIDE) -> str:
        """Return the picture as SVG, text as text, light or dark as its reader's page.

        Parameters
        ----------
        width
            In pixels, for which it is laid out; below 500 labels stand above their marks. The
            picture itself can be shown at any size.

        Examples
        --------
        >>> import newsframes as nf
        >>> tables = nf.tabulate("Ann Lee said the mobs left.")
        >>> ">Ann Lee</text>" in nf.charts.speakers(tables).svg()
        True
        """
        return self._svg(width, is_alone=True, has_notes=True)

    def save(self, path: str | Path, *, width: float = WIDE) -> Path:
        """Write the picture to an ``.svg`` file, or to a ``.png`` file on white paper.

        Parameters
        ----------
        path
            Its suffix says which of both.
        width
            In pixels, for which it is laid out. A PNG has twice as many.

        Raises
        ------
        ValueError
            If the suffix is another one.
        """
        path = Path(path)
        if path.suffix == ".svg":
            path.write_text(self.svg(width=width) + "\n", encoding="utf-8")
        elif path.suffix == ".png":
            path.write_bytes(self.png(width=width))
        else:
            raise ValueError(f"Cannot save a chart as {path.name!r}. Expected .svg or .png.")
        return path

    def png(self, *, width: float = WIDE) -> bytes:
        """Return the picture as PNG on white paper; the same chart gives the same bytes."""
        # Here, not above: matplotlib takes a second, and only a PNG needs it.
        from .png import draw_png

        return draw_png(self.lay_out(width), self.alt)

    def inline(self) -> str:
        """Return HTML for a page of our own, both drawings in it; its style sheet shows one.

        Its marks lead to their rows on the page.
        """
        chart = self.linked()
        drawings = [
            (name, chart._svg(width, is_alone=False, has_notes=True))
            for name, width in (("wide", WIDE), ("narrow", NARROW))
        ]
        return render("chart_inline", drawings=drawings, chart=chart, rows=chart._rows())

    def _repr_html_(self) -> str:
        wide, narrow = (
            b64encode(self._svg(width, is_alone=True, has_notes=False).encode()).decode("ascii")
            for width in (WIDE, NARROW)
        )
        return render(
            "chart", chart=self, wide=wide, narrow=narrow, spots=self._spots(), rows=self._rows()
        )

    def _svg(self, width: float, *, is_alone: bool, has_notes: bool) -> str:
        drawing = self.lay_out(width)
        marks = [
            (mark, self._anchor(mark), clip(mark.note, NOTE) if has_notes else "", shapes)
            for mark, shapes in drawing.marks
        ]
        return render(
            "chart_svg", chart=self, drawing=drawing, marks=marks, is_alone=is_alone,
            margin=MARGIN if is_alone else 0, n=_number,
        )  # fmt: skip

    def _spots(self) -> list[dict[str, object]]:
        """Return where the marks with a sentence lie, in percent, with where they lead."""
        drawing = self.lay_out(WIDE)
        height = drawing.height + 2 * MARGIN
        spots = []
        for mark, shapes in drawing.marks:
            if not mark.note:
                continue
            lefts, tops, rights, bottoms = zip(*map(bounds, shapes), strict=True)
            x, y = (min(lefts) + max(rights)) / 2, (min(tops) + max(bottoms)) / 2
            wide = max(max(rights) - min(lefts), LEAST)
            tall = max(max(bottoms) - min(tops), LEAST)
            spots.append(
                {
                    "left": 100 * (x + MARGIN - wide / 2) / (WIDE + 2 * MARGIN),
                    "top": 100 * (y + MARGIN - tall / 2) / height,
                    "width": 100 * wide / (WIDE + 2 * MARGIN), "height": 100 * tall / height,
                    "note": clip(mark.note, NOTE), "anchor": self._anchor(mark),
                }
            )  # fmt: skip
        return spots

    def _rows(self) -> list[str]:
        """Return the ids of the rows, those that are unsure marked."""
        return [
            f"{row_id} (check)" if row_id in self.unsure_ids else row_id for row_id in self.row_ids
        ]

    def _anchor(self, mark: Mark) -> str | None:
        """Return where a mark leads, if it leads to a row in an annotated text."""
        is_anchored = mark.row_id.rpartition(":")[2][:1] in ANCHORED
        return anchor_of(mark.row_id) if self.is_linked and is_anchored else None


@cache
def _number(value: float) -> str:
    """Write a length with one digit after the point at most."""
    return f"{round(value, 1):g}"


def finish(
    panels: Sequence[Panel],
    *,
    title: str,
    subtitle: str,
    tables: Tables,
    noun: str,
    row_ids: Sequence[str],
    alt: str,
    tints: Sequence[float] = (),
    unsure: frozenset[str] | None = None,
) -> Chart:
    """Return a chart with its title, measure, source line and alt sentence; unsure rows are marked.

    Parameters
    ----------
    panels
        What is drawn.
    title, subtitle
        The finding; what is measured, and what the marks mean.
    tables
        What was drawn.
    noun
        What ``row_ids`` are, in the plural.
    row_ids
        The rows that the chart rests on.
    alt
        Kind of chart, data and finding with numbers, 60 to 250 characters.
    tints
        Of the marks "■" in the subtitle.
    unsure
        Which of ``row_ids`` are to be checked; by default those of which the tables say so.
    """
    first = f"; first row {row_ids[0]}" if row_ids else ""
    unsure = (unsure_rows(tables) if unsure is None else unsure) & {*row_ids}
    count = f"{len(unsure):,} to check" if unsure else ""
    doubt = f", {count} (below {percent(SURE)}), not in the headline" if unsure else ""
    end = f"; {count}." if unsure else "."
    told = clip(alt.removesuffix("."), ALT_LENGTH[1] - len(end)) + end if unsure else alt
    n = f"n\u00a0=\u00a0{len(row_ids):,}\u00a0{noun}"
    source = f"Source: {_cited(tables)} · {n}{doubt}{first}"
    return Chart(
        clip(title, NOTE), clip(told, ALT_LENGTH[1]), subtitle, source,
        tuple(with_doubt(panel, unsure) for panel in panels), tuple(row_ids), tuple(tints),
        unsure_ids=unsure,
    )  # fmt: skip


def _cited(tables: Tables) -> str:
    """Name the sources, the first and the last of many."""
    names = [
        clip(ADDRESS.sub("", name), CITED) for name in sorted({*tables.articles.source.dropna()})
    ]
    if len(names) > SOURCES:
        return f"{len(names)} sources, {names[0]} to {names[-1]}"
    return ", ".join(names) or "unnamed text"


def nothing(*, what: str, tables: Tables) -> Chart:
    """Return the chart of an empty table: a sentence that says so.

    Parameters
    ----------
    what
        What there is none of, in the plural.
    tables
        Where it was looked for.
    """
    names = clip(", ".join(sorted({*tables.articles.source.dropna()})) or "the text", 80)
    alt = (
        f"An empty chart: no {what} were found in {names}, so there is nothing that could be drawn"
        " here."
    )
    subtitle = f"There is nothing to draw from {_cited(tables)}."
    return Chart(clip(f"No {what}", NOTE), clip(alt, ALT_LENGTH[1]), subtitle)
