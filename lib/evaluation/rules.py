"""Every rule with its examples, its hits on the development corpora, and what its removal costs.

A rule can only change articles in which it answers, so its removal is measured on these alone, with
each article read once.
"""

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import newsframes as nf
from newsframes.figures import FOUND_BY, Figure, find_figures
from newsframes.reader import Reading
from newsframes.rules import all_stages, tracing

from .about_marks import AboutSentence, is_same, read_marks
from .corpora import read_attributions, read_worldwide
from .figure_marks import MarkedSentence, is_near, is_value, pair, read_gold
from .meantime import read_meantime
from .ontogum import read_ontogum

DOCS = Path(__file__).parents[2] / "docs/rules.md"
Key = tuple[str, str]
# Of Worldwide, which is large, every fifth article.
EVERY = 5


@dataclass
class Tally:
    """What one rule does: its answers, the articles, the figures that its removal changes."""

    hits: int = 0
    articles: set[str] = field(default_factory=set)
    changed: int = 0
    lost: int = 0


def read_articles(data: Path) -> Iterator[nf.Article]:
    """Yield the articles of the development corpora, and all that have marked figures."""
    yield from nf.read_articles(data / "wikinews/wikinews_2019.csv")
    for _, text, _ in read_attributions(data / "polnear/dev"):
        yield nf.Article(text=text, as_is=True)
    gold = {marked.article_id for marked in read_gold()}
    abouts = {marked.article_id for marked in _abouts()}
    for n, example in enumerate(read_worldwide(data / "worldwide")):
        kept = nf.Article(text=example.text, as_is=True)
        article = nf.Article(text=example.text)
        if kept.article_id in gold:
            yield kept
        elif n % EVERY == 0 or article.article_id in abouts:
            yield article
    for report in read_meantime(data / "meantime/corpus_apple"):
        yield nf.Article(text=report.text, as_is=True)
    for half in (0, 1):
        for one in read_ontogum(data / "gum", half=half):
            yield nf.Article(text=one.text, as_is=True)


def _abouts() -> list[AboutSentence]:
    """List the marks on what figures are about, without the blind ones."""
    return [marked for marked in read_marks() if marked.draw == 1]


@dataclass(frozen=True)
class Row:
    """A figure as the marks compare it, in the columns of the table."""

    start: int
    end: int
    low: float
    high: float
    unit: str
    thing: tuple[int, int] | None
    about: tuple[int, int] | None
    claimant: tuple[int, int] | None


def _row(figure: Figure) -> Row:
    number = figure.number
    return Row(
        figure.start, figure.end, number.low, number.high, number.unit, figure.thing, figure.about,
        figure.claimant,
    )  # fmt: skip


def count_right(marks: Iterable[MarkedSentence], figures: list[Figure]) -> int:
    """Count what is right in the marked sentences: values, units, things, abouts and claimants."""
    right = 0
    for marked in marks:
        start, end = marked.span
        ours = [_row(figure) for figure in figures if start <= figure.start < end]
        pairs = pair(marked.figures, ours)
        right += sum(is_value(gold, row) for gold, row in pairs)
        right -= len(ours) - len(pairs)  # a figure that is none
        for gold, row in pairs:
            right += gold.unit == row.unit
            spans = (
                (gold.thing, row.thing),
                (gold.about, row.about),
                (gold.claimant, row.claimant),
            )
            right += sum(bool(one and other and is_near(one, other)) for one, other in spans)
    return right


def count_abouts(marks: Iterable[AboutSentence], text: str, figures: list[Figure]) -> int:
    """Count the figures that are about what is marked, less those about something else."""
    right = 0
    for gold in (gold for marked in marks for gold in marked.figures):
        start, end = gold.span
        near = [figure for figure in figures if figure.start < end and start < figure.end]
        if near and near[0].about is not None:
            is_right = gold.about is not None and is_same(text, gold.about, near[0].about)
            right += 1 if is_right else -1
    return right


def measure(readings: dict[str, Reading]) -> dict[Key, Tally]:
    """Measure every rule of every stage that finding figures asks."""
    gold, abouts = defaultdict(list), defaultdict(list)
    for marked in read_gold():
        gold[marked.article_id].append(marked)
    for marked in _abouts():
        abouts[marked.article_id].append(marked)

    def count(key: str, figures: list[Figure]) -> int:
        right = count_right(gold[key], figures)
        return right + count_abouts(abouts[key], readings[key].text, figures)

    tallies: dict[Key, Tally] = defaultdict(Tally)
    base = {}
    for key, reading in readings.items():
        with tracing() as trace:
            base[key], _ = find_figures(reading)
        for step in trace.steps:
            for name in step.answers:
                tallies[step.stage, name].articles.add(key)
            if step.winner is not None:
                tallies[step.stage, step.winner].hits += 1
    for stage in all_stages():
        for rule in stage.rules:
            tally = tallies[stage.name, rule.name]
            with stage.leave_out(rule):
                others = {key: find_figures(readings[key])[0] for key in sorted(tally.articles)}
            for key, figures in others.items():
                tally.changed += _count_changed(base[key], figures)
                tally.lost += count(key, base[key]) - count(key, figures)
    return tallies


def _count_changed(one: list[Figure], other: list[Figure]) -> int:
    rows, others = Counter(map(repr, one)), Counter(map(repr, other))
    return max((rows - others).total(), (others - rows).total())


def render(tallies: dict[Key, Tally], n_articles: int) -> str:
    """Return ``docs/rules.md``."""
    lines = [
        "# Rules",
        "",
        f"Made by `make rules` from {n_articles:,} development articles; do not edit. A stage asks"
        " its rules in this order: `first` takes the first answer, `any` any, and in `fold` every"
        " rule may rewrite the value. *Hits*: how often the rule decided. *Changes*: how many"
        " figures its removal alone changes. *Costs*: how many right answers on our own marks"
        " (values, units, things, abouts, claimants) that loses. Stages that finding figures does"
        " not ask are not counted (–).",
        "",
        f"`figures.found_by` is one of: {', '.join(sorted(FOUND_BY))}.",
    ]
    for stage in all_stages():
        lines += ["", f"## {stage.name} ({stage.mode})", ""]
        lines += ["| rule | hits | changes | costs | examples |", "|---|--:|--:|--:|---|"]
        is_asked = any(tallies[stage.name, rule.name].articles for rule in stage.rules)
        for rule in stage.rules:
            tally = tallies[stage.name, rule.name]
            examples = "; ".join(_example(*example) for example in rule.examples)
            counts = f"{tally.hits:,} | {tally.changed:,} | {tally.lost:,}"
            counts = counts if is_asked else "– | – | –"
            lines.append(f"| {rule.name} | {counts} | {examples} |")
    return "\n".join(lines) + "\n"


def _example(text: str, answer: object) -> str:
    told = "no" if answer is None else "yes" if answer is True else f"*{answer}*"
    return f"{text} → {told}".replace("|", "\\|").replace("\n", " ")


def main() -> None:
    """Write the page."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--data", type=Path, required=True)
    given = options.parse_args()
    reader = nf.Reader.load()
    articles = {article.article_id: article for article in read_articles(given.data)}
    readings = {key: reader.read(article) for key, article in sorted(articles.items())}
    DOCS.write_text(render(measure(readings), len(readings)), "utf-8")
    print(f"Wrote {DOCS.name} from {len(readings)} articles.")


if __name__ == "__main__":
    main()
