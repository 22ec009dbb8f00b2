"""Check tables against the cases modelled on public bug reports (``golden/reports.jsonl``).

A case has ``id``, ``area``, ``kind``, ``today`` (how an earlier version did: pass, partial, fail),
``right`` (the right rows in words) and either ``text`` with ``expect`` or, for what only code can
try, no ``expect``: a test of ``test_reported_input.py`` or ``test_reported_output.py`` bears its id.
``published`` dates the text. ``xfail`` gives the reason of a known failure.

``expect`` names frames (``figures``, ``quotes``, ``actors``, ``times``, ``ledger``, ``issues``),
each with a list of patterns; every pattern must match a row of its own. ``no_figures`` and so on
list patterns that no row may match, ``one_figures`` and so on patterns that exactly one row must
match, and ``only`` lists the frames that may hold no further row. ``article`` is a pattern for the
article's row. ``mentions`` is a list of ``[words, nth, name]``: the actor of the nth occurrence of
these words in the text (null: of none). ``spoken`` is a list of ``[words, pattern]``: a quote that
holds these words matches the pattern, whether or not one row holds other words too. ``any`` is a
list of ``expect`` of which one must hold.

A pattern maps columns to what they must hold: a scalar (text without regard to case, spaces and a
leading article; null for NA), a list (one of these), or ``{"has": …}`` (one of these whole words),
``{"has_all": …}``, ``{"not": …}``, ``{"not_has": …}``, ``{"min": …}``, ``{"max": …}``. Besides the
columns of the frames there are

- of figures ``claimant``, ``part_of`` (the text of the whole), ``of`` (``thing`` and ``about``
together);
- of quotes ``words`` (the text without quotation marks and points around it), ``relayed_by`` and
``runner_up`` (names),
  ``is_nested``, ``part_count``;
- of actors ``names`` (the name and the aliases).
"""

import math
import re

import newsframes as nf
import pandas as pd

FRAMES = ("figures", "quotes", "actors", "times", "ledger", "issues")
KEYS = {"any", "article", "mentions", "only", "spoken"}
KEYS |= {f"{prefix}{name}" for name in FRAMES for prefix in ("", "no_", "one_")}
ARTICLE = re.compile(r"^(?:the|an?) ")
MARKS = "\"'“”‘’«» .,"
Case = dict[str, object]
Row = dict[str, object]


def find_faults(case: Case) -> list[str]:
    """List what is wrong with the tables of a case's text.

    An empty list means that the case is right.
    """
    article = nf.Article(text=case["text"], published=case.get("published"))
    return _faults(nf.tabulate(article), case["expect"])


def _faults(tables: nf.Tables, expect: Case) -> list[str]:
    if not expect or not KEYS.issuperset(expect):
        raise KeyError(
            f"An expectation has the keys {sorted(expect)}. Expected some of {sorted(KEYS)}."
        )
    frames = _frames(tables, expect)
    faults = []
    for name, rows in frames.items():
        faults += _unmatched(name, rows, expect)
        faults += [
            f"{name}: {_short(row, pattern)} matches {pattern}, which it must not"
            for pattern in expect.get(f"no_{name}", [])
            for row in rows
            if _matches(row, pattern)
        ]
        for pattern in expect.get(f"one_{name}", []):
            matches = [_short(row, pattern) for row in rows if _matches(row, pattern)]
            faults += [] if len(matches) == 1 else [f"{name}: not one row for {pattern}: {matches}"]
    if "article" in expect and not _matches(_records(tables.articles)[0], expect["article"]):
        found = {key: _records(tables.articles)[0].get(key) for key in expect["article"]}
        faults.append(f"article: found {found}, expected {expect['article']}")
    faults += [
        fault for mention in expect.get("mentions", []) if (fault := _misled(tables, *mention))
    ]
    faults += _unspoken(tables, expect.get("spoken", []))
    if "any" in expect:
        tried = [_faults(tables, one) for one in expect["any"]]
        faults += [] if not all(tried) else [f"none of {len(tried)} alternatives: {tried[0]}"]
    return faults


def _frames(tables: nf.Tables, expect: Case) -> dict[str, list[Row]]:
    """Return the frames that an expectation names, as rows with the columns that it may use."""
    named = {re.sub("^(?:no|one)_", "", key) for key in expect} | set(expect.get("only", []))
    return {name: MAKERS[name](tables) for name in FRAMES if name in named}


def _figures(tables: nf.Tables) -> list[Row]:
    texts = tables.figures.set_index("figure_id").text.to_dict()
    return [
        row
        | {
            "claimant": row["claimant_name"],
            "part_of": texts.get(row["part_of_id"]),
            "of": [row["thing"], row["about"]],
        }
        for row in _records(tables.figures)
    ]


def _quotes(tables: nf.Tables) -> list[Row]:
    names = tables.actors.set_index("actor_id").name.to_dict()
    spans = tables.quotes[["start", "end"]].values.tolist()
    return [
        row
        | {
            "words": row["text"].strip(MARKS),
            "relayed_by": names.get(row["relayed_by_id"]),
            "runner_up": names.get(row["runner_up_id"]),
            "part_count": len(row["parts"]),
            "is_nested": any(
                start <= row["start"]
                and row["end"] <= end
                and [start, end] != [row["start"], row["end"]]
                for start, end in spans
            ),
        }
        for row in _records(tables.quotes)
    ]


