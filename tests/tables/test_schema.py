"""The contract: columns, dtypes, ids, spans."""

import re
from dataclasses import replace
from pathlib import Path

import newsframes as nf
import pandas as pd
import pytest
from newsframes.tables.contract_check import check_frame
from newsframes.tables.quick_check import contents_of, is_sound
from newsframes.tables.schema import CONTRACT, LIST, TEXT, frame_of
from newsframes.tables.versions import ADDED
from pandas.testing import assert_frame_equal

DESIGN = {
    "articles": "article_id, title, source, byline, published, dateline, language, copy_of, n_chars, body_start, body_end, text",
    "mentions": "mention_id, article_id, actor_id, start, end, text, form, resolved_by, confidence",
    "actors": "actor_id, article_id, name, kind, role, affiliation, country, is_generic, aliases, n_mentions, n_quotes, first_start",
    "quotes": "quote_id, article_id, kind, act, text, start, end, parts, cue, cue_start, cue_end, cue_lemma, stance,"
    " speaker, speaker_start, speaker_end, speaker_id, speaker_name, speaker_kind, runner_up_id, relayed_by_id,"
    " speaks_for_id, co_speaker_ids, within_id, speaker_confidence, confidence, found_by, resolved_by",
    "figures": "figure_id, article_id, text, start, end, low, high, bound, unit, unit_kind, per, thing,"
    " thing_start, thing_end, about, about_start, about_end, event, change, part_of_id, claimant_id, claimant_name, claim,"
    " claimant_confidence, quote_id, confidence, found_by",
    "issues": "article_id, start, end, kind, message",
}


@pytest.mark.parametrize("name", DESIGN)
def test_columns_are_those_of_the_design(seed: nf.Tables, empty: nf.Tables, name: str):
    expected = DESIGN[name].replace(" ", "").split(",")
    assert seed.frames()[name].columns.tolist() == expected
    assert_frame_equal(seed.frames()[name].head(0), empty.frames()[name].head(0))


def test_every_span_is_its_surface(seed: nf.Tables):
    text = seed.articles.text.item()
    spans = [("mentions", "", "text"), ("quotes", "", "text"), ("quotes", "cue_", "cue"), ("quotes", "speaker_", "speaker"),
             ("figures", "", "text"), ("figures", "thing_", "thing")]  # fmt: skip
    for name, prefix, surface in spans:
        frame = getattr(seed, name).dropna(subset=[surface])
        assert len(frame) > 0
        for row in frame.to_dict("records"):
            assert text[row[f"{prefix}start"] : row[f"{prefix}end"]] == row[surface]


def test_nothing_outside_the_body_yields_rows(seed: nf.Tables):
    article = seed.articles.iloc[0]
    assert article.text[article.body_start : article.body_end].startswith("Kazakhstan’s President")
    assert article.text[article.body_end :] == "\nComments\nComments are closed."
    assert article.dateline == "ALMATY, (Kazakhstan)"
    assert seed.mentions.start.min() >= article.body_start


def test_ids_come_from_text_and_span(seed: nf.Tables):
    for frame, letter in [(seed.mentions, "m"), (seed.quotes, "q"), (seed.figures, "f")]:
        expected = [f"{row.article_id}:{letter}{row.start}-{row.end}" for row in frame.itertuples()]
        assert frame.iloc[:, 0].tolist() == expected


def test_missing_is_na_never_empty(seed: nf.Tables):
    for frame in seed.frames().values():
        for column in frame.columns:
            assert (
                not frame[column]
                .map(lambda value: isinstance(value, str) and value == "")
                .astype(bool)
                .any()
            )
            if frame[column].dtype != object:
                assert not frame[column].map(lambda value: value is None).astype(bool).any()


def test_reruns_are_identical(seed: nf.Tables):
    again = nf.tabulate(
        nf.Article(text=seed.articles.text.item(), source=seed.articles.source.item())
    )
    for name, frame in seed.frames().items():
        assert_frame_equal(frame, again.frames()[name])


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda f: f.drop(columns="unit"), r"figures: column 'unit' is missing\. Add it"),
        (lambda f: f.assign(extra=1), r"figures: has a column 'extra' that the contract does not know"),
        (lambda f: f.assign(bound=f.bound.where(f.index > 0, "!")), r"figures\.bound, row 0: found '!'\. Expected one of ="),
        (lambda f: f.assign(unit=pd.Series(pd.NA, f.index, "string")), r"figures\.unit, row 0: is missing\. Expected a"),
        (lambda f: f.assign(low="x"), r"figures\.low, row 0: found 'x'\. Expected dtype float64"),
        (lambda f: f.assign(start=f.start + 1), r"figures\.text, row 0: text\[\d+:\d+\] is '.*', not 'dozens'"),
        (lambda f: f.assign(figure_id=f.figure_id.iloc[0]), r"figures\.figure_id, row \d: '.*' stands twice"),
        (lambda f: f.assign(claimant_id=pd.Series(["nobody"] * 3, dtype="string")), r"'nobody' is no id in actors"),
        (lambda f: f.assign(thing_end=pd.Series([pd.NA] * 3, dtype="Int64")), r"must be there together"),
    ],
)  # fmt: skip
def test_broken_contract_says_where(seed: nf.Tables, change, message: str):
    with pytest.raises(nf.ContractError, match=message):
        replace(seed, figures=change(seed.figures)).check()


