"""What tests share: the seed as tables, and golden cases as data."""

import json
from pathlib import Path

import newsframes as nf
import pytest
from hypothesis import HealthCheck, settings

# ``make corrections-trial`` loads it.
settings.register_profile(
    "trial", max_examples=10_000, deadline=None, suppress_health_check=list(HealthCheck)
)
ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds/000_bfc59336010fc295.txt"


def golden(name: str) -> list:
    """Read ``golden/<name>.jsonl`` as parameters, with ids.

    A case with ``xfail`` is expected to fail, strictly.
    """
    params = []
    for line in (ROOT / f"tests/golden/{name}.jsonl").read_text("utf-8").splitlines():
        case = json.loads(line)
        marks = [pytest.mark.xfail(strict=True, reason=case["xfail"])] if "xfail" in case else []
        params.append(pytest.param(case, id=case["id"], marks=marks))
    return params


@pytest.fixture(scope="session")
def seed() -> nf.Tables:
    return nf.tabulate(nf.read_article(SEED))


@pytest.fixture(scope="session")
def empty() -> nf.Tables:
    return nf.tabulate("Nothing happened here today at all.")
