"""The encoder as an ONNX graph, written node by node from whole-number weights.

Rounding to eight bits makes a last digit a step, which later layers enlarge. So nothing before it
may depend on a processor's instructions: products are of whole numbers, or of values rounded so
that every sum of theirs fits into 24 bits and is exact in any order; what ONNX Runtime computes
differently by instruction set (exp and the error function) gets few distinct arguments, and is
rounded at once (``rounded_gelu``, ``exponent_limit``); layer norms use an operator that has one
implementation for all.
"""

import math

import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from .value_ranges import GELU_STEP, TOPS, LayerRanges, exponent_limit, gelu_scales

LAYERS, WIDTH, ATTENTIONS, LONGEST_WINDOW = 7, 768, 12, 512
MICROSOFT = ("MatMulIntegerToFloat", "FusedMatMul")
EPSILON = 1e-5
# Attention scores are multiples of 2 ** -8. Adding this much leaves no room for finer digits.
SCORE_BITS = 8

Weights = dict[str, np.ndarray]


def magic(bits: int) -> np.float32:
    """Return the number whose addition in fp32 rounds to multiples of ``2 ** -bits``."""
    return np.float32(1.5 * 2.0 ** (23 - bits))


def relative_buckets(length: int, *, buckets: int = 32, reach: int = 128) -> np.ndarray:
    """Bucket the distance between two positions, as ``reader_network.relative_buckets``."""
    position = np.arange(length)
    distance = position[:, None] - position[None, :]
    half, exact = buckets // 2, buckets // 4
    size = np.abs(distance)
    wide = np.log(np.maximum(size, 1).astype(np.float32) / exact) / math.log(reach / exact)
    far = exact + (wide * (half - exact)).astype(int)
    return (distance < 0) * half + np.where(size < exact, size, np.minimum(far, half - 1))


