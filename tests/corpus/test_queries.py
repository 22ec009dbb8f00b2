"""A corpus read with the real reader: its tables, queries, samples, report and command."""

import re
import shutil

import newsframes as nf
import pandas as pd
import pytest
from newsframes.cli import app
from newsframes.corpus import report_pages
from newsframes.corpus.overview import overview
from newsframes.corpus.report_pages import slug_of, write_corpus_report
from newsframes.tables import parts
from newsframes.tables.schema import CONTRACT
from typer.testing import CliRunner

from conftest import ROOT

CHRONICLE = ROOT / "seeds/chronicle"
HOSTILE = '<script>alert(1)</script> $5 and $6 "x"'


@pytest.fixture(scope="module")
def articles():
    return nf.read_articles(CHRONICLE)


@pytest.fixture(scope="module")
def plain(articles):
    return nf.tabulate(articles, progress=False)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """Build the corpus by the command."""
    source = tmp_path_factory.mktemp("source") / "news.jsonl"
    frame = pd.DataFrame(
        [vars(article) | {"notes": None} for article in nf.read_articles(CHRONICLE)]
    )
    frame[["text", "title", "published", "source"]].to_json(source, orient="records", lines=True)
    out = tmp_path_factory.mktemp("out") / "corpus"
    call = ["corpus", str(source), "--out", str(out), "--workers", "1", "--size", "4", "--report"]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 0, result.output
    assert "Corpus: 10 articles" in result.output
    return out


@pytest.fixture
def corpus(folder):
    return nf.Corpus(folder)


def test_the_tables_are_those_of_tabulate(corpus, plain):
    found = corpus.tables(plain.articles.article_id)
    for name in CONTRACT:
        pd.testing.assert_frame_equal(getattr(found, name), getattr(plain, name))


def test_relations_are_lazy_and_have_the_contracts_columns(corpus, plain):
    for name, columns in CONTRACT.items():
        relation = getattr(corpus, name)
        assert relation.columns == [column.name for column in columns]
        assert len(relation.fetchall()) == len(getattr(plain, name))
    assert corpus.articles.project("article_id").fetchall() == [
        (article_id,) for article_id in plain.articles.article_id
    ]


def test_questions_are_asked_in_sql(corpus, plain):
    query = "SELECT count(*) FROM quotes WHERE speaker_name = ?"
    name = plain.quotes.speaker_name.value_counts().index[0]
    n = int((plain.quotes.speaker_name == name).sum())
    assert corpus.sql(query, params=[name]).fetchall() == [(n,)]
    assert dir(corpus)[-1] == "tables" and "quotes" in dir(corpus)
    with pytest.raises(AttributeError, match=r"no table 'quote'\. It has: articles, mentions"):
        corpus.quote  # noqa: B018


@pytest.mark.parametrize(
    "ask",
    [
        lambda given: nf.search(given, "kazakh"),
        lambda given: nf.search(given, "tokayev", by="speaker"),
        lambda given: nf.track_voices(given, every="week"),
        nf.quoted_about,
        nf.audit_sources,
        nf.find_copies,
        nf.compare_copies,
        nf.ledger,
        lambda given: nf.ledger(nf.without_copies(given), claimed=False),
        nf.times,
        nf.wordings,
        lambda given: nf.audit_sources(given, by_story=True),
        nf.align_actors,
        lambda given: nf.quoted_about(nf.unify_names(given)),
        lambda given: nf.compare("2022-01-02.txt", "2022-01-05.txt", tables=given).speakers,
    ],
)
def test_a_corpus_is_asked_as_tables_are(corpus, plain, ask):
    assert len(corpus.manifest.batches) > 1
    pd.testing.assert_frame_equal(ask(corpus), ask(plain))


def test_a_corpus_is_drawn_as_tables_are(corpus, plain):
    for chart in (nf.charts.actors, nf.charts.voices, nf.charts.ledger, nf.charts.timeline):
        assert repr(chart(corpus)) == repr(chart(plain))
    assert repr(nf.summarize(corpus)) == repr(nf.summarize(plain))
    article_id = plain.articles.article_id.iloc[-1]
    one, same = (nf.summarize(given, article_id=article_id) for given in (corpus, plain))
    assert repr(one) == repr(same)
    with pytest.raises(ValueError, match=r"no article 'none'\. corpus\.articles"):
        nf.summarize(corpus, article_id="none")


