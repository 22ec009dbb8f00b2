"""Reading ahead: the encoder works on the next articles while the parser reads one."""

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from ..articles import Article
from .reader import Reader, Reading

# How many articles the encoder is ahead of the parser by default.
AHEAD = 6


def read_ahead(
    articles: Iterable[Article], reader: Reader, *, ahead: int = AHEAD
) -> Iterator[tuple[Article, Callable[[], Reading]]]:
    """Yield articles in order, each with the call that finishes its reading.

    That call raises what went wrong with the article, and only with that one.
    """
    waiting: deque[tuple[Article, Callable[[], Reading]]] = deque()
    for article in articles:
        waiting.append((article, reader.begin(article)))
        if len(waiting) > ahead:
            yield waiting.popleft()
    yield from waiting
