"""Files that are made to exhaust a machine: a clear error, in bounded time and memory.

Each is read in a process of its own, which may use ten seconds of processor time.
"""

import gzip
import io
import itertools
import json
import re
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

MOST_SECONDS, MOST_MEGABYTES = 10, 900
# Reads each file that a line of its input names in a fork of its own, with everything imported.
READ = """
import json, os, resource, sys
import newsframes as nf

nf.read_articles
for path in map(str.strip, sys.stdin):
    if not (child := os.fork()):
        resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[1]), int(sys.argv[1])))
        try:
            told = [issue.message for issue in nf.read_articles(path).issues]
        except nf.ArticleError as error:
            told = [str(error)]
        with open(path + ".told", "w", encoding="utf-8") as file:
            json.dump(told, file)
        os._exit(0)
    _, status, usage = os.wait4(child, 0)
    print(os.waitstatus_to_exitcode(status), usage.ru_maxrss // 1000, flush=True)
"""


@pytest.fixture(scope="module")
def reading() -> Iterator[subprocess.Popen]:
    with subprocess.Popen(
        [sys.executable, "-c", READ, str(MOST_SECONDS)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1,
    ) as process:  # fmt: skip
        yield process
        process.stdin.close()


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as file:
        for name, data in members.items():
            file.writestr(name, data)
    return made.getvalue()


def docx(xml: bytes) -> bytes:
    return zipped({"word/document.xml": xml})


def laughs() -> bytes:
    """Return XML whose entities would make a billion copies of a word."""
    names = "abcdefghij"
    entities = '<!ENTITY a "lol">' + "".join(
        f'<!ENTITY {new} "{f"&{old};" * 10}">' for old, new in itertools.pairwise(names)
    )
    return f"<!DOCTYPE d [{entities}]><d><body><p><r><t>&j;</t></r></p></body></d>".encode()


def wide(n_columns: int, n_rows: int) -> bytes:
    head = ",".join(f"column{n}" for n in range(n_columns))
    return "\n".join([head, *([",".join("x" * n_columns)] * n_rows)]).encode()


def repeated_cell() -> bytes:
    """Return Parquet of a few kB that unpacks to 3 GB."""
    made = io.BytesIO()
    text = pa.DictionaryArray.from_arrays(
        pa.array([0] * 3000, pa.int32()), ["All quiet. " * 95_000]
    )
    pq.write_table(pa.table({"text": text, "title": ["a"] * 3000}), made)
    return made.getvalue()


LARGE = 50 * 2**20
MAKERS: dict[str, tuple[Callable[[], bytes], str]] = {
    "large.txt": (lambda: b"All quiet. " * (LARGE // 11), r"has 52,\d+,\d+ bytes\. At most 10,485"),
    "latin.txt": (lambda: b"Zo\xeb left. " * (LARGE // 10), r"bytes\. At most 10,485,760 are read"),
    "large.html": (lambda: b"<html><p>All quiet." * (LARGE // 19), r"bytes\. At most 10,485,760"),
    "large.eml": (lambda: b"Subject: a\n\n" + b"All quiet.\n" * (LARGE // 11), r"bytes\. At most 10,485,760"),
    "large.rtf": (lambda: rb"{\rtf1 " + rb"All quiet.\par " * (LARGE // 15) + b"}", r"more than 1,000,000 char"),
    "long.eml": (lambda: b"Subject: a\n\n" + b"All quiet.\n" * (2**20 // 10), r"At most 1,000,000"),
    "marked.rtf": (lambda: rb"{\rtf1 " + rb"\b" * (LARGE // 2) + b"}", r"more than 1,000,000 control"),
    "large.csv": (lambda: b"text\n" + b"All quiet. " * (LARGE // 11), r"line 2: its text has 52,"),
    "large.jsonl": (lambda: json.dumps({"text": "a " * (LARGE // 2)}).encode(), r"line 1: its text"),
    "deep.jsonl": (lambda: b"[" * 10**6, r"line 1: it is nested too deep"),
    "digits.jsonl": (lambda: b'{"text": ' + b"1" * 10**6 + b"}", r"line 1: .*too long a number"),
    "bomb.zip": (lambda: zipped({"a.txt": bytes(200 * 2**20)}), r"more than 52,428,800 bytes"),
    "nested.zip": (lambda: zipped({"a.zip": zipped({"b.txt": b"x"}), "c.txt": b"All"}), r"archive within"),
    "many.zip": (lambda: zipped({f"{n}.txt": bytes(10**7) for n in range(60)}), r"NUL|unpacks to more"),
    "bomb.docx": (lambda: docx(bytes(200 * 2**20)), r"more than 52,428,800 bytes"),
    "laughs.docx": (lambda: docx(laughs()), r"^Cannot read laughs\.docx"),
    "laughs.xhtml": (lambda: b"<?xml version='1.0'?>" + laughs(), r"^Cannot read laughs\.xhtml"),
    "wide.csv": (lambda: wide(10_000, 200), r"no column holds text\. Found column0, .* and 9,980 more"),
    "cells.parquet": (repeated_cell, r"row 1: its text has 1,045,000 characters"),
    "packed.html": (lambda: gzip.compress(bytes(LARGE)), r"^Cannot read packed\.html"),
}  # fmt: skip


@pytest.mark.parametrize("name", MAKERS)
def test_exhausting_files_are_refused(reading: subprocess.Popen, tmp_path: Path, name: str):
    make, message = MAKERS[name]
    (tmp_path / name).write_bytes(make())
    reading.stdin.write(f"{tmp_path / name}\n")
    code, megabytes = map(int, reading.stdout.readline().split())
    assert code == 0, "the process was ended"
    (told, *_) = json.loads((tmp_path / f"{name}.told").read_text("utf-8"))
    assert re.search(message, told), told[:500]
    assert len(told) < 1500
    assert megabytes < MOST_MEGABYTES
