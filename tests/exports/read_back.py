"""Readers of the exports, by the tools of each format: the rows as ``rows_as_json`` has them."""

import csv
import json
import re
import warnings
from itertools import pairwise
from pathlib import Path

import docx
import lxml.html
import mistune
import newsframes as nf
import openpyxl
import spacy
from frictionless import Package
from markdown_it import MarkdownIt
from newsframes.exports.handover import file_stem
from newsframes.exports.references import one_line
from newsframes.tables.csv_tables import unescape_cell
from newsframes.tables.row_json import rows_as_json
from newsframes.tables.schema import CONTRACT, LIST, NUMBER, NUMBER_OR_NA
from rdflib import RDF, Graph, Namespace
from rocrate.rocrate import ROCrate
from spacy.tokens import DocBin

GITHUB = mistune.create_markdown(escape=False, plugins=["url", "table", "strikethrough"])
Rows = dict[str, list[dict]]
ESCAPE = re.compile("_x([0-9A-Fa-f]{4})_")
DIVIDERS = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029;,#|]")


def rows_of(tables: nf.Tables, *names: str) -> Rows:
    frames = tables.frames()
    return {name: rows_as_json(name, frames[name]) for name in names or frames}


def read_xlsx(path: Path) -> Rows:
    """Read a workbook; nothing in it may be a formula, a link, or a date."""
    book = openpyxl.load_workbook(path)
    found: Rows = {}
    for sheet in book:
        assert sheet.title == "README" or sheet.freeze_panes == "B2"
        for line in sheet.iter_rows():
            for cell in line:
                assert cell.data_type in ("s", "n", "b"), cell
                assert cell.hyperlink is None
        lines = [[_plain(cell.value) for cell in line] for line in sheet.iter_rows()]
        found[sheet.title] = [dict(zip(lines[0], line, strict=True)) for line in lines[1:]]
        if sheet.title in CONTRACT:
            assert [cell.comment.text.splitlines()[0] for cell in sheet[1]] == [
                column.meaning.splitlines()[0] for column in CONTRACT[sheet.title]
            ]
    del found["README"]
    for more in found.pop("continued", []):
        key = CONTRACT[more["table"]][0].name
        row = next(row for row in found[more["table"]] if row[key] == more["row_id"])
        row[more["column"]] += more["text"]
    for name, rows in found.items():
        for row in rows:
            for column in CONTRACT[name]:
                if column.dtype == LIST:
                    row[column.name] = json.loads(row[column.name])
    return found


def _plain(value: object) -> object:
    if not isinstance(value, str):
        return value
    return ESCAPE.sub(lambda mark: chr(int(mark[1], 16)), value)


def read_docx(path: Path, tables: nf.Tables) -> list[tuple[str, str]]:
    """Read (id, words) of each row from its citation; check that its bookmark holds the words."""
    document = docx.Document(path)
    marked = _bookmarked(document)
    found, before = [], None
    for paragraph in document.paragraphs:
        if (row := re.search(r"Row (.+)$", paragraph.text)) and paragraph.style.name != "Quote":
            is_quote = before is not None and before.style.name == "Quote"
            words = before.text if is_quote else paragraph.runs[0].text
            found.append((row[1], words))
            anchors = [
                link.fragment for link in paragraph.hyperlinks if link.fragment and not link.address
            ]
            assert [one_line(marked[anchor]) for anchor in anchors] == [one_line(words)]
        addresses = [link.address for link in paragraph.hyperlinks if link.address]
        assert all(address.startswith(_pages(tables)) for address in addresses)
        before = paragraph
    return found


def _pages(tables: nf.Tables) -> tuple[str, ...]:
    """Return the addresses that may be linked."""
    return tuple(
        source for source in tables.articles.source.dropna() if source.startswith("https:")
    )


def _bookmarked(document: docx.document.Document) -> dict[str, str]:
    """Return the text in each bookmark, without the numbers that paragraphs begin with."""
    found: dict[str, str] = {}
    names: dict[str, str] = {}
    is_first = True
    for node in document.element.body.iter():
        tag = node.tag.rpartition("}")[2]
        key = next((value for name, value in node.attrib.items() if name.endswith("}id")), None)
        if tag == "bookmarkStart":
            names[key] = next(v for n, v in node.attrib.items() if n.endswith("}name"))
            found[names[key]] = ""
        elif tag == "bookmarkEnd":
            del names[key]
        elif tag == "p":
            is_first = True
        elif tag in ("t", "tab", "br"):
            for name in () if is_first else names.values():
                found[name] += node.text or " "
            if is_first:
                for name in names.values():
                    found[name] += " "
            is_first = False
    assert not names
    return found


