"""The answer about figures: which are disputed, denied or withdrawn, and whose the others are."""

from collections.abc import Iterator

import pandas as pd

from ..claims.commitment_words import ASKED, DENIED, SUPPOSED
from ..claims.ledger import ledger
from ..language.lexicon import read_lexicon
from ..tables.doubt import SURE, least_confidence, percent
from ..tables.linked import Record, Tables
from .answer import Answer, Evidence, are, counted, listed

DISPUTED = "Which figures are disputed or withdrawn"
AGAINST = {"disputes": "disputed", "denies": "denied", "withdraws": "withdrawn"}
TOP, CLAIMANTS = 5, 3


def answer_disputed(tables: Tables) -> Answer:
    """Say which figures someone disputes, denies or withdraws, by rows that are sure enough.

    A figure that is withdrawn need not have a sure claimant, since the sentence names none.
    """
    figures = tables.figures.assign(sure=least_confidence(tables.figures) >= SURE)
    against = list(_against(tables))
    resting = [(how, line) for how, line in against if not line.is_unsure]
    kinds = [how for how, _ in resting]
    if figures.empty:
        sentence = "The report gives no figure."
    elif resting:
        counts = {how: kinds.count(how) for how in AGAINST.values() if how in kinds}
        parts = [f"{are(n, 'figure')} {how}" for how, n in counts.items()]
        sentence = f"{listed(parts)}."
    elif against:
        sentence = f"No figure is disputed or withdrawn for sure; {len(against)} may be."
    else:
        sentence = f"No figure is disputed or withdrawn{_claimed_by(figures)}."
    ids = tuple(dict.fromkeys(row_id for _, line in resting for row_id in line.row_ids))
    return Answer(
        question=DISPUTED, sentence=sentence, row_ids=ids or tuple(figures.figure_id[figures.sure]),
        threshold=SURE, note=_note(figures), is_nothing=not against,
        evidence=(*(line for _, line in against[:TOP]), *_others(figures)),
    )  # fmt: skip


def _claimed_by(figures: pd.DataFrame) -> str:
    """Say whose the sure figures are, where most of them rest on one claimant."""
    claimed = figures[figures.sure & figures.claimant_name.notna()]
    if claimed.empty:
        return ""
    counts = claimed.claimant_name.value_counts(sort=False).sort_values(
        ascending=False, kind="stable"
    )
    name, n = counts.index[0], int(counts.iloc[0])
    verb = "rests" if n == 1 else "rest"
    return f"; {n} of {len(figures)} {verb} on {name} alone" if 2 * n > len(figures) else ""


def _against(tables: Tables) -> Iterator[tuple[str, Evidence]]:
    """Yield how a figure is contested, and a line on it, in the ledger's order."""
    entries = ledger(tables, claimed=False)
    rows = tables.figures.set_index("figure_id")
    for entry in entries[entries.relation.isin(AGAINST)].itertuples():
        ids = tuple(row_id for row_id in (entry.related_id, entry.figure_id) if not pd.isna(row_id))
        if entry.event != "withdrawn":  # the figure in the sentence that withdraws it
            yield AGAINST[entry.relation], _line(entry, ids, rows)
    listed_ids = set(entries.figure_id.dropna())
    denied = tables.figures[tables.figures.claim == DENIED]
    for row in denied[~denied.figure_id.isin(listed_ids)].itertuples():
        text = f"{_of(row)}, denied by {row.claimant_name}"
        yield (
            "denied",
            Evidence(text.strip(), (row.figure_id,), quoted=row.text, is_unsure=_is_unsure(row)),
        )


