"""Sources: what a stream gives is what ``read_articles`` gives, and what is bad is an item."""

import gzip
import json
import zipfile
from pathlib import Path

import newsframes as nf
import pandas as pd
import pyarrow as pa
import pytest
from newsframes.articles.records import ColumnNames
from newsframes.corpus.batches import cut_batches
from newsframes.corpus.item_stream import stream_items
from newsframes.corpus.meter import Meter, size_of
from newsframes.corpus.raw_item import RawItem

RECORDS = [
    {"text": "Police said 3 men died.", "title": "Three", "date": "2022-01-10", "url": "a.example"},
    {"text": "Zoë left; “rain”, she said.\nIt rained.", "title": None, "date": None, "url": None},
]
PAGE = (
    "<html><head><title>Ferry</title></head><body><h1>Ferry</h1><p>The ferry ran again on Monday"
    " after three days of storm, the harbour office in Zoëville said.</p></body></html>"
)


def stream(path, columns=None):
    """Return the articles and the messages of issues that a source gives."""
    items = stream_items(path, ColumnNames(**(columns or {})), Meter())
    outcomes = [one for item in items for one in item.outcomes(ColumnNames(**(columns or {})))]
    articles = [one for one in outcomes if isinstance(one, nf.Article)]
    return articles, [getattr(one, "message", str(one)) for one in outcomes if one not in articles]


def known(article):
    return article.text, article.title, article.published, article.source


def compressed(data):
    sink = pa.BufferOutputStream()
    with pa.CompressedOutputStream(sink, "zstd") as stream:
        stream.write(data)
    return sink.getvalue().to_pybytes()


def write_records(path: Path) -> None:
    data = {
        ".jsonl": "".join(json.dumps(record) + "\n" for record in RECORDS).encode(),
        ".csv": pd.DataFrame(RECORDS).to_csv(index=False).encode(),
        ".parquet": pd.DataFrame(RECORDS).to_parquet(),
    }[Path(path.name.removesuffix(".gz").removesuffix(".zst")).suffix]
    if path.suffix == ".gz":
        data = gzip.compress(data)
    elif path.suffix == ".zst":
        # Two frames, as parallel compressors write them.
        half = len(data) // 2
        data = compressed(data[:half]) + compressed(data[half:])
    path.write_bytes(data)


@pytest.mark.parametrize(
    "name", ["a.jsonl", "a.csv", "a.parquet", "a.jsonl.gz", "a.jsonl.zst", "a.csv.zst"]
)
def test_records_are_streamed_as_they_are_read(tmp_path, name):
    write_records(tmp_path / name)
    plain = tmp_path / name.removesuffix(".gz").removesuffix(".zst")
    found, messages = stream(tmp_path / name)
    assert messages == []
    write_records(plain)
    expected = [known(article) for article in nf.read_articles(plain)]
    assert [
        tuple(value and value.replace(name, plain.name) for value in known(article))
        for article in found
    ] == expected


def test_a_folder_is_streamed_as_it_is_read(tmp_path):
    (tmp_path / "b").mkdir()
    (tmp_path / "b/2.txt").write_text("Rain.")
    (tmp_path / "a.txt").write_text("All quiet.")
    (tmp_path / "c.html").write_text(PAGE)
    (tmp_path / "README.md").write_text("No article.")
    (tmp_path / "d.xyz").write_text("?")
    write_records(tmp_path / "e.jsonl")
    found, messages = stream(tmp_path)
    expected = nf.read_articles(tmp_path)
    assert [*map(known, found)] == [*map(known, expected)]
    assert messages == [issue.message for issue in expected.issues]


def test_a_zip_is_streamed_as_it_is_read(tmp_path):
    write_records(tmp_path / "e.jsonl")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("b.txt", "Rain.")
        archive.writestr("a/c.html", PAGE)
        archive.write(tmp_path / "e.jsonl", "e.jsonl")
    found, messages = stream(tmp_path / "a.zip")
    assert [*map(known, found)] == [*map(known, nf.read_articles(tmp_path / "a.zip"))]
    assert messages == []


def warc_record(address, status, kind, body):
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\n"
        "WARC-Date: 2022-01-10T00:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n"
    )
    return f"{head}\r\n".encode() + answer + b"\r\n\r\n"


