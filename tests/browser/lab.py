"""A real JupyterLab or Notebook 7 in headless Chromium, shut off from everything but this machine."""

import json
import os
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext, Page, sync_playwright

CHROMIUM = Path("/usr/bin/chromium")
needs_chromium = pytest.mark.skipif(
    not CHROMIUM.exists(), reason="Chromium is not installed (Debian: chromium)."
)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-sync",
]
TOKEN = "browser-tests"
PORT = 8989
BASE = f"http://127.0.0.1:{PORT}"
PATIENCE_S = 300
# News question off; every cell drawn, also those out of sight; nothing written back.
SETTINGS = {
    "apputils-extension/notification": {"fetchNews": "false", "checkForUpdates": False},
    "notebook-extension/tracker": {"windowingMode": "none"},
    "docmanager-extension/plugin": {"autosave": False},
}


# The front ends that the notebooks are tried in, and where they open one; one server has both.
FRONT_ENDS = {"JupyterLab": "lab/tree", "Notebook": "notebooks"}


@contextmanager
def lab(scratch: Path, root: Path) -> Iterator[None]:
    """Run the front ends on a folder with settings of their own."""
    for name, setting in SETTINGS.items():
        file = scratch / f"settings/@jupyterlab/{name}.jupyterlab-settings"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(json.dumps(setting))
    environment = os.environ | {
        "JUPYTERLAB_SETTINGS_DIR": str(scratch / "settings"),
        "JUPYTERLAB_WORKSPACES_DIR": str(scratch / "workspaces"),
        "JUPYTER_CONFIG_DIR": str(scratch / "config"),
        "JUPYTER_DATA_DIR": str(scratch / "data"),
    }
    command = [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", f"--port={PORT}"]
    command += [
        f"--notebook-dir={root}",
        f"--IdentityProvider.token={TOKEN}",
        "--ServerApp.port_retries=0",
        "--ServerApp.jpserver_extensions={'notebook': True}",
    ]
    server = subprocess.Popen(
        command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        wait_for(
            lambda: urllib.request.urlopen(f"{BASE}/api", timeout=5).close() is None, "JupyterLab"
        )
        yield
    finally:
        server.terminate()
        server.wait()


@contextmanager
def browser(strange: list[str]) -> Iterator[BrowserContext]:
    """Open Chromium.

    A request that would leave this machine is blocked and written into ``strange``.
    """

    def guard(route) -> None:
        address = urlsplit(route.request.url)
        if address.hostname in ("127.0.0.1", "localhost") or address.scheme in (
            "file",
            "data",
            "blob",
        ):
            route.continue_()
        else:
            strange.append(route.request.url)
            route.abort()

    with sync_playwright() as player:
        chromium = player.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        context = chromium.new_context(viewport={"width": 1280, "height": 960})
        context.route("**/*", guard)
        yield context
        chromium.close()


@contextmanager
def page_at(context: BrowserContext, address: str) -> Iterator[Page]:
    """Open a page by its address; its scripts must report no error."""
    opened = context.new_page()
    opened.set_viewport_size({"width": 1400, "height": 900})
    opened.emulate_media(reduced_motion="reduce")
    errors: list[str] = []
    opened.on("console", lambda message: message.type == "error" and errors.append(message.text))
    opened.on("pageerror", lambda error: errors.append(str(error)))
    opened.goto(address)
    yield opened
    opened.close()
    assert errors == []


def faults(page: Page, within: str | None = None) -> list[str]:
    """List everything that axe-core finds, target sizes included."""
    options = {"rules": {"target-size": {"enabled": True}}}
    found = Axe().run(page, context=within, options=options).response["violations"]
    return [f"{fault['id']}: {fault['nodes'][0]['html'][:150]}" for fault in found]


def wait_for(ready, what: str, pause=time.sleep) -> None:
    """Poll until ``ready()`` holds; ``pause`` must let the page go on where there is one."""
    end = time.monotonic() + PATIENCE_S
    while time.monotonic() < end:
        try:
            if ready():
                return
        except OSError:
            pass  # the server is not up yet
        pause(0.3)
    raise TimeoutError(f"Waited {PATIENCE_S} s for {what}.")


def is_idle(notebook: str) -> bool:
    """Say whether a notebook's kernel is idle with a front end connected (Lab's own indicator reads idle too early)."""
    with urllib.request.urlopen(f"{BASE}/api/sessions?token={TOKEN}", timeout=5) as answer:
        kernels = [
            session["kernel"] for session in json.load(answer) if session["path"] == notebook
        ]
    return bool(kernels) and all(
        k["execution_state"] == "idle" and k["connections"] > 0 for k in kernels
    )


def open_notebook(page: Page, notebook: str, front_end: str = "JupyterLab") -> None:
    """Open a notebook by its path from the root, and wait for its kernel."""
    page.goto(f"{BASE}/{FRONT_ENDS[front_end]}/{notebook}?reset&token={TOKEN}")
    page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=PATIENCE_S * 1000)
    wait_for(
        lambda: is_idle(notebook),
        "the kernel",
        lambda seconds: page.wait_for_timeout(1000 * seconds),
    )


def run_all(page: Page, notebook: str, front_end: str = "JupyterLab") -> None:
    """Open a notebook and run it from a clear page to its end."""
    open_notebook(page, notebook, front_end)
    for item in ("Edit", "Clear Outputs of All Cells", "Run", "Run All Cells"):
        page.click(f"text=/^{item}$/ >> visible=true")
    code = page.locator(".jp-Notebook .jp-CodeCell .jp-InputPrompt")
    done = "[...document.querySelectorAll('.jp-Notebook .jp-CodeCell .jp-InputPrompt')].every(p => /\\[\\d+\\]/.test(p.innerText))"
    page.wait_for_function(done, timeout=PATIENCE_S * 1000)
    wait_for(
        lambda: is_idle(notebook),
        "the cells",
        lambda seconds: page.wait_for_timeout(1000 * seconds),
    )
    assert code.count(), "There is no code cell."
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-Notebook img')].every(image => image.complete)"
    )


def stop_kernels() -> None:
    """Shut every session down, so that the next notebook has the machine to itself."""
    with urllib.request.urlopen(f"{BASE}/api/sessions?token={TOKEN}", timeout=5) as answer:
        ids = [session["id"] for session in json.load(answer)]
    for key in ids:
        request = urllib.request.Request(
            f"{BASE}/api/sessions/{key}?token={TOKEN}", method="DELETE"
        )
        urllib.request.urlopen(request, timeout=30).close()
