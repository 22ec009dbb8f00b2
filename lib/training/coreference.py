"""OntoGUM's news and interviews: running text with its chains, and how many of our pronouns are right."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf

from .measures import Offsets, Score, share

PRONOUNS = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}
ENTITY = re.compile(r"(\()?(\d+)(\))?")


@dataclass(frozen=True)
class Chained:
    """A text, and for every pronoun of a named chain the names in that chain."""

    text: str
    names_of: dict[Offsets, list[Offsets]]


def read_ontogum(folder: Path, *, half: int) -> list[Chained]:
    """Read every second document of the news and the interviews; half 0 is for development, half 1 for reports."""
    paths = [path for path in sorted(folder.glob("*.conllu")) if re.search("_news_|_interview_", path.name)]
    return [read_chains(path) for path in paths[half::2]]


def read_chains(path: Path) -> Chained:
    """Read one CoNLL-U file; brackets in MISC open and close mentions (``Entity=(3`` … ``3)``)."""
    text, pending, chains, proper = "", [], {}, set()
    begins_paragraph = False
    for line in path.read_text("utf-8").split("\n"):
        fields = line.split("\t")
        begins_paragraph |= line.startswith("# newpar")
        if not fields[0].isdigit():
            continue
        misc = dict(item.split("=", 1) for item in fields[9].split("|") if "=" in item)
        text = text.rstrip(" ") + "\n" if begins_paragraph and text else text
        begins_paragraph = False
        start = len(text)
        text += fields[1]
        proper |= {start} if fields[3] == "PROPN" else set()
        for opens, chain, closes in ENTITY.findall(misc.get("Entity", "")):
            if opens:
                pending.append((chain, start))
            if closes and (opened := [n for n, (other, _) in enumerate(pending) if other == chain]):
                chains.setdefault(chain, []).append((pending.pop(opened[-1])[1], len(text)))
        text += "" if misc.get("SpaceAfter") == "No" else " "
    return Chained(text, _pronouns(text, chains, proper))


def _pronouns(text: str, chains: dict[str, list[Offsets]], proper: set[int]) -> dict[Offsets, list[Offsets]]:
    """List the pronouns of chains that hold a name."""
    found = {}
    for mentions in chains.values():
        names = [span for span in mentions if any(at in proper for at in range(*span))]
        for span in mentions if names else ():
            if text[slice(*span)].lower() in PRONOUNS:
                found[span] = names
    return found


def score_pronouns(documents: list[Chained], reader: nf.Reader) -> Iterator[Score]:
    """Share of gold pronouns resolved right, and of our resolved pronouns that are right."""
    found, sure = [], []
    for document in documents:
        mentions = nf.tabulate(document.text, reader=reader).mentions
        names = mentions[mentions.form == "name"]
        right = resolved = 0
        for row in mentions[mentions.form == "pronoun"].itertuples():
            own = names[names.actor_id == row.actor_id]
            gold = document.names_of.get((row.start, row.end), [])
            resolved += 1
            right += any(s < end and start < e for s, e in zip(own.start, own.end, strict=True) for start, end in gold)
        found.append((right, len(document.names_of)))
        sure.append((right, resolved))
    yield share("OntoGUM second half, he and she of named persons resolved right", found)
    yield share("OntoGUM second half, our resolved he and she that are right", sure)