@pytest.mark.parametrize("is_compressed", [True, False])
def test_the_pages_of_a_web_archive_are_read(tmp_path, is_compressed):
    path = tmp_path / ("a.warc.gz" if is_compressed else "a.warc")
    latin = PAGE.encode("latin-1")
    records = (
        warc_record("https://a.example/1", "200 OK", "text/html; charset=iso-8859-1", latin),
        warc_record("https://a.example/2", "404 Not Found", "text/html", b"<html>gone</html>"),
        warc_record("https://a.example/3", "200 OK", "image/png", b"\x89PNG"),
    )
    path.write_bytes(b"".join(map(gzip.compress, records) if is_compressed else records))
    found, messages = stream(path)
    assert messages == []
    assert [article.source for article in found] == ["https://a.example/1"]
    assert "Zoëville" in found[0].text


def test_columns_have_the_names_given(tmp_path):
    (tmp_path / "a.csv").write_text("story,head\nAll quiet.,Town\n")
    found, _ = stream(tmp_path / "a.csv", {"text": "story", "title": "head"})
    assert known(found[0])[:2] == ("All quiet.", "Town")
    assert "no column holds text" in stream(tmp_path / "a.csv")[1][0]


def test_what_is_damaged_is_an_item(tmp_path):
    (tmp_path / "a.jsonl").write_bytes(b'{"text": "Rain."}\nno json\n\xff\xfe\n{"text": "Sun."}')
    write_records(tmp_path / "b.jsonl.gz")
    cut = (tmp_path / "b.jsonl.gz").read_bytes()[:-20]
    (tmp_path / "b.jsonl.gz").write_bytes(cut)
    write_records(tmp_path / "c.jsonl.zst")
    (tmp_path / "c.jsonl.zst").write_bytes((tmp_path / "c.jsonl.zst").read_bytes()[:20] + b"x" * 9)
    (tmp_path / "d.zip").write_bytes(b"no zip")
    (tmp_path / "e.warc").write_bytes(b"no warc\r\n\r\n")
    (tmp_path / "f.parquet").write_bytes(b"no parquet")
    found, messages = stream(tmp_path)
    assert [article.text for article in found][:2] == ["Rain.", "Sun."]
    assert [message.partition(":")[0].partition(", or what")[0] for message in messages] == [
        "Cannot read a.jsonl, line 2", "Cannot read a.jsonl, line 3", "Cannot read b.jsonl.gz",
        "Cannot read c.jsonl.zst", "Cannot read d.zip", "Cannot read e.warc",
        "Cannot read f.parquet",
    ]  # fmt: skip


def test_a_quotation_mark_that_never_closes_does_not_fill_memory(tmp_path, monkeypatch):
    monkeypatch.setattr("newsframes.corpus.record_streams.LONGEST_RECORD", 1000)
    (tmp_path / "a.csv").write_text('text\nRain.\n"' + "Sun.\n" * 1000)
    (tmp_path / "b.jsonl").write_text('{"text": "' + "x" * 5000 + '"}\n{"text": "Rain."}\n')
    found, messages = stream(tmp_path)
    assert [article.text for article in found] == ["Rain.", "Rain."]
    assert "Cannot read a.csv beyond line" in messages[0]
    assert "Cannot read b.jsonl, line 1: it has more than" in messages[1]


def test_the_meter_ends_where_the_sources_end(tmp_path):
    for name in ("a.jsonl", "b.csv", "c.jsonl.gz"):
        write_records(tmp_path / name)
    meter = Meter()
    assert len(list(stream_items(tmp_path, ColumnNames(), meter))) == 6
    assert meter.n_bytes == size_of(tmp_path)


def items(n):
    return [RawItem(f"{number}.txt", b"Rain.", ".txt") for number in range(n)]


def test_batches_hold_every_item_once_and_in_order():
    batches = list(cut_batches(items(500), 20, ""))
    assert [item for batch in batches for item in batch.items] == items(500)
    assert {10 <= len(batch.items) <= 40 for batch in batches[:-1]} == {True}


def test_a_new_item_changes_few_batches():
    before = {batch.key for batch in cut_batches(items(500), 20, "")}
    new = [RawItem("new.txt", b"Sun.", ".txt")]
    after = {batch.key for batch in cut_batches([*items(250), *new, *items(500)[250:]], 20, "")}
    assert len(after - before) <= 4


def test_another_basis_changes_all_batches():
    one, other = ({batch.key for batch in cut_batches(items(90), 20, basis)} for basis in "ab")
    assert not one & other
