"""Check tables against the cases modelled on public bug reports (``golden/reports.jsonl``).

A case has ``id``, ``area``, ``kind``, ``today`` (how an earlier version did: pass, partial, fail), ``right`` (the right
rows in words) and either ``text`` with ``expect`` or, for what only code can try, no ``expect``: a test of
``test_reports_input.py`` or ``test_reports_output.py`` bears its id. ``published`` dates the text. ``xfail`` gives the
reason of a known failure.

``expect`` names frames (``figures``, ``quotes``, ``actors``, ``times``, ``ledger``, ``issues``), each with a list of
patterns; every pattern must match a row of its own. ``no_figures`` and so on list patterns that no row may match, and
``only`` lists the frames that may hold no further row. ``article`` is a pattern for the article's row. ``mentions`` is
a list of ``[words, nth, name]``: the actor of the nth occurrence of these words in the text. ``any`` is a list of
``expect`` of which one must hold.

A pattern maps columns to what they must hold: a scalar (text without regard to case, spaces and a leading article;
null for NA), a list (one of these), or ``{"has": …}``, ``{"not": …}``, ``{"min": …}``, ``{"max": …}``. Besides the
columns of the frames there are ``claimant``, ``part_of`` (the text of the whole) of figures and ``speaker_name``,
``relayed_by`` (a name), ``is_nested`` of quotes.
"""

import math
import re

import newsframes as nf
import pandas as pd

FRAMES = ("figures", "quotes", "actors", "times", "ledger", "issues")
ARTICLE = re.compile(r"^(?:the|an?) ")
Case = dict[str, object]
Row = dict[str, object]


def find_faults(case: Case) -> list[str]:
    """List what is wrong with the tables of a case's text; an empty list means that the case is right."""
    article = nf.Article(text=case["text"], published=case.get("published"))
    return _faults(nf.tabulate(article), case["expect"])


def _faults(tables: nf.Tables, expect: Case) -> list[str]:
    frames = _frames(tables, expect)
    faults = []
    for name, rows in frames.items():
        faults += _unmatched(name, rows, expect)
        faults += [
            f"{name}: {row} matches {pattern}, which it must not"
            for pattern in expect.get(f"no_{name}", [])
            for row in rows
            if _matches(row, pattern)
        ]
    if "article" in expect and not _matches(_records(tables.articles)[0], expect["article"]):
        found = {key: _records(tables.articles)[0].get(key) for key in expect["article"]}
        faults.append(f"article: found {found}, expected {expect['article']}")
    faults += [fault for mention in expect.get("mentions", []) if (fault := _misled(tables, *mention))]
    if "any" in expect:
        tried = [_faults(tables, one) for one in expect["any"]]
        faults += [] if not all(tried) else [f"none of {len(tried)} alternatives: {tried[0]}"]
    return faults


def _frames(tables: nf.Tables, expect: Case) -> dict[str, list[Row]]:
    """Return the frames that an expectation names, as rows with the columns that it may use."""
    named = {key.removeprefix("no_") for key in expect} | set(expect.get("only", []))
    return {name: MAKERS[name](tables) for name in FRAMES if name in named}


def _figures(tables: nf.Tables) -> list[Row]:
    texts = tables.figures.set_index("figure_id").text.to_dict()
    return [
        row | {"claimant": row["claimant_name"], "part_of": texts.get(row["part_of_id"])}
        for row in _records(tables.figures)
    ]


def _quotes(tables: nf.Tables) -> list[Row]:
    names = tables.actors.set_index("actor_id").name.to_dict()
    spans = tables.quotes[["start", "end"]].values.tolist()
    return [
        row
        | {
            "relayed_by": names.get(row["relayed_by_id"]),
            "is_nested": any(
                s <= row["start"] and row["end"] <= e and [s, e] != [row["start"], row["end"]] for s, e in spans
            ),
        }
        for row in _records(tables.quotes)
    ]


MAKERS = {
    "figures": _figures,
    "quotes": _quotes,
    "actors": lambda tables: _records(tables.actors),
    "issues": lambda tables: _records(tables.issues),
    "times": lambda tables: _records(nf.times(tables)),
    "ledger": lambda tables: _records(nf.ledger(tables)),
}


def _records(frame: pd.DataFrame) -> list[Row]:
    return [
        {key: None if _is_missing(value) else value for key, value in row.items()} for row in frame.to_dict("records")
    ]


def _is_missing(value: object) -> bool:
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def _unmatched(name: str, rows: list[Row], expect: Case) -> list[str]:
    """List the patterns without a row of their own, and, where the frame is to hold no more, the rows left over."""
    left, faults = list(rows), []
    for pattern in expect.get(name, []):
        match = next((row for row in left if _matches(row, pattern)), None)
        if match is None:
            faults.append(f"{name}: no row for {pattern}; left {[_short(row, pattern) for row in left]}")
        else:
            left.remove(match)
    if name in expect.get("only", []):
        faults += [f"{name}: {row.get('text') or row.get('name')!r} is one too many" for row in left]
    return faults


def _short(row: Row, pattern: Case) -> Row:
    return {key: row.get(key) for key in ("text", "name", *pattern) if key in row}


def _matches(row: Row, pattern: Case) -> bool:
    unknown = set(pattern) - set(row)
    if unknown:
        raise KeyError(f"The pattern {pattern} has the keys {sorted(unknown)}; the row has {sorted(row)}.")
    return all(_holds(row[key], wanted) for key, wanted in pattern.items())


def _holds(found: object, wanted: object) -> bool:
    if isinstance(wanted, dict):
        (test, value), *_ = wanted.items()
        return TESTS[test](found, value)
    if isinstance(wanted, list):
        return any(_holds(found, one) for one in wanted)
    if wanted is None or found is None:
        return found is wanted
    if isinstance(wanted, bool) or isinstance(found, bool):
        return bool(found) == wanted
    if isinstance(wanted, (int, float)):
        return isinstance(found, (int, float)) and (found == wanted or math.isclose(found, wanted, rel_tol=1e-3))
    return _bare(found) == _bare(wanted)


def _bare(value: object) -> str:
    words = " ".join(str(value).casefold().split())
    return ARTICLE.sub("", words)


def _has(found: object, wanted: object) -> bool:
    values = found if isinstance(found, list) else [found]
    wanted = wanted if isinstance(wanted, list) else [wanted]
    return any(_bare(one) in _bare(value) for one in wanted for value in values if value is not None)


TESTS = {
    "has": _has,
    "not": lambda found, wanted: not _holds(found, wanted),
    "not_has": lambda found, wanted: not _has(found, wanted),
    "min": lambda found, wanted: found is not None and found >= wanted,
    "max": lambda found, wanted: found is None or found <= wanted,
}


def _misled(tables: nf.Tables, words: str, nth: int, wanted: object) -> str | None:
    """Say which actor the nth occurrence of some words was given to, if it is not the wanted one."""
    text = tables.articles.text.item()
    starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    mentions = tables.mentions[tables.mentions.start == starts[nth - 1]]
    exact = mentions[mentions.end == starts[nth - 1] + len(words)]
    ids = (exact if len(exact) else mentions).actor_id
    name = tables.actors.set_index("actor_id").name.get(ids.iloc[0]) if len(ids) else None
    return None if _holds(name, wanted) else f"mention {words!r} ({nth}) is {name!r}, expected {wanted!r}"
