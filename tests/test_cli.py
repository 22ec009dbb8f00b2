"""The command line: exit codes, errors on stderr, files where they were asked for."""

import json
import re
from pathlib import Path

import nbformat
import newsframes as nf
import pytest
from nbclient.exceptions import CellExecutionError
from newsframes.cli import app
from newsframes.tables.outputs import remove_outputs
from newsframes.views.rerun import rerun
from typer.testing import CliRunner

from conftest import SEED

run = CliRunner().invoke


def test_tabulate_writes_what_was_asked(tmp_path: Path):
    result = run(app, ["tabulate", str(SEED), "--out", str(tmp_path / "o"), "--format", "csv"])
    assert result.exit_code == 0
    assert "1 article" in result.stdout
    assert sorted(path.suffix for path in (tmp_path / "o").iterdir()) == [".csv"] * 6
    assert len(nf.Tables.load(tmp_path / "o").figures) == 3


def test_columns_are_named_by_an_option(tmp_path: Path):
    path = tmp_path / "reports.csv"
    path.write_text("story,where\nThe harbour is closed.,Coast Daily\n", "utf-8")
    call = ["tabulate", str(path), "--out", str(tmp_path / "o"), "-q"]
    assert run(app, call).exit_code == 2
    assert run(app, [*call, "--column", "text=story", "--column", "source=where"]).exit_code == 0
    articles = nf.Tables.load(tmp_path / "o").articles
    assert articles[["text", "source"]].iloc[0].tolist() == [
        "The harbour is closed.",
        "Coast Daily",
    ]
    for wrong in ("body=story", "text"):
        result = run(app, [*call, "--column", wrong])
        assert (result.exit_code, f"'{wrong}'" in result.stderr) == (2, True)


def test_explain_prints_the_rules_behind_a_row(tmp_path: Path):
    assert run(app, ["tabulate", str(SEED), "--out", str(tmp_path), "-q"]).exit_code == 0
    row_id = nf.Tables.load(tmp_path).figures.figure_id[0]
    result = run(app, ["explain", row_id, str(tmp_path)])
    assert (result.exit_code, "found by " in result.stdout) == (0, True)
    result = run(app, ["explain", "x", str(tmp_path)])
    assert (result.exit_code, "'x'" in result.stderr) == (2, True)


def test_quiet_says_nothing(tmp_path: Path):
    result = run(app, ["tabulate", str(SEED), "--out", str(tmp_path), "--quiet"])
    assert (result.exit_code, result.output) == (0, "")


def test_report_says_what_it_does_and_prints_the_first_screen(tmp_path: Path):
    result = run(app, ["report", str(SEED), "--out", str(tmp_path)])
    assert result.exit_code == 0
    steps = [line.split(" … ") for line in result.stderr.splitlines()]
    assert [what for what, _ in steps] == ["reading 1 article", "writing tables and report"]
    assert all(re.fullmatch(r"\d+\.\d s", taken) for _, taken in steps)
    assert "Kassym-Jomart Tokayev has 48% of the attributed words" in result.stdout


