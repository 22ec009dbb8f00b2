"""The examples in the package are the files of seeds/, byte for byte."""

import newsframes as nf
import pytest

from conftest import ROOT, SEED

SEEDS = ROOT / "seeds"
FILES = sorted(
    path.relative_to(SEEDS).as_posix()
    for path in SEEDS.rglob("*")
    if path.is_file() and path.name != "README.md"
)
PACKAGED = ROOT / "lib/newsframes/examples"


@pytest.mark.parametrize("name", FILES)
def test_the_same_bytes(name: str):
    assert (PACKAGED / name).read_bytes() == (SEEDS / name).read_bytes(), (
        f"seeds/{name} is the source: copy it to lib/newsframes/examples/{name}."
    )


def test_nothing_else_is_packaged():
    packaged = {path for path in PACKAGED.rglob("*") if path.is_file()}
    names = {path.relative_to(PACKAGED).as_posix() for path in packaged if "py" not in path.suffix}
    assert names == set(FILES)


def test_the_report_is_what_its_file_gives():
    assert nf.examples.kazakhstan() == nf.read_article(SEED)


def test_the_chronicle_is_what_its_folder_gives():
    *bulletins, report = nf.examples.chronicle()
    assert bulletins == list(nf.read_articles(SEEDS / "chronicle"))
    assert (report.text, report.published) == (nf.examples.kazakhstan().text, "2022-01-10")


def test_the_draft():
    assert nf.examples.draft() == (SEEDS / "drafts/kazakhstan.md").read_text("utf-8")
