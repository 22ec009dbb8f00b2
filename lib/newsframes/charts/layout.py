"""Where everything of a chart stands on a page of a given width; no text crosses another."""

from dataclasses import replace

from .grammar import ChartRow, Panel
from .shapes import BODY, GREY, SMALL, SUBTITLE, TITLE, Drawing, Path, Text, shapes_of
from .text_measure import width_of, wrap

# Widest label beside its marks, as a share of the page, and widest text that counts as short.
LABEL_SHARE, SHORT = 0.36, 130
# How high bars are, and what a row takes at least.
TALL, ROW = 16.0, 26.0
# How high what says that a row is to be checked is.
TAG = 18.0
LABEL, QUIET = Text(0, 0, "", is_bold=True), Text(0, 0, "", SMALL, is_muted=True)


def lay_out(
    title: str, subtitle: str, source: str, panels: tuple[Panel, ...], *,
    tints: tuple[float, ...] = (), width: float,
) -> Drawing:  # fmt: skip
    """Return the drawing of a chart.

    Parameters
    ----------
    title, subtitle, source
        What stands above and below the panels.
    panels
        From top to bottom.
    tints
        Of the marks "■" in the subtitle.
    width
        In pixels. Below 500 labels stand above their marks, and a matrix becomes a list.

    Examples
    --------
    >>> lay_out("Two words", "Measure", "Source", (), width=640).height
    71.0
    """
    drawing = Drawing(width)
    big = Text(0, 0, "", TITLE, is_bold=True)
    y = drawing.write(0, 20, wrap(title, TITLE, width, bold=True), leading=1.2, like=big)
    if subtitle:
        like = Text(0, 0, "", SUBTITLE, is_muted=True, tints=tints)
        y = drawing.write(0, y + 21, wrap(subtitle, SUBTITLE, width), leading=1.4, like=like)
    y += 12
    lane = _lane(drawing, panels)
    for panel in panels:
        y = _panel(drawing, panel, lane, y) + 14
    if source:
        y = drawing.write(0, y + 9, wrap(source, SMALL, width), like=QUIET) + 8
    drawing.height = float(round(y + 1))
    return drawing


def _panel(drawing: Drawing, panel: Panel, lane: tuple[float, float, float], y: float) -> float:
    """Draw one panel below a height; return where it ends."""
    width = drawing.width
    if panel.heading or panel.aside:
        aside = replace(QUIET, anchor="end")
        room = width - width_of(panel.aside, SMALL) - 12
        heading = wrap(panel.heading, BODY, room, bold=True)
        drawing.write(width, y + 13, [panel.aside], like=aside)
        y = drawing.write(0, y + 13, heading, like=LABEL) + 6
    left, right, _ = lane
    if panel.columns and not drawing.is_narrow:
        y = _heads(drawing, panel, left, right, y)
    axis = y
    if panel.ticks:
        y = _axis(drawing, panel, left, right, y)
    lanes: list[float] = []
    joints: dict[float | None, float] = {}
    for row in panel.rows:
        y, middle = _row(drawing, panel, row, lane, y)
        lanes.append(middle)
        if row.step in joints and not drawing.is_narrow:
            _step(drawing, panel, row, (left, right), (joints[row.step], middle))
        joints |= {mark.start: middle for mark in row.marks}
    if panel.ticks and lanes:
        _grid(drawing, panel, (left, right), axis + 17, lanes)
    if panel.rest:
        y = drawing.write(0, y + 17, wrap(panel.rest, BODY, width), like=replace(QUIET, size=BODY))
        y += 4
    return y


def _lane(drawing: Drawing, panels: tuple[Panel, ...]) -> tuple[float, float, float]:
    """Return where the lane of the marks begins and ends, and how wide the text beside it is."""
    width, rows = drawing.width, [row for panel in panels for row in panel.rows]
    label = max((width_of(row.label, BODY, bold=True) for row in rows), default=0)
    label = max([label, *(width_of(row.under, SMALL) for row in rows)])
    label = max([label, *(width_of(row.check, SMALL) + 8 for row in rows)])
    beside = max((width_of(row.text, BODY) for row in rows), default=0)
    n_columns = max((len(panel.columns) for panel in panels), default=0)
    if drawing.is_narrow:
        return 6, width - 6, beside if beside <= SHORT else width
    left = min(label + 4, LABEL_SHARE * width) + 14
    if n_columns:
        return left, left + min((width - left) / n_columns, 110) * n_columns, 0
    if beside > SHORT:
        beside = min(max(beside + 4, 0.45 * (width - left)), 0.7 * (width - left))
    return left, width - 8 - (beside + 14 if beside else 0), beside


def _row(
    drawing: Drawing, panel: Panel, row: ChartRow, lane: tuple[float, float, float], y: float
) -> tuple[float, float]:
    """Draw one row below a height; return where it ends, and the height of its marks."""
    left, right, beside = lane
    is_short = beside <= SHORT
    if drawing.is_narrow:
        return _narrow_row(drawing, panel, row, lane, y)
    label = wrap(row.label, BODY, left - 14, bold=True)
    under = wrap(row.under, SMALL, left - 14) if row.under else []
    text = wrap(row.text, BODY, beside + 1) if row.text and not panel.columns else []
    block = 16 * len(label) + 14.1 * len(under) + (TAG if row.check else 0)
    tall = max(ROW, block + 10, 16 * len(text) + 10)
    middle = y + tall / 2
    last = drawing.write(0, middle - block / 2 + 12.3, label, like=LABEL)
    if under:
        last = drawing.write(0, last + 14.5, under, like=QUIET)
    if row.check:
        drawing.tag(0, last + TAG - 0.5, row.check)
    like = Text(0, 0, "", anchor="end" if is_short else "start", is_struck=row.is_struck)
    x = drawing.width if is_short else right + 16
    drawing.write(x, middle - 8 * len(text) + 12.3, text, like=like)
    _marks(drawing, panel, row, (left, right), middle)
    if panel.columns or (panel.ticks and not panel.has_lanes):
        drawing.rule(y + tall)
    return y + tall, middle