def _actors(tables: nf.Tables) -> list[Row]:
    return [row | {"names": [row["name"], *row["aliases"]]} for row in _records(tables.actors)]


MAKERS = {
    "figures": _figures,
    "quotes": _quotes,
    "actors": _actors,
    "issues": lambda tables: _records(tables.issues),
    "times": lambda tables: _records(nf.times(tables)),
    "ledger": lambda tables: _records(nf.ledger(tables)),
}


def _records(frame: pd.DataFrame) -> list[Row]:
    return [
        {key: None if _is_missing(value) else value for key, value in row.items()}
        for row in frame.to_dict("records")
    ]


def _is_missing(value: object) -> bool:
    return pd.api.types.is_scalar(value) and bool(pd.isna(value))


def _unmatched(name: str, rows: list[Row], expect: Case) -> list[str]:
    """List the patterns without a row of their own, and, where the frame is to hold no more, the rows left over."""
    patterns = expect.get(name, [])
    taken = _assign(
        [[i for i, row in enumerate(rows) if _matches(row, pattern)] for pattern in patterns]
    )
    left = [row for i, row in enumerate(rows) if i not in taken]
    faults = [
        f"{name}: no row for {pattern}; left {[_short(row, pattern) for row in left]}"
        for i, pattern in enumerate(patterns)
        if i not in taken.values()
    ]
    if name in expect.get("only", []):
        faults += [
            f"{name}: {row.get('text') or row.get('name')!r} is one too many" for row in left
        ]
    return faults


def _assign(choices: list[list[int]]) -> dict[int, int]:
    """Assign as many patterns as possible to a row of their own.

    Return the pattern of each assigned row.
    """
    taken: dict[int, int] = {}

    def place(pattern: int, tried: set[int]) -> bool:
        for row in choices[pattern]:
            if row not in tried:
                tried.add(row)
                if row not in taken or place(taken[row], tried):
                    taken[row] = pattern
                    return True
        return False

    for pattern in range(len(choices)):
        place(pattern, set())
    return taken


def _unspoken(tables: nf.Tables, wanted: list[list]) -> list[str]:
    """List the words that stand in no quote that matches their pattern."""
    rows = _quotes(tables)
    faults = []
    for words, pattern in wanted:
        holding = [row for row in rows if _has(row["text"], words)]
        if not any(_matches(row, pattern) for row in holding):
            found = [_short(row, pattern) for row in holding]
            faults.append(f"quotes: none with {words!r} matches {pattern}: {found}")
    return faults


def _short(row: Row, pattern: Case) -> Row:
    return {key: row.get(key) for key in ("text", "name", *pattern) if key in row}


def _matches(row: Row, pattern: Case) -> bool:
    unknown = set(pattern) - set(row)
    if unknown:
        raise KeyError(
            f"The pattern {pattern} has the keys {sorted(unknown)}; the row has {sorted(row)}."
        )
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
        return isinstance(found, (int, float)) and (
            found == wanted or math.isclose(found, wanted, rel_tol=1e-7)
        )
    return _bare(found) == _bare(wanted)


def _bare(value: object) -> str:
    words = " ".join(str(value).casefold().split())
    return ARTICLE.sub("", words)


def _has(found: object, wanted: object) -> bool:
    """Return True if one of the values holds one of the wanted strings as whole words."""
    values = [_bare(value) for value in _listed(found) if value is not None]
    patterns = [rf"(?<!\w){re.escape(_bare(one))}(?!\w)" for one in _listed(wanted)]
    return any(re.search(pattern, value) for pattern in patterns for value in values)


def _listed(value: object) -> list:
    return value if isinstance(value, list) else [value]


TESTS = {
    "has": _has,
    "has_all": lambda found, wanted: all(_has(found, one) for one in wanted),
    "not": lambda found, wanted: not _holds(found, wanted),
    "not_has": lambda found, wanted: not _has(found, wanted),
    "min": lambda found, wanted: found is not None and found >= wanted,
    "max": lambda found, wanted: found is None or found <= wanted,
}


def _misled(tables: nf.Tables, words: str, nth: int, wanted: object) -> str | None:
    """Name the actor of the nth occurrence of some words, if it is not the wanted one.

    Several are a list.
    """
    text = tables.articles.text.item()
    starts = [match.start() for match in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    mentions = tables.mentions[tables.mentions.start == starts[nth - 1]]
    exact = mentions[mentions.end == starts[nth - 1] + len(words)]
    ids = exact.actor_id if len(exact) else mentions.actor_id.head(1)
    names = [tables.actors.set_index("actor_id").name.get(actor) for actor in ids]
    found = names if len(names) > 1 else names[0] if names else None
    return (
        None
        if _holds(found, wanted)
        else f"mention {words!r} ({nth}) is {found!r}, expected {wanted!r}"
    )
