"""What the browser tests share: one server for both front ends, one Chromium, requests that left."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import browser, lab, stop_kernels
from playwright.sync_api import BrowserContext


@pytest.fixture(scope="session")
def served(tmp_path_factory) -> Iterator[Path]:
    """Serve a folder, in which each module and test has one of its own."""
    root = tmp_path_factory.mktemp("root")
    with lab(tmp_path_factory.mktemp("scratch"), root):
        yield root


@pytest.fixture(scope="session")
def strange() -> list[str]:
    """Return the requests that would have left this machine, of all tests so far."""
    return []


@pytest.fixture(scope="session")
def chromium(strange) -> Iterator[BrowserContext]:
    with browser(strange) as opened:
        opened.grant_permissions(["clipboard-read", "clipboard-write"])
        yield opened


@pytest.fixture
def context(chromium, strange) -> Iterator[BrowserContext]:
    """Open pages in it; they are closed, and nothing may have left this machine."""
    before = {*chromium.pages}
    yield chromium
    for page in chromium.pages:
        if page not in before:
            page.close()
    assert strange == []


@pytest.fixture
def kernels(served) -> Iterator[None]:
    """Shut down what a test started, so that the next one has the machine to itself."""
    yield
    stop_kernels()