def _line(entry: Record, ids: tuple[str, ...], rows: pd.DataFrame) -> Evidence:
    """Say of one entry of the ledger what is contested, and by whom."""
    is_unsure = any(_is_unsure(rows.loc[row_id]) for row_id in ids)
    who = "" if pd.isna(entry.claimant_name) else f" by {entry.claimant_name}"
    if entry.relation == "withdraws":
        struck = rows.loc[entry.related_id]
        is_unsure = struck.confidence < SURE
        text = f"{_of(struck)}, withdrawn{who}"
        return Evidence(text.strip(), ids, quoted=struck.text, is_unsure=is_unsure)
    own = rows.loc[entry.figure_id]
    if entry.relation == "denies" or pd.isna(entry.related_id):
        return Evidence(
            f"{_of(own)}, denied{who}".strip(), ids, quoted=own.text, is_unsure=is_unsure
        )
    other = rows.loc[entry.related_id]
    is_rival = not _is_denied(entry) and not _is_denied(other)
    if is_rival and not _are_same(own, other):
        is_unsure, who = True, f"{who}, perhaps of something else"
    how = "denied" if _is_denied(entry) else f"but {own.text}{_of(own)}"
    text = f"{_of(other)}{_whose(other)}, {how}{who or ' in the report’s own voice'}"
    return Evidence(text.strip(), ids, quoted=other.text, is_unsure=is_unsure)


def _are_same(one: Record, other: Record) -> bool:
    """Return True if two figures count by one noun; the ledger also compares deaths and men."""
    if pd.isna(one.thing) or pd.isna(other.thing):
        return False
    return str(one.thing).split()[-1].casefold() == str(other.thing).split()[-1].casefold()


def _others(figures: pd.DataFrame) -> Iterator[Evidence]:
    """Yield whose the figures are, the claimant with most of them first, then the report's own."""
    claimed = figures[figures.claimant_name.notna() & ~figures.claim.isin([DENIED])]
    groups = sorted(claimed.groupby("claimant_name"), key=lambda pair: (-len(pair[1]), pair[0]))
    for name, own in groups[:CLAIMANTS]:
        yield _credited(f"rest on {name}", f"rests on {name}", own)
    if len(groups) > CLAIMANTS:
        yield Evidence(f"and figures of {counted(len(groups) - CLAIMANTS, 'more claimant')}")
    own = figures[figures.claimant_name.isna()]
    if len(own):
        yield _credited("have no claimant", "has no claimant", own)


def _credited(said_of_many: str, said_of_one: str, own: pd.DataFrame) -> Evidence:
    texts = [f"“{row.text}”{_of(row)}" for row in own.head(TOP).itertuples()]
    more = f" and {len(own) - TOP} more" if len(own) > TOP else ""
    return Evidence(
        f"{counted(len(own), 'figure')} {said_of_one if len(own) == 1 else said_of_many}:"
        f" {', '.join(texts)}{more}",
        tuple(own.figure_id), is_unsure=not own.sure.all(),
    )  # fmt: skip


def _note(figures: pd.DataFrame) -> str:
    """Say how many figures are unsure, and how many are only asked or supposed."""
    parts = []
    if n_unsure := int((~figures.sure).sum()):
        parts.append(
            f"{counted(n_unsure, 'figure')} below {percent(SURE)}, left out of the sentence"
        )
    if n_open := int(figures.claim.isin([ASKED, SUPPOSED]).sum()):
        parts.append(f"{counted(n_open, 'figure')} only asked about or supposed")
    return f"{'; '.join(parts)}." if parts else ""


def _of(row: Record) -> str:
    """Return what a figure counts or measures, with a space before it, or nothing."""
    event = pd.NA if _says_so(row.thing, row.event) else row.event
    named = [str(value) for value in (row.thing, event) if not pd.isna(value)]
    if not named and not pd.isna(row.about):
        named = [f"({row.about})"]
    return "".join(f" {' '.join(value.split())}" for value in named)


def _says_so(noun: object, event: object) -> bool:
    """Return True if a counted noun says by itself what happened: bodies are of the killed."""
    if pd.isna(noun) or pd.isna(event):
        return False
    last = str(noun).split()[-1].casefold()
    return any(
        last in (lemma, f"{lemma}s", f"{lemma.removesuffix('y')}ies")
        for lemma in (row["lemma"] for row in read_lexicon("events") if row["event"] == event)
    )


def _whose(row: Record) -> str:
    return "" if pd.isna(row.claimant_name) else f" ({row.claimant_name})"


def _is_denied(row: Record) -> bool:
    return not pd.isna(row.claim) and row.claim == DENIED


def _is_unsure(row: Record) -> bool:
    known = (row.confidence, row.claimant_confidence)
    return any(value < SURE for value in known if not pd.isna(value))
