"""Charts as PNG on white paper, drawn by matplotlib."""

import io
import unicodedata
from functools import cache
from typing import Any

from matplotlib import rc_context
from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgba
from matplotlib.figure import Figure
from matplotlib.ft2font import FT2Font
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Rectangle
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from .shapes import HUE, INK, MARGIN, Box, Disc, Drawing, Path, Shape, Text, bounds
from .text_measure import font_folder, width_of

PAPER, DARK, QUIET = "white", "#1c1f24", "#50565f"
STYLE: Any = {"font.family": "DejaVu Sans", "text.parse_math": False}
# Pixels of the picture for one of the layout; colours, shades of edges included.
SCALE, INKS = 2, 128


def draw_png(drawing: Drawing, alt: str) -> bytes:
    """Return a picture with a palette of its own; the same drawing gives the same bytes.

    Parameters
    ----------
    drawing
        What ``Chart.lay_out`` returns.
    alt
        Kept in the file as its description.
    """
    wide, tall = drawing.width + 2 * MARGIN, drawing.height + 2 * MARGIN
    with rc_context(STYLE):
        figure = Figure(figsize=(wide / 72, tall / 72), dpi=72 * SCALE, facecolor=PAPER)
        FigureCanvasAgg(figure)
        ax = figure.add_axes((0, 0, 1, 1))
        ax.set_axis_off()
        ax.set(xlim=(-MARGIN, wide - MARGIN), ylim=(tall - MARGIN, -MARGIN))
        for place, shape in enumerate(
            [*drawing.shapes, *(shape for _, shapes in drawing.marks for shape in shapes)]
        ):
            _draw(ax, shape, place + 1)
        drawn, small = io.BytesIO(), io.BytesIO()
        figure.savefig(drawn, format="png")
    note = PngInfo()
    note.add_itxt("Description", alt)
    with Image.open(drawn) as picture:
        few = picture.convert("RGB").quantize(
            INKS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE
        )
    few.save(small, format="png", optimize=True, pnginfo=note)
    return small.getvalue()


def _draw(ax: Axes, shape: Shape, order: int) -> None:
    """Draw one shape above those before it."""
    if isinstance(shape, Text):
        _write(ax, shape, order)
    elif isinstance(shape, Path):
        colour = DARK if shape.colour == INK else shape.colour
        style: tuple[float, tuple[float, ...]] | None = (0, (2, 3)) if shape.is_dashed else None
        for line in shape.lines:
            xs, ys = zip(*line, strict=True)
            ax.add_line(
                Line2D(xs, ys, color=colour, linewidth=shape.width, linestyle=style, zorder=order)
            )
    else:
        ax.add_patch(_patch(shape, order))


def _patch(shape: Box | Disc, order: int) -> Rectangle | Circle:
    """Return a rectangle or a circle."""
    if isinstance(shape, Disc):
        face = shape.colour if shape.is_filled else "none"
        return Circle(
            (shape.x, shape.y), shape.radius, facecolor=face, edgecolor=shape.colour, linewidth=2,
            zorder=order,
        )  # fmt: skip
    return Rectangle(
        (shape.x, shape.y), shape.width, shape.height, facecolor=to_rgba(shape.colour, shape.tint),
        edgecolor=shape.colour if shape.edge else "none", linewidth=shape.edge,
        linestyle=(0, (3, 2)) if shape.is_dashed else "-", zorder=order,
    )  # fmt: skip


def _write(ax: Axes, line: Text, order: int) -> None:
    """Write a line of text, with its marks in their tints."""
    left, top, right, _ = bounds(line)
    colour = QUIET if line.is_muted else DARK
    weight = "bold" if line.is_bold else "normal"
    for run, tint in line.runs:
        wide = width_of(run, line.size, bold=line.is_bold)
        if tint is None:
            ax.text(
                left, line.y, drawable(run), fontsize=line.size, color=colour, fontweight=weight,
                va="baseline", zorder=order,
            )  # fmt: skip
        else:
            side = 0.7 * line.size
            box = Box(left + (wide - side) / 2, line.y - side, side, side, HUE, tint)
            ax.add_patch(_patch(box, order))
        left += wide
    if line.is_struck:
        middle = top + 0.55 * line.size
        start = right - width_of(line.text, line.size, bold=line.is_bold)
        ax.add_line(Line2D([start, right], [middle] * 2, color=colour, linewidth=1, zorder=order))


def drawable(text: str) -> str:
    """Return a text with "□" for each character that the font cannot draw.

    Parameters
    ----------
    text
        One line.

    Examples
    --------
    >>> drawable("李明 Tokayev")
    '□□ Tokayev'
    """
    return "".join(
        mark if ord(mark) in _glyphs() else "□"
        for mark in text
        if not unicodedata.category(mark).startswith("C")
    )


@cache
def _glyphs() -> frozenset[int]:
    """Return the code points that the font has a glyph for."""
    return frozenset(FT2Font(str(font_folder() / "DejaVuSans.ttf")).get_charmap())
