"""What one would put together without newsframes: spaCy, textacy's quotations, quantulum3's units.

Run by ``make bench`` in an environment of its own, since nothing else uses these packages.
"""

import contextlib
import json
import resource
import sys
import time
from collections.abc import Callable

import spacy


def quotations_and_quantities(nlp: spacy.Language) -> Callable[[list[str]], int]:
    """Return a call that counts quotations and quantities of texts."""
    from quantulum3 import classifier, parser
    from textacy import extract

    # Its classifier does not load with today's scikit-learn; its rules do the same without.
    classifier.USE_CLF = False

    def count(texts: list[str]) -> int:
        found = 0
        for doc in nlp.pipe(texts):
            # An odd number of quotation marks is an error: such a text has no quotations.
            with contextlib.suppress(ValueError):
                found += len(list(extract.direct_quotations(doc)))
            found += len(parser.parse(doc.text))
        return found

    return count


def measure(texts: list[str], name: str, chain: bool) -> dict[str, float]:
    """Return processor seconds, seconds, and the peak memory in MB of reading texts."""
    nlp = spacy.load(name)
    read = quotations_and_quantities(nlp) if chain else lambda given: len(list(nlp.pipe(given)))
    read(texts[:2])
    begun, busy = time.perf_counter(), time.process_time()
    read(texts)
    spent, used = time.perf_counter() - begun, time.process_time() - busy
    return {
        "cpu": used, "seconds": spent,
        "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000,
    }  # fmt: skip


if __name__ == "__main__":
    print(json.dumps(measure(json.load(sys.stdin), sys.argv[1], sys.argv[2] == "chain")))
