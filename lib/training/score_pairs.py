"""Score the coreference head of a checkpoint on annotated mentions, before it is exported."""

import argparse
from collections.abc import Iterable
from pathlib import Path

import torch
from newsframes.reader.encoder import default_encoder
from tokenizers import Tokenizer

from .entities import Annotated, read_ecbplus, read_gap, read_gum, read_wikinews
from .pairs import PRONOUNS, chain_probabilities
from .passages import Passage, cut_passages, held_out, pad_windows, states_of, with_found
from .train import Model, build

THIRD = frozenset(word for name in ("he", "she", "it", "they") for word in PRONOUNS[name])


def chains_of(model: Model, passage: Passage, leading: list[int]) -> torch.Tensor:
    """Return the chain probabilities of a passage's mentions."""
    with torch.no_grad():
        batch = pad_windows([passage], leading)
        hidden = model.reader.encode(batch["ids"], batch["shapes"], batch["mask"])
        states = next(states_of(hidden, [passage], len(leading)))
        return chain_probabilities(model.scorer(states, passage.first, passage.last, passage.seen))


def score_gap(examples: Iterable[Annotated], model: Model, tokenizer: Tokenizer, threshold: float) -> dict:
    """Score the decisions of GAP: is the pronoun the name? Also for each gender."""
    counts: dict[str, list[int]] = {}
    for example in examples:
        passage = next(cut_passages(example, tokenizer, windows=2), None)
        if passage is None:
            continue
        chains = chains_of(model, passage, [0])
        for i, k, is_same in passage.links:
            words = [example.text[slice(*passage.mentions[n].span)].lower() for n in (i, k)]
            gender = "masculine" if any(word in PRONOUNS["he"] for word in words) else "feminine"
            is_found = float(chains[max(i, k), min(i, k)]) > threshold
            for key in ("all", gender):
                hits, found, gold = counts.setdefault(key, [0, 0, 0])
                counts[key] = [hits + (is_found and is_same), found + is_found, gold + is_same]
    return {key: _f1(*three) for key, three in counts.items()}


def score_pronouns(examples: Iterable[Annotated], model: Model, tokenizer: Tokenizer) -> dict:
    """Score third-person pronouns: does the best earlier name or nominal belong to the annotated entity?"""
    right = resolved = wanted = 0
    for example in examples:
        for passage in cut_passages(example, tokenizer, windows=4):
            chains = chains_of(model, passage, [0])
            for i, mention in enumerate(passage.mentions):
                if example.text[slice(*mention.span)].lower() not in THIRD or mention.entity is None:
                    continue
                others = [k for k, other in enumerate(passage.mentions) if other.form == "name" and k < i]
                is_wanted = any(passage.mentions[k].entity == mention.entity for k in others)
                best = max(others, key=lambda k: float(chains[i, k]), default=None)
                is_found = best is not None and float(chains[i, best]) > 0.5
                right += is_found and passage.mentions[best].entity == mention.entity
                resolved += is_found
                wanted += is_wanted
    return {"third-person pronouns to names": _f1(right, resolved, wanted)}


def _f1(hits: int, found: int, gold: int) -> dict[str, float]:
    precision, recall = hits / max(1, found), hits / max(1, gold)
    f1 = 2 * precision * recall / max(1e-9, precision + recall)
    return {"P": round(100 * precision, 1), "R": round(100 * recall, 1), "F1": round(100 * f1, 1), "n": gold}


def main() -> None:
    """Print the scores of one checkpoint."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--encoder", type=Path, required=True, help="folder of the official MPNet-base")
    parser.add_argument("--checkpoint", type=Path, required=True)
    options = parser.parse_args()
    model = build(options.encoder, coreference=True)
    state = torch.load(options.checkpoint, weights_only=True)
    model.reader.load_state_dict(state["average"] or state["reader"])
    model.scorer.load_state_dict(state["scorer_average"] or state["scorer"])
    model.reader.eval()
    model.scorer.eval()
    tokenizer = Tokenizer.from_file(str(options.encoder / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    gap = [with_found(example, default_encoder()) for example in read_gap(options.data / "gap/gap-validation.tsv")]
    for threshold in (0.5, 0.7, 0.9):
        print("GAP validation, threshold", threshold, score_gap(gap, model, tokenizer, threshold), flush=True)
    _, reported = held_out(options.data / "gum")
    ecbplus = options.data / "ecbplus"
    sets = {
        "GUM news and interviews, second half": read_gum(options.data / "gum", reported),
        "MEANTIME, corpus_apple": read_wikinews(options.data / "meantime/corpus_apple"),
        "ECB+ dev": read_ecbplus(ecbplus / "ECB_Dev_corpus.txt", ecbplus / "ECB_Dev_Entity_gold_mentions.json"),
    }
    for name, examples in sets.items():
        print(name, score_pronouns(examples, model, tokenizer), flush=True)


if __name__ == "__main__":
    main()
