"""The lock: whole, hashed, in step with the short list, and free of addresses; the audit's verdict."""

import re
import tomllib

import pytest
from audit import copyleft, judge
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from conftest import ROOT

LOCKS = (
    "requirements.lock",
    "tests/browser/requirements.lock",
    ".ci/requirements.lock",
    ".ci/second-runner.lock",
)
HOSTS = re.compile(r"--(extra-)?index-url|--find-links|--trusted-host|\w+://")


def direct(path: str) -> list[Requirement]:
    """Return the requirements that a file lists."""
    lines = (ROOT / path).read_text("utf-8").splitlines()
    return [Requirement(line) for line in lines if line and line[0] not in "#-"]


def locked(path: str) -> dict[str, list[tuple[Requirement, int]]]:
    """Return the entries of a lock by name, each with its number of hashes."""
    found: dict[str, list[tuple[Requirement, int]]] = {}
    text = re.sub(r"#.*", "", (ROOT / path).read_text("utf-8")).replace("\\\n", " ")
    for line in filter(str.strip, text.splitlines()):
        entry = Requirement(line.split(" --hash=", 1)[0])
        found.setdefault(canonicalize_name(entry.name), []).append(
            (entry, len(re.findall(r"--hash=sha256:[0-9a-f]{64}\b", line)))
        )
    return found


@pytest.mark.parametrize("path", LOCKS)
def test_every_package_is_pinned_and_hashed(path: str):
    entries = [one for several in locked(path).values() for one in several]
    assert len(entries) > 1
    assert [
        str(entry) for entry, n in entries if not n or not re.match("==", str(entry.specifier))
    ] == []


@pytest.mark.parametrize("path", LOCKS)
def test_what_is_asked_for_is_locked(path: str):
    for one in direct(path.replace(".lock", ".txt")):
        assert [str(entry.specifier) for entry, _ in locked(path)[canonicalize_name(one.name)]] == [
            str(one.specifier)
        ]


def test_the_lock_meets_what_the_package_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    extras = project["optional-dependencies"].values()
    lock = locked("requirements.lock")
    for line in [*project["dependencies"], *(line for lines in extras for line in lines)]:
        needed = Requirement(line)
        for entry, _ in lock[canonicalize_name(needed.name)]:
            assert needed.specifier.contains(str(entry.specifier).removeprefix("=="))


@pytest.mark.parametrize(
    "path", [*LOCKS, "requirements.txt", ".ci/requirements.txt", "Makefile", ".ci/run"]
)
def test_no_package_index_is_named(path: str):
    assert HOSTS.findall((ROOT / path).read_text("utf-8")) == []


FOUND = {"name": "a", "version": "1", "vulns": [{"id": "CVE-1", "fix_versions": ["2"]}]}
SOUND = {"name": "b", "version": "1", "vulns": []}
SKIPPED = {"name": "c", "skip_reason": "not found"}


@pytest.mark.parametrize(
    ("found", "status", "told"),
    [
        ([SOUND], 0, "No known vulnerability in 1 packages."),
        ([FOUND, SOUND], 1, "a 1: CVE-1, fixed in 2"),
        ([SOUND, SKIPPED], 2, "Cannot look up 1 of 2 packages (c, …)"),
        ([FOUND, SKIPPED], 1, "Cannot look up 1 of 2"),
        (None, 2, "Cannot look up vulnerabilities: no answer"),
    ],
)  # fmt: skip
def test_an_audit_says_what_it_could_not_look_up(found: list | None, status: int, told: str):
    assert judge(found)[0] == status
    assert told in judge(found)[1]


def test_copyleft_is_what_has_no_other_licence():
    def part(name: str, *licences: str) -> dict:
        return {"name": name, "licenses": [{"license": {"name": one}} for one in licences]}

    bill = {
        "components": [
            part("a", "MIT"),
            part("b", "GPL-3.0-only"),
            part("c", "GPL-2.0", "Artistic-1.0"),
            part("d"),
        ]
    }
    assert copyleft(bill) == ["b"]
