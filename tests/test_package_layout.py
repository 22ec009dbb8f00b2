"""The layout of the library: which package may import which, no cycles, no name twice."""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import networkx as nx
import pytest

from conftest import ROOT

LIB = ROOT / "lib"
# From the bottom up; packages on one line are siblings that do not import one another.
LAYERS = (
    ("late_names",),
    ("language",),
    ("rules",),
    ("tables",),
    ("articles",),
    ("examples",),
    ("reader",),
    ("actors", "quotes", "figures"),
    ("claims",),
    # Applied by the pipeline, so below it.
    ("corrections",),
    ("read_before",),
    ("pipeline",),
    ("analysis",),
    ("charts",),
    ("views",),
    ("checking",),
    ("exports",),
    ("corpus",),
    ("cli",),
    # The package itself, and what runs it.
    ("", "__main__"),
)
# A method that hands its table on to a layer above, imported when it is called.
FACADES = {
    ("newsframes.tables.linked", "newsframes.corrections"),
    ("newsframes.claims.alignment", "newsframes.corrections"),
}
RANKS = {package: rank for rank, layer in enumerate(LAYERS) for package in layer}


def name_of(path: Path) -> str:
    parts = path.relative_to(LIB).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(LIB.rglob("*.py"))}
TREES = {name: ast.parse(path.read_text("utf-8")) for name, path in MODULES.items()}
OWN = [name for name in MODULES if name.partition(".")[0] == "newsframes"]


def imports_of(name: str) -> Iterator[str]:
    """Yield the modules of this repository that a module imports, wherever in it."""
    is_package = MODULES[name].name == "__init__.py"
    for node in ast.walk(TREES[name]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in MODULES)
        elif isinstance(node, ast.ImportFrom):
            above = name.split(".")[: None if is_package and node.level == 1 else -node.level]
            home = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            targets = {alias.name: f"{home}.{alias.name}" for alias in node.names}
            yield from (
                target if target in MODULES else home
                for target in targets.values()
                if target in MODULES or home in MODULES
            )


def below(name: str) -> set[str]:
    """Return what a module imports, without what it only hands on to."""
    above = [other for facade, other in FACADES if facade == name]
    return {other for other in imports_of(name) if not other.startswith(tuple(above))}


def package_of(name: str) -> str:
    return [*name.split("."), ""][1]


def test_relative_imports_are_resolved():
    assert "newsframes.articles.article" in set(imports_of("newsframes.articles"))
    assert "newsframes.reader" in set(imports_of("newsframes.pipeline"))
    assert "newsframes.tables.linked" in set(imports_of("newsframes.claims.ledger"))


def test_every_package_has_its_layer():
    assert {package_of(name) for name in OWN} <= set(RANKS)


@pytest.mark.parametrize("name", OWN)
def test_a_package_imports_only_from_layers_below(name: str):
    own = package_of(name)
    others = {other for other in below(name) if package_of(other) != own}
    assert [other for other in others if RANKS[package_of(other)] >= RANKS[own]] == []


def test_no_module_imports_itself_in_a_circle():
    graph = nx.DiGraph((name, other) for name in OWN for other in below(name))
    graph.remove_edges_from([(name, name) for name in graph])
    assert [sorted(part) for part in nx.strongly_connected_components(graph) if len(part) > 1] == []


def test_evaluation_does_not_import_training():
    scorers = [name for name in MODULES if name.partition(".")[0] == "evaluation"]
    assert scorers
    assert not {o for name in scorers for o in imports_of(name) if o.startswith("training")}


def test_no_two_modules_share_a_name():
    stems = Counter(path.stem for path in MODULES.values() if not path.stem.startswith("__"))
    assert [stem for stem, n in stems.items() if n > 1] == []


def test_no_two_classes_share_a_name():
    classes = Counter(
        node.name
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.ClassDef)
    )
    assert [name for name, n in classes.items() if n > 1] == []
