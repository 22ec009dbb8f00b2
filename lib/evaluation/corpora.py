"""Corpora with marked spans: each example a text, its spans, and what the set left unmarked."""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from .estimates import Offsets

NAME_LABELS = ("person", "organisation", "place", "norp", "other")
ATTRIBUTION_LABELS = ("content", "cue", "source")

# Which of our labels each set's own label stands for; a tuple means "one of these, the set does not
# say which".
WORLDWIDE = {
    "Person": "person", "Organization": "organisation", "Location": "place", "Facility": "place",
    "NORP": "norp", "Misc": "other", "Product": "other", "Date": None, "Money": None,
}  # fmt: skip
UNER = {"PER": ("person",), "ORG": ("organisation",), "LOC": ("place",)}
WIKIGOLD = {
    "PER": ("person",),
    "ORG": ("organisation",),
    "LOC": ("place",),
    "MISC": ("norp", "other"),
}

CLOSERS = set(",.;:!?)]}%”’") | {"..."}
OPENERS = set("([{$£€“‘#")
CLITIC = {"s", "re", "ve", "ll", "d", "m", "t"}
CLITICS = {mark + word for mark in "'’" for word in CLITIC} | {"n't", "n’t"}


@dataclass(frozen=True)
class Example:
    """One document.

    Notes
    -----
    ``spans`` are ``(start, end, labels)`` in code points, ``labels`` the admissible ones.
    ``unmarked`` are labels that may hide among the tokens outside every span. ``unknown`` are
    ``(start, end)`` in which nothing may be learned.
    """

    name: str
    text: str
    task: str
    spans: tuple[tuple[int, int, tuple[str, ...]], ...]
    unmarked: tuple[str, ...] = ()
    unknown: tuple[tuple[int, int], ...] = field(default=())


def read_brat(
    path: Path,
) -> tuple[str, dict[str, tuple[str, list[tuple[int, int]]]], list[dict[str, str]]]:
    """Read one brat stand-off file: text, spans and events.

    Spans are ``{id: (label, fragments)}``, events ``[{role: id}]``. Fragments parted by white space
    alone are joined, since brat splits at line ends.
    """
    text = path.with_suffix(".txt").read_bytes().decode("utf-8")
    spans, events = {}, []
    for line in path.read_text("utf-8").split("\n"):
        fields = line.split("\t")
        if len(fields) >= 3 and fields[0].startswith("T"):
            label, _, offsets = fields[1].partition(" ")
            fragments = [tuple(map(int, fragment.split())) for fragment in offsets.split(";")]
            spans[fields[0]] = (label, join_fragments(text, fragments))
        elif len(fields) >= 2 and fields[0].startswith("E"):
            events.append(dict(role.split(":") for role in fields[1].split()[1:]))
    return text, spans, events


def read_polnear(folder: Path) -> Iterator[Example]:
    """Read PolNeAR's articles with their marked spans."""
    for path in sorted(folder.glob("*.ann")):
        text, found, _ = read_brat(path)
        spans, unknown = [], []
        for label, fragments in found.values():
            if label in ("Discuss", "Discard"):
                unknown.extend(fragments)
            elif label in ("Source", "Cue", "Content"):
                spans.extend((start, end, (label.lower(),)) for start, end in fragments)
        yield Example(path.stem, text, "attribution", tuple(sorted(spans)), (), tuple(unknown))


def read_attributions(
    folder: Path,
) -> Iterator[tuple[str, str, list[dict[str, list[tuple[int, int]]]]]]:
    """Read PolNeAR's attributions: name, text, and fragments of content, cue and source."""
    for path in sorted(folder.glob("*.ann")):
        text, spans, events = read_brat(path)
        found = []
        for event in events:
            one: dict[str, list[tuple[int, int]]] = {}
            for role, target in event.items():
                label = role.rstrip("0123456789").lower()
                if label in ATTRIBUTION_LABELS and target in spans:
                    one.setdefault(label, []).extend(spans[target][1])
            if one.get("content"):
                found.append(one)
        yield path.stem, text, found


