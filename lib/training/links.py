"""How well the coreference head links gold mentions, apart from mention detection and rules."""

import argparse
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from evaluation import chains
from evaluation.estimates import Score, conll, f1, share
from newsframes.reader.chain_probabilities import ChainProbabilities
from newsframes.reader.encoder import Encoded, Encoder, default_encoder
from newsframes.reader.mention_features import DEFINITE, Candidate, class_of
from newsframes.reader.pair_scorer import PairScorer

from .coreference_corpora import (
    AnnotatedText,
    held_out,
    names_of,
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
    for score in score_links(parser.parse_args().data, default_encoder()):
        print(score, flush=True)


if __name__ == "__main__":
    main()
