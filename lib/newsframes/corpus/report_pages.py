"""The report of a corpus: an index with the answers over all articles, and a page for each."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from ..tables.client_code import CLIENT, script_digest
from ..tables.rendering import render
from ..views.report import render_report
from .overview import overview
from .relations import Corpus

INDEX, ARTICLES = "index.html", "articles"
# An index lists so many articles on one page; more are listed by month.
MOST_LISTED = 5000
# Articles whose tables are in memory at once, and characters of a title in the name of a file.
AT_ONCE, LONGEST_SLUG = 64, 60
LISTED = """
    SELECT a.article_id, a.title, a.source, a.published, left(a.text, 200) AS opening,
        coalesce(q.n, 0) AS n_quotes, coalesce(f.n, 0) AS n_figures
    FROM articles AS a
    LEFT JOIN (SELECT article_id, count(*) AS n FROM quotes WHERE act <> 'attitude'
        GROUP BY 1) AS q USING (article_id)
    LEFT JOIN (SELECT article_id, count(*) AS n FROM figures GROUP BY 1) AS f USING (article_id)
    ORDER BY a.published NULLS LAST, a.title NULLS LAST, a.article_id
"""


@dataclass(frozen=True)
class ListedArticle:
    """An article as the index lists it; ``address`` is the page of its report."""

    article_id: str
    title: str
    source: str
    published: str
    n_quotes: int
    n_figures: int
    address: str

    @property
    def month(self) -> str:
        """The month of publication, empty if no day is known."""
        return self.published[:7]


def write_corpus_report(
    corpus: Corpus, folder: str | Path, *, title: str | None = None, pages: bool = True
) -> Path:
    """Write the report of a corpus: ``index.html``, and a short report of each article.

    The index begins with the answers over all articles and lists the articles by day, with a
    search that the list does without where scripts do not run. A page is named by the day and the
    title of its article. Charts are left out: they take ten times as long as all else.

    Parameters
    ----------
    corpus
        An open corpus.
    folder
        Where to write; made if need be.
    title
        Heading of the index; by default the name of the corpus's folder.
    pages
        Write the page of each article; without them only the index is written.

    Returns
    -------
    Path
        The index.
    """
    folder = Path(folder)
    (folder / ARTICLES).mkdir(parents=True, exist_ok=True)
    listed = list(_listed(corpus))
    if pages:
        _write_pages(corpus, folder, listed)
    name = title or corpus.folder.resolve().name
    months = [(month, list(articles)) for month, articles in groupby(listed, lambda one: one.month)]
    is_long = len(listed) > MOST_LISTED
    links = [
        (f"{ARTICLES}-{month or 'undated'}.html", month or "no day", len(articles))
        for month, articles in months
    ]
    script = (CLIENT.parent / "corpus/search.js").read_text("utf-8")
    values = {
        "has_pages": pages, "script": script, "script_digest": script_digest(script),
        "parameters": corpus.manifest.parameters, "versions": corpus.manifest.versions,
    }  # fmt: skip
    page = render(
        "corpus/index", title=name, found=overview(corpus), months=links if is_long else [],
        articles=[] if is_long else listed, **values,
    )  # fmt: skip
    (folder / INDEX).write_text(f"{page}\n", "utf-8")
    for (address, month, _), (_, articles) in zip(links, months, strict=True):
        if is_long:
            page = render(
                "corpus/index", title=f"{name}: {month}", found=None, months=[],
                articles=articles, **values,
            )  # fmt: skip
            (folder / address).write_text(f"{page}\n", "utf-8")
    return folder / INDEX


def _write_pages(corpus: Corpus, folder: Path, listed: Sequence[ListedArticle]) -> None:
    """Write the page of each article, some at a time."""
    vague = {"vague": corpus.manifest.parameters["vague"]}
    for start in range(0, len(listed), AT_ONCE):
        some = listed[start : start + AT_ONCE]
        tables = corpus.tables([one.article_id for one in some])
        for one in some:
            page = render_report(
                tables, article_id=one.article_id, parameters=vague, is_short=True,
                home=f"../{INDEX}",
            )  # fmt: skip
            (folder / one.address).write_text(page, "utf-8")


def _listed(corpus: Corpus) -> Iterator[ListedArticle]:
    """Yield the articles by day and title, each with a page of its own."""
    used: Counter[str] = Counter()
    for row in corpus.sql(LISTED).fetchall():
        article_id, title, source, published, opening, n_quotes, n_figures = row
        shown = title or f"{' '.join(opening.split())[:LONGEST_SLUG]} …"
        stem = f"{published or 'undated'}-{slug_of(shown)}"
        used[stem] += 1
        # An id, not a number, so that a name does not change when another article is added.
        name = stem if used[stem] == 1 else f"{stem}-{article_id}"
        yield ListedArticle(
            article_id, shown, source or "", published or "", n_quotes, n_figures,
            f"{ARTICLES}/{name}.html",
        )  # fmt: skip


def slug_of(title: str) -> str:
    """Return a title as a part of a file's name: ASCII letters and digits, whole words.

    Examples
    --------
    >>> slug_of("Zoë’s ferry: 3 days late!")
    'zoes-ferry-3-days-late'
    """
    plain = unicodedata.normalize("NFKD", title.replace("’", "").replace("'", ""))
    words = re.findall(r"[a-z0-9]+", plain.encode("ascii", "ignore").decode().lower())
    slug = ""
    for word in words:
        if len(slug) + len(word) >= LONGEST_SLUG:
            break
        slug = f"{slug}-{word}" if slug else word
    return slug or "article"
