"""``make fuzz``: mutated articles, tables and corrections; whatever happens must be a known error.

Files of every format are cut, repeated, spliced into one another, and sown with bytes and words
that parsers trip over. Each must be read, or refused with an error that says why; what is read is
tabulated, and the rows must be what the text says. Every case depends on its number alone, so that
``--first N --cases 1`` repeats it.
"""

import argparse
import faulthandler
import io
import random
import shutil
import sys
import tempfile
import traceback
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import newsframes as nf
import pandas as pd

ROOT = Path(__file__).parents[1]
# A case takes milliseconds; one that takes so many seconds is a fault, shown with its stack.
LONGEST_CASE = 120
# A longer text takes seconds to tabulate, and finds no more.
MOST_TABULATED, TABULATED_EVERY = 1_200, 8
# How each of them begins.
SAID = ("Cannot ", "The tables do not keep the contract:")
EXPECTED = (nf.ArticleError, nf.ContractError, nf.CorrectionError)
SOWN = [
    b"\0", b"\r", b"\r\n", b"\n\n\n", b"\xff", b"\xef\xbb\xbf", b"\xed\xa0\x80", b"\xe2\x80\x9c", b'"', b"'", b"$", b"<", b">",
    b"&#x110000;", b"&amp;" * 9, b"<![CDATA[", b"<!--", b"</p>", b"{" * 40, b"}" * 40, b"[" * 2000, b"(" * 300, b"\\", b"\\u-1 ",
    b"\\bin999999999 ", b"%s%n", b"1" * 5000, b"1e999", b"-0", b"NaN", b"9" * 40 + b" million", b"1,2,3,4,5,6,7,8", b"\xd9\xa3\xc2\xbd",
    "٣½²Ⅷ".encode(), "𝟘\u202e\u200d".encode(), "e\u0301" .encode() * 50, b" said ", "“‘".encode() * 30, "—".encode() * 30,
    b"Mr. Mr. Mr.", b"$5bn-$6bn", b"between 3 and", b"0/0", b"1/0", b"31 June 2020", b"\t" * 50, b",", b";" * 30, b"A" * 3000, b"a b " * 700,
]  # fmt: skip


def seeds() -> list[tuple[str, bytes]]:
    """Return the files that are mutated: one or more of every format."""
    files = [
        *sorted((ROOT / "tests/articles/files").iterdir()),
        *sorted((ROOT / "seeds").rglob("*.txt")),
    ]
    found = [(path.suffix, path.read_bytes()) for path in files if path.is_file()]
    page = "<html><head><title>Ferry</title></head><body><article><p>{}</p></article></body></html>"
    texts = [data.decode("utf-8") for suffix, data in found if suffix == ".txt"]
    frame = pd.DataFrame({"text": texts, "title": "A title", "date": "2022-01-10"})
    parquet = io.BytesIO()
    frame.to_parquet(parquet)
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w") as file:
        for n, text in enumerate(texts[:3]):
            file.writestr(f"{n}.txt", text)
    made = [
        (".html", page.format("</p><p>".join(texts[0].split("\n"))).encode()),
        (".csv", frame.to_csv(index=False).encode()),
        (".jsonl", frame.to_json(orient="records", lines=True).encode()),
        (".parquet", parquet.getvalue()), (".zip", archive.getvalue()),
    ]  # fmt: skip
    return [*found, *made]


def mutate(data: bytes, others: list[bytes], draw: random.Random) -> bytes:
    """Change a file in one to six places."""
    for _ in range(draw.randint(1, 6)):
        at = draw.randint(0, len(data))
        end = min(len(data), at + draw.choice((1, 4, 30, 300)))
        other = draw.choice(others)
        place = draw.randint(0, len(other))
        put = draw.choice([
            b"", draw.choice(SOWN), draw.randbytes(draw.randint(1, 8)), data[at:end] * draw.randint(2, 40),
            other[place : place + 300], data[at:end][::-1],
        ])  # fmt: skip
        data = data[:at] + put + data[end if draw.random() < 0.7 else at :]
    return data if draw.random() < 0.95 else data[: draw.randint(0, len(data))]


