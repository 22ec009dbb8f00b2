"""brat stand-off: the text and an ``.ann`` file for each article, and how brat is to show them."""

import re
from collections.abc import Iterator
from itertools import count

from ..tables.row_json import LINE_ENDS, JsonRow, json_line, rows_as_json
from ..tables.schema import ACTOR_KINDS, CLAIMS, QUOTE_KINDS, STANCES
from .handover import Handover, file_stem

# A text-bound annotation is one line, so that it is broken where its text has a line end or a tab.
UNBROKEN = re.compile(f"(?:(?!{LINE_ENDS.pattern}|\t).)+", re.DOTALL)
# Further spans of a row: entity type, relation from the row to it, and the column's prefix.
PARTS = {
    "quotes": (("Cue", "HasCue", "cue_"), ("Source", "HasSource", "speaker_")),
    "figures": (("Thing", "Counts", "thing_"), ("About", "IsAbout", "about_")),
}
TYPES = {"quotes": "Quote", "figures": "Figure"}
ATTRIBUTES = {
    "quotes": (("QuoteKind", "kind"), ("Stance", "stance")),
    "figures": (("Claim", "claim"),),
}
# Relations from a quote or figure to the mention of an actor.
ACTORS = {"quotes": ("Speaker", "speaker_id"), "figures": ("Claimant", "claimant_id")}
ENTITIES = [kind.capitalize() for kind in ACTOR_KINDS]
ANY = "|".join(ENTITIES)
CONFIGURATION = "\n".join([
    "[entities]", *ENTITIES, "Quote", "Cue", "Source", "Figure", "Thing", "About", "",
    "[relations]",
    "HasCue\tArg1:Quote, Arg2:Cue", "HasSource\tArg1:Quote, Arg2:Source",
    "Counts\tArg1:Figure, Arg2:Thing", "IsAbout\tArg1:Figure, Arg2:About",
    f"Actor\tArg1:{ANY}, Arg2:{ANY}, <REL-TYPE>:symmetric-transitive",
    f"Speaker\tArg1:Quote, Arg2:{ANY}",
    f"Claimant\tArg1:Figure, Arg2:{ANY}",
    "<OVERLAP>\tArg1:<ANY>, Arg2:<ANY>, <OVL-TYPE>:<ANY>", "",
    "[events]", "", "[attributes]",
    f"QuoteKind\tArg:Quote, Value:{'|'.join(QUOTE_KINDS)}",
    f"Stance\tArg:Quote, Value:{'|'.join(STANCES)}",
    f"Claim\tArg:Figure, Value:{'|'.join(CLAIMS)}", "",
])  # fmt: skip


def render(handover: Handover) -> dict[str, bytes]:
    """Return the articles in brat's stand-off format.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    dict of bytes
        ``annotation.conf``, and for each article a ``.txt`` with its text and an ``.ann``: a
        text-bound annotation for each mention, quote and figure and for the spans that belong to
        them, relations, attributes, and each row as JSON in a note. An actor is the
        equivalence of its mentions; its row is a note of the first.

    Notes
    -----
    brat has no place for what stands nowhere: columns of ``articles``, and ``issues``, are left
    out.

    Examples
    --------
    >>> import newsframes as nf
    >>> files = render(Handover(nf.tabulate("Police said 12 people were killed.")))
    >>> [name.partition(".")[2] for name in files]
    ['conf', 'txt', 'ann']
    """
    files = {"annotation.conf": CONFIGURATION.encode()}
    rows: dict[str, dict[str, list[JsonRow]]] = {}
    for name in ("mentions", "actors", "quotes", "figures"):
        for row in rows_as_json(name, getattr(handover.tables, name)):
            rows.setdefault(row["article_id"], {}).setdefault(name, []).append(row)
    for article in rows_as_json("articles", handover.tables.articles):
        stem, own = file_stem(article["article_id"]), rows.get(article["article_id"], {})
        files[f"{stem}.txt"] = article["text"].encode()
        lines = _Lines(article["text"])
        files[f"{stem}.ann"] = "".join(f"{line}\n" for line in lines.of(own)).encode()
    return files


class _Lines:
    """The lines of one article's annotations, each kind with numbers of its own."""

    def __init__(self, text: str) -> None:
        self.text = text
        self._numbers = {letter: count(1) for letter in "TRA#"}

    def of(self, rows: dict[str, list[JsonRow]]) -> Iterator[str]:
        """Yield the annotations of the mentions, then those of the quotes and the figures."""
        actors = {row["actor_id"]: row for row in rows.get("actors", ())}
        mentions: dict[str, list[tuple[int, str]]] = {}
        for row in rows.get("mentions", ()):
            kind = actors[row["actor_id"]]["kind"].capitalize()
            key, line = self._span(kind, row["start"], row["end"])
            mentions.setdefault(row["actor_id"], []).append((row["start"], key))
            yield line
            yield self._note("mentions", row, key)
        for actor_id, found in mentions.items():
            keys = [key for _, key in sorted(found)]
            if len(keys) > 1:
                yield f"*\tActor {' '.join(keys)}"
            yield self._note("actors", actors[actor_id], keys[0])
        for name, label in TYPES.items():
            for row in rows.get(name, ()):
                yield from self._row(name, label, row, mentions)

    def _row(
        self, name: str, label: str, row: JsonRow, mentions: dict[str, list[tuple[int, str]]]
    ) -> Iterator[str]:
        """Yield what stands for a quote or a figure."""
        key, line = self._span(label, row["start"], row["end"])
        yield line
        for part, relation, prefix in PARTS[name]:
            start, end = row[f"{prefix}start"], row[f"{prefix}end"]
            if start is not None:
                other, line = self._span(part, start, end)
                yield line
                yield self._relation(relation, key, other)
        relation, column = ACTORS[name]
        near = mentions.get(row[column], [])
        if near:
            _, other = min(near, key=lambda one: (abs(one[0] - row["start"]), one[0]))
            yield self._relation(relation, key, other)
        for attribute, column in ATTRIBUTES[name]:
            if row[column] is not None:
                yield f"A{next(self._numbers['A'])}\t{attribute} {key} {row[column]}"
        yield self._note(name, row, key)

    def _span(self, label: str, start: int, end: int) -> tuple[str, str]:
        """Return a text-bound annotation: its key and its line."""
        key = f"T{next(self._numbers['T'])}"
        spans = [match.span() for match in UNBROKEN.finditer(self.text, start, end)]
        spans = spans or [(start, end)]
        offsets = ";".join(f"{first} {last}" for first, last in spans)
        words = " ".join(self.text[first:last] for first, last in spans)
        return key, f"{key}\t{label} {offsets}\t{words}"

    def _relation(self, label: str, key: str, other: str) -> str:
        return f"R{next(self._numbers['R'])}\t{label} Arg1:{key} Arg2:{other}"

    def _note(self, name: str, row: JsonRow, key: str) -> str:
        return f"#{next(self._numbers['#'])}\tAnnotatorNotes {key}\t{json_line({name: row})}"
