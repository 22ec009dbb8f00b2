"""Matrix products on one thread, by the library that the parser computes with."""

import numpy as np
from thinc.api import NumpyOps

OPS = NumpyOps()


def multiply(rows: np.ndarray, others: np.ndarray) -> np.ndarray:
    """Return the products of the rows of two matrices in single precision: ``rows @ others.T``.

    Notes
    -----
    NumPy's own product of such small matrices starts a thread a core, which then wait busily for
    the next one. One thread also leaves the last digits the same on any number of cores.

    Examples
    --------
    >>> multiply(np.ones((2, 3), np.float32), np.ones((1, 3), np.float32)).tolist()
    [[3.0], [3.0]]
    """
    return OPS.gemm(rows, others, trans2=True)
