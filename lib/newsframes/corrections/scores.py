"""How good the rows are, measured by a person's own review, and which rows to look at for that."""

import math
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
import pandas as pd

from ..tables.linked import Tables
from .model import KEYS, Correction, CorrectionError

# A decision of these says that the row was wrong; a confirmation says that it was right.
WRONG = {
    "set_speaker", "split_mention", "change_actor", "reject", "change_quote", "change_figure",
    "merge_actors",
}  # fmt: skip
BANDS = (0.0, 0.5, 0.7, 0.8, 0.9, 0.95, 1.01)
# The normal deviate of a two-sided interval of 95 %.
DEVIATE = 1.959964


def review_scores(tables: Tables, corrections: Iterable[Correction] | None = None) -> pd.DataFrame:
    """Tell how many of the rows that a person looked at were right, and estimate that for all rows.

    A row counts as looked at if it was confirmed, rejected or changed. What was changed was wrong,
    also if it was confirmed afterwards; of a rejection and a confirmation, the later one holds. Of
    merged actors, the one mentioned first was right and the others were wrong. A quote that was
    given the speaker that it had is right. Rows that were added are not counted: they say what is
    missing, not what is wrong.

    Parameters
    ----------
    tables
        What ``tabulate`` returned, corrected or not.
    corrections
        The decisions; by default those that the tables were corrected with.

    Returns
    -------
    pandas.DataFrame
        One row for each ``table`` (quotes, figures, actors, mentions), ``by`` and ``value``:
        ``n_checked, n_right``, ``share`` of those right with ``low`` and ``high``, Wilson's 95 %
        interval, and ``n_rows``, how many rows of the tables are of that value. ``by`` is ``all``,
        ``kind``, ``found_by``, ``resolved_by`` or ``confidence`` (in bands). For ``all``, ``share``
        is weighted by the bands' numbers of rows, so that a sample in which unsure rows are
        over-represented still estimates the whole.

    Notes
    -----
    Wilson (1927); the interval of the weighted share uses the effective sample size of Korn and
    Graubard (1998).

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said it rained. Bo Hill said it snowed.")
    >>> edits = nf.Corrections()
    >>> edits.confirm(tables, tables.quotes.quote_id[0])
    >>> edits.reject(tables, tables.quotes.quote_id[1])
    >>> scores = review_scores(tables.correct(edits))
    >>> scores.query("table == 'quotes' and by == 'all'")[["n_checked", "n_right"]].values.tolist()
    [[2, 1]]
    """
    decisions = list(tables.corrections if corrections is None else corrections)
    before = tables.origin or tables
    rows: list[dict[str, Any]] = []
    for table, known in verdicts(before, decisions).items():
        frame = _described(before, table)
        frame["is_right"] = pd.array([known.get(row) for row in frame.index], dtype="boolean")
        rows.append(_whole(table, frame))
        for by in ("kind", "found_by", "resolved_by", "confidence"):
            if by in frame:
                for value, group in frame.groupby(by, observed=True, sort=True):
                    rows.append(_row(table, by, str(value), group))
    columns = ["table", "by", "value", "n_checked", "n_right", "share", "low", "high", "n_rows"]
    scores = pd.DataFrame(rows, columns=columns)
    return scores[scores.n_checked > 0].reset_index(drop=True)


def verdicts(tables: Tables, decisions: Iterable[Correction]) -> dict[str, dict[str, bool]]:
    """Return, by table, for the id of each row that a person checked whether it was right."""
    before = tables.origin or tables
    ids = {table: set(getattr(before, table)[key]) for table, key in KEYS.items()}
    found: dict[str, dict[str, bool]] = {
        table: {} for table in ("quotes", "figures", "actors", "mentions")
    }
    changed: set[str] = set()
    for decision in decisions:
        first = min(decision.targets, key=lambda target: (target.start, str(target.row_id)))
        is_across = len({target.article_id for target in decision.targets}) > 1
        for target in decision.targets:
            row_id = str(target.row_id)
            # That actors of different articles are one says nothing of the rows of either.
            if is_across or row_id not in ids[target.table]:
                continue
            known = found[target.table]
            if decision.action == "merge_actors":
                known[row_id] = target is first and known.get(row_id, True)
            elif decision.action == "confirm" or _is_as_read(before, decision):
                known[row_id] = row_id not in changed
            elif decision.action in WRONG:
                known[row_id] = False
                changed |= {row_id} if decision.action != "reject" else set()
    return found


def _is_as_read(before: Tables, decision: Correction) -> bool:
    """Return True if a decision gives a quote the speaker that it had."""
    if decision.action != "set_speaker" or "name" in decision.values:
        return False
    speakers = before.quotes.set_index("quote_id").speaker_id
    speaker, actor = speakers[decision.targets[0].row_id], decision.values.get("actor")
    return actor is None if pd.isna(speaker) else actor is not None and actor.row_id == speaker


def _described(before: Tables, table: str) -> pd.DataFrame:
    """Return a table's rows by id with what scores are told apart by."""
    frame = getattr(before, table).set_index(KEYS[table])
    kinds = {"figures": "unit_kind", "mentions": "form"}
    described = pd.DataFrame({"kind": frame[kinds.get(table, "kind")]}, index=frame.index)
    for column in ("found_by", "resolved_by"):
        if column in frame:
            described[column] = frame[column]
    if "confidence" in frame:
        described["confidence"] = _bands(frame.confidence)
    return described


