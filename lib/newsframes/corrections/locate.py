"""Find a target again: its row, or its characters in a text that was changed elsewhere."""

from ..tables.linked import Tables
from .model import CONTEXT, Target

# So much unchanged text beside it, or so much of its own where it stands only once, names a place.
ENOUGH_CONTEXT, ENOUGH_TEXT = CONTEXT // 2, 20


def locate(text: str, target: Target) -> tuple[int, int] | None:
    """Return where the characters of a target stand in a text, None where that is not certain.

    The place is the one whose surroundings agree longest with the target's; two places that agree
    equally long are none, unless one of them is the recorded position with all its surroundings.

    Examples
    --------
    >>> target = Target("mentions", "a" * 12, 0, 3, "Lee", "", " left and later Lee returned.")
    >>> locate("Yesterday Lee left and later Lee returned.", target)
    (10, 13)
    """
    length = len(target.exact)
    if text[target.start : target.end] == target.exact and _agreement(
        text, target, target.start
    ) == len(target.prefix) + len(target.suffix):
        return target.start, target.end
    places, at = [], text.find(target.exact)
    while at >= 0:
        places.append(at)
        at = text.find(target.exact, at + 1)
    ranked = sorted(((_agreement(text, target, at), at) for at in places), reverse=True)
    if not ranked:
        return None
    (best, at), *others = ranked
    is_alone = not others or others[0][0] < best
    is_known = best >= ENOUGH_CONTEXT or (not others and length >= ENOUGH_TEXT)
    return (at, at + length) if is_alone and is_known else None


def _agreement(text: str, target: Target, at: int) -> int:
    """Return how many characters directly before and after a place agree with the target's."""
    end = at + len(target.exact)
    before = text[max(0, at - len(target.prefix)) : at]
    n_before = _common(target.prefix[::-1], before[::-1])
    return n_before + _common(target.suffix, text[end : end + len(target.suffix)])


def _common(one: str, other: str) -> int:
    """Return the length of the longest common beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((n for n, (a, b) in pairs if a != b), min(len(one), len(other)))


def find_article(tables: Tables, target: Target) -> str | None:
    """Return the article that a target is in: the same one, or the only one with its characters."""
    ids = tables.articles.article_id
    if (ids == target.article_id).any():
        return target.article_id
    holding = [
        article.article_id
        for article in tables.articles.itertuples()
        if locate(article.text, target) is not None
    ]
    return holding[0] if len(holding) == 1 else None
