"""Our own judgements of whom mentions in news mean (``tests/gold/coreference.jsonl``), scored.

One part of the articles is scored, the other is learned from (``training.coreference_marks``).
"""

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd

from .corpora import read_attributions, read_worldwide
from .estimates import Offsets, Score, share
from .speaker_marks import HELD, TRAIN, means

MARKS = Path(__file__).parents[2] / "tests/gold/coreference.jsonl"
FORMS = {
    "third-person pronouns": re.compile(
        r"(?i)(?:he|him|his|himself|she|hers?|herself|it|its|itself|they|them|theirs?|themselves)$"
    ),
    "first-person pronouns": re.compile(r"(?i)(?:i|me|my|mine|myself|we|us|ours?|ourselves)$"),
    "noun phrases": re.compile(r".*", re.DOTALL),
}


@dataclass(frozen=True)
class JudgedMention:
    """A mention and what was judged of it.

    ``entity`` is a number within its article, None for nobody who is mentioned: a thing, or several
    at once. ``means`` lists mentions of that entity, by name or else by words.
    """

    article_id: str
    span: Offsets
    entity: int | None
    means: tuple[Offsets, ...]


def read_judgements(path: Path = MARKS, *, part: str = TRAIN) -> dict[str, list[JudgedMention]]:
    """Read the judgements of one part by article."""
    found = defaultdict(list)
    for row in map(json.loads, path.read_text("utf-8").splitlines()):
        if row["part"] == part:
            spans = tuple(map(tuple, row["means"]))
            mark = JudgedMention(
                row["article_id"], (row["start"], row["end"]), row["entity"], spans
            )
            found[mark.article_id].append(mark)
    return dict(found)


def find_articles(data: Path, wanted: Iterable[str]) -> Iterator[nf.Article]:
    """Yield the judged articles; PolNeAR's are taken as they are."""
    ids = set(wanted)
    texts = [example.text for example in read_worldwide(data / "worldwide")]
    texts += pd.read_csv(data / "wikinews/wikinews_2019.csv").text.dropna().tolist()
    articles = [nf.Article(text=text) for text in texts]
    written = read_attributions(data / "polnear/train")
    articles += [nf.Article(text=text, as_is=True) for _, text, _ in written]
    yield from (article for article in articles if article.article_id in ids)


def score_mentions(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Score whole articles through ``tabulate`` on the judged mentions that nothing learned from.

    Notes
    -----
    A mention is right if its actor has one of the marked mentions. It is wrong if its actor has
    other mentions, but none of these, or if it means nobody who was mentioned before and its actor
    was.
    """
    gold = read_judgements(part=HELD)
    tables = nf.tabulate(list(find_articles(data, gold)), reader=reader, progress=False)
    texts = tables.articles.set_index("article_id").text
    counts = {form: {article_id: [0, 0, 0, 0] for article_id in gold} for form in FORMS}
    for article_id, marks in gold.items():
        rows = tables.mentions[tables.mentions.article_id == article_id]
        spans: dict[str, set[Offsets]] = defaultdict(set)
        home = {}
        for row in rows.itertuples():
            spans[row.actor_id].add((row.start, row.end))
            home[row.start, row.end] = row.actor_id
        for mark in marks:
            text = texts[article_id][slice(*mark.span)]
            form = next(form for form, shape in FORMS.items() if shape.match(text))
            count = counts[form][article_id]
            verdict = _verdict(mark, spans.get(home.get(mark.span), set()))
            count[0] += verdict == "right"
            count[1] += bool(mark.means)
            count[2] += verdict == "wrong"
            count[3] += 1
    for form, of_form in counts.items():
        name = f"News marks, {form}"
        found = of_form.values()
        yield share(f"{name}, right, of those of someone mentioned", [(c[0], c[1]) for c in found])
        yield share(f"{name}, wrong, of all", [(c[2], c[3]) for c in found])


def _verdict(mark: JudgedMention, ours: set[Offsets]) -> str:
    """Return "right", "wrong" or "none" for the spans of the actor that a mention was given to."""
    if mark.means and means(ours, mark.means):
        return "right"
    others = {span for span in ours if span != mark.span}
    if mark.means:
        return "wrong" if others else "none"
    return "wrong" if any(start < mark.span[0] for start, _ in others) else "none"