@pytest.mark.parametrize("format", ["parquet", "csv"])
def test_tables_of_an_earlier_version_load(tmp_path: Path, format: str):
    tables = nf.tabulate("Ann Lee and Bob Hill said the firm plans to leave. “It is late.”")
    tables.save(tmp_path, format=format)
    path = tmp_path / f"quotes.{format}"
    quotes = pd.read_parquet(path) if format == "parquet" else pd.read_csv(path)
    rules = ["source-cue-content, people", "nested", "follow-on"]
    old = quotes.drop(columns=list(ADDED["quotes"])).assign(rule=rules[: len(quotes)])
    old.to_parquet(path) if format == "parquet" else old.to_csv(path, index=False)
    loaded = nf.Tables.load(tmp_path)
    assert loaded.quotes.found_by.tolist() == ["tagger", "nested", "follow-on"][: len(quotes)]
    assert loaded.quotes.within_id.tolist() == tables.quotes.within_id.tolist()
    assert loaded.quotes.co_speaker_ids.tolist() == [[]] * len(quotes)
    assert loaded.quotes.speaker_confidence.isna().all()
    (issue,) = loaded.issues[loaded.issues.kind == "older_version"].itertuples()
    assert "quotes.within_id" in issue.message
    assert len(loaded.outer_quotes) == len(tables.outer_quotes)


def test_joint_speakers_must_be_actors(seed: nf.Tables):
    lists = [["nobody"]] * len(seed.quotes)
    with pytest.raises(
        nf.ContractError, match=r"co_speaker_ids, row 0: 'nobody' is no id in actors"
    ):
        replace(seed, quotes=seed.quotes.assign(co_speaker_ids=lists)).check()


def test_repr_counts_and_names_the_issues(seed: nf.Tables, tmp_path: Path):
    n_issues = len(seed.issues)
    assert re.match(
        rf"Tables: 1 article · \d+ actors \(.*\) · \d+ quotes · 3 figures · {n_issues} issue",
        repr(seed),
    )
    hostile = tmp_path / "<i>x.jsonl"
    hostile.write_text("{broken\n", "utf-8")
    tables = nf.tabulate(nf.read_articles(hostile))
    assert "unreadable: 1" in repr(tables)
    assert "&lt;i&gt;x.jsonl" in tables._repr_html_()
    assert hostile.name not in tables._repr_html_()


def test_codebook_covers_the_contract():
    book = nf.codebook()
    assert len(book) == sum(map(len, CONTRACT.values()))
    assert book.meaning.str.len().min() > 5


def test_frames_without_rows_have_their_dtypes():
    for name, columns in CONTRACT.items():
        assert [str(dtype) for dtype in frame_of(name, []).dtypes] == [
            column.dtype for column in columns
        ]


def _spoilt(seed: nf.Tables):
    """Yield every table with one column spoilt in each way that the contract refuses."""
    for name, columns in CONTRACT.items():
        frame = seed.frames()[name]
        yield name, "a column more", frame.assign(more=1)
        yield name, "columns turned around", frame[frame.columns[::-1]]
        for column in columns:
            values = frame[column.name]
            yield name, f"{column.name} left out", frame.drop(columns=column.name)
            spoilt = {
                "another dtype": values.astype("category") if column.dtype != LIST else None,
                "missing": None if column.is_optional else values.astype(object).where(frame.index > 0, None),
                "twice": values.where(frame.index > 0, values.iloc[-1]) if column.is_key else None,
                "unknown": values.where(frame.index > 0, "unheard of") if column.choices else None,
                "empty": values.where(frame.index > 0, "") if column.dtype == TEXT else None,
                "above 1": values + 1 if column.name.endswith("confidence") else None,
            }  # fmt: skip
            for how, series in spoilt.items():
                if series is not None:
                    series = (
                        series
                        if how == "another dtype"
                        else series.astype(values.dtype, errors="ignore")
                    )
                    yield name, f"{column.name} {how}", frame.assign(**{column.name: series})


def test_the_quick_test_passes_nothing_that_pandera_refuses(seed: nf.Tables):
    n_refused = 0
    for name, how, frame in _spoilt(seed):
        refused = bool(check_frame(name, frame))
        n_refused += refused
        assert not (refused and is_sound(name, frame, contents_of(frame))), f"{name}: {how}"
    assert n_refused > 150
    for name, frame in seed.frames().items():
        assert is_sound(name, frame, contents_of(frame))
        assert not check_frame(name, frame)
