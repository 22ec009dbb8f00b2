"""Many articles made of few: copies with days of other years, whole or their first paragraphs."""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path

import newsframes as nf

# Weeks by which the days of each copy of an article are later, so that no two texts are the same.
WEEKS = 52
DAY_LINE = "%A, %B %d, %Y"
# A lead is the first paragraph of an article, and those after it up to so many characters.
LEAD = 500


def lead_of(body: str) -> str:
    r"""Return the first paragraphs of an article.

    Examples
    --------
    >>> lead_of("All quiet.\n\n\nIt rained.\n" + 500 * "x")
    'All quiet.\n\nIt rained.'
    """
    paragraphs = [line for line in body.splitlines() if line.strip()]
    ends = [*accumulate(map(len, paragraphs))]
    kept = [one for one, end in zip(paragraphs, ends, strict=True) if end <= LEAD]
    return "\n\n".join(kept or paragraphs[:1])


def copies_of(
    articles: Sequence[nf.Article], n: int, *, is_lead: bool = False
) -> Iterator[dict[str, str | None]]:
    """Yield articles n times, each copy of another year by its day and its first line."""
    for copy in range(n):
        shift = timedelta(weeks=WEEKS * copy)
        for article in articles:
            day = date.fromisoformat(str(article.published)) + shift
            line, _, rest = article.text.partition("\n")
            body = rest if str(day.year - shift.days // 364) in line[-8:] else article.text
            yield {
                "text": f"{day.strftime(DAY_LINE)}\n{lead_of(body) if is_lead else body}",
                "title": article.title, "date": day.isoformat(), "source": article.source,
            }  # fmt: skip


def write_copies(path: Path, articles: Sequence[nf.Article], n: int, *, is_lead: bool) -> Path:
    """Write copies of articles as JSONL, and return the path."""
    with path.open("w", encoding="utf-8") as file:
        records = copies_of(articles, n, is_lead=is_lead)
        file.writelines(f"{json.dumps(one)}\n" for one in records)
    return path
