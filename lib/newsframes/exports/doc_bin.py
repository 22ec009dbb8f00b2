"""spaCy DocBin: one Doc an article, with span groups for mentions, quotes and figures."""

from collections.abc import Iterator
from itertools import pairwise

import spacy
from spacy.language import Language
from spacy.tokens import Doc, DocBin, Span, SpanGroup

from ..tables.row_json import JsonRow, rows_as_json
from .handover import Handover

# Groups, the table of their rows, the columns of their offsets, and the one that labels a span; a
# text in place of a column is the label itself.
GROUPS = (
    ("mentions", "mentions", "", "form"),
    ("quotes", "quotes", "", "kind"),
    ("cues", "quotes", "cue_", "stance"),
    ("sources", "quotes", "speaker_", "speaker_kind"),
    ("figures", "figures", "", "unit_kind"),
    ("things", "figures", "thing_", "event"),
)
KEYS = {"mentions": "mention_id", "quotes": "quote_id", "figures": "figure_id"}
# Where tables are kept in a Doc's user data, and tables whose rows stand nowhere.
USER_DATA, UNPLACED = "newsframes", ("articles", "actors", "issues")


def render(handover: Handover) -> bytes:
    """Return the articles as a DocBin; no token crosses the border of a span.

    Parameters
    ----------
    handover
        The tables, and what is told of them.

    Returns
    -------
    bytes
        What ``DocBin().from_disk(path)`` reads. Each Doc has the span groups ``mentions``,
        ``quotes``, ``cues``, ``sources``, ``figures`` and ``things``, whose spans bear the id of
        their row, and ``doc.user_data["newsframes"]`` with the rows themselves.

    Notes
    -----
    Tokens are those of spaCy's blank English pipeline, divided where a span begins or ends within
    one. There are no sentences, tags or parse.

    Examples
    --------
    >>> import newsframes as nf
    >>> made = DocBin().from_bytes(render(Handover(nf.tabulate("Police said 12 men died."))))
    >>> doc = next(made.get_docs(spacy.blank("en").vocab))
    >>> [span.text for span in doc.spans["figures"]]
    ['12']
    """
    language, made = spacy.blank("en"), DocBin(store_user_data=True)
    own: dict[str, dict[str, list[JsonRow]]] = {}
    for name, frame in handover.tables.frames().items():
        for row in rows_as_json(name, frame):
            if row["article_id"] is not None:
                own.setdefault(row["article_id"], {}).setdefault(name, []).append(row)
    for article in rows_as_json("articles", handover.tables.articles):
        made.add(_doc(language, article["text"], own[article["article_id"]]))
    return bytes(made.to_bytes())


def _doc(language: Language, text: str, rows: dict[str, list[JsonRow]]) -> Doc:
    """Return a text as a Doc with its span groups and rows."""
    placed = list(_placed(rows))
    words, spaces = _tokens(language, text, [span for _, span, _, _ in placed])
    doc = Doc(language.vocab, words=words, spaces=spaces)
    firsts = {token.idx: token.i for token in doc}
    lasts = {token.idx + len(token): token.i + 1 for token in doc}
    groups: dict[str, list[Span]] = {name: [] for name, *_ in GROUPS}
    for name, (start, end), label, row_id in placed:
        first, last = firsts[start], lasts[end]
        groups[name].append(Span(doc, first, last, label=label, span_id=row_id))
    for name, spans in groups.items():
        doc.spans[name] = SpanGroup(doc, name=name, spans=spans)
    doc.user_data[USER_DATA] = {name: rows.get(name, []) for name in (*UNPLACED, *KEYS)}
    return doc


def _placed(rows: dict[str, list[JsonRow]]) -> Iterator[tuple[str, tuple[int, int], str, str]]:
    """Yield each span with its group, its label, and the id of its row."""
    for group, table, prefix, label in GROUPS:
        for row in rows.get(table, ()):
            start, end = row[f"{prefix}start"], row[f"{prefix}end"]
            if start is not None:
                yield group, (start, end), str(row[label] or ""), row[KEYS[table]]


def _tokens(
    language: Language, text: str, spans: list[tuple[int, int]]
) -> tuple[list[str], list[bool]]:
    """Return the words of a text and whether a space follows each, divided at spans."""
    borders = {border for span in spans for border in span}
    firsts, lasts = {start for start, _ in spans}, {end for _, end in spans}
    words: list[str] = []
    spaces: list[bool] = []
    for token in language.make_doc(text):
        start, end = token.idx, token.idx + len(token)
        has_space = bool(token.whitespace_)
        cuts = [start, *(at for at in range(start + 1, end) if at in borders), end]
        # A span that begins or ends with this space needs it as a token of its own.
        is_apart = has_space and (end in firsts or end + 1 in lasts)
        if is_apart:
            cuts.append(end + 1)
        pieces = [text[a:b] for a, b in pairwise(cuts)]
        words += pieces
        spaces += [False] * (len(pieces) - 1) + [has_space and not is_apart]
    return words, spaces
