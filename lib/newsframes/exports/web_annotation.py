"""W3C Web Annotation: one annotation a row, as JSON-LD."""

import base64
import hashlib
import json
import uuid
from typing import Any

from ..tables.row_json import JsonRow, json_line, rows_as_json
from .handover import Handover, is_address

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
# How many characters before and after the target's own help to find it.
AROUND = 32
# Tables whose rows stand somewhere, and the columns that say in a word what a row is.
ANNOTATED: dict[str, tuple[str, ...]] = {
    "mentions": ("form",),
    "actors": ("kind",),
    "quotes": ("kind", "act", "stance"),
    "figures": ("unit_kind", "claim"),
    "issues": ("kind",),
}


def render(handover: Handover) -> bytes:
    """Return the rows as an annotation collection in JSON-LD.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    bytes
        An ``AnnotationCollection`` whose one page holds an annotation for each mention, actor (at
        its first mention), quote, figure, and issue that stands somewhere. Its target has a
        TextQuoteSelector and a TextPositionSelector; its bodies are tags and the row as JSON.

    Notes
    -----
    Web Annotation Data Model, W3C Recommendation of 23 February 2017. The source is the article's
    address; of one without, the ``ni`` name of its text (RFC 6920). Offsets count code points of
    the text that was read, not of a page on the web: there the TextQuoteSelector holds.

    Examples
    --------
    >>> import newsframes as nf
    >>> made = json.loads(render(Handover(nf.tabulate("Police said 12 people were killed."))))
    >>> made["type"], made["total"] == len(made["first"]["items"])
    ('AnnotationCollection', True)
    """
    tables = handover.tables
    articles = {row["article_id"]: row for row in rows_as_json("articles", tables.articles)}
    firsts = _first_mentions(rows_as_json("mentions", tables.mentions))
    items = []
    for name in ANNOTATED:
        for row in rows_as_json(name, getattr(tables, name)):
            span = firsts.get(row["actor_id"]) if name == "actors" else (row["start"], row["end"])
            if row["article_id"] is None or span is None or None in span:
                continue
            items.append(_annotation(name, row, articles[row["article_id"]], span, handover))
    label = f"{handover.title}: {tables.summary()}"
    page = {
        "id": _identifier("page", label, *articles),
        "type": "AnnotationPage",
        "startIndex": 0,
        "items": items,
    }
    collection = {
        "@context": CONTEXT,
        "id": _identifier("collection", label, *articles),
        "type": "AnnotationCollection",
        "label": label,
        "total": len(items),
        "first": page,
    }
    return (json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1) + "\n").encode()


def _first_mentions(mentions: list[JsonRow]) -> dict[str, tuple[int, int]]:
    """Return the offsets of each actor's first mention."""
    found: dict[str, tuple[int, int]] = {}
    for row in mentions:
        span = (row["start"], row["end"])
        found[row["actor_id"]] = min(found.get(row["actor_id"], span), span)
    return found


def _annotation(
    name: str, row: JsonRow, article: JsonRow, span: tuple[int, int], handover: Handover
) -> dict[str, Any]:
    text, (start, end) = article["text"], span
    tags = [name, *(f"{column}: {row[column]}" for column in ANNOTATED[name] if row[column])]
    made: dict[str, Any] = {
        "id": _identifier(name, json_line(row)),
        "type": "Annotation",
        "motivation": "identifying" if name in ("mentions", "actors") else "describing",
    }
    if handover.licence_address is not None:
        made["rights"] = handover.licence_address
    if handover.date is not None:
        made["created"] = f"{handover.date}T00:00:00Z"
    made["body"] = [
        *({"type": "TextualBody", "purpose": "tagging", "value": tag} for tag in tags),
        {
            "type": "TextualBody", "purpose": "describing", "format": "application/json",
            "value": json_line(row),
        },
    ]  # fmt: skip
    made["target"] = {
        "type": "SpecificResource",
        "source": _source(article),
        "selector": [
            {
                "type": "TextQuoteSelector", "exact": text[start:end],
                "prefix": text[max(0, start - AROUND) : start],
                "suffix": text[end : end + AROUND],
            },
            {"type": "TextPositionSelector", "start": start, "end": end},
        ],
    }  # fmt: skip
    return made


def _source(article: JsonRow) -> str:
    """Return the address of an article, else the name of its text by its SHA-256."""
    if is_address(article["source"]):
        return str(article["source"])
    digest = hashlib.sha256(article["text"].encode("utf-8")).digest()
    return f"ni:///sha-256;{base64.urlsafe_b64encode(digest).decode().rstrip('=')}"


def _identifier(*parts: str) -> str:
    """Return an IRI that is the same for the same content."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "\n".join(parts)).urn
