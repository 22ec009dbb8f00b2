"""Learn the weights of anaphora: which of the actors before it a pronoun or a definite phrase takes up."""

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

import newsframes as nf
import numpy as np
from evaluation.chains import GoldChain, align
from evaluation.meantime import read_meantime
from evaluation.ontogum import read_ontogum
from newsframes.actors import Actor, CoreferenceResolver
from newsframes.actors.anaphora import Decision, Option
from newsframes.actors.mention import Phrase
from newsframes.claims.statements import as_speeches
from newsframes.quotes import find_quotes
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

WEIGHTS = Path(nf.__file__).parent / "language/lexicons" / "anaphora_weights.tsv"
# Strength of the prior that holds weights near zero, and the fewest phrases in which a feature must
# be seen.
PRIOR, SEEN = 1.0, 4
# The genres whose every document is learned from, beside the development half of news and
# interviews.
OTHERS = "_academic_|_bio_|_court_|_voyage_"
HEADER = """\
# Weights of the features of anaphora: what speaks for an actor, or against it, as what a phrase takes up.
# Origin: learned by lib/training/anaphora.py on GUM 11.1 (OntoGUM; annotations CC BY 4.0), without the half of its news
# and interviews that is kept for reports, and on the corpus_airbus of MEANTIME (CC BY 4.0). Licence: Apache-2.0.
feature\tweight
"""
Case = tuple[list[tuple[str, ...]], list[int]]


class Oracle:
    """Decides by the gold chains, and keeps every case: the options' features, and which of them are right."""

    def __init__(self, text: str, chains: list[GoldChain]) -> None:
        self.text, self.chains = text, chains
        self.chain_of: dict[tuple[int, int], GoldChain | None] = {}
        self.cases: list[Case] = []

    def __call__(self, phrase: Phrase, options: Sequence[Option]) -> Decision:
        """Return the option whose actor has a mention of the phrase's chain."""
        chain = self._chain(phrase)
        right = [
            n
            for n, option in enumerate(options)
            if option.actor is not None
            and chain is not None
            and self._holds(option.actor, phrase, chain)
        ]
        self.cases.append(([option.features for option in options], right or [0]))
        return Decision(right[0] if right else None)

    def _holds(self, actor: Actor, phrase: Phrase, chain: GoldChain) -> bool:
        found = [
            self._chain(mention.phrase)
            for mention in actor.mentions
            if mention.phrase is not phrase
        ]
        known = Counter(id(one) for one in found if one is not None)
        return bool(known) and known.most_common(1)[0][0] == id(chain)

    def _chain(self, phrase: Phrase) -> GoldChain | None:
        span = (phrase.start, phrase.end)
        if span not in self.chain_of:
            self.chain_of[span] = next(
                (chain for chain in self.chains if align([chain], [span])), None
            )
        return self.chain_of[span]


def find_cases(
    documents: Sequence[tuple[str, list[GoldChain]]], reader: nf.Reader
) -> Iterator[list[Case]]:
    """Walk through documents with an oracle; yield each document's cases."""
    for text, chains in documents:
        reading = reader.read(nf.Article(text=text, as_is=True))
        oracle = Oracle(text, chains)
        quotes, _ = find_quotes(reading)
        CoreferenceResolver(reading, as_speeches(quotes), oracle).resolve()
        yield oracle.cases


def learn(cases: Sequence[Case]) -> dict[str, float]:
    """Fit the weights: conditional log-likelihood of the right options, with a Gaussian prior (L-BFGS)."""
    seen = Counter(
        feature for options, _ in cases for feature in {f for option in options for f in option}
    )
    index = {
        feature: n
        for n, feature in enumerate(sorted(f for f, count in seen.items() if count >= SEEN))
    }
    rows, columns, bounds, right = [], [], [0], []
    for options, gold in cases:
        for n, option in enumerate(options):
            for feature in option:
                if feature in index:
                    rows.append(bounds[-1] + n)
                    columns.append(index[feature])
        right.append([bounds[-1] + n for n in gold])
        bounds.append(bounds[-1] + len(options))
    matrix = csr_matrix((np.ones(len(rows)), (rows, columns)), shape=(bounds[-1], len(index)))
    is_right = np.zeros(bounds[-1])
    is_right[[n for group in right for n in group]] = 1
    starts = np.array(bounds[:-1])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = matrix @ weights
        scores -= np.repeat(np.maximum.reduceat(scores, starts), np.diff(bounds))
        powers = np.exp(scores)
        total, good = np.add.reduceat(powers, starts), np.add.reduceat(powers * is_right, starts)
        expected = powers / np.repeat(total, np.diff(bounds)) - powers * is_right / np.repeat(
            good, np.diff(bounds)
        )
        value = np.log(total).sum() - np.log(good).sum() + PRIOR * (weights @ weights) / 2
        return value, matrix.T @ expected + PRIOR * weights

    found = minimize(
        loss, np.zeros(len(index)), jac=True, method="L-BFGS-B", options={"maxiter": 300}
    )
    return {feature: round(float(found.x[n]), 2) for feature, n in index.items()}


def main() -> None:
    """Learn on everything but what is kept for reports, and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    gum = options.data / "gum"
    learned = [
        *read_ontogum(gum, half=0),
        *(d for half in (0, 1) for d in read_ontogum(gum, half=half, genres=OTHERS)),
    ]
    documents = [(document.text, document.chains) for document in learned]
    documents += [
        (r.text, r.chains) for r in read_meantime(options.data / "meantime/corpus_airbus")
    ]
    cases = [case for found in find_cases(documents, nf.Reader.load()) for case in found]
    weights = learn(cases)
    lines = "".join(f"{feature}\t{weight}\n" for feature, weight in weights.items() if weight)
    WEIGHTS.write_text(HEADER + lines, "utf-8")
    print(f"{len(cases):,} phrases of {len(documents)} documents; {len(weights):,} weights")


if __name__ == "__main__":
    main()
