"""Score the check of drafts on seeded edits of articles: each kind of fault, made by a program."""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd
from newsframes.checking.marked_quotations import find_quotations
from newsframes.checking.verdicts import VERDICTS

from .estimates import Score, share

SEED = 20261129
N_EACH = 30
KINDS = (
    "exact", "trimmed", "altered", "paraphrase in quotation marks", "wrong speaker",
    "figure differs", "claimant dropped", "denied in source", "speaker not named in source",
    "not found",
)  # fmt: skip
OF_FIGURES = ("figure differs", "claimant dropped", "denied in source")
# Capital only because a sentence begins with it.
OPENING = {
    "The", "A", "An", "At", "About", "Around", "In", "It", "More", "Nearly", "On", "Over", "Some",
    "They", "This", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten",
}  # fmt: skip
FRESH = (
    "harbour", "violet", "seventeen", "gravel", "accordion", "orchard", "velvet", "lantern",
    "walnut", "glacier",
)  # fmt: skip


@dataclass(frozen=True)
class Edit:
    """A draft of a sentence or two, the article it is checked against, and the right verdict."""

    draft: str
    article_id: str
    kind: str
    verdict: str
    # What it is checked against if that is no article as it is.
    source: str | None = None


def read_wikinews(data: Path) -> list[nf.Article]:
    """Read the articles of Wikinews 2019."""
    frame = pd.read_csv(data / "wikinews/wikinews_2019.csv")
    column = "text" if "text" in frame else frame.columns[-1]
    return [nf.Article(text=text) for text in frame[column].dropna()]


def make_edits(tables: nf.Tables) -> list[Edit]:
    """Make up to thirty drafts of each kind, with a fixed seed."""
    rng = random.Random(SEED)
    makers = {
        "exact": _exact, "trimmed": _trimmed, "altered": _altered,
        "paraphrase in quotation marks": _paraphrased, "wrong speaker": _misattributed,
        "speaker not named in source": _unnamed, "not found": _invented,
        "figure differs": _figure, "claimant dropped": _dropped, "denied in source": _denied,
    }  # fmt: skip
    edits = []
    for kind in KINDS:
        made = [edit for edit in makers[kind](tables, rng) if edit is not None]
        rng.shuffle(made)
        edits += made[:N_EACH]
    return edits


def score_check(data: Path, reader: nf.Reader | None = None) -> Iterator[Score]:
    """Score recall and precision of each verdict over all edits."""
    tables = nf.tabulate(read_wikinews(data), reader=reader, progress=False)
    found = [(edit, _verdict(edit, tables)) for edit in make_edits(tables)]
    for kind in KINDS:
        own = [(edit, verdict) for edit, verdict in found if edit.verdict == kind]
        said = [(edit, verdict) for edit, verdict in found if verdict == kind]
        for what, hits in (
            ("recall", [(verdict == kind, 1) for _, verdict in own]),
            ("precision", [(edit.verdict == kind, 1) for edit, _ in said]),
        ):
            if hits:
                yield share(f"Check of edits, {kind}, {what}", hits)


def _verdict(edit: Edit, tables: nf.Tables) -> str:
    """Return the gravest verdict on the rows of the kind that was edited, or "nothing"."""
    source = nf.Article(edit.source) if edit.source else _only(tables, edit.article_id)
    rows = nf.check(edit.draft, source)
    verdicts = set(
        rows.verdict[rows.kind == ("figure" if edit.kind in OF_FIGURES else "quotation")]
    )
    return next((verdict for verdict in VERDICTS if verdict in verdicts), "nothing")


def _only(tables: nf.Tables, article_id: str) -> nf.Tables:
    return nf.Tables(
        **{
            name: frame[frame.article_id == article_id].reset_index(drop=True)
            for name, frame in tables.frames().items()
        }
    )


def _spoken(tables: nf.Tables) -> Iterator[tuple[object, str, str]]:
    """Yield quotes by a named person whose one quotation has eight words or more, and it."""
    names = tables.actors.set_index("actor_id")
    texts = tables.articles.set_index("article_id").text
    for quote in tables.quotes.query("kind != 'indirect' and act == 'speech'").itertuples():
        if pd.isna(quote.speaker_id) or len(str(quote.speaker_name).split()) < 2:
            continue
        if names.kind[quote.speaker_id] != "person" or quote.confidence < 0.9:
            continue
        text = texts[quote.article_id]
        spans = [
            text[a:b].rstrip(",.") for a, b in find_quotations(text)
            if quote.start <= a and b <= quote.end + 1
        ]  # fmt: skip
        long = [
            words
            for words in spans
            if len(words.split()) >= 8 and "…" not in words and "[" not in words
        ]
        if long:
            yield quote, long[0], str(quote.speaker_name)


def _draft(words: str, name: str) -> str:
    return f"“{words},” {name} said."


