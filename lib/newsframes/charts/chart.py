"""The chart object: a picture, and the sentence that says what it shows."""

import base64
import html
import io
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from pathlib import Path

import pandas as pd
from matplotlib import rc_context, style
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

BLUE, ORANGE, PURPLE, BROWN, INK, GREY = "#3f90da", "#e76300", "#7a21dd", "#a96b59", "#222222", "#717581"
STYLE = resources.files("newsframes.charts").joinpath("newsframes.mplstyle")
ALT_LENGTH = (60, 250)


@dataclass(frozen=True, eq=False)
class Chart:
    """A drawn chart; its text form is its alt sentence, so that a changed number is a changed text.

    Notes
    -----
    ``row_ids`` are the rows that the chart rests on.
    """

    figure: Figure
    title: str
    alt: str
    row_ids: tuple[str, ...] = ()

    def __repr__(self) -> str:
        return self.alt

    def png(self) -> bytes:
        """Return the picture; the same chart gives the same bytes."""
        buffer = io.BytesIO()
        with house_style():
            self.figure.savefig(buffer, format="png", metadata={"Software": None, "Description": self.alt})
        return buffer.getvalue()

    def save(self, path: str | Path) -> Path:
        """Write the picture to a ``.png`` file."""
        path = Path(path)
        path.write_bytes(self.png())
        return path

    def _repr_html_(self) -> str:
        data = base64.b64encode(self.png()).decode("ascii")
        rows = html.escape(", ".join(self.row_ids)) or "none"
        return (
            f'<figure style="margin:0"><img alt="{html.escape(self.alt)}" src="data:image/png;base64,{data}"'
            f' width="720" style="max-width:100%"><figcaption><details><summary>{html.escape(self.title)}: in words,'
            f" and the {len(self.row_ids)} rows it rests on</summary><p>{html.escape(self.alt)}</p>"
            f"<p>{rows}</p></details></figcaption></figure>"
        )


@contextmanager
def house_style() -> Iterator[None]:
    """Draw in the house's style, whatever the caller's settings."""
    with rc_context(), resources.as_file(STYLE) as path:
        style.use(["default", path])
        yield


def blank(ax: Axes | None) -> tuple[Figure, Axes]:
    """Return the axes to draw on, the caller's or new ones; no global figure is left open."""
    if ax is not None:
        return ax.figure, ax
    figure = Figure()
    FigureCanvasAgg(figure)
    return figure, figure.add_subplot()


def finish(
    ax: Axes, *, title: str, subtitle: str, sources: pd.Series, noun: str, row_ids: list[str], alt: str
) -> Chart:
    """Write title, subtitle, source line and alt sentence; make room for them."""
    figure = ax.figure
    figure.subplots_adjust(left=0.30, right=0.95, top=0.80, bottom=0.17)
    figure.text(0.02, 0.955, legible(title, 70), fontsize=13, fontweight="bold", va="top")
    figure.text(0.02, 0.885, legible(subtitle, 105), fontsize=9.5, color=GREY, va="top")
    names = sorted(set(sources.dropna()))
    cited = legible(", ".join(names), 52) or "unnamed text"
    first = f"; first row {row_ids[0]}" if row_ids else ""
    figure.text(0.02, 0.02, f"Source: {cited} · n = {len(row_ids)} {noun}{first}", fontsize=8, color=GREY)
    return Chart(figure, title, clip(alt, ALT_LENGTH[1]), tuple(row_ids))


def nothing(ax: Axes | None, *, what: str, sources: pd.Series) -> Chart:
    """Return the chart of an empty table: it says so."""
    figure, ax = blank(ax)
    ax.set_axis_off()
    ax.text(0.5, 0.5, f"No {what} to draw", ha="center", va="center", color=GREY, fontsize=12, transform=ax.transAxes)
    names = clip(", ".join(sorted(set(sources.dropna()))) or "the text", 80)
    alt = f"An empty chart: no {what} were found in {names}, so there is nothing that could be drawn here."
    return Chart(figure, f"No {what}", alt)


def clip(text: str, limit: int) -> str:
    """Shorten a text at a word, with an ellipsis."""
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1].rsplit(" ", 1)[0].rstrip(" ,;:.") + "…"


def legible(text: str, limit: int) -> str:
    """Shorten a text for a picture and replace what the font cannot draw, so that no warning and no box appears."""
    return "".join(mark if _is_drawable(mark) else "□" for mark in clip(text, limit))


def _is_drawable(mark: str) -> bool:
    """Say whether the pinned font has a glyph for a character."""
    return ord(mark) in _glyphs() and not unicodedata.category(mark).startswith("C")


def _glyphs() -> frozenset[int]:
    if not _GLYPHS:
        from matplotlib.font_manager import findfont, get_font

        with house_style():
            _GLYPHS.append(frozenset(get_font(findfont("DejaVu Sans")).get_charmap()))
    return _GLYPHS[0]


_GLYPHS: list[frozenset[int]] = []
