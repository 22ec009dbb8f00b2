"""Every case modelled on a public bug report is right, or its failure is known."""

import pytest
from reports import find_faults

from conftest import golden


@pytest.mark.parametrize(
    "case", [param for param in golden("reports") if "expect" in param.values[0]]
)
def test_report(case):
    assert find_faults(case) == []
