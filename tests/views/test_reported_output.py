"""What public reports of other tools taught about outputs: dollar signs, CSV in spreadsheets, hostile text.

The ids are those of the collected cases.
"""

import csv
import html
import io
import math
import re
from html.parser import HTMLParser
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from newsframes.tables.rendering import IGNORED
from newsframes.views.markdown import render_markdown
from newsframes.views.report import render_report
from pandas.testing import assert_frame_equal

DOLLARS = (
    "Dell paid between $100 and $500 million for the plant, chief executive Ann Lee said. “We spent $31 a share, or"
    " $135 million,” Lee said. The mayor said it would cost $4 or $5 a head."
)
OPEN_ENDS = "Police said more than 3 people were hurt. At least 40 fled. Fewer than 9 were armed. Up to 20 hid. 7 died."
MARK = "\ufeff".encode()
CHARTS = (
    "actors",
    "strip",
    "speakers",
    "turns",
    "stances",
    "sources",
    "network",
    "figures",
    "words",
    "timeline",
)
VOID = {"br", "img", "meta", "input", "hr", "wbr"}


class _Typeset(HTMLParser):
    """Collects what MathJax would read: the text outside elements of the classes that it leaves out."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[bool] = []
        self.strings = [""]

    def handle_starttag(self, tag, attrs):
        if tag not in VOID:
            classes = (dict(attrs).get("class") or "").split()
            self.open.append("tex2jax_ignore" in classes and "mathjax_ignore" in classes)
        if tag not in ("br", "wbr"):
            self.strings.append("")

    def handle_endtag(self, tag):
        self.open.pop()
        self.strings.append("")

    def handle_data(self, data):
        if not any(self.open):
            self.strings[-1] += data


def formulas(page: str) -> list[str]:
    """Return what would be typeset as mathematics."""
    parser = _Typeset()
    parser.feed(page)
    return [text for text in parser.strings if text.count("$") > 1]


def words(page: str) -> str:
    """Return the text of a page without the letters of the marks."""
    return html.unescape(re.sub(r"<sup.*?</sup>|<[^>]+>", "", page))


def as_spreadsheet(
    folder: Path, *, delimiter: str = ",", encoding: str = "utf-8", comma: bool = False
) -> None:
    """Save every CSV of a folder again as a spreadsheet does: quotes only where needed, its delimiter and encoding."""
    for path in folder.glob("*.csv"):
        rows = list(csv.reader(io.StringIO(path.read_text("utf-8-sig"), newline="")))
        if comma:
            rows = [[re.sub(r"^(-?\d+)\.(\d+)$", r"\1,\2", cell) for cell in row] for row in rows]
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=delimiter, lineterminator="\n").writerows(rows)


def assert_same(tables: nf.Tables, other: nf.Tables) -> None:
    for name, frame in tables.frames().items():
        assert_frame_equal(frame, other.frames()[name])


@pytest.fixture(scope="module")
def dollars() -> nf.Tables:
    return nf.tabulate(DOLLARS)


@pytest.fixture(scope="module")
def bounds() -> nf.Tables:
    return nf.tabulate(OPEN_ENDS)


def test_the_parser_finds_formulas():
    assert formulas("<p>from $4 to $5</p>") == ["from $4 to $5"]
    assert formulas("<p>from <b>$4</b> to <b>$5</b></p>") == []


@pytest.mark.parametrize("layout", ["text", "side", "print"], ids=["N01", "V01a", "N01-print"])
def test_annotated_text_is_not_typeset(dollars: nf.Tables, layout: str):
    page = nf.annotate(dollars, layout=layout)._repr_html_()
    assert formulas(page) == []
    assert DOLLARS in words(page)


def derived(tables: nf.Tables) -> list[pd.DataFrame]:
    """Return frames of ours and frames that a user computes from them."""
    quotes = tables.quotes
    return [
        *tables.frames().values(), quotes[["text"]], nf.ledger(tables), nf.times(tables),
        nf.wordings(tables), nf.align_actors(tables), nf.codebook(),
        quotes.text.value_counts().to_frame(),
        quotes.groupby("kind").text.agg(", ".join).to_frame(),
        quotes.merge(tables.actors, left_on="speaker_id", right_on="actor_id"),
    ]  # fmt: skip


@pytest.mark.parametrize("case", ["V01b"])
def test_plain_frames_are_not_typeset(dollars: nf.Tables, case: str):
    for frame in derived(dollars):
        assert formulas(frame._repr_html_()) == []
        assert "mathjax_ignore" in frame._repr_html_()
        assert "mathjax_ignore" in frame.style.to_html()


@pytest.mark.parametrize("case", ["N02"])
def test_tables_and_the_browser_are_not_typeset(dollars: nf.Tables, case: str):
    for frame in (dollars.quotes[["text"]], dollars.figures):
        assert IGNORED in frame._repr_html_()
        still = nf.browse(frame).still()
        assert IGNORED in still and formulas(still) == []
        assert "$31 a share, or $135 million" in words(nf.browse(dollars.quotes[["text"]]).still())
    assert not pd.get_option("display.html.use_mathjax")
    hostile = nf.tabulate(
        [nf.Article(text=DOLLARS, source="$a"), nf.Article(text=DOLLARS, source="b$")]
    )
    assert "$" in words(hostile._repr_html_())
    assert formulas(hostile._repr_html_()) == []


@pytest.mark.parametrize("case", ["V01d"])
def test_charts_and_reports_are_not_typeset(dollars: nf.Tables, case: str):
    for name in CHARTS:
        assert formulas(getattr(nf.charts, name)(dollars)._repr_html_()) == []
    page = render_report(dollars)
    assert formulas(page) == []
    body = page[page.index("<body>") : page.index("<script")]
    assert formulas(body.removeprefix("<body>")) == []
    markdown = render_markdown(dollars)
    assert "$" not in markdown
    assert "<span>&#36;</span>31 a share, or <span>&#36;</span>135 million" in markdown


@pytest.mark.parametrize("case", ["N03"])
def test_csv_begins_with_a_byte_order_mark(dollars: nf.Tables, tmp_path: Path, case: str):
    dollars.save(tmp_path)
    for path in tmp_path.glob("*.csv"):
        assert path.read_bytes().startswith(MARK)
        assert not path.read_bytes().removeprefix(MARK).startswith(MARK)
    assert pd.read_csv(tmp_path / "quotes.csv").columns[0] == "quote_id"


@pytest.mark.parametrize("n_marks", [0, 1, 2], ids=["N04-none", "N04-one", "N04"])
def test_csv_loads_with_any_number_of_marks(dollars: nf.Tables, tmp_path: Path, n_marks: int):
    dollars.save(tmp_path, format="csv")
    for path in tmp_path.glob("*.csv"):
        path.write_bytes(n_marks * MARK + path.read_bytes().removeprefix(MARK))
    assert_same(dollars, nf.Tables.load(tmp_path))


@pytest.mark.parametrize("case", ["N05"])
def test_names_that_read_as_missing_survive(tmp_path: Path, case: str):
    text = "Nan Null of NA Holdings said 3 men died. “None of it,” Null said."
    tables = nf.tabulate(nf.Article(text=text, title="None", byline="Nan", source="NA"))
    tables.save(tmp_path)
    for format in ("csv", "parquet"):
        loaded = nf.Tables.load(tmp_path, format=format)
        assert loaded.articles[["title", "byline", "source"]].values.tolist() == [
            ["None", "Nan", "NA"]
        ]
        assert "Nan Null" in loaded.actors.name.tolist()
        assert_same(tables, loaded)


@pytest.mark.parametrize("case", ["N06"])
def test_negative_numbers_are_numbers_and_text_is_guarded(tmp_path: Path, case: str):
    tables = nf.tabulate(
        "'Tis cold. It fell to -18 °C on Monday. “'Twas worse in May,” Ann Lee said. -5 °C was forecast, @noah said."
    )
    tables.save(tmp_path, format="csv")
    with (tmp_path / "figures.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert ("'-18 °C", "-18.0") in [(row["text"], row["low"]) for row in rows]
    assert_same(tables, nf.Tables.load(tmp_path))


@pytest.mark.parametrize("case", ["N07"])
def test_lists_are_lists_after_loading(dollars: nf.Tables, tmp_path: Path, case: str):
    dollars.save(tmp_path)
    for format in ("parquet", "csv"):
        loaded = nf.Tables.load(tmp_path, format=format)
        assert isinstance(loaded.actors.aliases.iloc[0], list)
        assert isinstance(loaded.quotes.parts.iloc[0][0], tuple)
    assert pd.read_parquet(tmp_path / "quotes.parquet").shape == dollars.quotes.shape
    assert pd.read_csv(tmp_path / "quotes.csv").shape == dollars.quotes.shape


@pytest.mark.parametrize("case", ["N08"])
def test_charts_draw_dollar_signs_in_names(case: str):
    tables = nf.tabulate(
        "A$AP Rocky said tickets cost $5 to $10. Ke$ha said 40 fans paid $20. A$AP Rocky said $30 million was lost."
    )
    for name in CHARTS:
        page = getattr(nf.charts, name)(tables)._repr_html_()
        assert page.startswith(f'<figure class="{IGNORED}"')
        assert formulas(page) == []


@pytest.mark.parametrize("case", ["N10"])
def test_every_line_end_is_one_line(case: str):
    text = "“We are done,\r\nreally,” Ann Lee said.\rShe lost 40 jobs\u2028and 3 dogs."
    page = nf.annotate(nf.tabulate(text))._repr_html_()
    shown = words(page.split("<div>", 1)[1].replace("<br>", "\n"))
    assert shown.split() == text.split()
    assert shown.count("really") == 1


@pytest.mark.parametrize("case", ["N11"])
def test_a_hostile_title_stays_inert(case: str):
    tables = nf.tabulate(nf.Article(text=DOLLARS, title="<b>|$x$</b> [a](javascript:1)"))
    assert "<b>|" not in render_report(tables)
    first = render_markdown(tables).splitlines()[0]
    assert "<b" not in first and "$" not in first
    assert not re.search(r"(?<!\\)[|\[\]()]", first)


@pytest.mark.parametrize("case", ["N13"])
def test_filtered_tables_save_load_and_draw(tmp_path: Path, case: str):
    tables = nf.tabulate(["Ann Lee said 3 men died.", "Bo Orr said 4 men died."])
    chosen = tables.articles.article_id.iloc[0]
    one = nf.Tables(
        **{name: frame[frame.article_id == chosen] for name, frame in tables.frames().items()}
    )
    one.save(tmp_path)
    assert nf.Tables.load(tmp_path).quotes.speaker_name.tolist() == ["Ann Lee"]
    assert "Ann Lee" in str(nf.charts.speakers(one))


@pytest.mark.parametrize("case", ["N14"])
def test_equal_figures_keep_their_own_places_and_claimants(case: str):
    text = "Police said 5 people died. The mayor said 5 people died. “5 people died,” Ann Lee said."
    figures = nf.tabulate(text).figures
    assert figures.start.tolist() == [match.start() for match in re.finditer("5", text)]
    assert figures.claimant_name.str.lower().str.removeprefix("the ").tolist() == [
        "police",
        "mayor",
        "ann lee",
    ]


def excel_german(folder: Path) -> None:
    as_spreadsheet(folder, delimiter=";", encoding="utf-8-sig", comma=True)


def pandas_again(folder: Path) -> None:
    for path in folder.glob("*.csv"):
        pd.read_csv(path, keep_default_na=False, na_values=[""]).to_csv(path, index=False)


RESAVED = {
    "V04N-b": as_spreadsheet,
    "V04N-c": lambda folder: as_spreadsheet(folder, delimiter=";", encoding="utf-8-sig"),
    "V04N-c-decimal-comma": excel_german,
    "V04N-c-tab": lambda folder: as_spreadsheet(folder, delimiter="\t", encoding="utf-16"),
    "V04N-pandas": pandas_again,
}


@pytest.mark.parametrize("resave", RESAVED.values(), ids=RESAVED)
def test_a_spreadsheets_csv_loads(dollars: nf.Tables, bounds: nf.Tables, tmp_path: Path, resave):
    for tables in (dollars, bounds):
        tables.save(tmp_path, format="csv")
        resave(tmp_path)
        assert_same(tables, nf.Tables.load(tmp_path))


@pytest.mark.parametrize("case", ["V04N-e"])
def test_a_whole_number_loads_as_a_float(bounds: nf.Tables, tmp_path: Path, case: str):
    bounds.save(tmp_path, format="csv")
    path = tmp_path / "figures.csv"
    path.write_text(path.read_text("utf-8").replace('"3.0"', '"3"'), "utf-8")
    assert nf.Tables.load(tmp_path).figures.low.iloc[0] == 3.0


def test_an_open_end_is_an_empty_cell(bounds: nf.Tables, tmp_path: Path):
    assert {"=", ">", ">=", "<", "<="} == set(bounds.figures.bound)
    bounds.save(tmp_path, format="csv")
    plain = pd.read_csv(tmp_path / "figures.csv")
    assert plain.low.mean() == bounds.figures.low.replace(-math.inf, math.nan).mean()
    assert plain.high.mean() == bounds.figures.high.replace(math.inf, math.nan).mean()
    assert plain[plain.low.isna()].bound.isin(["<", "<="]).all()
    assert_same(bounds, nf.Tables.load(tmp_path))


def test_csv_of_an_earlier_version_loads(bounds: nf.Tables, tmp_path: Path):
    bounds.save(tmp_path, format="csv")
    path = tmp_path / "figures.csv"
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        row["low"], row["high"] = row["low"] or "'-inf", row["high"] or "inf"
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(rows)
    assert_same(bounds, nf.Tables.load(tmp_path))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (
            lambda text: text.replace('","', '"|"'),
            r"Expected figure_id, .* by a comma, a semicolon or a tab",
        ),
        (
            lambda text: text.replace('"7.0"', '""'),
            r"figures\.csv, line \d: column 'low' is empty\. Expected float64",
        ),
        (
            lambda text: text + '"one","two"\n',
            r"figures\.csv, line \d: it has 2 cells\. Expected \d+, divided by ','",
        ),
        (
            lambda text: text.replace('"7.0"', '"7,0"'),
            r"column 'low' holds '7,0'\. Expected float64",
        ),
    ],
)
def test_what_does_not_load_says_why(bounds: nf.Tables, tmp_path: Path, change, message: str):
    bounds.save(tmp_path, format="csv")
    path = tmp_path / "figures.csv"
    path.write_text(change(path.read_text("utf-8-sig")), "utf-8")
    with pytest.raises(nf.ContractError, match=message):
        nf.Tables.load(tmp_path)


def test_another_encoding_and_another_date_say_so(tmp_path: Path):
    tables = nf.tabulate(nf.Article(text="Zoë Lee said 3 men died.", published="2022-01-10"))
    tables.save(tmp_path, format="csv")
    path = tmp_path / "articles.csv"
    text = path.read_text("utf-8-sig")
    path.write_text(text.replace("2022-01-10", "10.01.2022"), "utf-8")
    with pytest.raises(
        nf.ContractError, match=r"'published' holds '10\.01\.2022'\. Expected an ISO date"
    ):
        nf.Tables.load(tmp_path)
    path.write_text(text, "cp1252")
    with pytest.raises(
        nf.ContractError, match=r"articles\.csv: it is not UTF-8\. .* save it as CSV UTF-8"
    ):
        nf.Tables.load(tmp_path)
