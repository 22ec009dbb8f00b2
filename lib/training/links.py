"""How well the coreference head links gold mentions, apart from mention detection and rules.

Also the chains of ECB+'s people, which ``tabulate`` finds.
"""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import newsframes as nf
import numpy as np
import pandas as pd
from evaluation import chains
from evaluation.estimates import Offsets, Score, conll, f1, share
from newsframes.reader.chain_probabilities import ChainProbabilities
from newsframes.reader.encoder import Encoded, Encoder, default_encoder
from newsframes.reader.mention_features import DEFINITE, Candidate, class_of
from newsframes.reader.pair_scorer import PairScorer

from .coreference_corpora import (
    AnnotatedText,
    held_out,
    names_of,
    read_ecbplus,
    read_gap,
    read_gum,
    read_wikinews,
    with_found,
)

THIRD = ("he", "she", "it", "they")
# Chosen on GAP's validation part; from .3 to .7 F1 changes by 1.3.
LEAST = 0.6


def score_links(data: Path, encoder: Encoder) -> Iterator[Score]:
    """GAP's validation part, GUM's news and interviews kept for reports, a corpus of MEANTIME."""
    yield from score_gap(list(read_gap(data / "gap/gap-validation.tsv")), encoder)
    _, reported = held_out(data / "gum")
    yield from score_chains(
        "GUM, kept aside, gold mentions", list(read_gum(data / "gum", reported)), encoder
    )
    yield from score_chains(
        "MEANTIME apple, gold mentions",
        list(read_wikinews(data / "meantime/corpus_apple")),
        encoder,
    )