def test_a_folder_shows_a_bar(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Police detained 26 people.")
    (tmp_path / "b.txt").write_text("Police detained 27 people.")
    result = run(app, ["tabulate", str(tmp_path), "--out", str(tmp_path / "o")])
    assert "reading: 100%" in result.stderr and "2/2" in result.stderr


def test_report_runs_a_notebook_meanwhile(tmp_path: Path):
    notebook = tmp_path / "99-your-article.ipynb"
    cells = [
        nbformat.v4.new_markdown_cell("# One"),
        nbformat.v4.new_code_cell('article_path = "a"', metadata={"tags": ["parameters"]}),
        nbformat.v4.new_code_cell("article_path.rsplit('/', 1)[-1]"),
    ]
    spec = {"display_name": "Python 3", "language": "python", "name": "python3"}
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": spec})
    nbformat.write(made, notebook)
    (tmp_path / "b.txt").write_text("Police detained 27 people.")
    out = tmp_path / "out"
    arguments = ["report", str(tmp_path / "b.txt"), "--out", str(out), "--notebook", str(notebook)]
    result = run(app, arguments)
    assert result.exit_code == 0
    assert "finishing" in result.stderr
    (ran,) = [cell.outputs for cell in nbformat.read(out / notebook.name, 4).cells[3:]]
    assert ran[0].data["text/plain"] == "'b.txt'"
    assert (
        run(app, ["report", "none.txt", "--out", str(out), "--notebook", str(notebook)]).exit_code
        == 2
    )
    assert files(out) == set()


def test_report_writes_a_page_an_article(tmp_path: Path):
    (tmp_path / "a.txt").write_text("Police detained 26 people.")
    (tmp_path / "b.txt").write_text("Police detained 27 people.")
    assert run(app, ["report", str(tmp_path), "--out", str(tmp_path / "o"), "-q"]).exit_code == 0
    assert len(list((tmp_path / "o").glob("report-*.html"))) == 2


def files(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def test_a_run_leaves_nothing_of_an_earlier_one(tmp_path: Path):
    """Not the page of another article, whether the next run fails, reads a folder or writes less."""
    corpus, out = tmp_path / "corpus", tmp_path / "out"
    corpus.mkdir()
    out.mkdir()
    (out / "notes.txt").write_text("mine")
    (corpus / "a.txt").write_text("Police detained 26 people.")
    (corpus / "b.txt").write_text("Police detained 27 people.")
    one, many = str(corpus / "a.txt"), str(corpus)
    assert run(app, ["report", one, "--out", str(out), "-q"]).exit_code == 0
    assert "report.html" in files(out)
    assert run(app, ["report", many, "--out", str(out), "-q"]).exit_code == 0
    assert "report.html" not in files(out)
    assert len(list(out.glob("report-*.html"))) == 2
    assert run(app, ["report", one, "--out", str(out), "-q", "--format", "md"]).exit_code == 0
    assert {name for name in files(out) if name.startswith("report")} == {"report.md"}
    assert run(app, ["tabulate", one, "--out", str(out), "-q", "--format", "csv"]).exit_code == 0
    assert {Path(name).suffix for name in files(out)} == {".csv", ".txt"}
    assert run(app, ["report", "none.txt", "--out", str(out), "-q"]).exit_code == 2
    assert files(out) == {"notes.txt"}


def test_a_run_removes_neither_what_it_reads_nor_what_it_did_not_write(tmp_path: Path):
    kept = {"articles.csv": "text\nPolice detained 26 people.\n", "report-2021.html": "mine", "99-your-article.ipynb": '{"metadata": {}}'}  # fmt: skip
    for name, text in kept.items():
        (tmp_path / name).write_text(text)
    remove_outputs(tmp_path, inputs=[str(tmp_path / "articles.csv")])
    assert files(tmp_path) == set(kept)
    remove_outputs(tmp_path, inputs=[str(tmp_path)])
    assert files(tmp_path) == set(kept)
    (tmp_path / "99-your-article.ipynb").write_text(
        '{"metadata": {"newsframes": {"article": "a.txt"}}}'
    )
    remove_outputs(tmp_path)
    assert files(tmp_path) == {"report-2021.html"}


def test_a_failed_rerun_leaves_no_earlier_notebook(tmp_path: Path):
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_markdown_cell("# One"),
            nbformat.v4.new_code_cell('article_path = "a"', metadata={"tags": ["parameters"]}),
            nbformat.v4.new_code_cell("assert article_path.endswith('.txt')"),
        ],
        metadata={
            "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}
        },
    )
    path = tmp_path / "99-your-article.ipynb"
    nbformat.write(notebook, path)
    source, out = path.read_bytes(), tmp_path / "out"
    (written,) = rerun([path], out=out, article="$5_of_$6.txt")
    cells = nbformat.read(written, as_version=4).cells
    assert cells[0].source == r"# <span>&#36;</span>5\_of\_<span>&#36;</span>6.txt: rerun"
    with pytest.raises(CellExecutionError, match="AssertionError"):
        rerun([path], out=out, article="b.html")
    assert files(out) == set()
    with pytest.raises(CellExecutionError, match="AssertionError"):
        rerun([path])
    assert path.read_bytes() == source
    rerun([path], out=out, article="a.txt")
    remove_outputs(out)
    assert files(out) == set()


