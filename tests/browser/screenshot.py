"""Open a notebook in a real JupyterLab, run all its cells, and take a picture of the page as a user sees it."""

import json
import os
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Page, sync_playwright

CHROMIUM = "/usr/bin/chromium"
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-background-networking", "--disable-sync"]
TOKEN = "screenshot"
PORT = 8989
PATIENCE_S = 120


def lab(scratch: Path, root: Path) -> subprocess.Popen:
    """Start JupyterLab with settings of its own, its news question switched off."""
    settings = scratch / "settings/@jupyterlab/apputils-extension"
    settings.mkdir(parents=True)
    (settings / "notification.jupyterlab-settings").write_text('{"fetchNews": "false", "checkForUpdates": false}')
    environment = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={PORT}"]
    command += [f"--notebook-dir={root}", f"--IdentityProvider.token={TOKEN}", "--ServerApp.port_retries=0"]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait_for(ready, what: str, pause=time.sleep) -> None:
    """Poll until ``ready()`` holds; ``pause`` must let the page go on where there is one."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass  # the server is not up yet
        pause(0.5)
    raise TimeoutError(f"Waited {PATIENCE_S} s for {what}.")


def is_idle() -> bool:
    """Say whether every kernel is idle with a front end connected (Lab's own indicator reads idle too early)."""
    with urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api/sessions?token={TOKEN}", timeout=5) as answer:
        kernels = [session["kernel"] for session in json.load(answer)]
    return bool(kernels) and all(k["execution_state"] == "idle" and k["connections"] > 0 for k in kernels)


def run_all(page: Page, notebook: str) -> None:
    """Open a notebook by its path from the root, and run it."""
    page.goto(f"http://127.0.0.1:{PORT}/lab/tree/{notebook}?token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=PATIENCE_S * 1000)
    pause = lambda seconds: page.wait_for_timeout(1000 * seconds)  # noqa: E731
    wait_for(is_idle, "the kernel", pause)
    page.click("text=Run >> visible=true")
    page.click("text=Run All Cells")
    page.wait_for_function("document.querySelector('.jp-Notebook').innerText.includes('[*]') === false", timeout=60_000)
    wait_for(is_idle, "the cells", pause)
    page.wait_for_timeout(1500)


def take(notebook: str, target: Path) -> list[str]:
    """Write the picture; return the requests that tried to leave this machine (they are blocked)."""
    strange: list[str] = []

    def guard(route) -> None:
        host = urlsplit(route.request.url).hostname
        if host in ("127.0.0.1", "localhost", None):
            route.continue_()
        else:
            strange.append(route.request.url)
            route.abort()

    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as player:
        server = lab(Path(scratch), Path.cwd())
        try:
            wait_for(lambda: urllib.request.urlopen(f"http://127.0.0.1:{PORT}/api", timeout=5), "JupyterLab")
            browser = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
            page = browser.new_page(viewport={"width": 1280, "height": 960})
            page.route("**/*", guard)
            run_all(page, notebook)
            last = page.locator(".jp-OutputArea-output").last
            last.scroll_into_view_if_needed()
            target.parent.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=target)
            browser.close()
        finally:
            server.terminate()
            server.wait()
    return strange


if __name__ == "__main__":
    left = take(sys.argv[1], Path(sys.argv[2]))
    if left:
        sys.exit(f"The page asked for {len(left)} addresses outside this machine, first {left[0]}")