def score_people(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Chains of people with a name in ECB+'s development part, within a document.

    Only some sentences of a document are annotated; of ours only what stands in those counts, in
    chains of more than one mention on both sides.
    """
    folder = data / "ecbplus"
    corpus, mentions = (
        folder / f"ECB_Dev_{f}" for f in ("corpus.txt", "Entity_gold_mentions.json")
    )
    counts = []
    for example in read_ecbplus(corpus, mentions, kinds=("HUM",), end="\n"):
        gold = [chain for chain in _gold(example) if chain.is_named]
        annotated = {_line_of(example.text, mention.span) for mention in example.mentions}
        tables = nf.tabulate(nf.Article(example.text, as_is=True), reader=reader)
        people = tables.actors[tables.actors.kind.isin(["person", "group"])].actor_id
        rows = tables.mentions[tables.mentions.actor_id.isin(people)]
        named = rows[rows.form == "name"].actor_id
        spans = chains.groups(rows[rows.actor_id.isin(named)])
        kept = [[s for s in own if _line_of(example.text, s) in annotated] for own in spans]
        counts.append(chains.count_links(gold, [own for own in kept if len(own) > 1]))
    yield conll("ECB+ dev, named people within a document, through tabulate, CoNLL", counts)


def score_people_across(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Chains of people with a name in ECB+'s development part, across the documents of a topic.

    Ours are the actors that ``align_actors`` joins over all documents at once; a topic is scored as
    one text. What counts is as in ``score_people``.
    """
    folder = data / "ecbplus"
    corpus, mentions = (
        folder / f"ECB_Dev_{f}" for f in ("corpus.txt", "Entity_gold_mentions.json")
    )
    examples = list(read_ecbplus(corpus, mentions, kinds=("HUM",), end="\n"))
    articles = [nf.Article(example.text, as_is=True) for example in examples]
    tables = nf.tabulate(articles, reader=reader)
    homes = nf.align_actors(tables).set_index("actor_id").canonical_id
    people = tables.actors.actor_id[tables.actors.kind.isin(["person", "group"])]
    rows = tables.mentions[tables.mentions.actor_id.isin(people)]
    rows = rows[rows.actor_id.isin(rows.actor_id[rows.form == "name"])]
    rows = rows.assign(actor_id=rows.actor_id.map(homes))
    topics: dict[str, list[tuple[AnnotatedText, str]]] = defaultdict(list)
    for example, article in zip(examples, articles, strict=True):
        topics[example.name.split("_")[0]].append((example, article.article_id))
    counts = []
    for documents in topics.values():
        whole, ours = _joined(documents, rows)
        gold = [chain for chain in _gold(whole) if chain.is_named]
        counts.append(chains.count_links(gold, ours))
    yield conll("ECB+ dev, named people across the documents of a topic, CoNLL", counts)


def _joined(
    documents: list[tuple[AnnotatedText, str]], rows: pd.DataFrame
) -> tuple[AnnotatedText, list[list[Offsets]]]:
    """Return the documents of a topic as one text, and our chains in it."""
    text, noted = "", []
    ours: dict[str, list[Offsets]] = defaultdict(list)
    for example, article_id in documents:
        shift = len(text)
        annotated = {_line_of(example.text, mention.span) for mention in example.mentions}
        for one in example.mentions:
            span = (one.span[0] + shift, one.span[1] + shift)
            noted.append(replace(one, span=span, head=one.head + shift))
        for row in rows[rows.article_id == article_id].itertuples():
            if _line_of(example.text, (row.start, row.end)) in annotated:
                ours[row.actor_id].append((row.start + shift, row.end + shift))
        text += example.text
    return AnnotatedText(documents[0][0].name, text, tuple(noted)), [
        own for own in ours.values() if len(own) > 1
    ]


def _line_of(text: str, span: tuple[int, int]) -> int:
    return text.count("\n", 0, span[0])


def log_chances(
    example: AnnotatedText, encoded: Encoded, scorer: PairScorer
) -> tuple[np.ndarray, np.ndarray]:
    """Return the log-probabilities of the antecedents of mentions, and the mentions' classes."""
    mentions = [Candidate(*m.span, m.head, m.form) for m in example.mentions]
    classes = np.array([class_of(example.text, mention) for mention in mentions])
    return scorer.antecedents(encoded.states, encoded.pieces, mentions, example.text), classes


def score_gap(examples: list[AnnotatedText], encoder: Encoder) -> Iterator[Score]:
    """Pronoun and name of one chain, as GAP counts.

    Of its two names at most one is taken, the likelier.
    """
    counts = []
    for example in examples:
        encoded = encoder.read(example.text)
        whole = with_found(example, names_of(encoded.marked))
        logs, _ = log_chances(whole, encoded, encoder.scorer)
        links = ChainProbabilities(np.exp(logs))
        chances = [links.between(i, k) for i, k, _ in whole.links]
        taken = [chance > LEAST and chance == max(chances) for chance in chances]
        gold = [is_same for *_, is_same in whole.links]
        counts.append(
            (sum(t and g for t, g in zip(taken, gold, strict=True)), sum(gold), sum(taken))
        )
    yield f1("GAP validation, F1", counts)
    yield share("GAP validation, links found", [(hits, gold) for hits, gold, _ in counts])
    yield share("GAP validation, links right", [(hits, taken) for hits, _, taken in counts])


def score_chains(name: str, examples: list[AnnotatedText], encoder: Encoder) -> Iterator[Score]:
    """Pronouns and definite nominals whose likeliest antecedent is right, and their chains.

    Only pronouns of the third person. Mentions of unknown entity are left out. A pronoun counts if
    another mention of its entity is no pronoun.
    """
    right, taken, wanted, counts = (defaultdict(list) for _ in range(4))
    for example in examples:
        known = tuple(m for m in example.mentions if m.entity is not None)
        known = AnnotatedText(example.name, example.text, known)
        logs, classes = log_chances(known, encoder.read(known.text), encoder.scorer)
        distances = logs.argmax(1)
        best = np.where(distances > 0, np.arange(len(logs)) - distances, -1)
        entities = np.array([m.entity for m in known.mentions])
        earlier = [entities[n] in entities[:n] for n in range(len(best))]
        is_named = {m.entity for m in known.mentions if m.form != "pronoun"}
        groups = {
            word: (classes == n) & [entity in is_named for entity in entities]
            for n, word in enumerate(THIRD)
        } | {"definite": classes == DEFINITE}
        for group, members in groups.items():
            hits = sum(
                best[n] >= 0 and entities[best[n]] == entities[n] for n in np.flatnonzero(members)
            )
            right[group].append(hits)
            taken[group].append(sum(best[members] >= 0))
            wanted[group].append(sum(np.array(earlier)[members]))
        counts["all"].append(chains.count_links(_gold(known), _ours(known, best)))
    for group in (*THIRD, "definite"):
        yield share(f"{name}, {group}: found", zip(right[group], wanted[group], strict=True))
        yield share(f"{name}, {group}: right", zip(right[group], taken[group], strict=True))
    third = [
        [sum(each) for each in zip(*(table[word] for word in THIRD), strict=True)]
        for table in (right, wanted, taken)
    ]
    yield share(f"{name}, third-person pronouns found", zip(third[0], third[1], strict=True))
    yield share(f"{name}, third-person pronouns right", zip(third[0], third[2], strict=True))
    yield conll(f"{name}, CoNLL", counts["all"])


def _gold(example: AnnotatedText) -> list[chains.GoldChain]:
    """Return the chains of more than one mention."""
    members = defaultdict(list)
    for mention in example.mentions:
        members[mention.entity].append(chains.GoldMention(mention.span, mention.head, mention.form))
    return [chains.GoldChain("other", tuple(found)) for found in members.values() if len(found) > 1]


def _ours(example: AnnotatedText, best: np.ndarray) -> list[list[tuple[int, int]]]:
    """Follow each mention to its likeliest antecedent."""
    home: dict[int, int] = {}
    members = defaultdict(list)
    for n, antecedent in enumerate(best.tolist()):
        home[n] = home[antecedent] if antecedent >= 0 else n
        members[home[n]].append(example.mentions[n].span)
    return [found for found in members.values() if len(found) > 1]


def main() -> None:
    """Print every figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    data = parser.parse_args().data
    parts = (
        score_links(data, default_encoder()),
        score_people(data, nf.Reader.load()),
        score_people_across(data, nf.Reader.load()),
    )
    for part in parts:
        for score in part:
            print(score, flush=True)


if __name__ == "__main__":
    main()