def test_what_memory_cannot_hold_is_refused(corpus, monkeypatch):
    monkeypatch.setattr(parts, "MOST_AT_ONCE", 5)
    assert len(nf.times(corpus))
    with pytest.raises(ValueError, match=r"more than 5 articles .*corpus\.sample\(n\)"):
        nf.charts.actors(corpus)


def test_near_copies_are_those_that_tabulate_finds(tmp_path):
    wire = nf.read_articles(CHRONICLE)[0].text
    texts = {
        "a.txt": wire, "b.txt": f"{wire} It rained.", "c.txt": f"It rained. {wire} Then it snowed.",
        "d.txt": "A ferry sank near the port of Lyon on Monday, and all 40 people on it were saved.",
    }  # fmt: skip
    source = tmp_path / "source"
    source.mkdir()
    for name, text in texts.items():
        (source / name).write_text(text)
    corpus = nf.build_corpus(source, tmp_path / "out", workers=1, size=2, progress=False)
    plain = nf.tabulate(nf.read_articles(source), progress=False)
    ids = plain.articles.article_id.tolist()
    assert plain.articles.copy_of.fillna("").tolist() == ["", ids[0], ids[0], ""]
    assert corpus.manifest.n_copies == 2
    for found in (corpus.tables(ids), nf.Tables.load(plain.save(tmp_path / "saved"))):
        pd.testing.assert_frame_equal(found.articles, plain.articles)
        pd.testing.assert_frame_equal(found.issues, plain.issues)
    issues = corpus.sql("SELECT article_id FROM issues WHERE kind = 'near_copy' ORDER BY 1")
    assert issues.fetchall() == sorted([(ids[1],), (ids[2],)])
    pd.testing.assert_frame_equal(nf.find_copies(corpus), nf.find_copies(plain))
    pd.testing.assert_frame_equal(nf.compare_copies(corpus), nf.compare_copies(plain))
    listed = corpus.sql("SELECT article_id, copy_of FROM articles ORDER BY 1").fetchall()
    assert listed == sorted(zip(ids, [None, ids[0], ids[0], None], strict=True))
    counted = nf.audit_sources(corpus, by="kind", by_story=True)
    pd.testing.assert_frame_equal(counted, nf.audit_sources(plain, by="kind", by_story=True))
    assert counted.n_articles.sum() < nf.audit_sources(corpus, by="kind").n_articles.sum()


def test_a_merge_over_articles_is_kept_with_the_corpus(corpus, plain, tmp_path):
    folder = shutil.copytree(corpus.folder, tmp_path / "copy")
    people = nf.align_actors(plain).query("kind == 'person'")
    one, other = people.drop_duplicates("canonical_id").groupby("article_id").first().actor_id[:2]
    edits = nf.Corrections()
    edits.merge_actors(plain, [one, other])
    source = corpus.manifest.sources[0].source
    built = nf.build_corpus(source, folder, workers=1, size=4, corrections=edits, progress=False)
    assert built.manifest.corrections["n"] == 1
    aligned = nf.align_actors(built).set_index("actor_id")
    assert aligned.canonical_id[one] == aligned.canonical_id[other]
    assert not built.sql("SELECT * FROM issues WHERE kind = 'stale_correction'").fetchall()
    before = nf.align_actors(built, corrections=()).set_index("actor_id")
    assert before.canonical_id[one] != before.canonical_id[other]


def test_an_infinite_bound_stays_one(corpus, plain):
    highs = corpus.sql("SELECT count(*) FROM figures WHERE isinf(high)").fetchall()
    assert highs == [(int((plain.figures.high == float("inf")).sum()),)]
    assert highs != [(0,)]


def test_tables_have_the_order_asked_for(corpus, plain):
    ids = plain.articles.article_id.tolist()[::-1][:3]
    assert corpus.tables(ids).articles.article_id.tolist() == ids
    assert len(corpus.tables(ids[0]).articles) == 1
    with pytest.raises(nf.CorpusError, match=r"Cannot find article 'none' .*\(1 of 2 asked for\)"):
        corpus.tables([ids[0], "none"])