def read_markdown(path: Path, tables: nf.Tables) -> list[tuple[str, str]]:
    """Read (id, words) of each row, as a CommonMark parser sees the page."""
    source = path.read_text("utf-8")
    assert "$" not in source
    page = lxml.html.fromstring(f"<main>{MarkdownIt('commonmark').render(source)}</main>")
    tags = {node.tag for node in page.iter()}
    assert tags <= {"main", "h1", "h2", "h3", "p", "blockquote", "strong", "ul", "li", "a", "span"}
    targets = [link.get("href") for link in page.iter("a")]
    # GitHub and JupyterLab also link addresses that stand in the text.
    linked = lxml.html.fromstring(f"<main>{GITHUB(source)}</main>")
    targets += [link.get("href") for link in linked.iter("a")]
    headings = {_slug(node.text_content()) for node in page.iter("h3")}
    for target in targets:
        assert target.startswith(_pages(tables)) or target.removeprefix("#") in headings
    found = []
    for block in page.iter("blockquote"):
        words, said = (one.text_content() for one in block)
        found.append((said.rpartition(" Row ")[2], words))
    for item in page.iter("li"):
        text = item.text_content().strip()
        found.append((text.rpartition(" Row ")[2], text.partition(" — ")[0]))
    return found


def _slug(heading: str) -> str:
    """Return the anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


# Terms of the context http://www.w3.org/ns/anno.jsonld, by the class that bears them.
TERMS = {
    "AnnotationCollection": {"@context", "id", "type", "label", "total", "first"},
    "AnnotationPage": {"id", "type", "startIndex", "items"},
    "Annotation": {"id", "type", "motivation", "rights", "created", "body", "target"},
    "TextualBody": {"type", "purpose", "value", "format"},
    "SpecificResource": {"type", "source", "selector"},
    "TextQuoteSelector": {"type", "exact", "prefix", "suffix"},
    "TextPositionSelector": {"type", "start", "end"},
}
MOTIVATIONS = {"identifying", "describing", "tagging"}
IRI = re.compile(r"(?:https?|urn|ni):[^\s<>\"{}|\\^`]+")


def read_annotations(path: Path, tables: nf.Tables) -> Rows:
    """Read the rows; every object must have the properties that the model gives its class."""
    collection = json.loads(path.read_text("utf-8"))
    assert collection["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = collection["first"]["items"]
    assert collection["total"] == len(items)
    assert len({item["id"] for item in items}) == len(items)
    _check_terms(collection)
    texts = dict(zip(tables.articles.article_id, tables.articles.text, strict=True))
    found: Rows = {}
    for item in items:
        *tags, body = item["body"]
        row = json.loads(body["value"])
        found.setdefault(tags[0]["value"], []).append(row)
        quote, position = item["target"]["selector"]
        text, start, end = texts[row["article_id"]], position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"]) and text[end:].startswith(quote["suffix"])
        assert row.get("start", row.get("first_start")) == start
    return found


# What those terms mean: https://www.w3.org/TR/annotation-vocab/, a processor is given it instead of
# loading the context from the net.
MEANINGS = {
    "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#",
    "dc": "http://purl.org/dc/elements/1.1/", "dcterms": "http://purl.org/dc/terms/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "xsd": "http://www.w3.org/2001/XMLSchema#",
    "id": "@id", "type": "@type", "value": "rdf:value", "format": "dc:format",
    "label": "rdfs:label", "exact": "oa:exact", "prefix": "oa:prefix", "suffix": "oa:suffix",
    "items": {"@id": "as:items", "@type": "@id", "@container": "@list"},
    **{name: f"oa:{name}" for name in sorted(MOTIVATIONS | set(TERMS) - {
        "AnnotationCollection", "AnnotationPage"})},
    "AnnotationCollection": "as:OrderedCollection", "AnnotationPage": "as:OrderedCollectionPage",
    **{name: {"@id": meaning, "@type": "@id"} for name, meaning in {
        "first": "as:first", "body": "oa:hasBody", "target": "oa:hasTarget",
        "source": "oa:hasSource", "selector": "oa:hasSelector", "rights": "dcterms:rights",
    }.items()},
    **{name: {"@id": meaning, "@type": "@vocab"} for name, meaning in {
        "motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose",
    }.items()},
    **{name: {"@id": meaning, "@type": "xsd:nonNegativeInteger"} for name, meaning in {
        "start": "oa:start", "end": "oa:end", "startIndex": "as:startIndex",
        "total": "as:totalItems",
    }.items()},
    "created": {"@id": "dcterms:created", "@type": "xsd:dateTime"},
}  # fmt: skip
OA = Namespace(MEANINGS["oa"])


def read_annotation_graph(path: Path) -> list[tuple[str, int, int, str]]:
    """Return source, start, end and words of every annotation, as a JSON-LD processor reads it."""
    collection = json.loads(path.read_text("utf-8"))
    document = json.dumps(collection | {"@context": MEANINGS})
    with (
        warnings.catch_warnings()
    ):  # rdflib's own parser uses a class of its own that it deprecates
        warnings.simplefilter("ignore", DeprecationWarning)
        graph = Graph().parse(data=document, format="json-ld")
    found = []
    for annotation in graph.subjects(RDF.type, OA.Annotation):
        target = graph.value(annotation, OA.hasTarget)
        values = {
            term: graph.value(selector, OA[term]).toPython()
            for selector in graph.objects(target, OA.hasSelector)
            for term in ("start", "end", "exact")
            if graph.value(selector, OA[term]) is not None
        }
        source = str(graph.value(target, OA.hasSource))
        found.append((source, values["start"], values["end"], values["exact"]))
    return sorted(found)


def _check_terms(node: object) -> None:
    if isinstance(node, list):
        for one in node:
            _check_terms(one)
    elif isinstance(node, dict):
        assert set(node) <= TERMS[node["type"]], node
        for key in ("id", "source", "rights"):
            assert IRI.fullmatch(node.get(key, "urn:x"))
        for key in ("motivation", "purpose"):
            assert node.get(key, "tagging") in MOTIVATIONS
        for value in node.values():
            _check_terms(value)


TEXT_BOUND = re.compile(r"(T\d+)\t([A-Za-z]+) (\d+ \d+(?:;\d+ \d+)*)\t(.*)")


def read_brat(folder: Path, tables: nf.Tables) -> Rows:
    """Read the rows by brat's rules: lines end where ``codecs`` ends them, texts are verified."""
    types, names = _configuration((folder / "annotation.conf").read_text("utf-8"))
    found: Rows = {}
    for article in tables.articles.itertuples():
        stem = file_stem(article.article_id)
        text = (folder / f"{stem}.txt").read_bytes().decode()
        assert text == article.text
        seen: set[str] = set()
        for line in (folder / f"{stem}.ann").read_bytes().decode().splitlines():
            key = line.split("\t")[0]
            assert key == "*" or key not in seen
            if key[0] == "T":
                _, label, offsets, words = TEXT_BOUND.fullmatch(line).groups()
                spans = [tuple(map(int, pair.split())) for pair in offsets.split(";")]
                assert label in types and all(0 <= a < b <= len(text) for a, b in spans)
                assert all(b <= c for (_, b), (c, _) in pairwise(spans))
                assert words == " ".join(text[a:b] for a, b in spans)
            elif key == "*":
                label, *members = line.split("\t")[1].split()
                assert label in names and set(members) <= seen and len(members) > 1
            elif key[0] == "R":
                label, *members = line.split("\t")[1].split()
                assert label in names and {one.partition(":")[2] for one in members} <= seen
            elif key[0] == "A":
                label, member, _ = line.split("\t")[1].split()
                assert label in names and member in seen
            else:
                _, head, note = line.split("\t")
                assert key[0] == "#" and head.split()[1] in seen
                ((name, row),) = json.loads(note).items()
                found.setdefault(name, []).append(row)
            seen.add(key)
    return found


