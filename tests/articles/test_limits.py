"""Files that are made to exhaust a machine: a clear error, in bounded time and memory.

Each is read in a process of its own that may use ten seconds of processor time.
"""

import gzip
import io
import itertools
import json
import re
import resource
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

MOST_SECONDS, MOST_MEGABYTES = 10, 900
READ = """
import resource, sys
import newsframes as nf
try:
    found = nf.read_articles(sys.argv[1])
    print(len(found), *(issue.message for issue in found.issues), sep="\\n")
except nf.ArticleError as error:
    print(0, error, sep="\\n")
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000)
"""


def zipped(members: dict[str, bytes]) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as file:
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
    "large.eml": (lambda: b"Subject: a\n\n" + b"All quiet.\n" * (LARGE // 11), r"At most 1,000,000"),
    "large.rtf": (lambda: rb"{\rtf1 " + rb"All quiet.\par " * (LARGE // 15) + b"}", r"more than 1,000,000 control"),
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
def test_exhausting_files_are_refused(tmp_path: Path, name: str):
    make, message = MAKERS[name]
    (tmp_path / name).write_bytes(make())
    result = subprocess.run(
        [sys.executable, "-c", READ, tmp_path / name],
        capture_output=True, text=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS)),
    )  # fmt: skip
    assert result.returncode == 0, result.stderr[-2000:]
    _, told, *rest = result.stdout.splitlines()
    assert re.search(message, told), told[:500]
    assert len(told) < 1500
    assert int(rest[-1]) < MOST_MEGABYTES
