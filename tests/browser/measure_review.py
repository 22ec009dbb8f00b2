"""Measure the review widget in a real JupyterLab: keystrokes for the seed, and the time of one decision.

The time runs from a key pressed to the progress line drawn anew: message, kernel, tables, state, page.
"""

import statistics
import tempfile
from pathlib import Path

import nbformat
from lab import PATIENCE_S, browser, lab, run_all

ROOT = Path(__file__).parent.parent.parent
SEED = ROOT / "seeds/000_bfc59336010fc295.txt"
NAMES = ("Ann Lee", "Bo Hill", "Cy Moss", "Di Ray", "Eva Stone", "Flo Grant", "Gil Marsh")
N_DECISIONS = 20
# Press a key and wait for the progress line; answer in milliseconds.
PRESS = """key => new Promise(done => {
    const box = document.querySelector('.nf-review'), before = performance.now();
    const seen = new MutationObserver(() => {
        seen.disconnect();
        requestAnimationFrame(() => done(performance.now() - before));
    });
    seen.observe(box.querySelector('.nf-top'), {childList: true});
    box.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true}));
})"""


def long_text(n_rows: int) -> str:
    """Make a text of about as many quotes and figures, seven in each paragraph."""
    paragraphs = []
    for n in range(round(n_rows / 7)):
        one, other = NAMES[n % 7], NAMES[(3 * n + 1) % 7]
        paragraphs.append(
            f"{one} said on Monday that {20 + n} houses in street {n} had burned. “We lost {n + 3}"
            f" boats that night,” {other} said. Police denied that {100 + n} people were hurt."
        )
    return "\n\n".join(paragraphs)


def write_notebook(folder: Path, name: str, text: str) -> str:
    """Write an article and a notebook that reviews it."""
    (folder / f"{name}.txt").write_text(text, "utf-8")
    code = (
        f"import newsframes as nf\nedits = nf.Corrections('{name}.jsonl')",
        f"nf.review(nf.tabulate(nf.read_article('{name}.txt')), edits)",
    )
    cells = [nbformat.v4.new_code_cell(source) for source in code]
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    notebook = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.write(notebook, folder / f"{name}.ipynb")
    return f"{name}.ipynb"


def measure(page, notebook: str) -> tuple[int, list[float]]:
    """Press y until every row was checked, at most some times; return rows and times."""
    run_all(page, notebook)
    page.wait_for_selector(".nf-review .nf-sum", timeout=PATIENCE_S * 1000)
    page.focus(".nf-review")
    _, total = page.inner_text(".nf-sum b").split(" of ")
    times = [page.evaluate(PRESS, "y") for _ in range(min(int(total), N_DECISIONS))]
    done = int(page.inner_text(".nf-sum b").split(" of ")[0])
    if done != len(times):
        raise RuntimeError(f"{len(times)} keys decided about {done} rows. Expected one row a key.")
    return int(total), times


def main() -> None:
    """Print keystrokes and times."""
    with tempfile.TemporaryDirectory() as place:
        root = Path(place) / "root"
        root.mkdir()
        texts = {"seed": SEED.read_text("utf-8"), "rows": long_text(300)}
        with lab(Path(place) / "scratch", root), browser([]) as context:
            for name, text in texts.items():
                page = context.new_page()
                total, times = measure(page, write_notebook(root, name, text))
                page.close()
                print(  # noqa: T201
                    f"{name}: {total} rows to check, {len(times)} keystrokes decided about"
                    f" {len(times)}; key to page: median {statistics.median(times):.0f} ms,"
                    f" maximum {max(times):.0f} ms"
                )


if __name__ == "__main__":
    main()
