"""Open a notebook in a real JupyterLab, run all its cells, and take a picture of the page as a user sees it."""

import sys
import tempfile
from pathlib import Path

from lab import browser, lab, run_all


def take(notebook: str, target: Path) -> list[str]:
    """Write the picture.

    Return the requests that tried to leave this machine (they are blocked).
    """
    strange: list[str] = []
    with (
        tempfile.TemporaryDirectory() as scratch,
        lab(Path(scratch), Path.cwd()),
        browser(strange) as context,
    ):
        page = context.new_page()
        run_all(page, notebook)
        page.locator(".jp-WindowedPanel-outer").evaluate("panel => panel.scrollTo(0, 0)")
        page.locator(".jp-OutputArea-output").first.scroll_into_view_if_needed()
        target.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=target)
    return strange


if __name__ == "__main__":
    left = take(sys.argv[1], Path(sys.argv[2]))
    if left:
        sys.exit(f"The page asked for {len(left)} addresses outside this machine, first {left[0]}")
