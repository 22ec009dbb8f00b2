"""Environment for nbval's kernels, and how much processor time a notebook may take."""

import os
from collections.abc import Iterator

import pytest

WARNINGS = "error::UserWarning,error::FutureWarning"
os.environ.update(PYTHONHASHSEED="0", TZ="UTC", PYTHONWARNINGS=WARNINGS)
# In seconds. Processor time, and not that of a clock, which runs on while other programs have the
# processors: on a machine at rest a notebook takes about as long as this, or less.
MOST_S, MOST_OF_S = 30, {"11-a-thousand-articles": 120}
BEFORE = pytest.StashKey[float]()


def kernels_s() -> float:
    """Return the processor time of all kernels that have ended, with what they started."""
    spent = os.times()
    return spent.children_user + spent.children_system


@pytest.hookimpl(wrapper=True)
def pytest_runtest_setup(item: pytest.Item) -> Iterator[None]:
    """Note what was spent before the first cell of a notebook."""
    if item.path.suffix == ".ipynb":
        item.parent.stash.setdefault(BEFORE, kernels_s())
    return (yield)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_teardown(item: pytest.Item, nextitem: pytest.Item | None) -> Iterator[None]:
    """Refuse a notebook that took too long, once its last cell is done and its kernel has ended."""
    yield
    if item.path.suffix == ".ipynb" and (nextitem is None or nextitem.parent is not item.parent):
        spent, most = kernels_s() - item.parent.stash[BEFORE], MOST_OF_S.get(item.path.stem, MOST_S)
        assert spent <= most, f"{item.path.name} took {spent:.1f} s of processor time, over {most}."
