"""What tables hold together by: ids that name a row, and spans that hold their surface."""

from collections.abc import Iterator
from typing import Any

from .quick_check import Contents, is_missing
from .schema import CONTRACT, LIST, SPANS

# A table, its column, the place of the row, and what is wrong there.
Fault = tuple[str, str, int, str]


def broken_links(contents: dict[str, Contents]) -> Iterator[Fault]:
    """Yield the ids that point nowhere.

    Parameters
    ----------
    contents
        The values of every table's columns.
    """
    for name, columns in CONTRACT.items():
        for column in columns:
            if not column.refers:
                continue
            keys = set(contents[column.refers][CONTRACT[column.refers][0].name])
            for row, value in enumerate(contents[name][column.name]):
                is_list = column.dtype == LIST and not is_missing(value)
                for key in value if is_list else (value,):
                    if key not in keys and not is_missing(key):
                        yield name, column.name, row, f"{key!r} is no id in {column.refers}."


def false_surfaces(contents: dict[str, Contents]) -> Iterator[Fault]:
    """Yield the spans outside the body, and those that do not hold the surface of their row.

    Parameters
    ----------
    contents
        The values of every table's columns.
    """
    texts = contents["articles"]
    columns = (texts[name] for name in ("article_id", "text", "body_start", "body_end"))
    articles = {key: tuple(article) for key, *article in zip(*columns, strict=True)}
    for name, spans in SPANS.items():
        own = contents[name]
        for span in spans:
            for row, (key, *values) in enumerate(
                zip(own["article_id"], *(own[column] for column in span), strict=True)
            ):
                missing = sum(map(is_missing, values))
                if missing == 3:
                    continue
                if missing:
                    start_name, end_name, text_name = span
                    fault = f"{start_name}, {end_name} and {text_name} must be there together."
                else:
                    fault = _fault_of_span(values, articles[key])
                if fault:
                    yield name, span[2], row, fault


def _fault_of_span(values: list[Any], article: tuple[Any, ...]) -> str:
    """Say what is wrong with a span of a text; "" if nothing is."""
    start, end, surface = values
    text, body_start, body_end = article
    found = text[start:end]
    if found != surface:
        return f"text[{start}:{end}] is {found!r}, not {surface!r}."
    is_within = body_start <= start < end <= body_end
    return "" if is_within else f"[{start}:{end}] is not within the body."
