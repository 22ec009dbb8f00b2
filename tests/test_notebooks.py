"""The notebooks keep the house's rules."""

import json
import re
import subprocess
import sys
from itertools import pairwise

import nbformat
import pytest

from conftest import ROOT, SEED

PATHS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TAGS = {"parameters", "raises-exception", "remove-input", "nbval-ignore-output"}
BANNED = re.compile(
    r"^\s*[%!]|;\s*$|\bprint\(|\bdatetime\.now|\btime\.time|\bwarnings\b|autoreload|https?://|[\"']/[A-Za-z]",
    re.MULTILINE,
)


@pytest.fixture(params=PATHS, ids=lambda path: path.stem)
def notebook(request):
    return nbformat.read(request.param, as_version=4)


def code(notebook) -> list:
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def test_there_are_notebooks():
    assert PATHS[0].stem == "00-start-here"


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_file(path):
    assert re.fullmatch(r"\d\d-[a-z]+-[a-z]+(?:-[a-z]+){0,2}\.ipynb", path.name)
    assert path.stat().st_size <= 300_000
    raw = json.loads(path.read_text("utf-8"))
    assert (raw["nbformat"], raw["nbformat_minor"]) == (4, 5)
    assert raw["metadata"]["kernelspec"] == {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    }
    nbformat.validate(raw)


def test_every_cell_ran_in_order_without_error(notebook):
    assert [cell.execution_count for cell in code(notebook)] == list(
        range(1, len(code(notebook)) + 1)
    )
    for cell in code(notebook):
        for output in cell.outputs:
            assert output.output_type != "error"
            assert output.get("name") != "stderr"
            assert "at 0x" not in json.dumps(output)


def test_opening_states_finding_question_data_method_limits(notebook):
    first = notebook.cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# [^\n]{15,100}\n", first.source)
    for part in ("Question", "Data", "Method", "Limits"):
        assert f"**{part}.**" in first.source


def test_rhythm(notebook):
    n_code = len(code(notebook))
    assert 10 <= len(notebook.cells) <= 40
    assert len(notebook.cells) - n_code >= n_code / 2
    assert all(cell.source.count("\n") < 25 for cell in code(notebook))


def test_nothing_that_hides_or_reaches_out(notebook):
    for cell in code(notebook):
        assert not BANNED.search(cell.source), cell.source
        assert set(cell.metadata.get("tags", [])) <= TAGS


def test_only_the_notebook_for_ones_own_article_has_a_cell_to_change():
    for path in PATHS:
        cells = code(nbformat.read(path, as_version=4))
        tagged = [cell for cell in cells if "parameters" in cell.metadata.get("tags", [])]
        assert len(tagged) == (path.stem == "99-your-article")
        for cell in tagged:
            # Raw, so that a path of Windows can be pasted.
            assert cell.source.startswith('article_path = r"../seeds/')


def test_no_check_is_in_sight(notebook):
    for cell in code(notebook):
        is_hidden = "remove-input" in cell.metadata.get("tags", [])
        assert is_hidden or not re.search(r"\bassert\b|\bis_seed\b", cell.source), cell.source


def test_slides(notebook):
    """``jupyter nbconvert --to slides`` gives a talk: a slide a heading, its result on it."""
    kinds = [cell.metadata.get("slideshow", {}).get("slide_type") for cell in notebook.cells]
    assert kinds[0] == "slide" and set(kinds) <= {"slide", "subslide", "fragment", "-", "notes"}
    for cell, kind in zip(notebook.cells, kinds, strict=True):
        assert not cell.source.startswith("#") or kind == "slide", cell.source
        assert cell.cell_type == "markdown" or kind in ("-", "fragment"), cell.source


def meanings(notebook) -> list:
    """Return the sentences on a result, each with the cell of the result."""
    pairs = pairwise(notebook.cells)
    return [
        (result, cell)
        for result, cell in pairs
        if result.cell_type == "code" and cell.cell_type == "markdown"
    ]


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem < "09"], ids=lambda p: p.stem)
def test_after_every_result_a_sentence_says_what_it_means(path):
    notebook = nbformat.read(path, as_version=4)
    assert len(meanings(notebook)) >= len(code(notebook)) - 1
    for result, cell in meanings(notebook):
        assert cell.metadata.slideshow.slide_type == "-", result.source
        assert not cell.source.startswith("#") and len(cell.source) > 30


@pytest.mark.parametrize("path", [path for path in PATHS if path.stem < "09"], ids=lambda p: p.stem)
def test_a_number_in_such_a_sentence_stands_in_the_result(path):
    for result, cell in meanings(nbformat.read(path, as_version=4)):
        said = re.findall(r"(?<![\w-])\d[\d,.]*\b", re.sub(r"\]\([^)]*\)", "]", cell.source))
        shown = [text for output in result.outputs for text in output.get("data", {}).values()]
        assert [number for number in said if number not in " ".join(map(str, shown))] == []


def test_the_delight_comes_first():
    third = nbformat.read(PATHS[0], as_version=4).cells[2]
    assert "nf.annotate(" in third.source


def test_tables_shown_are_small(notebook):
    for cell in code(notebook):
        for output in cell.outputs:
            page = "".join(output.get("data", {}).get("text/html", ""))
            if 'class="dataframe' in page:
                assert page.count("<tr") <= 12
                assert page.split("</tr>")[0].count("<th") <= 9


def test_one_changed_number_in_the_seed_fails_the_tables_cell_and_the_charts(tmp_path):
    """Prove that nbval guards the news: the stored outputs do not survive one digit."""
    for name in ("conftest.py", "pyproject.toml", "notebooks/03-what-the-numbers-say.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    text = SEED.read_text("utf-8")
    assert text.count("2,000") == 1
    changed = tmp_path / "notebooks" / SEED.name
    changed.write_text(text.replace("2,000", "3,000"), "utf-8")
    path = tmp_path / "notebooks/03-what-the-numbers-say.ipynb"
    source, example = path.read_text("utf-8"), "nf.examples.kazakhstan()"
    assert source.count(example) == 2
    path.write_text(source.replace(example, f"nf.read_article('{SEED.name}')"), "utf-8")
    command = [
        sys.executable,
        "-m",
        "pytest",
        "--nbval",
        "--nbval-current-env",
        "-p",
        "no:cacheprovider",
        "-W",
        "default",
    ]
    result = subprocess.run([*command, str(path)], cwd=tmp_path, capture_output=True, text=True)
    failed = {int(n) for n in re.findall(r"FAILED .*::Cell (\d+)", result.stdout)}
    cells = [cell.source for cell in code(nbformat.read(path, as_version=4))]
    (table,) = [n for n, source in enumerate(cells) if "figures = tables.figures" in source]
    (chart,) = [n for n, source in enumerate(cells) if "nf.charts.figures" in source]
    assert {table, chart} <= failed, result.stdout[-2000:]
    assert 0 not in failed