class Graph:
    """Nodes and constants in the order in which they are added."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.constants: dict[str, onnx.TensorProto] = {}

    def constant(self, value: object, kind: str = "f4", name: str | None = None) -> str:
        """Add a constant and return its name; equal unnamed ones are one."""
        array = np.ascontiguousarray(np.asarray(value, np.dtype(kind)))
        name = name or f"{kind}{list(array.shape)}{array.ravel()[:8].tolist()}"
        self.constants[name] = numpy_helper.from_array(array, name)
        return name

    def __call__(self, kind: str, *inputs: str, name: str | None = None, **attributes) -> str:
        """Add a node and return the name of its output."""
        output = name or f"{len(self.nodes)}.{kind}"
        domain = "com.microsoft" if kind in MICROSOFT else ""
        self.nodes.append(helper.make_node(kind, inputs, [output], domain=domain, **attributes))
        return output


class EncoderGraph:
    """Writes the encoder.

    Parameters
    ----------
    weights
        By the names of ``ReaderNetwork``'s state. A linear layer of the encoder is in fp32
        (``.weight``, outputs by inputs) or whole (``.whole``, inputs by outputs, and ``.scale``).
    ranges
        What is rounded how, by layer. Without them nothing is rounded but the inputs of whole
        weights, and what ``ranges`` are found from is put out, too.
    """

    def __init__(self, weights: Weights, ranges: list[LayerRanges] | None) -> None:
        self.weights, self.ranges, self.add = weights, ranges, Graph()
        self.last = self.add.constant([-1], "i8")
        self.watched: list[str] = []

    def model(self, tasks: tuple[str, ...]) -> onnx.ModelProto:
        """Return the model: wordpieces and shapes in, emissions of each head and states out."""
        add = self.add
        length = add("Shape", "ids", start=1, end=2)
        states, bias = self._embedded(length), self._bias(length)
        ones, zeros = (
            add("Expand", add.constant(value), length, name=f"{value}s") for value in (1, 0)
        )
        self.unit = (ones, zeros)
        states = self._norm("norm", states)
        for n in range(LAYERS):
            states = self._layer(n, states, bias)
        add("Identity", states, name="states")
        wide = add("Cast", states, to=TensorProto.DOUBLE)
        for task in tasks:
            weight = add.constant(
                self.weights[f"heads.{task}.weight"].T, "f8", f"heads.{task}.weight"
            )
            offset = add.constant(self.weights[f"heads.{task}.bias"], "f8", f"heads.{task}.bias")
            emissions = add("Add", add("MatMul", wide, weight), offset)
            add("Cast", emissions, to=TensorProto.FLOAT, name=task)
        outputs = [*tasks, "states", *self.watched]
        graph = helper.make_graph(
            add.nodes, "reader",
            [helper.make_tensor_value_info(name, TensorProto.INT64, [1, "length"])
             for name in ("ids", "shapes")],
            [helper.make_tensor_value_info(name, TensorProto.FLOAT, None) for name in outputs],
            list(add.constants.values()),
        )  # fmt: skip
        sets = [helper.make_opsetid("", 20), helper.make_opsetid("com.microsoft", 1)]
        return helper.make_model(graph, opset_imports=sets, ir_version=9)

    def _embedded(self, length: str) -> str:
        add, weights = self.add, self.weights
        if "words.whole" in weights:
            whole = add.constant(weights["words.whole"], "u1", "words.whole")
            scale = add.constant(weights["words.scale"], "f4", "words.scale")
            zero = add.constant(weights["words.zero"], "u1", "words.zero")
            words = add("DequantizeLinear", add("Gather", whole, "ids"), scale, zero)
        else:
            words = add("Gather", self._kept("words.weight"), "ids")
        shapes = add("Gather", self._kept("shapes.weight"), "shapes")
        begin = add.constant([2], "i8")
        places = add(
            "Slice", self._kept("positions.weight"), begin, add("Add", length, begin),
            add.constant([0], "i8"),
        )  # fmt: skip
        return add("Add", add("Add", words, shapes), places)

    def _kept(self, name: str) -> str:
        return self.add.constant(self.weights[name], "f4", name)

    def _bias(self, length: str) -> str:
        """Return what distances add to scores, (heads, length, length)."""
        add = self.add
        buckets = add.constant(relative_buckets(LONGEST_WINDOW), "i4", "buckets")
        rows = add("Transpose", self._kept("relative.weight"), perm=[1, 0])
        table = add("Gather", rows, buckets, axis=1)
        if self.ranges:
            table = add("Add", table, add.constant(magic(SCORE_BITS)))
        corner = add("Concat", length, length, axis=0)
        return add("Slice", table, add.constant([0, 0], "i8"), corner, add.constant([1, 2], "i8"))

    def _norm(self, name: str, states: str) -> str:
        """Return a layer norm; a wordpiece is an instance's channel."""
        even = self.add("InstanceNormalization", states, *self.unit, epsilon=EPSILON)
        scaled = self.add("Mul", even, self._kept(f"{name}.weight"))
        return self.add("Add", scaled, self._kept(f"{name}.bias"))

    def _whole(self, states: str) -> tuple[str, str, str]:
        """Return states in whole numbers with the size of a step and the place of zero."""
        number = len(self.add.nodes)
        names = tuple(f"{number}.{part}" for part in ("whole", "scale", "zero"))
        self.add.nodes.append(helper.make_node("DynamicQuantizeLinear", [states], names))
        return names

    def _linear(self, name: str, states: str, whole: tuple[str, str, str] | None = None, *,
                bits: int | None = None, rows: np.ndarray | None = None) -> str:  # fmt: skip
        """Return a linear layer, its outputs rounded to ``bits`` behind the point if given.

        ``rows`` are inputs to read a second time.
        """
        add, weights = self.add, self.weights
        bias = weights[f"{name}.bias"]
        if f"{name}.whole" not in weights:
            matrix = add.constant(weights[f"{name}.weight"].T, "f4", f"{name}.weight")
            return add("Add", add("MatMul", states, matrix), self._kept(f"{name}.bias"))
        matrix = weights[f"{name}.whole"]
        if rows is not None:
            matrix = np.concatenate([matrix, matrix[rows]])
        if bits is not None:
            bias = bias + magic(bits)
        values, step, zero = whole or self._whole(states)
        made = add(
            "MatMulIntegerToFloat", values, add.constant(matrix, "i1", f"{name}.whole"), step,
            add.constant(weights[f"{name}.scale"], "f4", f"{name}.scale"), zero,
            add.constant(np.zeros(len(bias)), "i1"), add.constant(bias, "f4", f"{name}.bias"),
        )  # fmt: skip
        if bits is None:
            return made
        return add("Sub", made, add.constant(magic(bits), "f4", f"{name}.magic"))

    def _watch(self, name: str, value: str) -> None:
        if not self.ranges:
            self.watched.append(self.add("Identity", value, name=name))

    def _layer(self, n: int, states: str, bias: str) -> str:
        add, name = self.add, f"layers.{n}"
        mixed = self._linear(f"{name}.output", self._attention(n, states, bias))
        states = self._norm(f"{name}.norm_attention", add("Add", states, mixed))
        self._watch(f"{name}.inner", states)
        inner = self._linear(f"{name}.shrink", *self._inner(n, states))
        return self._norm(f"{name}.norm_output", add("Add", states, inner))

    def _attention(self, n: int, states: str, bias: str) -> str:
        add, name = self.add, f"layers.{n}"
        own = self.ranges[n] if self.ranges else None
        whole = self._whole(states) if f"{name}.query.whole" in self.weights else None
        split = add.constant([0, -1, ATTENTIONS, WIDTH // ATTENTIONS], "i8")
        heads = []
        for part in ("query", "key", "value"):
            bits = own and (own.value_bits if part == "value" else own.query_bits)
            made = self._linear(f"{name}.{part}", states, whole, bits=bits)
            self._watch(f"{name}.{part}.made", made)
            heads.append(add("Transpose", add("Reshape", made, split), perm=[0, 2, 1, 3]))
        query, key, value = heads
        root = 1 / math.sqrt(WIDTH // ATTENTIONS)
        scores = add("Add", add("FusedMatMul", query, key, transB=1, alpha=root), bias)
        most = add("ReduceMax", scores, self.last)
        if own:
            limit = exponent_limit(own.weight_bits, SCORE_BITS)
            most = add("Sub", most, add.constant(limit))
        weights = add("Exp", add("Sub", scores, most))
        if own:
            weights = add("Round", weights)
        mixed = add("Div", add("MatMul", weights, value), add("ReduceSum", weights, self.last))
        joined = add("Transpose", mixed, perm=[0, 2, 1, 3])
        return add("Reshape", joined, add.constant([0, -1, WIDTH], "i8"))

    def _inner(self, n: int, states: str) -> tuple[str, tuple[str, str, str] | None]:
        """Return what the second layer of the feed-forward part reads."""
        add, name = self.add, f"layers.{n}.grow"
        if not self.ranges:
            return add("Gelu", self._linear(name, states)), None
        wide, rows = self._without_outliers(states, self.ranges[n])
        made = self._linear(name, wide, bits=GELU_STEP, rows=rows)
        scales, zeros = gelu_scales()
        above = add("Less", add.constant(TOPS[:-1]), add("ReduceMax", made, keepdims=0))
        place = add("ReduceSum", add("Cast", above, to=TensorProto.INT64), keepdims=0)
        scale = add("Gather", add.constant(scales), place)
        zero = add("Gather", add.constant(zeros, "u1"), place)
        grown = add("Gelu", made)
        return grown, (add("QuantizeLinear", grown, scale, zero), scale, zero)

    def _without_outliers(self, states: str, own: LayerRanges) -> tuple[str, np.ndarray]:
        """Split what goes beyond the limit in a few known dimensions over copies of these.

        A step is then as small as the other dimensions need.
        """
        add = self.add
        limit = [add.constant(side * own.limit) for side in (-1, 1)]
        rows = np.repeat(own.outliers, own.copies)
        held = add("Clip", states, *limit)
        taken = add("Gather", states, add.constant(rows, "i8"), axis=2)
        rest = add("Sub", taken, add("Clip", taken, *limit))
        spread = add("Mul", rest, add.constant(1 / own.copies))
        return add("Concat", held, spread, axis=2), rows
