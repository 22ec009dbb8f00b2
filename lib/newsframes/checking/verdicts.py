"""Verdicts on a draft's rows, from the gravest on."""

from dataclasses import dataclass

import pandas as pd

NOT_FOUND = "not found"
DENIED = "denied in source"
ALTERED = "altered"
WRONG_SPEAKER = "wrong speaker"
FIGURE_DIFFERS = "figure differs"
CLAIMANT_DROPPED = "claimant dropped"
PARAPHRASE = "paraphrase in quotation marks"
TRIMMED = "trimmed"
UNNAMED = "speaker not named in source"
EXACT = "exact"
# From the gravest on; a row has one verdict, the gravest of its faults.
VERDICTS = (
    NOT_FOUND, DENIED, ALTERED, WRONG_SPEAKER, FIGURE_DIFFERS, CLAIMANT_DROPPED, PARAPHRASE,
    TRIMMED, UNNAMED, EXACT,
)  # fmt: skip
# What a newsroom's check must not let pass.
FAILING = frozenset(VERDICTS[: VERDICTS.index(PARAPHRASE) + 1])


@dataclass(frozen=True)
class Finding:
    """One fault of a row, or ``exact``, with a sentence that an editor can act on."""

    verdict: str
    message: str


def gravest(findings: list[Finding]) -> Finding:
    """Return the fault that names the row, its message followed by those of the others."""
    ranked = sorted(findings, key=lambda finding: VERDICTS.index(finding.verdict))
    first = ranked[0]
    others = dict.fromkeys(one.message for one in ranked[1:] if one.verdict != EXACT)
    return Finding(first.verdict, " ".join([first.message, *others]))


def denied_by(name: object) -> Finding:
    """Return the finding that the source has it as denied, by a name or by somebody."""
    return Finding(DENIED, f"In the source {'somebody' if pd.isna(name) else name} denies it.")


def paraphrased_by(name: object, other: object) -> Finding:
    """Return the finding that the words are those of somebody on what another one says."""
    return Finding(
        PARAPHRASE, f"In the source {name} says that {other} says so. Take the quotation marks off."
    )
