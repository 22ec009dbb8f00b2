"""The score of whom mentions in news mean, on marks made by hand."""

import json
from pathlib import Path

import newsframes as nf
import pytest
from evaluation import judged_mentions
from evaluation.judged_mentions import MARKS, read_judgements, score_mentions

TEXT = "Maria Lopez met Ann Hill. The mayor left. Hill said she was tired, and she slept."


def test_mentions_are_scored_by_the_mentions_of_their_actor(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    article = nf.Article(text=TEXT)
    lopez, hill = ([0, 11], [TEXT.index("Ann Hill"), TEXT.index("Ann Hill") + len("Ann Hill")])
    first, second = TEXT.index("she was"), TEXT.index("she slept")

    def marked(start: int, length: int, means: list[list[int]]) -> str:
        row = {"article_id": article.article_id, "start": start, "end": start + length}
        return json.dumps(row | {"entity": 0, "means": means, "part": "held"})

    rows = [marked(first, 3, [hill]), marked(second, 3, [lopez])]
    rows.append(marked(TEXT.index("The mayor"), len("The mayor"), []))
    path = tmp_path / "marks.jsonl"
    path.write_text("\n".join(rows), "utf-8")
    held = read_judgements(path, part="held")
    monkeypatch.setattr(judged_mentions, "read_judgements", lambda **_: held)
    monkeypatch.setattr(judged_mentions, "find_articles", lambda *_: iter([article]))
    scores = {score.name: score for score in score_mentions(tmp_path, nf.Reader.load())}
    right = scores["News marks, third-person pronouns, right, of those of someone mentioned"]
    wrong = scores["News marks, third-person pronouns, wrong, of all"]
    assert (right.value, wrong.value, right.n) == (50.0, 50.0, 2)
    assert scores["News marks, noun phrases, wrong, of all"].value == 0.0


def test_the_parts_share_no_article_and_hold_no_text():
    held, train = (read_judgements(part=part) for part in ("held", "train"))
    assert set(held).isdisjoint(train)
    assert sum(map(len, held.values())) == 1122
    for line in MARKS.read_text("utf-8").splitlines():
        assert set(json.loads(line)) == {"article_id", "start", "end", "entity", "means", "part"}
