"""The gallery in a browser: everyone can read it, and it asks for nothing."""

from pathlib import Path

import pytest
from gallery.site import build_site
from lab import faults, needs_chromium

ROOT = Path(__file__).parent.parent.parent
PAGES = ("index", "00-start-here", "02-who-speaks", "10-check-a-draft", "docs-reading", "readme")

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return build_site(ROOT, tmp_path_factory.mktemp("site")).parent


@pytest.fixture
def page(context):
    return context.new_page()


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_everyone_can_read_it(site, page, name, scheme):
    page.emulate_media(color_scheme=scheme)
    for width in (360, 1400):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto((site / f"{name}.html").as_uri())
        assert faults(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_pictures_are_shown(site, page):
    for name in ("index", "readme"):
        page.goto((site / f"{name}.html").as_uri())
        page.wait_for_function("[...document.images].every(image => image.complete)")
        assert page.evaluate("[...document.images].every(image => image.naturalWidth > 0)")
        assert page.evaluate("document.images.length") > 0