def join_fragments(text: str, fragments: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join neighbours with nothing but white space between them."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(fragments):
        if joined and not text[joined[-1][1] : start].strip():
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return joined


def read_columns(
    name: str, lines: list[str], token_at: int, tag_at: int, labels: dict, *, unmarked=()
) -> Example:
    """Turn token/tag lines into running text with spans; a blank line is a sentence end.

    The sets come tokenised, news does not: three texts in four are put back into ordinary spacing
    and paragraphs.
    """
    draw = random.Random(name)
    is_natural = draw.random() < 0.75
    text, spans, previous, before = "", [], None, ""
    for line in lines:
        fields = line.split("\t") if "\t" in line else line.split(" ")
        if len(fields) <= tag_at or line.startswith("# "):
            if before:
                text += " " if is_natural and draw.random() < 0.6 else "\n"
            previous, before = None, ""
            continue
        token, tag = fields[token_at], fields[tag_at].strip()
        if before and not (is_natural and is_joined(before, token, text[text.rfind("\n") + 1 :])):
            text += " "
        start, prefix, kind = len(text), tag[:1], tag[2:]
        text += token
        admissible = labels.get(kind) if prefix in "BI" else None
        admissible = (admissible,) if isinstance(admissible, str) else admissible
        if admissible and spans and prefix == "I" and previous == kind:
            spans[-1] = (spans[-1][0], len(text), admissible)
        elif admissible:
            spans.append((start, len(text), admissible))
        previous, before = kind if prefix in "BI" else None, token
    return Example(name, text, "names", tuple(spans), unmarked)


def is_joined(before: str, token: str, line: str) -> bool:
    """Return True if two tokens stand without a space between them in ordinary print.

    ``line`` ends in ``before``.
    """
    if token in CLOSERS or before in OPENERS or token in CLITICS or {before, token} & {"-", "/"}:
        return True
    if before == "’" and token in CLITIC:
        return True
    if '"' in (before, token):
        is_open = line.count('"') % 2 == 1
        return is_open if token == '"' else is_open and before == '"'
    return (
        before in (":", ",", ".")
        and before in line[-2:]
        and line[-2:-1].isdigit()
        and token[:1].isdigit()
    )


def read_worldwide(folder: Path) -> list[Example]:
    """Read Worldwide Newswire; its dates and money are not names."""
    return [
        read_columns(path.name, path.read_text("utf-8").split("\n"), 0, 1, WORLDWIDE)
        for path in sorted(folder.glob("*.tsv"))
    ]


def hold_out(examples: list[Example], *, tenth: int = 0) -> tuple[list[Example], list[Example]]:
    """Part the examples into train and held-out by document, a fixed tenth of a fixed shuffle."""
    order = sorted(examples, key=lambda example: example.name)
    random.Random(20220110).shuffle(order)
    held = {example.name for example in order[tenth::10]}
    return [e for e in examples if e.name not in held], [e for e in examples if e.name in held]


def read_uner(path: Path) -> list[Example]:
    """Read UNER-EWT, one example for each source document; it does not mark NORP and other."""
    documents: list[list[str]] = []
    for line in path.read_text("utf-8").split("\n"):
        if line.startswith("# newdoc") or not documents:
            documents.append([])
        documents[-1].append(line)
    return [
        read_columns(f"{path.stem}-{n}", lines, 1, 2, UNER, unmarked=("norp", "other"))
        for n, lines in enumerate(documents)
    ]


def read_wikigold(path: Path) -> list[Example]:
    """Read WikiGold, one example for each article."""
    articles = path.read_text("utf-8").split("-DOCSTART- O")
    return [
        read_columns(f"wikigold-{n}", article.split("\n"), 0, 1, WIKIGOLD)
        for n, article in enumerate(articles)
        if article.strip()
    ]


def running_text(sentences: list[list[str]], end: str = " ") -> tuple[str, list[list[Offsets]]]:
    """Join tokenised sentences to running text; also return the offsets of every token.

    ``end`` is what stands behind a sentence.
    """
    text, places = "", []
    for words in sentences:
        row, line = [], ""
        for n, word in enumerate(words):
            if n and not is_joined(words[n - 1], word, line):
                line += " "
            row.append((len(text) + len(line), len(text) + len(line) + len(word)))
            line += word
        places.append(row)
        text += line + end
    return text, places
