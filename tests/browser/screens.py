"""Pictures of the report of an article, to be looked at: three widths, light and dark, and print."""

import sys
from pathlib import Path

import newsframes as nf
from lab import browser
from newsframes.views.report import write_report

ROOT = Path(__file__).parent.parent.parent
WIDTHS = (360, 768, 1400)
SCHEMES = ("light", "dark")
SEED = ROOT / "seeds/000_bfc59336010fc295.txt"
QUIET = "The streets were quiet. Snow fell on the old harbour until evening."


def take(article: nf.Article, name: str, folder: Path) -> list[Path]:
    """Write ``<name>-<width>-<scheme>.png`` and ``<name>-print.pdf`` to a folder."""
    report = write_report(nf.tabulate(article), folder / f"{name}.html")
    strange: list[str] = []
    written = [report]
    with browser(strange) as context:
        page = context.new_page()
        page.goto(report.as_uri())
        for scheme in SCHEMES:
            page.emulate_media(color_scheme=scheme)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 900})
                written.append(folder / f"{name}-{width}-{scheme}.png")
                page.screenshot(path=written[-1], full_page=True)
        written.append(folder / f"{name}-print.pdf")
        page.emulate_media(media="print", color_scheme="light")
        page.pdf(path=written[-1], format="A4", prefer_css_page_size=True)
    if strange:
        sys.exit(f"The page asked for {len(strange)} addresses elsewhere, first {strange[0]}")
    return written


if __name__ == "__main__":
    target = ROOT / "out/screens"
    target.mkdir(parents=True, exist_ok=True)
    own = [nf.read_article(path) for path in sys.argv[1:]]
    pages = {f"report-{n}": article for n, article in enumerate(own, start=1)}
    pages = pages or {"report": nf.read_article(SEED), "report-quiet": nf.Article(text=QUIET)}
    for name, article in pages.items():
        for path in take(article, name, target):
            sys.stdout.write(f"{path}\n")