def _narrow_row(
    drawing: Drawing, panel: Panel, row: ChartRow, lane: tuple[float, float, float], y: float
) -> tuple[float, float]:
    """Draw a row with its label above the marks, and a long text below them."""
    left, right, beside = lane
    is_short, width = beside <= SHORT, drawing.width
    room = width - (beside + 12 if is_short and beside else 0)
    if is_short and row.text:
        like = Text(0, 0, "", anchor="end", is_struck=row.is_struck)
        drawing.write(width, y + 17, [row.text], like=like)
    end = drawing.write(0, y + 17, wrap(row.label, BODY, room, bold=True), like=LABEL)
    if row.under:
        end = drawing.write(0, end + 14.5, wrap(row.under, SMALL, width), like=QUIET)
    if row.check:
        end += TAG
        drawing.tag(0, end - 0.5, row.check)
        end += 4
    middle = end + 6 + TALL / 2
    if row.marks and not panel.columns:
        _marks(drawing, panel, row, (left, right), middle)
        end = middle + TALL / 2
    if row.text and not is_short:
        like = Text(0, 0, "", is_struck=row.is_struck)
        end = drawing.write(0, end + 16, wrap(row.text, BODY, width), like=like) + 3
    drawing.rule(end + 6)
    return end + 7, middle


def _marks(
    drawing: Drawing, panel: Panel, row: ChartRow, lane: tuple[float, float], middle: float
) -> None:
    """Draw the marks of a row in its lane."""
    left, right = lane
    if panel.has_lanes:
        drawing.shapes.append(Path((((left, middle), (right, middle)),), GREY, 0.5, True))
    for mark in row.marks:
        if panel.columns:
            cell = (right - left) / len(panel.columns)
            ends = left + mark.start * cell + 1, left + (mark.start + 1) * cell - 1
        else:
            ends = _at(panel, mark.start, lane), _at(panel, mark.end, lane)
        tall = ROW - 2 if mark.look == "cell" else TALL
        drawing.marks.append((mark, shapes_of(mark, *ends, middle, tall)))


def _at(panel: Panel, value: float, lane: tuple[float, float]) -> float:
    return lane[0] + panel.scale.share(value) * (lane[1] - lane[0])


def _step(
    drawing: Drawing,
    panel: Panel,
    row: ChartRow,
    lane: tuple[float, float],
    rows: tuple[float, float],
) -> None:
    """Lead from the mark of the row above to that of this one."""
    start, end = _at(panel, row.step or 0, lane), _at(panel, row.marks[0].start, lane)
    line = ((start, rows[0] + 6), (start, rows[1]), (end, rows[1]))
    drawing.shapes.append(Path((line,), GREY, 1.2))


def _heads(drawing: Drawing, panel: Panel, left: float, right: float, y: float) -> float:
    """Write the names of the columns, their last lines level."""
    cell = (right - left) / len(panel.columns)
    heads = [wrap(name, SMALL, cell - 6, bold=True) for name in panel.columns]
    deep = max(len(head) for head in heads)
    like = Text(0, 0, "", SMALL, is_bold=True)
    for place, head in enumerate(heads):
        first = y + 12 + (deep - len(head)) * SMALL * 1.28
        drawing.write(left + place * cell + 3, first, head, like=like)
    return y + 12 + (deep - 1) * SMALL * 1.28 + 6


def _axis(drawing: Drawing, panel: Panel, left: float, right: float, y: float) -> float:
    """Name the ticks, as many as have room side by side, from both ends inwards."""
    taken: list[tuple[float, float]] = []
    ordered = [*panel.ticks[:1], *panel.ticks[:0:-1]]
    for value, name in ordered:
        x, half = _at(panel, value, (left, right)), width_of(name, SMALL) / 2
        x = min(max(x, half), drawing.width - half)
        if all(x + half + 8 < low or x - half - 8 > high for low, high in taken):
            taken.append((x - half, x + half))
            drawing.write(x, y + 12, [name], like=replace(QUIET, anchor="middle"))
    return y + 18


def _grid(
    drawing: Drawing, panel: Panel, lane: tuple[float, float], top: float, lanes: list[float]
) -> None:
    """Draw the ticks' lines where no text stands: across the rows, or in each lane alone."""
    half = ROW / 2 if not drawing.is_narrow else TALL / 2
    spans = (
        [(middle - half, middle + half) for middle in lanes]
        if drawing.is_narrow
        else [(top, lanes[-1] + half)]
    )
    lines = [
        ((x, low), (x, high))
        for x in (_at(panel, value, lane) for value, _ in panel.ticks)
        for low, high in spans
    ]
    drawing.shapes.insert(0, Path(tuple(lines), GREY, 0.5, True))