def _configuration(text: str) -> tuple[set[str], set[str]]:
    """Return the entity types, and the names of relations and attributes."""
    sections: dict[str, list[str]] = {}
    for line in text.splitlines():
        if line.startswith("["):
            own = sections.setdefault(line, [])
        elif line:
            own.append(line.split("\t")[0])
    assert list(sections) == ["[entities]", "[relations]", "[events]", "[attributes]"]
    return set(sections["[entities]"]), {*sections["[relations]"], *sections["[attributes]"]}


def read_data_package(folder: Path) -> Rows:
    """Read the rows by frictionless, which must find nothing to object to."""
    package = Package(str(folder / "datapackage.json"))
    report = package.validate()
    assert report.valid, report.flatten(["type", "note", "fieldName", "rowNumber"])[:5]
    found: Rows = {}
    for name, columns in CONTRACT.items():
        rows = [row.to_dict() for row in package.get_resource(name).read_rows()]
        found[name] = [
            {column.name: _typed(row[column.name], column) for column in columns} for row in rows
        ]
        fields = {field.name: field for field in package.get_resource(name).schema.fields}
        assert [field.description for field in fields.values()] == [c.meaning for c in columns]
    return found


def _typed(value: object, column: object) -> object:
    if value is None:
        return None
    if isinstance(value, str):
        return unescape_cell(value)
    if column.dtype in (NUMBER, NUMBER_OR_NA):
        return float(value)
    return value if isinstance(value, bool | int | list) else str(value)


