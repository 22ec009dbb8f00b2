"""Write the generated parts of README.md and docs/ anew: notebooks, columns, scores, data flow."""

import json
import re
import sys
from collections.abc import Iterable
from itertools import chain
from pathlib import Path

import nbformat
import newsframes as nf
import pandas as pd
from corpus_page import corpus_table
from newsframes.cli.commands import codebook_markdown
from newsframes.cli.json_schema import json_schema
from newsframes.exports.registry import FORMATS
from newsframes.figures import find_figures
from newsframes.quotes import find_quotes
from newsframes.reader import default_reader

ROOT = Path(__file__).parent.parent
MODEL = ROOT / "lib/newsframes/reader/model"
PAGES = tuple(
    ROOT / name
    for name in (
        "README.md", "notebooks/README.md", "docs/how-it-works.md", "docs/tables.md",
        "docs/scores.md", "docs/exports.md", "docs/corpus.md",
    )
)  # fmt: skip
SCHEMA = ROOT / "docs/newsframes.schema.json"
SEED = ROOT / "seeds/000_bfc59336010fc295.txt"
# The measures of the README's short table, and whether rules were chosen on their data.
HEADLINE = {
    "PolNeAR dev, attributions with content and right source": "partly",
    "Worldwide Newswire, held-out tenth, names, exact F1": "no",
    "OntoGUM, second half, named persons and organisations, CoNLL": "partly",
    "GUM sample, figures, value and unit F1": "no",
    "Wikinews, both draws, claimant right": "partly",
}


def notebooks_table(folder: str) -> str:
    """List the notebooks with the finding in their first line, linked from a page in a folder."""
    lines = ["| notebook | what it finds |", "| --- | --- |"]
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        finding = (
            nbformat.read(path, as_version=4).cells[0].source.splitlines()[0].removeprefix("# ")
        )
        lines.append(f"| [{path.stem}]({folder}{path.name}) | {finding} |")
    return "\n".join(lines) + "\n"


def scores_table() -> str:
    """List what the last ``make score`` measured, the shipped int8 files beside fp32."""
    shipped = json.loads((MODEL / "scores.json").read_text("utf-8"))
    plain = json.loads((MODEL / "scores-fp32.json").read_text("utf-8"))
    unquantised = {score["name"]: score["value"] for score in plain["scores"]}
    lines = [f"Measured by `make score` on {shipped['date']}; 95% bootstrap intervals by document."]
    lines += [
        f"The same weights in fp32 were measured on {plain['date']}, with the rules of that day.",
        "",
    ]
    lines += ["| measure | shipped | interval | in fp32 | n |", "| --- | --: | --: | --: | --: |"]
    for score in shipped["scores"]:
        interval = f"{score['low']:.1f} – {score['high']:.1f}"
        beside = f"{unquantised[score['name']]:.1f}" if score["name"] in unquantised else "–"
        lines.append(
            f"| {score['name']} | {score['value']:.1f} | {interval} | {beside} | {score['n']:,} |"
        )
    return "\n".join(lines) + "\n"


def headline_table() -> str:
    """List the five scores that tell most, and whether rules were chosen on their data."""
    found = {
        score["name"]: score
        for score in json.loads((MODEL / "scores.json").read_text("utf-8"))["scores"]
    }
    lines = ["| measure | score | rules chosen on this data |", "| --- | --: | --- |"]
    lines += [
        f"| {name} | {found[name]['value']:.1f} | {mark} |" for name, mark in HEADLINE.items()
    ]
    return "\n".join(lines) + "\n"


def speed_table() -> str:
    """List what the last ``make bench`` measured."""
    found = json.loads((MODEL / "bench.json").read_text("utf-8"))
    lines = [
        f"Measured by `make bench` on {found['date']}, on two cores of {found['processor']}.",
        "",
    ]
    lines += ["| measure | value |", "| --- | --: |"]
    lines += [f"| {name} | {value} |" for name, value in found["figures"].items()]
    return "\n".join(lines) + "\n"


def formats_table() -> str:
    """List the formats that tables are exported to."""
    lines = ["| format | what is written | by suffix | needs |", "| --- | --- | --- | --- |"]
    for one in FORMATS.values():
        suffix = f"`{one.suffix}`" if one.suffix else "a folder" if one.is_folder else "–"
        needs = "`newsframes[exports]`" if one.needs else "–"
        lines.append(f"| [`{one.name}`](#{one.name}) | {one.summary} | {suffix} | {needs} |")
    return "\n".join(lines) + "\n"


def schema_text() -> str:
    """Return the JSON Schema of the command line's answers."""
    return json.dumps(json_schema(), ensure_ascii=False, indent=1) + "\n"


