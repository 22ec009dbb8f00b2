"""Run every case modelled on a public bug report and print how many are right, by area and by how they once did."""

import json
import re
import sys
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CASE_ID = re.compile(r"\[([A-Z]\w*(?:-[\w-]+)?)\]$")
TODAY = ("pass", "partial", "fail")


class Outcomes:
    """A pytest plugin that keeps which cases passed."""

    def __init__(self) -> None:
        self.right: dict[str, bool] = {}

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Keep the outcome of a case; one that is expected to fail is not right."""
        match = CASE_ID.search(report.nodeid)
        if match and (report.when == "call" or report.outcome != "passed"):
            is_right = report.outcome == "passed" and not hasattr(report, "wasxfail")
            self.right[match[1]] = self.right.get(match[1], True) and is_right


def main() -> int:
    """Print the table; return 1 if a case that once passed is wrong now."""
    lines = (ROOT / "tests/golden/reports.jsonl").read_text("utf-8").splitlines()
    cases = [json.loads(line) for line in lines]
    outcomes = Outcomes()
    found = (ROOT / "tests").rglob("test_report*.py")
    files = sorted(str(path) for path in found if path.parent.name != "browser")
    pytest.main(["-q", "--no-header", "--tb=no", "-p", "no:warnings", *files], plugins=[outcomes])
    totals, right = Counter(), Counter()
    for case in cases:
        key = (case["area"], case["today"])
        totals[key] += 1
        right[key] += outcomes.right.get(case["id"], False)
    print("\nright of all, by area and by how the cases did before this version:\n")
    print(f"{'area':<22}" + "".join(f"{name:>12}" for name in (*TODAY, "was not right", "all")))
    for area in dict.fromkeys(area for area, _ in totals):
        columns = [[name] for name in TODAY] + [["partial", "fail"], list(TODAY)]
        cells = [
            (sum(right[area, t] for t in group), sum(totals[area, t] for t in group))
            for group in columns
        ]
        print(f"{area:<22}" + "".join(f"{f'{good} of {of}':>12}" for good, of in cells))
    wrong = [case["id"] for case in cases if not outcomes.right.get(case["id"], False)]
    untried = [case["id"] for case in cases if case["id"] not in outcomes.right]
    print("\nnot right:", " ".join(wrong) or "none")
    print("not tried:", " ".join(untried) or "none")
    broken = [case["id"] for case in cases if case["today"] == "pass" and case["id"] in wrong]
    print("right before and not now:", " ".join(broken) or "none")
    return 1 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
