"""The chart object: a picture, and the sentence that says what it shows."""

import base64
import io
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import cache
from importlib import resources
from pathlib import Path

import pandas as pd
from matplotlib import rc_context, style
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.transforms import Bbox
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from ..tables.linked import anchor_of
from ..tables.rendering import render

BLUE, ORANGE, PURPLE = "#3f90da", "#e76300", "#7a21dd"
BROWN, INK, GREY = "#a96b59", "#222222", "#717581"
STYLE = resources.files("newsframes.charts").joinpath("newsframes.mplstyle")
ALT_LENGTH = (60, 250)
Spot = tuple[Artist | tuple[float, float], str, str]


# Colours of a picture, shades of its edges included: a notebook of ten charts stays below its
# limit.
INKS = 128
# More marks than this are not made to be hovered over: the page would be all links.
MOST_MARKS = 150
# Rows that an annotated text has an anchor for: mentions, quotes, figures.
ANCHORED = ("m", "q", "f")


@dataclass(frozen=True)
class Mark:
    """A place in a picture that stands for rows, and a note.

    The place is given in shares of the picture's width and height, from its top left corner.
    """

    left: float
    top: float
    width: float
    height: float
    row_id: str
    note: str


@dataclass(frozen=True, eq=False)
class Chart:
    """A drawn chart; its text form is its alt sentence, so that a changed number is a changed text.

    Notes
    -----
    ``row_ids`` are the rows that the chart rests on; ``marks`` are what shows a note when pointed
    at.
    """

    figure: Figure
    title: str
    alt: str
    row_ids: tuple[str, ...] = ()
    marks: tuple[Mark, ...] = ()
    is_linked: bool = False
    unsure_ids: frozenset[str] = frozenset()

    def __repr__(self) -> str:
        return self.alt

    def linked(self, *, unsure: frozenset[str] = frozenset()) -> "Chart":
        """Return the chart with marks that lead to their rows in an annotated text on its page.

        In the list of the rows that it rests on, those that are unsure bear "check".
        """
        return replace(self, is_linked=True, unsure_ids=unsure)

    def png(self) -> bytes:
        """Return the picture, with a palette of its own; the same chart gives the same bytes."""
        drawn, small = io.BytesIO(), io.BytesIO()
        with house_style():
            self.figure.savefig(drawn, format="png")
        note = PngInfo()
        note.add_itxt("Description", self.alt)
        with Image.open(drawn) as picture:
            few = picture.convert("RGB").quantize(
                INKS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
            )
        few.save(small, format="png", optimize=True, pnginfo=note)
        return small.getvalue()

    def save(self, path: str | Path) -> Path:
        """Write the picture to a ``.png`` file."""
        path = Path(path)
        path.write_bytes(self.png())
        return path

    def _repr_html_(self) -> str:
        return render(
            "chart",
            alt=self.alt,
            picture=base64.b64encode(self.png()).decode("ascii"),
            spots=[asdict(mark) | {"anchor": self._anchor(mark)} for mark in self.marks],
            title=clip(self.title, 200),
            row_ids=[
                f"{row_id} (check)" if row_id in self.unsure_ids else row_id
                for row_id in self.row_ids
            ],
        )

    def _anchor(self, mark: Mark) -> str | None:
        """Return where a mark leads, if it leads to a row in an annotated text."""
        is_anchored = mark.row_id.rpartition(":")[2][:1] in ANCHORED
        return anchor_of(mark.row_id) if self.is_linked and is_anchored else None


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house's style, whatever the caller's settings."""
    with rc_context(), resources.as_file(STYLE) as path:
        style.use(["default", path])
        yield


def blank(ax: Axes | None) -> tuple[Figure, Axes]:
    """Return the axes to draw on, the caller's or new ones; no global figure is left open.

    Raises
    ------
    ValueError
        If the caller's axes belong to no figure.
    """
    if ax is not None:
        return _figure_of(ax), ax
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def _figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    if figure is None:
        raise ValueError("Cannot draw on axes that were removed from their figure. Make new ones.")
    return figure


def finish(
    ax: Axes,
    *,
    title: str,
    subtitle: str,
    sources: pd.Series,
    noun: str,
    row_ids: list[str],
    alt: str,
    spots: Iterable[Spot] = (),
    left: float = 0.30,
) -> Chart:
    """Write title, subtitle, source line and alt sentence; make room for them.

    ``spots`` are what stands for rows: an artist, or a point in data coordinates, with a row's id
    and a note; ``left`` is the share of the width kept for the labels of the rows.

    Parameters
    ----------
    ax
        What was drawn on.
    title, subtitle
        The finding; what is measured, and what the marks mean.
    sources
        ``articles.source`` of what was drawn.
    noun
        What ``row_ids`` are, in the plural.
    row_ids
        The rows that the chart rests on.
    alt
        Kind of chart, data and finding with numbers, 60 to 250 characters.
    spots
        What stands for rows: an artist, or a point in data coordinates, with a row's id and a note.
    left
        Share of the width kept for the labels of the rows.

    Returns
    -------
    Chart
        The figure of ``ax`` with these texts.
    """
    figure = _figure_of(ax)
    figure.subplots_adjust(left=left, right=0.95, top=0.80, bottom=0.17)
    figure.text(0.02, 0.955, legible(title, 70), fontsize=13, fontweight="bold", va="top")
    figure.text(0.02, 0.885, legible(subtitle, 105), fontsize=9.5, color=GREY, va="top")
    names = sorted(set(sources.dropna()))
    cited = legible(", ".join(names), 52) or "unnamed text"
    first = f"; first row {row_ids[0]}" if row_ids else ""
    figure.text(
        0.02, 0.02, f"Source: {cited} · n = {len(row_ids)} {noun}{first}", fontsize=8, color=GREY
    )
    return Chart(figure, title, clip(alt, ALT_LENGTH[1]), tuple(row_ids), _marks(ax, spots))


def _marks(ax: Axes, spots: Iterable[Spot]) -> tuple[Mark, ...]:
    """Measure where the spots lie once everything has its place."""
    placed = list(spots)
    if not placed or len(placed) > MOST_MARKS:
        return ()
    canvas = _figure_of(ax).canvas
    canvas.draw()
    width, height = canvas.get_width_height()
    marks = []
    for shown, row_id, note in placed:
        if isinstance(shown, tuple):
            x, y = ax.transData.transform(shown)
            box = Bbox.from_bounds(x - 7, y - 7, 14, 14)
        else:
            box = shown.get_window_extent()
        marks.append(
            Mark(
                box.x0 / width,
                1 - box.y1 / height,
                box.width / width,
                box.height / height,
                row_id,
                clip(note, 300),
            )
        )
    return tuple(marks)


def nothing(ax: Axes | None, *, what: str, sources: pd.Series) -> Chart:
    """Return the chart of an empty table: it says so."""
    is_own = ax is None
    figure, ax = blank(ax)
    if is_own:
        figure.set_figheight(1)
    ax.set_axis_off()
    ax.text(
        0.5,
        0.5,
        f"No {what} to draw",
        ha="center",
        va="center",
        color=GREY,
        fontsize=12,
        transform=ax.transAxes,
    )
    names = clip(", ".join(sorted(set(sources.dropna()))) or "the text", 80)
    alt = (
        f"An empty chart: no {what} were found in {names}, so there is nothing that could be drawn"
        " here."
    )
    return Chart(figure, f"No {what}", alt)


def clip(text: str, limit: int) -> str:
    """Shorten a text at a word, with an ellipsis; what does not print is left out.

    Examples
    --------
    >>> clip("one two three", 9)
    'one two…'
    """
    text = "".join(mark for mark in " ".join(text.split()) if mark.isprintable())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def legible(text: str, limit: int) -> str:
    """Shorten a text for a picture, with "□" for each character that the font cannot draw.

    Examples
    --------
    >>> legible("李明 Tokayev", 20)
    '□□ Tokayev'
    """
    return "".join(mark if _is_drawable(mark) else "□" for mark in clip(text, limit))


def _is_drawable(mark: str) -> bool:
    """Return True if the pinned font has a glyph for a character."""
    return ord(mark) in _glyphs() and not unicodedata.category(mark).startswith("C")


@cache
def _glyphs() -> frozenset[int]:
    """Return the code points that the pinned font has a glyph for."""
    # Here, not above: it looks through all fonts, and only a drawn chart needs it.
    from matplotlib.font_manager import findfont, get_font

    with house_style():
        return frozenset(get_font(findfont("DejaVu Sans")).get_charmap())
