"""The check: every quotation, attribution and figure of a draft beside its source."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from ..articles import Article
from ..pipeline import tabulate
from ..tables.linked import Record, Tables
from .comparable_words import words_of
from .draft_and_sources import Sources, read_draft, read_sources
from .figures import context_of, find_figure, judge_figure, supported
from .marked_quotations import find_quotations
from .quotation_check import (
    FEWEST_WORDS,
    describe_normalisation,
    is_judged_itself,
    judge_statement,
    judge_words,
)
from .source_index import SourceIndex
from .speaker_comparison import compare_speakers, is_named, judge_speaker, whose_words
from .verdicts import EXACT, NOT_FOUND, Finding, denied_by, gravest

COLUMNS = {
    "kind": "string", "draft_start": "int64", "draft_end": "int64", "draft_text": "string",
    "verdict": "string", "article_id": "string", "row_id": "string", "source_start": "Int64",
    "source_end": "Int64", "source_text": "string", "speaker_draft": "string",
    "speaker_source": "string", "confidence": "float64", "message": "string",
}  # fmt: skip
KINDS = ("quotation", "attribution", "figure")


def check(draft: Article | str | Path, sources: Sources) -> pd.DataFrame:
    """Compare every quotation, attribution and figure of a draft with its sources.

    Parameters
    ----------
    draft
        A text (plain, Markdown, HTML), a language model's answer in JSON (``prose_of_json`` says
        what it may hold), an ``Article``, or the path of a file. Offsets into an answer in JSON are
        those of its sentences.
    sources
        Tables, an article, or several articles, texts or paths; a folder is read whole.

    Returns
    -------
    pandas.DataFrame
        One row for each thing checked, in the order of the draft: ``kind`` (quotation,
        attribution, figure), ``draft_start, draft_end, draft_text``; ``verdict``, the gravest fault
        (from ``not found`` to ``exact``); the best matching passage as ``article_id, source_start,
        source_end, source_text``, with ``row_id``, its row in the tables of the sources if it is
        one; ``speaker_draft, speaker_source``; ``confidence``, 0 to 1, that the passage is the
        draft's source; ``message``, a sentence for the editor.

    Notes
    -----
    What is compared: quotation marks, dashes, spaces, capitals and British spelling are taken as
    the same, insertions in square brackets are left out; ``message`` says so where it was done.

    Examples
    --------
    >>> source = "“We will rebuild every house,” Ann Lee said. Police said at least 40 died."
    >>> found = check("“We will rebuild each house,” said Bo Hill. There were 40 who died.", source)
    >>> found[["kind", "verdict"]].values.tolist()
    [['quotation', 'altered'], ['figure', 'figure differs']]
    """
    return check_beside(draft, sources).found


@dataclass(frozen=True)
class CheckedDraft:
    """A draft's text with its rows, and the tables of the sources that they point into."""

    text: str
    found: pd.DataFrame
    sources: Tables


def check_beside(draft: Article | str | Path, sources: Sources) -> CheckedDraft:
    """Check a draft and return the rows with both texts; the parameters are those of ``check``."""
    theirs = read_sources(sources)
    mine = tabulate(read_draft(draft))
    text = mine.articles.text.iloc[0]
    book = SourceIndex(theirs)
    quotations = _check_quotations(text, mine, book)
    rows = [*quotations, *_check_attributions(mine, book)]
    rows += _check_figures(text, mine, book, quotations)
    rows.sort(key=lambda row: (row["draft_start"], KINDS.index(row["kind"])))
    found = pd.DataFrame(
        {
            name: pd.Series([row.get(name, pd.NA) for row in rows], dtype=dtype)
            for name, dtype in COLUMNS.items()
        }
    )
    return CheckedDraft(text, found, theirs)


def _check_quotations(text: str, mine: Tables, book: SourceIndex) -> list[dict[str, Any]]:
    rows = []
    for start, end in find_quotations(text):
        draft = words_of(text, start, end)
        quote = _quote_around(mine, start, end)
        if len(draft.forms) < FEWEST_WORDS and quote is None:
            continue
        match = book.index.find(draft)
        is_quoted = match is not None and book.index.is_quoted(match)
        findings = [judge_words(match, is_quoted=is_quoted)]
        row: dict[str, Any] = {
            "kind": "quotation", "draft_start": start, "draft_end": end,
            "draft_text": text[start:end],
        }  # fmt: skip
        if match is not None:
            row |= book.passage(match)
            findings += judge_speaker(row, quote, match, book, mine)
            note = describe_normalisation(text[start:end], str(row["source_text"]))
            if note and findings[0].verdict == EXACT:
                findings[0] = Finding(EXACT, f"{findings[0].message} {note}")
        rows.append(_row(row, quote, findings))
    return rows