def test_a_sample_is_that_of_its_seed(corpus):
    one, same, other = corpus.sample(3, 1), corpus.sample(3, 1), corpus.sample(3, 2)
    assert one.articles.article_id.tolist() == same.articles.article_id.tolist()
    assert one.articles.article_id.tolist() != other.articles.article_id.tolist()
    assert len(corpus.sample(99).articles) == 10


def test_corrections_are_applied_and_only_their_batch_is_read_again(corpus, tmp_path):
    folder = shutil.copytree(corpus.folder, tmp_path / "copy")
    name = "SELECT actor_id, article_id FROM actors WHERE kind = 'person' LIMIT 1"
    ((actor_id, article_id),) = corpus.sql(name).fetchall()
    edits = nf.Corrections()
    edits.change_actor(corpus.tables(article_id), actor_id, name="Somebody Else")
    before = {path.stem: path.stat().st_mtime_ns for path in (folder / "quotes").iterdir()}
    source = corpus.manifest.sources[0].source
    corrected = nf.build_corpus(
        source, folder, workers=1, size=4, corrections=edits, progress=False
    )
    after = {path.stem: path.stat().st_mtime_ns for path in (folder / "quotes").iterdir()}
    assert before.keys() == after.keys()
    assert len([stem for stem in before if before[stem] != after[stem]]) == 1
    names = corrected.sql("SELECT name FROM actors WHERE actor_id = ?", params=[actor_id])
    assert names.fetchall() == [("Somebody Else",)]
    assert corrected.manifest.corrections["n"] == 1


def test_the_overview_counts_what_the_tables_hold(corpus, plain):
    found = overview(corpus)
    spoken = plain.outer_quotes
    assert (found.n_articles, found.n_quotes) == (10, len(spoken))
    assert (found.first, found.last) == ("2022-01-02", "2022-01-19")
    first = found.voices.iloc[0]
    assert first.n_quotes == (spoken.speaker_name == first["name"]).sum()
    assert found.sources.n_quotes.sum() == len(spoken)
    assert found.stances.n_quotes.sum() == len(spoken)
    killed = plain.figures[plain.figures.event == "killed"]
    assert found.events.set_index("event").highest["killed"] == killed.low.max()


def test_the_index_leads_to_every_article(folder):
    page = (folder / "report/index.html").read_text("utf-8")
    links = re.findall(r'href="(articles/[^"]+)"', page)
    assert len(links) == len(set(links)) == 10
    assert all((folder / "report" / link).is_file() for link in links)
    assert links[0].startswith("articles/2022-01-02-")
    assert page.index("Who is quoted most") < page.index('id="articles"')
    assert "://" not in re.sub(r"<script.*</script>", "", page, flags=re.DOTALL)
    one = (folder / "report" / links[0]).read_text("utf-8")
    assert 'href="../index.html"' in one
    assert '<section class="block" id="charts"' not in one


def test_a_long_list_is_parted_by_month(corpus, tmp_path, monkeypatch):
    monkeypatch.setattr(report_pages, "MOST_LISTED", 3)
    page = write_corpus_report(corpus, tmp_path, pages=False).read_text("utf-8")
    assert '<a class="place" href="articles-2022-01.html">2022-01</a>' in page
    month = (tmp_path / "articles-2022-01.html").read_text("utf-8")
    assert month.count("<tr><td") == 10
    assert 'href="index.html"' in month


def test_titles_are_escaped_and_name_files_safely():
    assert slug_of("../../etc/passwd") == "etc-passwd"
    assert slug_of("Zoë’s “ferry”") == "zoes-ferry"
    assert slug_of("新闻") == "article"
    assert len(slug_of("word " * 99)) < 60


def test_a_hostile_title_stays_text(corpus, tmp_path):
    page = write_corpus_report(corpus, tmp_path, title=HOSTILE, pages=False).read_text("utf-8")
    assert "<script>alert" not in page
    assert page.count("&lt;script&gt;alert(1)&lt;/script&gt;") == 2
    assert '<div class="tex2jax_ignore mathjax_ignore">' in page


def test_a_wrong_call_is_said(tmp_path):
    call = ["corpus", str(tmp_path / "none"), "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(app, call)
    assert result.exit_code == 2
    assert "there is no such file or folder" in result.output
    result = CliRunner().invoke(app, [*call, "--column", "text"])
    assert "Expected FIELD=NAME, where FIELD is one of text" in re.sub(r"\s+", " ", result.output)