def repack(data: bytes, others: list[bytes], draw: random.Random) -> bytes:
    """Mutate one member of a ZIP file instead of its packed bytes."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as file, zipfile.ZipFile(made, "w") as out:
        chosen = draw.choice(file.namelist())
        for name in file.namelist():
            member = file.read(name)
            out.writestr(name, mutate(member, others, draw) if name == chosen else member)
    return made.getvalue()


def mutant(n: int, files: list[tuple[str, bytes]]) -> tuple[str, bytes]:
    """Return the file of one case."""
    draw = random.Random(n)
    suffix, data = draw.choice(files)
    others = [other for _, other in files]
    if data.startswith(b"PK") and draw.random() < 0.8:
        return suffix, repack(data, others, draw)
    return suffix, mutate(data, others, draw)


def check_rows(tables: nf.Tables) -> None:
    """Refuse rows that are not what the text says."""
    texts = tables.articles.set_index("article_id").text
    for frame in (tables.mentions, tables.quotes, tables.figures):
        for row in frame.itertuples():
            if texts[row.article_id][row.start : row.end] != row.text:
                raise AssertionError(f"{row.text!r} is not at {row.start} to {row.end}")


def attempt(call: Callable[[], Any]) -> Any:
    """Return what a call gives; None if it refuses its input with an error that is meant for it."""
    try:
        return call()
    except EXPECTED as error:
        if not str(error).startswith(SAID):
            raise AssertionError(f"The message does not say what failed: {error}") from error
        return None


def read_case(suffix: str, data: bytes, folder: Path, *, is_tabulated: bool) -> nf.Tables | None:
    """Read one file in every way that takes it, and tabulate the beginning of its first article."""
    path = folder / f"case{suffix}"
    path.write_bytes(data)
    attempt(lambda: nf.read_article(path))
    found = attempt(lambda: list(nf.read_articles(path)))
    if not found or not is_tabulated:
        return None
    begin = attempt(lambda: nf.Article(found[0].text[:MOST_TABULATED]))
    if begin is None:
        return None
    tables = nf.tabulate(begin)
    check_rows(tables)
    return tables


def store_case(tables: nf.Tables, draw: random.Random, folder: Path) -> None:
    """Save tables and decisions about them, damage a file of each, and read them back."""
    out = folder / "out"
    tables.save(out, format=draw.choice(("csv", "parquet")))
    victims = sorted(path for path in out.iterdir() if path.is_file())
    others = [path.read_bytes() for path in victims]
    victim = draw.choice(victims)
    victim.write_bytes(mutate(victim.read_bytes(), others, draw))
    loaded = attempt(lambda: nf.Tables.load(out))
    if loaded is not None:
        check_rows(loaded)
    shutil.rmtree(out)
    edits = nf.Corrections()
    for row_id in (*tables.quotes.quote_id[:3], *tables.figures.figure_id[:3]):
        draw.choice((edits.reject, edits.confirm))(tables, row_id)
    path = edits.save(folder / "decisions.jsonl")
    path.write_bytes(mutate(path.read_bytes(), others, draw))
    corrected = attempt(lambda: tables.correct(nf.Corrections.load(path)))
    if corrected is not None:
        check_rows(corrected)
    path.unlink()


def run_case(n: int, files: list[tuple[str, bytes]], folder: Path) -> None:
    """Run one case; some are tabulated, and their tables damaged."""
    suffix, data = mutant(n, files)
    tables = read_case(suffix, data, folder, is_tabulated=n % TABULATED_EVERY == 0)
    if tables is not None:
        store_case(tables, random.Random(n), folder)


def faults(cases: range) -> Iterator[tuple[int, str]]:
    """Yield the number of each case that fails, with its traceback."""
    files = seeds()
    with tempfile.TemporaryDirectory() as folder:
        for n in cases:
            faulthandler.dump_traceback_later(LONGEST_CASE, exit=True)
            try:
                run_case(n, files, Path(folder))
            except Exception:
                yield n, traceback.format_exc()
            finally:
                faulthandler.cancel_dump_traceback_later()


def main() -> int:
    """Run cases and print those that fail."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=50_000)
    parser.add_argument("--first", type=int, default=0, help="number of the first case")
    options = parser.parse_args()
    n_faults = 0
    for n, told in faults(range(options.first, options.first + options.cases)):
        n_faults += 1
        print(f"Case {n} fails:\n{told}", flush=True)
    print(f"{options.cases} cases from {options.first} on, {n_faults} faults")
    return min(n_faults, 1)


if __name__ == "__main__":
    sys.exit(main())
