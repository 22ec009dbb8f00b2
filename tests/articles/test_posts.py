"""Posts of a live blog as articles."""

import newsframes as nf
import pytest

BLOG = """Storm in Lisk: live updates

Follow our coverage here.

14:32 Police close the harbour road
Police closed the harbour road after a wall fell. Sergeant Bo Hill said nobody was hurt.

[1:05 pm GMT] — Mayor Ann Lee has spoken. “Please do not drive,” she said.

12.10pm
Some 3,000 homes are without power, the grid company Northgrid said.
"""


def test_posts_are_articles():
    blog = nf.Article(text=BLOG, source="blog.txt", published="2022-01-10", title="Storm")
    posts = nf.read_posts(blog)
    assert [(post.source, post.title) for post in posts] == [
        ("blog.txt, opening", "Storm"),
        ("blog.txt, 14:32", "Police close the harbour road"),
        ("blog.txt, 1:05 pm", None),
        ("blog.txt, 12.10pm", None),
    ]
    assert {post.published for post in posts} == {"2022-01-10"}
    assert all(post.text in BLOG for post in posts)
    assert "".join("".join(post.text.split()) for post in posts) == "".join(BLOG.split())


def test_rows_of_posts_point_into_their_own_text():
    tables = nf.tabulate(nf.read_posts(nf.Article(text=BLOG, source="blog.txt")))
    texts = dict(zip(tables.articles.article_id, tables.articles.text, strict=True))
    assert len(tables.articles) == 4
    assert all(
        texts[row.article_id][row.start : row.end] == row.text
        for rows in (tables.quotes, tables.figures)
        for row in rows.itertuples()
    )
    assert {"Bo Hill", "Northgrid"} <= set(tables.quotes.speaker_name.dropna())
    assert (tables.issues.kind == "extracted").sum() == 4


@pytest.mark.parametrize(
    "text",
    ["All quiet.", "It ended at\n14:32 by\n2:05 pm.", "10.5 million left.\n3 pmts.\n25:10 x"],
)
def test_what_is_no_live_blog_is_refused(text: str):
    with pytest.raises(nf.ArticleError, match=r"line\(s\) begin with a time\. Expected at least 3"):
        nf.read_posts(nf.Article(text=text))
