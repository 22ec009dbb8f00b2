"""Check what a person gives for a decision, and turn rows and words into targets."""

from typing import Any

from ..tables.linked import Tables
from ..tables.schema import BOUNDS
from .model import CorrectionError, Target, target_at, target_of


def row_target(tables: Tables, table: str, row_id: str) -> Target:
    """Return the target of a row of one table."""
    target = target_of(tables, row_id)
    if target.table != table:
        raise CorrectionError(f"Cannot use {row_id!r} here. Expected an id of {table}.")
    return target


def actor_target(tables: Tables, actor_id: str | None) -> Target | None:
    """Return the target of an actor, None for nobody."""
    return None if actor_id is None else row_target(tables, "actors", actor_id)


def checked_text(name: str, value: Any) -> str:
    """Return a text without the space around it; refuse what is none."""
    if not isinstance(value, str) or not value.strip():
        raise CorrectionError(f"Cannot use {value!r} as {name}. Expected text.")
    return value.strip()


def check_choice(name: str, value: Any, accepted: tuple[str, ...]) -> None:
    """Refuse a value that is not among those accepted."""
    if value not in accepted:
        raise CorrectionError(
            f"Cannot use {value!r} as {name}. Expected one of {', '.join(accepted)}."
        )


def checked_figure(tables: Tables, figure: Target, values: dict[str, Any]) -> dict[str, Any]:
    """Check the values of a figure; turn its counted noun and its claimant into targets."""
    accepted = ("low", "high", "bound", "unit", "thing", "claimant")
    if not values or not set(values) <= set(accepted):
        found = ", ".join(sorted(values)) or "nothing"
        raise CorrectionError(
            f"Cannot change {found} of a figure. Expected some of {', '.join(accepted)}."
        )
    checked = dict(values)
    for end in ("low", "high"):
        if end in values and (
            isinstance(values[end], bool) or not isinstance(values[end], int | float)
        ):
            raise CorrectionError(f"Cannot use {values[end]!r} as {end}. Expected a number.")
    if values.keys() >= {"low", "high"} and values["low"] > values["high"]:
        raise CorrectionError(
            f"Cannot use low {values['low']} above high {values['high']}. Exchange them."
        )
    if "bound" in values:
        check_choice("bound", values["bound"], BOUNDS)
    if "unit" in values:
        checked["unit"] = checked_text("unit", values["unit"])
    if "claimant" in values:
        checked["claimant"] = actor_target(tables, values["claimant"])
    if "thing" in values and values["thing"] is not None:
        checked["thing"] = _thing(tables, figure, values["thing"])
    return checked


def _thing(tables: Tables, figure: Target, thing: Any) -> Target:
    """Return where a counted noun stands: at the offsets given, or where it is written nearest."""
    if isinstance(thing, tuple):
        return target_at(tables, "figures", figure.article_id, *thing)
    words = checked_text("thing", thing)
    article = tables.articles.set_index("article_id").loc[figure.article_id]
    places, at = [], article.text.find(words, article.body_start, article.body_end)
    while at >= 0:
        places.append(at)
        at = article.text.find(words, at + 1, article.body_end)
    if not places:
        raise CorrectionError(
            f"Cannot use {words!r} as thing: the article does not say it. Expected words of its"
            " body, or their (start, end)."
        )
    near = min(places, key=lambda at: (abs(at - figure.end), at))
    return target_at(tables, "figures", figure.article_id, near, near + len(words))
