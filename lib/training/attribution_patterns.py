"""Count the orders of spans of PolNeAR's attributions, and the gaps in and between them."""

import argparse
from collections import Counter
from itertools import pairwise
from pathlib import Path

from evaluation.corpora import ATTRIBUTION_LABELS, read_attributions
from newsframes.quotes.linking import gap_between

PATTERN_HEAD = """\
# Orders of source, cue and content within one attribution, with their counts; \
rare ones are left out.
# Origin: counted by `python -m training.attribution_patterns` in the training part of \
PolNeAR 1.0 (Newell et al. 2018).
# Licence: Apache-2.0.
pattern\tcount
"""
GAP_HEAD = """\
# What stands between two neighbouring spans, and how often within one attribution or \
between two.
# Origin: counted by `python -m training.attribution_patterns` in the training part of \
PolNeAR 1.0 (Newell et al. 2018).
# Licence: Apache-2.0.
labels\tgap\twithin\tbetween
"""
GAPS = (
    "0 words", "1-3 words", "4-10 words", "more", "sentence", "sentence, mark", "paragraph",
    "paragraph, mark",
)  # fmt: skip


def main() -> None:
    """Write the two lexicons."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True, help="folder of the lexicons")
    options = parser.parse_args()
    patterns, within, between = Counter(), Counter(), Counter()
    for _, text, attributions in read_attributions(options.data / "polnear/train"):
        marked = sorted(
            {
                (*span, label, n)
                for n, one in enumerate(attributions)
                for label, spans in one.items()
                for span in spans
            }
        )
        for n in range(len(attributions)):
            patterns["-".join(label for _, _, label, owner in marked if owner == n)] += 1
        for one, other in pairwise(marked):
            gap = (f"{one[2]}-{other[2]}", gap_between(text, one[1], other[0]))
            (within if one[3] == other[3] else between)[gap] += 1
    kept = [
        (p, c)
        for p, c in sorted(patterns.items(), key=lambda item: (-item[1], item[0]))
        if c >= 3 and "cue" in p
    ]
    lines = "".join(f"{pattern}\t{count}\n" for pattern, count in kept if "content" in pattern)
    (options.out / "attribution_patterns.tsv").write_text(PATTERN_HEAD + lines, "utf-8")
    pairs = [f"{one}-{other}" for one in ATTRIBUTION_LABELS for other in ATTRIBUTION_LABELS]
    keys = [(pair, gap) for pair in pairs for gap in GAPS]
    lines = "".join(
        f"{pair}\t{gap}\t{within[pair, gap]}\t{between[pair, gap]}\n" for pair, gap in keys
    )
    (options.out / "attribution_gaps.tsv").write_text(GAP_HEAD + lines, "utf-8")


if __name__ == "__main__":
    main()
