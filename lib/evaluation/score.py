"""Score whole articles through ``newsframes.tabulate``, on texts that nothing was trained on."""

import argparse
import json
from collections.abc import Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path

import newsframes as nf
import pandas as pd
import spacy
from newsframes.reader.encoder import Encoder

from .about_marks import score_abouts
from .benchmark import STOCK_PIPELINE
from .check_edits import score_check
from .corpora import (
    ATTRIBUTION_LABELS,
    Example,
    hold_out,
    read_attributions,
    read_polnear,
    read_uner,
    read_worldwide,
)
from .ecbplus_people import score_people
from .estimates import Score, f1, matched, overlaps, share, trim
from .figure_marks import score_figures
from .gap import read_gap, score_gap
from .judged_mentions import score_mentions
from .meantime import read_meantime, score_meantime
from .ontogum import read_ontogum, score_ontogum
from .quantity_suites import score_quantities
from .speaker_marks import score_speakers
from .unnamed_marks import score_unnamed

NAMES = ("person", "organisation", "place")
STOCK = {"PERSON": "person", "ORG": "organisation", "GPE": "place", "LOC": "place", "FAC": "place"}


def quotes_of(folder: Path, reader: nf.Reader) -> list[tuple[str, list[dict], pd.DataFrame]]:
    """Tabulate PolNeAR articles: (text, gold attributions, our quotes), one entry an article."""
    gold = list(read_attributions(folder))
    tables = nf.tabulate([nf.Article(text=text, as_is=True) for _, text, _ in gold], reader=reader)
    by_text = dict(zip(tables.articles.text, tables.articles.article_id, strict=True))
    quotes = dict(list(tables.quotes.groupby("article_id")))
    return [(text, found, quotes.get(by_text[text], tables.quotes[:0])) for _, text, found in gold]


def score_spans(folder: Path, documents: list) -> Iterator[Score]:
    """Distinct spans, edge punctuation ignored, exact match."""
    gold_spans = {example.text: example.spans for example in read_polnear(folder)}
    for label in reversed(ATTRIBUTION_LABELS):
        counts = []
        for text, _, quotes in documents:
            gold = {
                trim(text, start, end) for start, end, labels in gold_spans[text] if label in labels
            }
            counts.append(matched(gold, {trim(text, *span) for span in _spans(quotes, label)}))
        yield f1(f"PolNeAR dev, {label}, exact F1", counts)


def _spans(quotes: pd.DataFrame, label: str) -> list[tuple[int, int]]:
    """List our spans of one label; a content by its fragments."""
    if label == "content":
        return [tuple(part) for parts in quotes.parts for part in parts]
    prefix = "speaker" if label == "source" else "cue"
    frame = quotes[[f"{prefix}_start", f"{prefix}_end"]].dropna()
    return list(frame.itertuples(index=False, name=None))


def score_attributions(documents: list) -> Iterator[Score]:
    """Gold attributions whose content is found, and found with the right source."""
    found_counts, right_counts = [], []
    for _, gold, quotes in documents:
        rows = [([tuple(part) for part in row.parts], row) for row in quotes.itertuples()]
        found = right = 0
        for attribution in gold:
            near = [row for parts, row in rows if overlaps(attribution["content"], parts)]
            found += bool(near)
            right += any(_same_source(attribution.get("source", []), row) for row in near)
        found_counts.append((found, len(gold)))
        right_counts.append((right, len(gold)))
    yield share("PolNeAR dev, attributions with the content found", found_counts)
    yield share("PolNeAR dev, attributions with content and right source", right_counts)


def _same_source(gold: list[tuple[int, int]], row: object) -> bool:
    if not gold or pd.isna(row.speaker):
        return not gold and pd.isna(row.speaker)
    return overlaps(gold, [(row.speaker_start, row.speaker_end)])


def score_names(
    name: str, examples: list[Example], encoder: Encoder, stock: spacy.Language
) -> Iterator[Score]:
    """Names of persons, organisations and places, exact, ours and the stock pipeline's."""
    ours, theirs, by_kind = [], [], {kind: [] for kind in NAMES}
    for example in examples:
        text = example.text
        gold = {
            (*trim(text, s, e), labels[0]) for s, e, labels in example.spans if labels[0] in NAMES
        }
        marked = {
            (*trim(text, m.start, m.end), m.label) for m in encoder.mark(text) if m.label in NAMES
        }
        parsed = stock(text).ents
        known = {
            (*trim(text, e.start_char, e.end_char), STOCK[e.label_])
            for e in parsed
            if e.label_ in STOCK
        }
        ours.append(matched(gold, marked))
        theirs.append(matched(_bare(text, gold), _bare(text, known)))
        for kind in NAMES:
            by_kind[kind].append(
                matched(*({span for span in spans if span[2] == kind} for spans in (gold, marked)))
            )
    yield f1(f"{name}, names, exact F1", ours)
    for kind in NAMES:
        yield f1(f"{name}, {kind}, exact F1", by_kind[kind])
    yield f1(f"{name}, names, stock small pipeline, articles forgiven", theirs)


def _bare(text: str, spans: set) -> set:
    """Remove leading articles, which only the stock pipeline counts as part of a name."""
    return {
        (start + 4 if text[start : start + 4].lower() == "the " else start, end, kind)
        for start, end, kind in spans
    }


def main() -> None:
    """Print every figure; with ``--write``, keep them for README and the model card."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument(
        "--model", type=Path, help="folder of another export; the shipped one by default"
    )
    parser.add_argument("--write", type=Path, help="JSON file to write")
    options = parser.parse_args()
    encoder = Encoder(options.model) if options.model else None
    reader = nf.Reader.load(encoder=encoder)
    stock = spacy.load(STOCK_PIPELINE)
    scores: list[Score] = []
    documents = quotes_of(options.data / "polnear/dev", reader)
    _, held_out = hold_out(read_worldwide(options.data / "worldwide"))
    web = read_uner(options.data / "uner_ewt/dev.iob2")
    for part in (
        score_spans(options.data / "polnear/dev", documents),
        score_attributions(documents),
        score_names("Worldwide Newswire, held-out tenth", held_out, reader.news.encoder, stock),
        score_names("UNER-EWT dev", web, reader.news.encoder, stock),
        score_meantime(
            "MEANTIME, corpus_apple", read_meantime(options.data / "meantime/corpus_apple"), reader
        ),
        score_ontogum("OntoGUM, second half", read_ontogum(options.data / "gum", half=1), reader),
        score_gap("GAP validation", read_gap(options.data / "gap/gap-validation.tsv"), reader),
        score_people(options.data, reader),
        score_figures(options.data, reader),
        score_abouts(options.data, reader),
        score_mentions(options.data, reader),
        score_speakers(options.data, reader),
        score_unnamed(options.data, reader),
        score_quantities(options.data),
        score_check(options.data, reader),
    ):
        for score in part:
            print(score, flush=True)
            scores.append(score)
    if options.write:
        facts = {"date": date.today().isoformat(), "scores": [asdict(score) for score in scores]}
        options.write.write_text(json.dumps(facts, indent=1) + "\n", "utf-8")


if __name__ == "__main__":
    main()