def _exact(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    for quote, words, name in _spoken(tables):
        yield Edit(_draft(words, name), quote.article_id, "exact", "exact")


def _trimmed(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    for quote, words, name in _spoken(tables):
        listed = words.split()
        at = rng.randrange(2, len(listed) - 4)
        gap = ["…"] if rng.random() < 0.5 else []
        short = " ".join([*listed[:at], *gap, *listed[at + 2 :]])
        yield Edit(_draft(short, name), quote.article_id, "trimmed", "trimmed")


def _altered(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    for quote, words, name in _spoken(tables):
        listed = words.split()
        places = [
            n
            for n, word in enumerate(listed)
            if word.isalpha() and len(word) > 4 and 0 < n < len(listed) - 1
        ]
        if places:
            listed[rng.choice(places)] = rng.choice(FRESH)
            yield Edit(_draft(" ".join(listed), name), quote.article_id, "altered", "altered")


def _paraphrased(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    for quote in tables.quotes.query("kind == 'indirect' and act == 'speech'").itertuples():
        words = quote.text.rstrip(",.")
        if (
            len(quote.parts) == 1
            and 6 <= len(words.split()) <= 30
            and not pd.isna(quote.speaker_name)
        ):
            kind = "paraphrase in quotation marks"
            yield Edit(_draft(words, quote.speaker_name), quote.article_id, kind, kind)


def _misattributed(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    named = set(tables.mentions.actor_id[tables.mentions.form == "name"])
    people = tables.actors[(tables.actors.kind == "person") & tables.actors.actor_id.isin(named)]
    people = people.groupby("article_id").name.agg(list)
    for quote, words, name in _spoken(tables):
        others = [
            other for other in people[quote.article_id]
            if len(other.split()) > 1 and not set(other.lower().split()) & set(name.lower().split())
        ]  # fmt: skip
        other = rng.choice(others) if others else "Zoe Northgate"
        yield Edit(_draft(words, other), quote.article_id, "wrong speaker", "wrong speaker")


def _unnamed(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    texts = tables.articles.set_index("article_id").text
    for quote in tables.quotes.query("kind == 'direct'").itertuples():
        if not pd.isna(quote.speaker_name):
            continue
        text = texts[quote.article_id]
        inside = [
            text[start:end].rstrip(",.")
            for start, end in find_quotations(text)
            if quote.start <= start and end <= quote.end + 1
        ]
        if inside and len(inside[0].split()) >= 6:
            kind = "speaker not named in source"
            yield Edit(_draft(inside[0], "Zoe Northgate"), quote.article_id, kind, kind)


def _invented(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    ids = tables.articles.article_id.tolist()
    for quote, words, name in _spoken(tables):
        other = ids[(ids.index(quote.article_id) + 7) % len(ids)]
        yield Edit(_draft(words, name), other, "not found", "not found")


def _counted(tables: nf.Tables) -> Iterator[tuple[object, str]]:
    """Yield counts with a point value of three or more, alone in a sentence, with the sentence."""
    texts = tables.articles.set_index("article_id").text
    for figure in tables.figures.query("unit_kind == 'count' and confidence >= 0.8").itertuples():
        text = texts[figure.article_id]
        start = max(text.rfind(mark, 0, figure.start) for mark in (". ", "\n")) + 1
        end = min(
            (at for mark in (". ", ".\n", "\n") if (at := text.find(mark, figure.end)) >= 0),
            default=len(text),
        )
        sentence = text[start:end].strip()
        is_plain = 8 <= len(sentence.split()) <= 40 and not re.search(r"[“”\"]", sentence)
        if is_plain and figure.high >= 3 and figure.low > 0 and sentence.count(figure.text) == 1:
            yield figure, sentence


def _figure(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    for figure, sentence in _counted(tables):
        digits = re.search(r"\d[\d,]*", figure.text)
        if digits and not re.search(r"\d[.]\d|million|billion", figure.text):
            value = int(digits[0].replace(",", ""))
            changed = figure.text.replace(digits[0], f"{value + rng.randrange(2, 40):,}")
            draft = sentence.replace(figure.text, changed)
            yield Edit(f"{draft}.", figure.article_id, "figure differs", "figure differs")


def _claimed(tables: nf.Tables) -> Iterator[tuple[object, object]]:
    quotes = tables.quotes.set_index("quote_id")
    for figure in tables.figures.query("claim == 'asserted' and unit_kind == 'count'").itertuples():
        if pd.isna(figure.quote_id) or pd.isna(figure.claimant_id):
            continue
        quote = quotes.loc[figure.quote_id]
        words = quote.text.strip().rstrip(",.")
        if quote.kind == "indirect" and len(quote.parts) == 1 and 5 <= len(words.split()) <= 30:
            yield figure, words


def _dropped(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    for figure, words in _claimed(tables):
        words = re.sub(r"^that ", "", words)
        draft = f"{words[0].upper()}{words[1:]}."
        yield Edit(draft, figure.article_id, "claimant dropped", "claimant dropped")


def _denied(tables: nf.Tables, rng: random.Random) -> Iterator[Edit | None]:
    """Yield sentences as drafts, and as sources the same sentences denied by somebody.

    Only plain ones: who denies a sentence with a comma, a claimant of its own or "the three" need
    not deny the figure.
    """
    for figure, sentence in _counted(tables):
        is_plain = "," not in sentence and f"the {figure.text}" not in sentence.lower()
        words = sentence.rstrip(".")
        if words.split()[0] in OPENING and is_plain and pd.isna(figure.claimant_id):
            denied = f"{words[0].lower()}{words[1:]}"
            source = f"The regional ministry denied on Monday that {denied}."
            kind = "denied in source"
            yield Edit(f"{words}.", figure.article_id, kind, kind, source)
