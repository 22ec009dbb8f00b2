"""Shapes in pixels, y downwards: what every renderer of a chart can draw."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from .grammar import Mark
from .text_measure import width_of

TITLE, SUBTITLE, BODY, SMALL = 17.0, 12.5, 12.5, 11.0
# Around a picture.
MARGIN = 8
# Both have a contrast of at least 4.2 on white and on the dark page.
HUE, GREY = "#3a7cc9", "#767b84"
# The colour of text, light or dark.
INK = "currentColor"


@dataclass(frozen=True)
class Box:
    """A rectangle, filled with a share of its colour; without an edge if ``edge`` is 0."""

    x: float
    y: float
    width: float
    height: float
    colour: str = HUE
    tint: float = 1.0
    edge: float = 1.2
    is_dashed: bool = False
    kind: str = "box"


@dataclass(frozen=True)
class Path:
    """Lines through points; several of them are drawn apart."""

    lines: tuple[tuple[tuple[float, float], ...], ...]
    colour: str = HUE
    width: float = 1.2
    is_dashed: bool = False
    kind: str = "path"


@dataclass(frozen=True)
class Disc:
    """A circle, hollow or filled."""

    x: float
    y: float
    radius: float
    colour: str = HUE
    is_filled: bool = True
    kind: str = "disc"


@dataclass(frozen=True)
class Text:
    """A line of text on its baseline; each "■" is drawn as a mark with the next of the tints."""

    x: float
    y: float
    text: str
    size: float = BODY
    is_bold: bool = False
    anchor: str = "start"
    is_muted: bool = False
    is_struck: bool = False
    tints: tuple[float, ...] = ()
    kind: str = "text"

    @property
    def runs(self) -> list[tuple[str, float | None]]:
        """Return the pieces of the line, those that are marks with their tint."""
        first, *pieces = self.text.split("■") if self.tints else [self.text]
        runs: list[tuple[str, float | None]] = [(first, None)]
        for tint, piece in zip(self.tints, pieces, strict=True):
            runs += [("■", tint), (piece, None)]
        return [run for run in runs if run[0]]


Shape = Box | Path | Disc | Text


def bounds(shape: Shape) -> tuple[float, float, float, float]:
    """Return left, top, right and bottom of a shape; of a text, in the widest font."""
    match shape:
        case Box():
            return shape.x, shape.y, shape.x + shape.width, shape.y + shape.height
        case Disc():
            r = shape.radius
            return shape.x - r, shape.y - r, shape.x + r, shape.y + r
        case Path():
            xs, ys = zip(*(point for line in shape.lines for point in line), strict=True)
            return min(xs), min(ys), max(xs), max(ys)
        case Text():
            wide = width_of(shape.text, shape.size, bold=shape.is_bold)
            left = shape.x - {"start": 0.0, "middle": wide / 2, "end": wide}[shape.anchor]
            return left, shape.y - 0.8 * shape.size, left + wide, shape.y + 0.25 * shape.size


@dataclass
class Drawing:
    """A page that grows downwards; marks are kept apart from what is around them."""

    width: float
    height: float = 0.0
    shapes: list[Shape] = field(default_factory=list)
    marks: list[tuple[Mark, list[Shape]]] = field(default_factory=list)

    @property
    def is_narrow(self) -> bool:
        """Return True on a page on which labels stand above their marks."""
        return self.width < 500

    def write(
        self, x: float, y: float, lines: Sequence[str], *, leading: float = 1.28, like: Text
    ) -> float:
        """Write lines from a first baseline on, in the manner of a text; return the last baseline.

        Parameters
        ----------
        x, y
            Where the first line stands.
        lines
            Of text.
        leading
            Height of a line in sizes of its font.
        like
            Its size, weight and colours are taken; the tints go to the marks of all lines in turn.
        """
        tints = list(like.tints)
        for place, line in enumerate(lines):
            if not line:
                continue
            n = line.count("■") if tints else 0
            self.shapes.append(
                Text(
                    x, y + place * like.size * leading, line, like.size, like.is_bold, like.anchor,
                    like.is_muted, like.is_struck, tuple(tints[:n]),
                )
            )  # fmt: skip
            del tints[:n]
        return y + (len(lines) - 1) * like.size * leading

    def tag(self, x: float, y: float, text: str) -> None:
        """Write a small text in a dashed frame, on a baseline."""
        wide = width_of(text, SMALL) + 8
        self.shapes.append(Box(x, y - 10.5, wide, 14, GREY, 0.0, is_dashed=True))
        self.shapes.append(Text(x + wide / 2, y, text, SMALL, anchor="middle"))

    def rule(self, y: float) -> None:
        """Draw a thin line across the page at a height."""
        self.shapes.append(Path((((0.0, y), (self.width, y)),), GREY, 0.4))


def shapes_of(mark: Mark, left: float, right: float, middle: float, tall: float) -> list[Shape]:
    """Return the shapes of a mark.

    Parameters
    ----------
    mark
        What to draw.
    left, right
        Where its ends lie.
    middle
        The height of its middle.
    tall
        How high a bar is.

    Examples
    --------
    >>> [shape.kind for shape in shapes_of(Mark("more", 3, 3), 10, 10, 20, 16)]
    ['path']
    """
    if mark.is_unsure:
        plain = shapes_of(replace(mark, is_unsure=False), left, right, middle, tall)
        # Cells have neighbours.
        return _checked(plain, -2 if mark.look == "cell" else 3)
    colour = GREY if mark.is_muted else HUE
    if mark.look in ("bar", "range", "vague", "cell"):
        return _boxes(mark, left, right, middle, tall)
    if mark.look == "interval":
        ends = tuple(((x, middle - 5), (x, middle + 5)) for x in (left, right))
        return [Path((((left, middle), (right, middle)), *ends), INK, 1.6)]
    if mark.look in ("dot", "ring", "point"):
        return [Disc(left, middle, 2.2 if mark.look == "point" else 5, colour, mark.look != "ring")]
    lines: tuple[tuple[tuple[float, float], ...], ...]
    if mark.look in ("more", "less"):
        way = 1 if mark.look == "more" else -1
        tip = left + way * min(max(way * (right - left), 12), 34)
        back = tip - 5 * way
        lines = (
            ((left, middle - 6), (left, middle + 6)),
            ((left, middle), (tip, middle)),
            ((back, middle - 4), (tip, middle), (back, middle + 4)),
        )
    elif mark.look == "diamond":
        corners = [(left - 6, middle), (left, middle - 6), (left + 6, middle), (left, middle + 6)]
        lines = ((*corners, corners[0]),)
    elif mark.look == "tick":
        lines = (((left, middle - 7), (left, middle + 7)),)
    else:
        r = 3 if mark.look == "small cross" else 5
        lines = tuple(((left - r, middle - s * r), (left + r, middle + s * r)) for s in (1, -1))
    return [Path(lines, colour, 2.0)]


def _checked(shapes: list[Shape], gap: float) -> list[Shape]:
    """Add a dashed frame around the shapes of a mark that is to be checked."""
    lefts, tops, rights, bottoms = zip(*map(bounds, shapes), strict=True)
    left, top = min(lefts), min(tops)
    wide, tall = max(rights) - left + 2 * gap, max(bottoms) - top + 2 * gap
    return [*shapes, Box(left - gap, top - gap, wide, tall, GREY, 0.0, is_dashed=True)]


def _boxes(mark: Mark, left: float, right: float, middle: float, tall: float) -> list[Shape]:
    """Return a bar, with hatching or a letter, or the band of a vague amount."""
    wide, top = max(right - left, 1.6), middle - tall / 2
    if mark.look == "vague":
        return [Box(left, top, wide, tall, GREY, 0.25, is_dashed=True)]
    if mark.look == "range":
        return [Box(left, middle - 4, wide, 8)]
    colour = GREY if mark.is_hatched or mark.is_muted else HUE
    tint = 0.0 if mark.is_hatched else mark.tint
    shapes: list[Shape] = [
        Box(left, top, wide, tall, colour, tint, 0 if mark.look == "cell" else 1.2)
    ]
    if mark.is_hatched:
        shapes.append(_hatching(left, top, wide, tall))
    if mark.letter and wide > width_of(mark.letter, SMALL, bold=True) + 4:
        middle += SMALL * 0.36
        shapes.append(Text(left + wide / 2, middle, mark.letter, SMALL, True, "middle"))
    return shapes


def _hatching(x: float, y: float, wide: float, tall: float) -> Path:
    """Return rising lines across a rectangle, cut at its edges."""
    lines = []
    for start in range(-int(tall // 5) * 5 + 2, int(wide), 5):
        low, high = max(0.0, -start), min(tall, wide - start)
        if high > low:
            lines.append(((x + start + low, y + tall - low), (x + start + high, y + tall - high)))
    return Path(tuple(lines), GREY, 0.9)
