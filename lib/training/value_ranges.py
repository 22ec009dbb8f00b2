"""How far the values within the encoder reach on given texts, and how they are rounded for it."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache

import numpy as np
import onnxruntime

# What 24 bits hold, less a margin for texts that reach further.
ROOM = 2.0**24 / 1.3
# Arguments of the GELU are multiples of 2 ** -GELU_STEP.
GELU_STEP = 7
# Its results are quantised by the first of these limits that none exceeds.
TOPS = 2.0 ** (np.arange(48) / 8)
LEAST = 0.17
# The error of a processor's exp or GELU, relative and absolute, is far below this.
ERROR = 6e-7
# A dimension is an outlier if it reaches so many times as far as nearly all.
FAR, MOST_OUTLIERS, COPIES = 1.6, 4, 7
# Finer weights of attention would meet the middle of two steps (``exponent_limit``).
MOST_BITS = 10


@dataclass(frozen=True)
class LayerRanges:
    """How one layer is rounded: bits behind the point, and dimensions that reach far."""

    query_bits: int
    value_bits: int
    weight_bits: int
    outliers: np.ndarray
    limit: float
    copies: int = COPIES


@dataclass
class Reach:
    """The furthest that was seen in a layer."""

    scores: float
    mixed: float
    inner: np.ndarray

    def ranges(self) -> LayerRanges:
        """Choose the finest rounding whose sums fit."""
        scores = math.floor(math.log2(ROOM / self.scores) / 2)
        both = math.floor(math.log2(ROOM / self.mixed))
        order = np.argsort(-self.inner)
        usual = self.inner[order[MOST_OUTLIERS]]
        outliers = order[:MOST_OUTLIERS][self.inner[order[:MOST_OUTLIERS]] > FAR * usual]
        held = np.delete(self.inner, outliers).max() * 1.1
        weights = min((both + 5) // 2, MOST_BITS)
        return LayerRanges(scores, both - weights, weights, np.sort(outliers), float(held))


def find_ranges(
    model: bytes, windows: Iterable[tuple[np.ndarray, np.ndarray]], relative: np.ndarray,
    layers: int, attentions: int,
) -> list[LayerRanges]:  # fmt: skip
    """Run a graph that puts out what it computes within, on windows of ids and shapes.

    ``relative`` is what each distance adds to scores, (heads, length, length).
    """
    options = onnxruntime.SessionOptions()
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_BASIC
    session = onnxruntime.InferenceSession(model, options, ["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    found: list[Reach] = []
    for ids, shapes in windows:
        made = dict(zip(names, session.run(None, {"ids": ids, "shapes": shapes}), strict=True))
        length = ids.shape[1]
        for n in range(layers):
            query, key, value = (
                made[f"layers.{n}.{part}.made"][0].reshape(length, attentions, -1).swapaxes(0, 1)
                for part in ("query", "key", "value")
            )
            wide = np.abs(query) @ np.abs(key).swapaxes(1, 2)
            scores = query @ key.swapaxes(1, 2) / math.sqrt(query.shape[2])
            scores += relative[:, :length, :length]
            weights = np.exp(scores - scores.max(-1, keepdims=True))
            seen = Reach(
                float(wide.max()), float((weights @ np.abs(value)).max()),
                np.abs(made[f"layers.{n}.inner"][0]).max(0),
            )  # fmt: skip
            if n == len(found):
                found.append(seen)
            before = found[n]
            found[n] = replace(
                before, scores=max(before.scores, seen.scores), mixed=max(before.mixed, seen.mixed),
                inner=np.maximum(before.inner, seen.inner),
            )  # fmt: skip
    return [reach.ranges() for reach in found]


def _is_safe(values: np.ndarray, error: np.ndarray) -> bool:
    """Return whether no value is so near the middle of two whole numbers that an error decides."""
    return bool((np.abs(values - np.floor(values) - 0.5) > error).all())


@cache
def exponent_limit(bits: int, score_bits: int) -> float:
    """Return the exponent of the largest weight, near ``2 ** bits``.

    Every weight is exp of a multiple of ``2 ** -score_bits``, rounded to a whole number. The limit
    is such that none is so near to the middle between two that a processor's error decides.
    """
    step = 2.0**-score_bits
    top = math.floor(bits * math.log(2) / step)
    for n in range(top, top // 2, -1):
        weights = np.exp(np.arange(-2 / step, n + 1) * step)
        if _is_safe(weights, ERROR * weights):
            return n * step
    raise ValueError(f"Cannot round weights to {bits} bits: every limit meets a middle.")


@cache
def gelu_scales() -> tuple[np.ndarray, np.ndarray]:
    """Return the sizes of steps and the places of zero of quantised GELUs, one for each limit.

    A size is chosen so that no GELU of a multiple of the step is near the middle of two steps.
    """
    places = np.arange(-8 * 2**GELU_STEP, 8 * 2**GELU_STEP) / 2.0**GELU_STEP
    values = places * np.array([0.5 * math.erfc(-x / math.sqrt(2)) for x in places])
    zeros = np.round(LEAST * 255 / (TOPS + LEAST))
    scales = []
    for top, zero in zip(TOPS, zeros, strict=True):
        for n in range(1000):
            scale = np.float32(top / (255 - zero) * (1 + n * 1e-4))
            error = ERROR * (1 + np.abs(values)) / scale
            if _is_safe(values / scale, error):
                scales.append(scale)
                break
        else:
            raise ValueError(f"Cannot quantise GELUs up to {top}: every step meets a middle.")
    return np.array(scales, np.float32), zeros
