"""The notebooks keep the house's rules."""

import json
import re
import subprocess
import sys

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


def test_one_parameters_cell_picks_the_article(notebook):
    tagged = [cell for cell in code(notebook) if "parameters" in cell.metadata.get("tags", [])]
    assert len(tagged) == 1
    assert tagged[0].source.startswith('article_path = "../seeds/')


def test_findings_are_asserted(notebook):
    assert any("assert not is_seed or" in cell.source for cell in code(notebook))


def test_tables_shown_are_small(notebook):
    for cell in code(notebook):
        for output in cell.outputs:
            page = "".join(output.get("data", {}).get("text/html", ""))
            if 'class="dataframe' in page:
                assert page.count("<tr") <= 12
                assert page.split("</tr>")[0].count("<th>") <= 9


def test_one_changed_number_in_the_seed_fails_the_tables_cell_and_the_charts(tmp_path):
    """Prove that nbval guards the news: the stored outputs do not survive one digit."""
    for name in ("conftest.py", "pyproject.toml", "notebooks/03-what-the-numbers-say.ipynb"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "seeds").mkdir()
    text = SEED.read_text("utf-8")
    assert text.count("2,000") == 1
    (tmp_path / "seeds" / SEED.name).write_text(text.replace("2,000", "3,000"), "utf-8")
    path = tmp_path / "notebooks/03-what-the-numbers-say.ipynb"
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