def test_export_writes_what_was_asked(tmp_path: Path):
    out = tmp_path / "package"
    call = ["export", str(SEED), "--format", "data-package", "--out", str(out)]
    result = run(app, [*call, "--licence", "CC-BY-4.0"])
    assert (result.exit_code, f"Exported to {out}" in result.stdout) == (0, True)
    assert json.loads((out / "datapackage.json").read_text("utf-8"))["licenses"]
    saved = str(tmp_path / "saved")
    assert run(app, ["tabulate", str(SEED), "--out", saved, "-q"]).exit_code == 0
    result = run(app, ["export", saved, "--out", str(tmp_path / "a.jsonld"), "-q"])
    assert (result.exit_code, result.output) == (0, "")
    result = run(app, ["export", saved, "--out", str(tmp_path / "a"), "--format", "pdf"])
    assert (result.exit_code, "Expected one of xlsx" in result.stderr) == (2, True)


def test_version():
    result = run(app, ["--version"])
    assert (result.exit_code, result.stdout) == (0, f"newsframes {nf.__version__}\n")


def test_exit_1_when_some_could_not_be_read(tmp_path: Path):
    result = run(
        app, ["tabulate", str(SEED), str(tmp_path / "none.txt"), "--out", str(tmp_path / "o")]
    )
    assert result.exit_code == 1
    assert "none.txt: there is no such file" in result.stderr
    assert len(nf.Tables.load(tmp_path / "o").issues.query("kind == 'unreadable'")) == 1


@pytest.mark.parametrize("arguments", [["tabulate", "none.txt"], ["tabulate"], ["report", "x", "--vague", "guess"], ["codebook", "--format", "xls"]])  # fmt: skip
def test_exit_2_when_nothing_can_be_done(arguments: list[str]):
    result = run(app, arguments)
    assert result.exit_code == 2
    assert result.stdout == ""
    assert result.stderr


def test_codebook_in_both_formats():
    assert "| `claimant_id` | string |" in run(app, ["codebook"]).stdout
    assert run(app, ["codebook", "--format", "csv"]).stdout.startswith(
        "table,column,dtype,unit,meaning\n"
    )


def test_rerun_on_another_article_takes_back_the_headline(tmp_path: Path):
    article = tmp_path / "mine.txt"
    article.write_text("Police in Paris detained 26 people, Maria Lopez said.")
    yours = Path(__file__).parent.parent / "notebooks/99-your-article.ipynb"
    before = yours.read_bytes()
    (written,) = rerun([yours], out=tmp_path / "o", article=str(article))
    cells = json.loads(written.read_text("utf-8"))["cells"]
    assert "".join(cells[0]["source"]).startswith("# mine.txt: Who is in this article")
    assert "26" in json.dumps([cell.get("outputs") for cell in cells])
    assert yours.read_bytes() == before


def test_rerun_of_a_notebook_that_reads_an_example_is_refused(tmp_path: Path):
    start = Path(__file__).parent.parent / "notebooks/00-start-here.ipynb"
    result = run(app, ["rerun", str(start), "--article", "a.txt", "--out", str(tmp_path)])
    assert result.exit_code == 2
    assert "it has no cell tagged 'parameters'" in result.stderr
    assert result.stderr.startswith("00-start-here.ipynb … failed")  # else: its seconds
    assert files(tmp_path) == set()
