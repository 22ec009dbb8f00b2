"""The gallery: made of what is stored, every link leads somewhere, nothing is asked for elsewhere."""

from functools import cache
from pathlib import Path, PurePosixPath
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from gallery.repository_links import GalleryError, RepositoryLinks
from gallery.site import build_site
from lxml import html

from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def site(tmp_path_factory) -> Path:
    return build_site(ROOT, tmp_path_factory.mktemp("site")).parent


@cache
def page_of(path: Path):
    return html.fromstring(path.read_text("utf-8"))


def words(text: str) -> str:
    return "".join(text.split())


def test_there_is_a_page_for_every_notebook_with_its_finding_on_the_index(site):
    index = page_of(site / "index.html").text_content()
    for path in NOTEBOOKS:
        finding = nbformat.read(path, as_version=4).cells[0].source.splitlines()[0]
        assert (site / f"{path.stem}.html").exists()
        assert finding.removeprefix("# ") in index
    pictures = page_of(site / "index.html").xpath("//li//img/@src")
    assert len(pictures) >= len(NOTEBOOKS) - 1
    assert all(picture.startswith("data:image/") for picture in pictures)


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_page_shows_the_stored_outputs(site, path):
    shown = words(page_of(site / f"{path.stem}.html").text_content())
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "code" and "remove-input" not in cell.metadata.get("tags", []):
            assert words(cell.source) in shown
        for output in cell.get("outputs", []):
            stored = output.data.get("text/html")
            text = html.fromstring(stored).text_content() if stored else output.data["text/plain"]
            assert words(text) in shown


def test_every_link_leads_somewhere(site):
    lost = []
    for path in sorted(site.glob("*.html")):
        for link in page_of(path).xpath("//@href"):
            target = urlsplit(link)
            if target.scheme:
                assert target.scheme in ("https", "http"), link
                continue
            file = path if not target.path else site / unquote(target.path)
            is_there = file.exists()
            if is_there and target.fragment:
                names = (target.fragment, unquote(target.fragment))  # as browsers look for it
                is_there = any(page_of(file).xpath("//*[@id=$name]", name=name) for name in names)
            if not is_there:
                lost.append(f"{path.name}: {link}")
    assert lost == []


def test_no_page_asks_for_anything_elsewhere(site):
    for path in sorted(site.glob("*.html")):
        page = page_of(path)
        assert not page.xpath("//link | //iframe | //object | //script[@src] | //base")
        sources = page.xpath("//@src | //@srcset | //@poster")
        assert [one for one in sources if not one.startswith(("data:", "files/"))] == []
        assert not [
            one for one in page.xpath("//style/text()") if "@import" in one or "url(" in one
        ]
        (policy,) = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
        assert policy.startswith("default-src 'none'")


def test_dollar_signs_stay(site):
    assert not [
        path
        for path in site.glob("*.html")
        if "mathjax" in str(page_of(path).xpath("//script/@src"))
    ]
    links = RepositoryLinks(ROOT)
    assert links.turn(
        "from $4 to [$5](01-who-is-who.ipynb#Who)", PurePosixPath("notebooks/a.ipynb")
    ) == ("from $4 to [$5](01-who-is-who.html#Who)")


def test_a_link_that_leads_to_no_file_is_an_error():
    links = RepositoryLinks(ROOT)
    with pytest.raises(
        GalleryError, match=r"page of docs/a\.md: its link 'lost\.md' leads to no file"
    ):
        links.turn("[x](lost.md)", PurePosixPath("docs/a.md"))


def test_it_is_the_same_every_time(site, tmp_path):
    again = build_site(ROOT, tmp_path / "again").parent
    files = sorted(path.relative_to(site) for path in site.rglob("*") if path.is_file())
    assert files == sorted(path.relative_to(again) for path in again.rglob("*") if path.is_file())
    assert [str(f) for f in files if (site / f).read_bytes() != (again / f).read_bytes()] == []