def read_crate(folder: Path) -> Rows:
    """Read the rows of a crate; each file in it must be described, with its digest."""
    crate = ROCrate(str(folder))
    described = {entity.id for entity in crate.data_entities if entity.type == "File"}
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    assert described == there - {"ro-crate-metadata.json"}
    run = crate.dereference("#run")
    assert {one.id for one in run["result"]} <= described
    return rows_of(nf.Tables.load(folder / "tables"))


def read_gkg(path: Path, tables: nf.Tables) -> Rows:
    """Read quotes, figures and named mentions, as (offset, words)."""
    texts = dict(zip(tables.articles.article_id, tables.articles.text, strict=True))
    lines = path.read_bytes().decode().splitlines()
    rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    assert len(rows) == len(tables.articles)
    found: Rows = {"quotes": [], "figures": [], "mentions": []}
    for row, text in zip(rows, texts.values(), strict=True):
        assert None not in row and None not in row.values()
        cells = {column: unescape_cell(cell) for column, cell in row.items()}
        for block in filter(None, cells["V2.1QUOTATIONS"].split("#")):
            start, length, _, words = block.split("|")
            start, end = int(start), int(start) + int(length)
            assert re.sub(DIVIDERS, " ", words) == re.sub(DIVIDERS, " ", text[start:end])
            found["quotes"].append({"start": start, "end": end})
        for block in filter(None, cells["V2.1AMOUNTS"].split(";")):
            value, _, start = block.split(",")
            found["figures"].append({"start": int(start), "value": float(value)})
        for block in filter(None, cells["V2.1ALLNAMES"].split(";")):
            words, start = block.rsplit(",", 1)
            assert words == re.sub(
                r"[\x00-\x1f\x7f\x85\u2028\u2029;,]", " ", text[int(start) :][: len(words)]
            )
            found["mentions"].append({"start": int(start)})
        for block in filter(None, cells["V2.1COUNTS"].split(";")):
            assert len(block.split("#")) == 11
        lxml.html.fragments_fromstring(cells["V2EXTRASXML"])
    return found


def read_spacy(path: Path, tables: nf.Tables) -> Rows:
    """Read the rows, and each span group against the offsets of its rows."""
    found: Rows = {}
    docs = list(DocBin().from_disk(path).get_docs(spacy.blank("en").vocab))
    for doc, text in zip(docs, tables.articles.text, strict=True):
        assert doc.text == text
        for name, rows in doc.user_data["newsframes"].items():
            # A DocBin gives lists back as tuples.
            found.setdefault(name, []).extend(json.loads(json.dumps(rows)))
        for name, prefix in {"quotes": "quote", "figures": "figure", "mentions": "mention"}.items():
            rows = doc.user_data["newsframes"][name]
            assert [
                (span.start_char, span.end_char, span.id_, span.text) for span in doc.spans[name]
            ] == [(row["start"], row["end"], row[f"{prefix}_id"], row["text"]) for row in rows]
    return found
