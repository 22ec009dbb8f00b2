"""Corrections as tests: what a person decided must come out of the reading by itself."""

import json
from collections.abc import Iterable, Iterator

from ..tables.linked import Tables
from .locate import find_article
from .model import Correction
from .replay import correct

# What says how sure a row is and what decided it, and is no part of what is right.
ABOUT_DECISIONS = {
    "confidence", "speaker_confidence", "claimant_confidence", "found_by", "resolved_by",
    "runner_up_id",
}  # fmt: skip


def is_met(tables: Tables, decision: Correction) -> bool:
    """Return True if tables are already as a decision wants them.

    Parameters
    ----------
    tables
        As they were read, without corrections.
    decision
        One correction. A rejection is met if there is no such row any more.
    """
    after = correct(tables, [decision])
    is_stale = (after.issues.kind == "stale_correction").sum() > (
        tables.issues.kind == "stale_correction"
    ).sum()
    if is_stale:
        return decision.action == "reject" and find_article(tables, decision.targets[0]) is not None
    for name, frame in tables.frames().items():
        kept = [column for column in frame if column not in ABOUT_DECISIONS]
        if not frame[kept].equals(getattr(after, name)[kept]):
            return False
    return True


def golden_cases(tables: Tables, corrections: Iterable[Correction]) -> Iterator[str]:
    """Yield each decision with its article as one line of JSON, to be kept as a test.

    Parameters
    ----------
    tables
        With the articles that the decisions are about; others are left out.
    corrections
        The decisions.

    Returns
    -------
    iterator of str
        JSON with ``id``, ``text`` and ``decision``. The text is the user's: whoever shares the
        case shares the article.
    """
    texts = tables.articles.set_index("article_id").text
    for decision in corrections:
        article_id = decision.targets[0].article_id
        if article_id in texts.index:
            yield json.dumps(
                {
                    "id": decision.correction_id,
                    "text": texts[article_id],
                    "decision": json.loads(decision.line()),
                },
                ensure_ascii=False,
            )