def _bands(confidence: pd.Series) -> pd.Series:
    """Return the band of each confidence, as text: "0.90 to 0.95"."""
    names = [f"{low:.2f} to {min(high, 1.0):.2f}" for low, high in pairwise(BANDS)]
    return pd.cut(confidence, BANDS, right=False, labels=names)


def _row(table: str, by: str, value: str, group: pd.DataFrame) -> dict[str, Any]:
    known = group.is_right.dropna()
    n, right = len(known), int(known.sum())
    low, high = wilson(right, n)
    return {
        "table": table, "by": by, "value": value, "n_checked": n, "n_right": right,
        "share": right / n if n else math.nan, "low": low, "high": high, "n_rows": len(group),
    }  # fmt: skip


def _whole(table: str, frame: pd.DataFrame) -> dict[str, Any]:
    """Return the row for a whole table, its share weighted by bands of confidence."""
    row = _row(table, "all", "all", frame)
    checked = frame.dropna(subset=["is_right"])
    if "confidence" not in frame or not len(checked):
        return row
    bands = checked.groupby("confidence", observed=True).is_right.agg(["mean", "size"])
    weights = frame.confidence.value_counts().reindex(bands.index)
    weights = weights / weights.sum()
    share = float((weights * bands["mean"].astype(float)).sum())
    effective = 1 / float((weights**2 / bands["size"]).sum())
    low, high = wilson(share * effective, effective)
    return row | {"share": share, "low": low, "high": high}


def wilson(right: float, n: float) -> tuple[float, float]:
    """Return the 95 % interval of a share (Wilson 1927); from 0 to 1 if nothing was looked at.

    Examples
    --------
    >>> [round(end, 3) for end in wilson(9, 10)]
    [0.596, 0.982]
    """
    if not n:
        return 0.0, 1.0
    share, square = right / n, DEVIATE**2
    middle = (share + square / (2 * n)) / (1 + square / n)
    half = DEVIATE / (1 + square / n) * math.sqrt(share * (1 - share) / n + square / (4 * n * n))
    return max(0.0, middle - half), min(1.0, middle + half)


def sample_to_check(
    tables: Tables,
    *,
    n: int = 100,
    table: str = "quotes",
    by: str | Sequence[str] = "confidence",
    seed: int = 0,
) -> pd.DataFrame:
    """Draw rows to look at, so that a share measured on them holds for all rows.

    Parameters
    ----------
    tables
        What ``tabulate`` returned.
    n
        How many rows; all of them if there are fewer.
    table
        ``quotes``, ``figures``, ``actors`` or ``mentions``.
    by
        One or more of ``kind``, ``found_by``, ``resolved_by`` and ``confidence`` (in bands). Each
        combination of values is drawn from in proportion to its rows, and at least once if ``n``
        allows.
    seed
        The same seed draws the same rows.

    Returns
    -------
    pandas.DataFrame
        ``row_id, article_id, stratum, text``, in the order of the tables.

    Raises
    ------
    CorrectionError
        If there is no such table, or it cannot be told apart by ``by``.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said it rained. Bo Hill said it snowed.")
    >>> sample_to_check(tables, n=1).text.str.startswith("it ").all()
    np.True_
    """
    if table not in KEYS:
        raise CorrectionError(f"Cannot draw from {table!r}. Expected one of {', '.join(KEYS)}.")
    described = _described(tables, table)
    columns = [by] if isinstance(by, str) else list(by)
    unknown = [column for column in columns if column not in described]
    if unknown:
        raise CorrectionError(
            f"Cannot draw {table} by {', '.join(unknown)}."
            f" Expected some of {', '.join(described.columns)}."
        )
    strata = described[columns].astype(str).agg(" · ".join, axis=1)
    rng = np.random.default_rng(seed)
    drawn: list[str] = []
    for stratum, size in _shares(strata.value_counts().sort_index(), min(n, len(strata))).items():
        rows = strata.index[strata == stratum]
        drawn += rng.choice(rows.to_numpy(dtype=object), size=size, replace=False).tolist()
    frame = getattr(tables, table).set_index(KEYS[table])
    frame = frame[frame.index.isin(drawn)]
    words = frame["name"] if table == "actors" else frame["text"]
    return pd.DataFrame(
        {
            "row_id": frame.index, "article_id": frame.article_id.to_numpy(),
            "stratum": strata[frame.index].to_numpy(), "text": words.to_numpy(),
        }
    )  # fmt: skip


def _shares(sizes: pd.Series, n: int) -> dict[str, int]:
    """Divide n among strata in proportion to their sizes, at least one each if n allows."""
    shares = {stratum: min(1, n) for stratum in sizes.index[:n]}
    while sum(shares.values()) < n:
        lacking = {
            stratum: size * n / sizes.sum() - shares.get(stratum, 0)
            for stratum, size in sizes.items()
            if shares.get(stratum, 0) < size
        }
        most = max(lacking, key=lambda stratum: (lacking[stratum], stratum))
        shares[most] = shares.get(most, 0) + 1
    return shares