def _quote_around(tables: Tables, start: int, end: int) -> Record | None:
    """Return the smallest quote of the draft that holds a quotation's middle.

    One that has another part of it, if only that one has a speaker.
    """
    middle = (start + end) // 2
    near = tables.quotes[(tables.quotes.start < end) & (start < tables.quotes.end)]
    rows = sorted(
        near.itertuples(),
        key=lambda quote: (
            pd.isna(quote.speaker_name),
            not quote.start <= middle < quote.end,
            quote.end - quote.start,
        ),
    )
    by_id = {row.quote_id: row for row in tables.quotes.itertuples()}
    return whose_words(rows[0], by_id) if rows else None


def _check_attributions(mine: Tables, book: SourceIndex) -> list[dict[str, Any]]:
    """Check what the draft attributes without quotation marks."""
    rows = []
    statements = mine.without_attitudes().quotes
    for quote in statements[statements.kind == "indirect"].itertuples():
        draft = words_of(quote.text)
        match = book.find_statement(draft)
        if match is None and len(draft.forms) < FEWEST_WORDS:
            continue
        row: dict[str, Any] = {
            "kind": "attribution", "draft_start": quote.start, "draft_end": quote.end,
            "draft_text": quote.text,
        }  # fmt: skip
        findings = [Finding(NOT_FOUND, "No source says this. Name the source, or take it out.")]
        if match is not None:
            row |= book.passage(match)
            source = book.quote_at(match)
            findings = [judge_statement(draft, words_of(str(row["source_text"])))]
            findings += compare_speakers(row, quote, source, book, mine)
            if source is not None and source.stance == "deny" and quote.stance != "deny":
                findings.append(denied_by(source.speaker_name))
        rows.append(_row(row, quote, findings))
    return rows


def _check_figures(
    text: str, mine: Tables, book: SourceIndex, quotations: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    rows = []
    for figure in mine.figures.itertuples():
        words = context_of(text, figure.start, figure.end)
        around = _row_around(quotations, figure)
        own = book.figures_in(around)
        other = find_figure(figure, words, own, book.contexts) if len(own) else None
        is_quoted = other is not None and is_judged_itself(around)
        if other is None:
            other = find_figure(figure, words, book.tables.figures, book.contexts)
        row: dict[str, Any] = {
            "kind": "figure", "draft_start": figure.start, "draft_end": figure.end,
            "draft_text": figure.text,
        }  # fmt: skip
        if other is not None:
            theirs = book.contexts[other.figure_id]
            shared = len(words & theirs) / (len(words | theirs) or 1)
            row |= {
                "article_id": other.article_id, "row_id": other.figure_id,
                "source_start": other.start, "source_end": other.end, "source_text": other.text,
                "speaker_source": other.claimant_name, "confidence": round(0.5 + shared / 2, 2),
            }  # fmt: skip
        row["speaker_draft"] = figure.claimant_name
        by_name = is_named(mine, figure.claimant_id)
        findings = judge_figure(figure, other, book.names, is_named=by_name, is_quoted=is_quoted)
        denial = None if other is None else book.denial_of(other, words)
        if denial is not None and not _is_denied(figure, mine):
            findings.append(denied_by(denial.speaker_name))
        findings = findings or [supported()]
        rows.append(_row(row, None, findings))
    return rows


def _is_denied(figure: Record, mine: Tables) -> bool:
    """Return True if the draft itself denies a figure, or has it in what is denied."""
    if not pd.isna(figure.claim) and figure.claim == "denied":
        return True
    around = mine.quotes[mine.quotes.quote_id == figure.quote_id]
    return bool((around.stance == "deny").any())


def _row_around(rows: list[dict[str, Any]], figure: Record) -> dict[str, Any]:
    """Return the row of the quotation that a figure stands in; an empty one if there is none."""
    at = figure.start
    return next((row for row in rows if row["draft_start"] <= at < row["draft_end"]), {})


def _row(row: dict[str, Any], quote: Record | None, findings: list[Finding]) -> dict[str, Any]:
    found = gravest(findings)
    if quote is not None and "speaker_draft" not in row and not pd.isna(quote.speaker_name):
        row["speaker_draft"] = quote.speaker_name
    return {"confidence": 0.0, **row, "verdict": found.verdict, "message": found.message}
