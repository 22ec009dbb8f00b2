"""Rows in the manner of GDELT's Global Knowledge Graph 2.1: one row an article."""

import re
from collections.abc import Iterable
from urllib.parse import urlsplit

from markupsafe import escape

from ..tables.csv_tables import escape_cell
from ..tables.row_json import JsonRow, rows_as_json
from .handover import Handover, is_address

# What divides rows and cells, and what divides blocks and their fields in cells of each kind; the
# format has no escape for them.
CONTROL = "\\x00-\\x1f\\x7f\\x85\u2028\u2029"
CELL, NAMES, COUNTED, QUOTED = (re.compile(f"[{CONTROL}{more}]") for more in ("", ";,", ";#", "#|"))
# Kinds of count of the GKG that have an event here.
COUNTS = {
    "killed": "KILL", "injured": "WOUND", "wounded": "WOUND", "detained": "ARREST",
    "arrested": "ARREST", "abducted": "KIDNAP", "kidnapped": "KIDNAP", "displaced": "DISPLACED",
    "evacuated": "EVACUATION",
}  # fmt: skip
# Columns in their order. Those that need what is not read here (themes, tone, places on a map,
# pictures) are left out, not left empty.
COLUMNS = (
    "GKGRECORDID", "V2.1DATE", "V2SOURCECOLLECTIONIDENTIFIER", "V2SOURCECOMMONNAME",
    "V2DOCUMENTIDENTIFIER", "V2.1COUNTS", "V2ENHANCEDPERSONS", "V2ENHANCEDORGANIZATIONS",
    "V2.1QUOTATIONS", "V2.1ALLNAMES", "V2.1AMOUNTS", "V2EXTRASXML",
)  # fmt: skip
WEB, OFFLINE = "1", "2"


def render(handover: Handover) -> bytes:
    r"""Return one row an article, divided by tabs, with a header.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    bytes
        UTF-8. docs/exports.md says what each column is made of. Offsets are code points in
        ``articles.text``; GDELT's are approximate.

    Notes
    -----
    Column names and the form of their cells: GDELT Global Knowledge Graph codebook, version 2.1.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Police said 12 people were killed.")
    >>> render(Handover(tables)).decode().splitlines()[1].split("\t")[5]
    'KILL#12#people########12'
    """
    own: dict[str, dict[str, list[JsonRow]]] = {}
    tables = handover.tables.without_attitudes()
    for name in ("mentions", "actors", "quotes", "figures"):
        for row in rows_as_json(name, getattr(tables, name)):
            own.setdefault(row["article_id"], {}).setdefault(name, []).append(row)
    lines = ["\t".join(COLUMNS)]
    for article in rows_as_json("articles", tables.articles):
        cells = _cells(article, own.get(article["article_id"], {}))
        lines.append("\t".join(escape_cell(cells[column]) for column in COLUMNS))
    return ("\n".join(lines) + "\n").encode()


def _cells(article: JsonRow, rows: dict[str, list[JsonRow]]) -> dict[str, str]:
    """Return the cells of an article's row, by column."""
    actors = {row["actor_id"]: row for row in rows.get("actors", ())}
    named = [row for row in rows.get("mentions", ()) if row["form"] == "name"]
    kinds: dict[str, list[JsonRow]] = {"person": [], "organisation": []}
    for row in rows.get("mentions", ()):
        kinds.get(actors[row["actor_id"]]["kind"], []).append(row)
    source = article["source"]
    figures = rows.get("figures", [])
    return {
        "GKGRECORDID": _plain(article["article_id"]),
        "V2.1DATE": _moment(article["published"]),
        "V2SOURCECOLLECTIONIDENTIFIER": WEB if is_address(source) else OFFLINE,
        "V2SOURCECOMMONNAME": _plain(urlsplit(source).hostname if is_address(source) else source),
        "V2DOCUMENTIDENTIFIER": source if is_address(source) else _plain(source),
        "V2.1COUNTS": _blocks(";", (_count(row) for row in figures)),
        "V2ENHANCEDPERSONS": _blocks(";", (_name(row, actors) for row in kinds["person"])),
        "V2ENHANCEDORGANIZATIONS": _blocks(
            ";", (_name(row, actors) for row in kinds["organisation"])
        ),
        "V2.1QUOTATIONS": _blocks("#", (_quotation(row) for row in rows.get("quotes", ()))),
        "V2.1ALLNAMES": _blocks(
            ";", (f"{_plain(row['text'], NAMES)},{row['start']}" for row in named)
        ),
        "V2.1AMOUNTS": _blocks(";", (_amount(row) for row in figures)),
        "V2EXTRASXML": _extras(article),
    }  # fmt: skip


def _plain(text: str | None, dividers: re.Pattern[str] = CELL) -> str:
    """Return a text with a space for each character that divides; its length is kept."""
    return "" if text is None else dividers.sub(" ", text)


def _moment(day: str | None) -> str:
    return "" if day is None else f"{day.replace('-', '')}000000"


def _blocks(divider: str, blocks: Iterable[str]) -> str:
    return divider.join(block for block in blocks if block)


def _name(mention: JsonRow, actors: dict[str, JsonRow]) -> str:
    """Return whom a mention means, and its offset."""
    return f"{_plain(actors[mention['actor_id']]['name'], NAMES)},{mention['start']}"


def _number(row: JsonRow) -> str:
    """Return the value of a figure: its low end, or the high one if that is open."""
    value = row["high"] if row["low"] is None else row["low"]
    return "" if value is None else f"{value:.15g}"


def _count(row: JsonRow) -> str:
    """Return a count of people or things to whom something happened that the GKG has a name for."""
    if row["unit_kind"] != "count" or row["event"] not in COUNTS:
        return ""
    thing, place = _plain(row["thing"], COUNTED), "#" * 7
    return f"{COUNTS[row['event']]}#{_number(row)}#{thing}#{place}{row['start']}"


def _amount(row: JsonRow) -> str:
    """Return a figure: value, what it is of, offset."""
    unit = "" if row["unit"] == "count" else row["unit"]
    words = (unit, row["per"] and f"per {row['per']}", row["thing"] or row["about"])
    what = _plain(" ".join(word for word in words if word), NAMES)
    return f"{_number(row)},{what},{row['start']}"


def _quotation(row: JsonRow) -> str:
    """Return a quote: offset, length, verb, words."""
    length = row["end"] - row["start"]
    verb, words = (_plain(row[column], QUOTED) for column in ("cue_lemma", "text"))
    return f"{row['start']}|{length}|{verb}|{words}"


def _extras(article: JsonRow) -> str:
    """Return the headline and the byline as the elements that the GKG puts them in."""
    parts = (("PAGE_TITLE", article["title"]), ("PAGE_AUTHORS", article["byline"]))
    texts = ((tag, _plain(value)) for tag, value in parts if value is not None)
    return "".join(f"<{tag}>{escape(text)}</{tag}>" for tag, text in texts)
