"""The package: what it shows of itself, what its import costs, what it needs."""

import ast
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
from importlib.metadata import packages_distributions, version
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from packaging.requirements import Requirement

from conftest import ROOT, SEED

PACKAGE = ROOT / "lib/newsframes"
# Needed without an import: a part of lxml for trafilatura, the widget that
# itables subclasses, the kernel that notebooks run in, extras imported by name.
UNSEEN = {
    "lxml-html-clean", "anywidget", "ipykernel", "pypdfium2", "dask", "distributed",
    "duckdb", "psutil", "warcio",
}  # fmt: skip
HEAVY = (
    "matplotlib", "itables", "networkx", "nbclient", "papermill", "dateparser", "IPython",
    "openpyxl", "docx", "spacy", "onnxruntime", "pandera", "dask", "distributed", "duckdb", "warcio",
    "psutil",
)  # fmt: skip


def test_dir_lists_what_is_public_and_nothing_else():
    shown = dir(nf)
    assert {"annotate", "browse", "charts", "tabulate", "times", "Tables"} <= set(shown)
    assert shown == sorted(nf.__all__)
    assert not [name for name in shown if name.startswith("_") or getattr(nf, name, None) is None]


def test_an_unknown_name_lists_the_known():
    with pytest.raises(
        AttributeError, match=r"no attribute 'tabulates'\. It has: .*annotate, .*browse"
    ):
        nf.tabulates  # noqa: B018


def test_import_is_light():
    code = f"import sys, newsframes; print([name for name in {HEAVY} if name in sys.modules])"
    result = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert result.stdout == "[]\n"


NO_ARTICLES = {
    "number": (
        123,
        r"Cannot tabulate a value of type int \(123\)\. Expected an Article, a text, or a list",
    ),
    "none": (None, r"Cannot tabulate a value of type NoneType \(None\)\. Expected an Article"),
    "frame": (
        pd.DataFrame({"text": ["A"]}),
        r"Cannot tabulate a DataFrame \(columns: text\)\. .* Use tabulate\(read_articles\(frame",
    ),
    "empty frame": (pd.DataFrame(), r"Cannot tabulate a DataFrame \(columns: none\)"),
    "path": (Path("a.txt"), r"Cannot tabulate a path\. Use tabulate\(read_articles\('a\.txt'\)\)"),
    "bytes": (
        b"Police said.",
        r"value of type bytes .* Use read_article or read_articles for files",
    ),
    "mapping": ({"text": "A"}, r"Cannot tabulate a value of type dict"),
    "file": (io.StringIO("Police said."), r"Cannot tabulate a value of type StringIO"),
    "list": (
        ["Police said 3 men died.", 4],
        r"value of type int \(4\), at index 1, as an article\. Expected Article",
    ),
    "nested": ([["Police said 3 men died."]], r"value of type list .*at index 0, as an article"),
}


@pytest.mark.parametrize(("given", "message"), NO_ARTICLES.values(), ids=NO_ARTICLES)
def test_tabulate_says_what_it_takes(given: object, message: str):
    with pytest.raises(nf.ArticleError, match=message):
        nf.tabulate(given)


def test_browse_and_annotate_say_what_they_take(empty: nf.Tables):
    with pytest.raises(
        TypeError, match=r"Cannot browse Tables\. Expected one of their frames: tables\.articles, "
    ):
        nf.browse(empty)
    with pytest.raises(
        TypeError, match=r"Cannot browse a Series\. Expected a DataFrame, .* with to_frame\(\)"
    ):
        nf.browse(empty.quotes.text)
    with pytest.raises(TypeError, match=r"Cannot annotate a DataFrame\. Expected Tables"):
        nf.annotate(empty.quotes)


def project() -> dict:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]


def requirements() -> list[str]:
    """Return what the package needs, and what only some parts of it need."""
    extras = project()["optional-dependencies"].values()
    return [*project()["dependencies"], *(line for lines in extras for line in lines)]


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def imported() -> set[str]:
    """Return the top-level modules that the package imports."""
    found = set()
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                found |= {alias.name.split(".")[0] for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                found.add(node.module.split(".")[0])
    return found - set(sys.stdlib_module_names) - {"newsframes"}


def test_every_import_is_declared_and_nothing_else():
    declared = {canonical(Requirement(line).name) for line in requirements()}
    homes = packages_distributions()
    needed = {module: {canonical(home) for home in homes[module]} for module in imported()}
    assert {module: names for module, names in needed.items() if not names & declared} == {}
    assert declared == UNSEEN | {name for names in needed.values() for name in names & declared}


@pytest.mark.parametrize("line", requirements())
def test_dependency_has_a_floor_that_the_pins_meet(line: str):
    requirement = Requirement(line)
    assert any(specifier.operator in (">=", "==") for specifier in requirement.specifier)
    assert requirement.specifier.contains(version(requirement.name))


@pytest.mark.install
def test_a_plain_install_reads_the_seed():
    """Install a copy into an empty environment, without requirements.txt.

    Tabulate, report and rerun there.
    """
    with tempfile.TemporaryDirectory() as folder:
        source, environment, out = (
            Path(folder) / name for name in ("source", "environment", "out")
        )
        shutil.copytree(
            PACKAGE, source / "lib/newsframes", ignore=shutil.ignore_patterns("__pycache__")
        )
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, source / name)
        subprocess.run([sys.executable, "-m", "venv", environment], check=True)
        install = [
            environment / "bin/pip",
            "install",
            "--quiet",
            "--no-compile",
            "--disable-pip-version-check",
            source,
        ]
        subprocess.run(install, check=True)
        # Neither this checkout nor its environment is to be seen from there.
        clean = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
        for command in (["report", SEED], ["rerun", ROOT / "notebooks/08-many-voices.ipynb"]):
            call = [environment / "bin/newsframes", *command, "--out", out]
            result = subprocess.run(call, cwd=folder, env=clean, capture_output=True, text=True)
            assert result.returncode == 0, result.stderr[-3000:]
        tables = nf.Tables.load(out)
        assert (len(tables.quotes), len(tables.figures)) == (15, 3)
        assert (out / "report.html").exists()
        assert (out / "08-many-voices.ipynb").exists()


def test_every_data_file_is_packaged():
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]
    patterns = settings["package-data"]["newsframes"]
    packaged = {path for pattern in patterns for path in PACKAGE.glob(pattern)}
    files = {path for path in PACKAGE.rglob("*") if path.is_file()}
    data = {path for path in files if path.suffix not in (".py", ".pyc")}
    assert data - packaged == set()
    assert all(any(PACKAGE.glob(pattern)) for pattern in patterns)
