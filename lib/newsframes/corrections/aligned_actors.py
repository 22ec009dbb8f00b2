"""A person's corrections of which actors of different articles are one."""

import warnings
from collections import defaultdict
from collections.abc import Callable, Iterable
from pathlib import Path

from ..tables.schema import BY_HAND
from .decisions import Corrections
from .model import Correction, Target

ACROSS = ("merge_actors", "split_actor")


def across_articles(corrections: Iterable[Correction] | str | Path) -> list[Correction]:
    """Return the decisions about actors, of ``Corrections`` or of the file of a path.

    Raises
    ------
    CorrectionError
        If there is no such file.
    """
    if isinstance(corrections, str | Path):
        corrections = Corrections.load(corrections)
    return [decision for decision in corrections if decision.action in ACROSS]


def correct_homes(
    homes: dict[str, str],
    evidence: dict[str, str | None],
    decisions: Iterable[Correction],
    find: Callable[[Target], str | None],
) -> tuple[dict[str, str], dict[str, str | None]]:
    """Return which actors are one, and why, after a person's decisions in their order.

    Parameters
    ----------
    homes
        The group of each actor, named by one of its actors.
    evidence
        Why an actor joined its group; None for the one that began it.
    decisions
        A merge joins the whole groups of its targets; a split takes one actor out of its group.
    find
        Finds the actor that a target names; None if it is not there any more.
    """
    homes, evidence = dict(homes), dict(evidence)
    groups: dict[str, list[str]] = defaultdict(list)
    for actor_id, home in homes.items():
        groups[home].append(actor_id)
    lost = 0
    for decision in decisions:
        found = [known for target in decision.targets if (known := find(target))]
        lost += len(decision.targets) - len(found)
        if decision.action == "split_actor":
            for key in found:
                _split(key, homes, evidence, groups)
            continue
        for key in found[1:]:
            home, former = homes[found[0]], homes[key]
            if home != former:
                for member in groups.pop(former):
                    homes[member] = home
                    groups[home].append(member)
                evidence[key] = evidence[former] = BY_HAND
    if lost:
        noun = "actor" if lost == 1 else "actors"
        warnings.warn(
            f"{lost} {noun} of the corrections not found in the tables; the others are applied."
            " Give the tables of all their articles.",
            stacklevel=3,
        )
    return homes, evidence


def _split(
    actor_id: str,
    homes: dict[str, str],
    evidence: dict[str, str | None],
    groups: dict[str, list[str]],
) -> None:
    """Take an actor out of its group; what is left is named by the first of the others."""
    former = homes[actor_id]
    others = [member for member in groups.pop(former) if member != actor_id]
    if others:
        groups[others[0]] = others
        homes.update(dict.fromkeys(others, others[0]))
    homes[actor_id], groups[actor_id] = actor_id, [actor_id]
    evidence[actor_id] = None