def flow() -> str:
    """Show what each stage returns for the first sentence of the seed article."""
    article = nf.read_article(SEED)
    reading = default_reader().read(article)
    sentence = next(reading.doc.sents)
    start, end = reading.offsets(sentence)
    tables = nf.tabulate(article)
    return "\n".join(chain.from_iterable(
        [f"**{stage}**", "", *lines, ""]
        for stage, lines in {
            "articles": _articles(reading), "reader": _reading(reading, sentence),
            "quotes": _quotes(reading, end), "figures": _figures(reading),
            "actors": _actors(tables, start, end), "claims": _claims(tables, end),
        }.items()
    ))  # fmt: skip


def _table(columns: Iterable[str], rows: Iterable[Iterable[object]]) -> list[str]:
    """Return a Markdown table; what is missing is a dash."""
    shown = (
        ["–" if value is None or value is pd.NA else str(value) for value in row] for row in rows
    )
    lines = [f"| {' | '.join(columns)} |", f"|{' --- |' * len(list(columns))}"]
    return lines + [
        f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in row)} |" for row in shown
    ]


def _articles(reading: nf.Reader) -> list[str]:
    body = reading.body
    return _table(["body starts", "body ends", "dateline"], [[body.start, body.end, body.dateline]])


def _reading(reading: nf.Reader, sentence: object) -> list[str]:
    """List the spans that the encoder marked, and the main verb of the parse with its children."""
    marked = [("name", name.label_, name) for name in sentence.ents]
    marked += [
        ("attribution", label, span)
        for label in ("source", "cue", "content")
        for span in reading.doc.spans[label]
        if span.end <= sentence.end
    ]
    children = (f"{child.dep_} {child.text}" for child in sentence.root.children)
    verb = sentence.root
    rows = [[kind, label, *reading.offsets(span), span.text] for kind, label, span in marked]
    return [
        *_table(["span", "label", "start", "end", "text"], rows),
        "",
        f"The parse has “{verb.text}” ({verb.tag_}) at its root, with {', '.join(children)}.",
    ]


def _quotes(reading: nf.Reader, end: int) -> list[str]:
    """List the attributions of the sentence as typed objects."""
    found = [quote for quote in find_quotes(reading)[0] if quote.end <= end]
    return _table(
        ["kind", "act", "stance", "source", "cue", "content", "found by"],
        [
            [
                quote.kind, quote.act, quote.stance, reading.words(*quote.source),
                reading.words(*quote.cue), reading.words(quote.start, quote.end), quote.found_by,
            ]
            for quote in found
        ],
    )  # fmt: skip


def _figures(reading: nf.Reader) -> list[str]:
    """List the first figure of the article."""
    figure = find_figures(reading)[0][0]
    number = figure.number
    return _table(
        ["text", "low", "high", "bound", "unit", "event", "found by"],
        [
            [
                reading.words(figure.start, figure.end), number.low, number.high, number.bound,
                number.unit, figure.event, number.found_by,
            ]
        ],
    )  # fmt: skip


def _actors(tables: nf.Tables, start: int, end: int) -> list[str]:
    """List the mentions in a stretch of text with their actors."""
    names = tables.actors.set_index("actor_id")[["name", "kind"]]
    mentions = tables.mentions[(tables.mentions.start >= start) & (tables.mentions.end <= end)]
    return _table(
        ["mention", "form", "actor", "kind"],
        [[row.text, row.form, *names.loc[row.actor_id]] for row in mentions.itertuples()],
    )


def _claims(tables: nf.Tables, end: int) -> list[str]:
    """List the rows of quotes that are made of the sentence."""
    columns = ["quote_id", "speaker_name", "speaker_kind", "cue_lemma", "stance", "confidence"]
    rows = tables.quotes.loc[tables.quotes.end <= end, columns]
    return _table([f"`{column}`" for column in columns], rows.itertuples(index=False))


PARTS = {
    "flow": flow, "codebook": codebook_markdown, "scores": scores_table, "speed": speed_table, "corpus": corpus_table,
    "headline": headline_table, "formats": formats_table,
}  # fmt: skip


def fill(path: Path) -> str:
    """Return a page with what stands between its markers replaced."""
    page, folder = path.read_text("utf-8"), "" if path.parent.name == "notebooks" else "notebooks/"
    for name, make in {"notebooks": lambda: notebooks_table(folder), **PARTS}.items():
        begin, end = f"<!-- {name}: generated by make docs -->", f"<!-- end of {name} -->"
        if (begin in page) != (end in page):
            sys.exit(f"Cannot write the page: of {begin} and {end} one is missing. Put it back.")
        if begin in page:
            page = re.sub(
                f"{begin}.*?{end}",
                lambda _, b=begin, m=make, e=end: f"{b}\n{m()}{e}",
                page,
                flags=re.DOTALL,
            )
    return page


if __name__ == "__main__":
    for path in PAGES:
        path.write_text(fill(path), "utf-8")
    SCHEMA.write_text(schema_text(), "utf-8")
