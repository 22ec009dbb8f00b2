"""The check as a page or as Markdown: what to mend first, each row beside its source."""

import pandas as pd

from ..tables.rendering import render
from .verdicts import EXACT, FAILING, VERDICTS
from .word_differences import difference


def has_faults(found: pd.DataFrame) -> bool:
    """Return True if the check found what must not go to print.

    Parameters
    ----------
    found
        What ``check`` returned.
    """
    return bool(found.verdict.isin(FAILING).any())


def summarise(found: pd.DataFrame) -> str:
    """Return how many rows have which verdict, the gravest first, in a sentence.

    Examples
    --------
    >>> summarise(pd.DataFrame({"verdict": ["exact", "altered", "exact"]}))
    '3 checked: 1 altered, 2 exact.'
    """
    counts = found.verdict.value_counts()
    named = [f"{counts[verdict]} {verdict}" for verdict in VERDICTS if verdict in counts]
    return f"{len(found)} checked: {', '.join(named)}." if named else "Nothing to check was found."


def render_check(found: pd.DataFrame, *, title: str = "Check of a draft") -> str:
    """Return the check as a page of its own: no script, nothing loaded, every text escaped.

    Parameters
    ----------
    found
        What ``check`` returned.
    title
        The page's heading.
    """
    ranked = sorted(found.to_dict("records"), key=lambda row: VERDICTS.index(row["verdict"]))
    rows = [
        {key: None if pd.isna(value) else value for key, value in row.items()} for row in ranked
    ]
    for row in rows:
        row["difference"] = difference(str(row["draft_text"]), str(row["source_text"] or ""))
        row["is_grave"] = row["verdict"] in FAILING
        row["is_exact"] = row["verdict"] == EXACT
    return render("check", rows=rows, title=title, summary=summarise(found))


def render_check_markdown(found: pd.DataFrame, *, title: str = "Check of a draft") -> str:
    """Return the check as Markdown; texts stand in code spans, in which nothing is markup."""
    lines = [f"# {_plain(title)}", "", summarise(found), ""]
    for verdict in VERDICTS:
        rows = found[found.verdict == verdict]
        if not len(rows):
            continue
        lines += [f"## {verdict} ({len(rows)})", ""]
        for row in rows.itertuples():
            lines.append(f"- {row.kind}: {_code(row.draft_text)}")
            if not pd.isna(row.source_text):
                lines.append(f"  source {row.article_id}: {_code(row.source_text)}")
            lines.append(f"  {_plain(row.message)}")
        lines.append("")
    return "\n".join(lines)


def _code(text: str) -> str:
    """Return a text as a code span that no backtick in it can end."""
    text = " ".join(text.split())
    ticks = "`" * (max((len(run) for run in _runs(text)), default=0) + 1)
    return f"{ticks} {text} {ticks}"


def _runs(text: str) -> list[str]:
    return [run for run in "".join(c if c == "`" else " " for c in text).split() if run]


def _plain(text: str) -> str:
    """Return a text with the signs that Markdown would read escaped."""
    return "".join(f"\\{c}" if c in "\\`*_{}[]<>()#+-!|$~" else c for c in " ".join(text.split()))
