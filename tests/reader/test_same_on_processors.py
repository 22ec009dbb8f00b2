"""What makes the encoder's arithmetic the same on every processor."""

import hashlib
import platform
from importlib import resources

import numpy as np
import pytest
from newsframes.reader import default_encoder
from training.value_ranges import TOPS, Reach, exponent_limit, gelu_scales

# What ONNX Runtime computes with other last digits on other instruction sets, if it is not rounded.
UNEQUAL = (b"Softmax", b"LayerNormalization", b"MultiHeadAttention", b"Erf", b"Tanh", b"Sigmoid")


def test_the_shipped_graph_holds_no_operator_that_differs():
    model = (resources.files("newsframes.reader") / "model" / "reader.onnx").read_bytes()
    assert b"InstanceNormalization" in model
    assert [kind for kind in UNEQUAL if kind in model] == []


@pytest.mark.skipif(platform.machine() not in ("x86_64", "AMD64"), reason="measured on x86-64")
def test_the_same_states_as_on_the_processor_of_the_export():
    """AVX-512 and, emulated, a Nehalem without AVX gave these bytes."""
    read = default_encoder().read("Maria Lopez said on Monday that 20 people in Lyon had died.")
    digest = hashlib.sha256(np.ascontiguousarray(read.states).tobytes()).hexdigest()
    assert digest[:16] == "195ff541b970cee8"


def test_no_weight_of_attention_is_near_the_middle_of_two_steps():
    limit = exponent_limit(10, 8)
    weights = np.exp(np.arange(-600, round(limit * 256) + 1) / 256)
    assert 2**9 < weights[-1] <= 2**10
    assert (np.abs(weights % 1 - 0.5) > 5e-7 * weights).all()


def test_a_scale_holds_its_limit():
    scales, zeros = gelu_scales()
    assert (scales * (255 - zeros) >= TOPS * 0.999).all()
    assert (zeros >= 0).all()


@pytest.mark.parametrize(("scores", "mixed"), [(20.0, 60.0), (3.0, 400.0)])
def test_sums_fit_into_24_bits(scores: float, mixed: float):
    inner = np.array([3.0, 2.5, 40.0, 3.1, 2.0, 2.2])
    own = Reach(scores, mixed, inner).ranges()
    assert scores * 2.0 ** (2 * own.query_bits) < 2**24
    assert mixed * 2.0 ** (own.value_bits + own.weight_bits) < 2**24
    assert own.outliers.tolist() == [2]
    assert 3.1 <= own.limit < 4
