"""Coreference chains: gold ones and ours, matched by heads, for MUC, B-cubed and CEAF-e."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from scipy.optimize import linear_sum_assignment

from .estimates import Offsets


@dataclass(frozen=True)
class GoldMention:
    """A gold mention: its widest span, where its head begins, and its form (name, pronoun …)."""

    span: Offsets
    head: int
    form: str


@dataclass(frozen=True)
class GoldChain:
    """One entity of a gold document."""

    kind: str
    mentions: tuple[GoldMention, ...]

    @property
    def is_named(self) -> bool:
        """Return True if a name is among its mentions."""
        return any(mention.form == "name" for mention in self.mentions)


def align(chains: list[GoldChain], ours: list[Offsets]) -> dict[Offsets, GoldMention]:
    """Pair our mentions with gold ones, one to one.

    Ours holds the gold head and lies within the gold span. Of several that do, the longest takes
    it; a span of ours that reaches out by an article or a title still counts if it shares half of
    the gold span.
    """
    pairs = [
        (_shared(mention.span, span), -span[0], mention, span)
        for chain in chains
        for mention in chain.mentions
        for span in ours
        if span[0] <= mention.head < span[1] and _fits(mention.span, span)
    ]
    found: dict[Offsets, GoldMention] = {}
    taken: set[int] = set()
    for _, _, mention, span in sorted(pairs, key=lambda pair: (-pair[0], -pair[1])):
        if span not in found and id(mention) not in taken:
            found[span] = mention
            taken.add(id(mention))
    return found


def _shared(one: Offsets, other: Offsets) -> int:
    return min(one[1], other[1]) - max(one[0], other[0])


def _fits(gold: Offsets, ours: Offsets) -> bool:
    inside = gold[0] <= ours[0] and ours[1] <= gold[1]
    return inside or 2 * _shared(gold, ours) >= ours[1] - ours[0]


def groups(mentions: pd.DataFrame) -> list[list[Offsets]]:
    """Our chains: the spans of each actor."""
    return [
        list(rows[["start", "end"]].itertuples(index=False, name=None))
        for _, rows in mentions.groupby("actor_id", sort=False)
    ]


def without_inner(chains: list[GoldChain], ours: list[list[Offsets]]) -> list[list[Offsets]]:
    """Leave out what lies within a gold mention that its own group already has.

    "The United States Air Force (USAF)" is one mention to the annotators of MEANTIME, and two rows
    to us.
    """
    partner = align(chains, [span for group in ours for span in group])
    kept = []
    for group in ours:
        held = [partner[span].span for span in group if span in partner]
        kept.append(
            [
                s
                for s in group
                if s in partner or not any(start <= s[0] and s[1] <= end for start, end in held)
            ]
        )
    return kept


def count_links(chains: list[GoldChain], ours: list[list[Offsets]]) -> tuple[float, ...]:
    """Count what the three measures need of one document.

    Returns
    -------
    tuple of float
        MUC recall as (hits, all), MUC precision likewise, then B-cubed and CEAF-e in the same
        order. A mention without a partner is a chain of its own on the other side (Vilain 1995;
        Bagga and Baldwin 1998; Luo 2005).
    """
    partner = align(chains, [span for group in ours for span in group])
    numbers = {
        id(mention): n for n, mention in enumerate(m for chain in chains for m in chain.mentions)
    }
    gold = [{numbers[id(mention)] for mention in chain.mentions} for chain in chains]
    found, spare = [], len(numbers)
    for group in ours:
        members = set()
        for span in group:
            members.add(numbers[id(partner[span])] if span in partner else spare)
            spare += span not in partner
        found.append(members)
    return (
        *_muc(gold, found),
        *_muc(found, gold),
        *_b_cubed(gold, found),
        *_b_cubed(found, gold),
        *_ceaf(gold, found),
    )


def _muc(key: list[set], response: list[set]) -> tuple[float, float]:
    """Links kept, of the links that a key needs."""
    hits = total = 0
    for members in key:
        parts = [members & other for other in response if members & other]
        loose = len(members) - sum(map(len, parts))
        hits += len(members) - len(parts) - loose
        total += len(members) - 1
    return hits, total


def _b_cubed(key: list[set], response: list[set]) -> tuple[float, float]:
    """Each mention's share of its key chain that the response holds together."""
    hits = sum(len(members & other) ** 2 / len(members) for members in key for other in response)
    return hits, sum(map(len, key))


def _ceaf(key: list[set], response: list[set]) -> tuple[float, float, float, float]:
    """Best one-to-one matching of chains by their Dice overlap."""
    if not key or not response:
        return 0.0, len(key), 0.0, len(response)
    likeness = np.array([[2 * len(a & b) / (len(a) + len(b)) for b in response] for a in key])
    hits = likeness[linear_sum_assignment(-likeness)].sum()
    return hits, len(key), hits, len(response)
