"""OntoGUM's news and interviews: text with its chains, and how we do on those of named persons and organisations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd
from newsframes.articles import readable

from .chains import Chain, Mention, align, count_links, groups
from .measures import Offsets, Score, conll, share

PRONOUNS = frozenset(
    "he him his himself she her hers herself it its itself they them their theirs themselves".split()  # noqa: SIM905
)
KINDS = {"person": "person", "organization": "organisation", "place": "place"}
# Opening or closing bracket with the chain's number; GUM's own scheme adds the kind.
ENTITY = re.compile(r"\((\d+)(?:-([a-z]+))?(?:-[^()]*)?|(\d+)\)|(\))")


@dataclass(frozen=True)
class Document:
    """A text, its chains (of every kind), and where its paragraphs begin is in the text itself."""

    name: str
    text: str
    chains: list[Chain]


@dataclass
class _Token:
    start: int
    end: int
    tag: str
    head: int
    relation: str
    at: int


def read_ontogum(folder: Path, *, half: int, genres: str = "_news_|_interview_") -> list[Document]:
    """Read every second document of some genres; half 0 is for development, half 1 for reports.

    ``folder`` holds both schemes: ``ontogum`` has the chains, ``gum`` their kinds.
    """
    paths = [path for path in sorted((folder / "ontogum").glob("*.conllu")) if re.search(genres, path.name)]
    return [read_chains(path, folder / "gum" / path.name) for path in paths[half::2]]


def read_chains(path: Path, kinds: Path | None = None) -> Document:
    """Read one CoNLL-U file; brackets in MISC open and close mentions (``Entity=(3`` … ``3)``)."""
    text, tokens, marks = _tokens(path)
    kind_of = dict(_heads(kinds)) if kinds else {}
    members: dict[str, list[tuple[int, int]]] = {}
    for chain, first, last, _ in marks:
        members.setdefault(chain, []).append((first, last))
    chains = []
    for spans in members.values():
        heads = [_head(tokens, first, last) for first, last in spans]
        known = [kind for head in heads if (kind := kind_of.get(head))]
        kind = max(known, key=known.count, default="other")
        mentions = tuple(_mention(text, tokens, span, head) for span, head in zip(spans, heads, strict=True))
        chains.append(Chain(KINDS.get(kind, "other"), mentions))
    return Document(path.stem, text, chains)


def _tokens(path: Path) -> tuple[str, list[_Token], list[tuple[str, int, int, str]]]:
    """Join a file's words to text, with a line for each paragraph; also (chain, first, last, kind) of its marks."""
    text, tokens, marks, pending = "", [], [], []
    begins_paragraph, offset = False, 0
    for line in path.read_text("utf-8").split("\n"):
        fields = line.split("\t")
        begins_paragraph |= line.startswith("# newpar")
        offset = len(tokens) if line.startswith("# sent_id") else offset
        if not fields[0].isdigit():
            continue
        misc = dict(item.split("=", 1) for item in fields[9].split("|") if "=" in item)
        text = text.rstrip(" ") + "\n" if begins_paragraph and text else text
        begins_paragraph = False
        head = offset + int(fields[6]) - 1 if fields[6] not in "0_" else -1
        tokens.append(_Token(len(text), len(text) + len(fields[1]), fields[3], head, fields[7], len(tokens)))
        text += fields[1]
        for opened, kind, closed, last in ENTITY.findall(misc.get("Entity", "")):
            if opened:
                pending.append((opened, len(tokens) - 1, kind))
            if closed or last:
                at = max(n for n, entry in enumerate(pending) if last or entry[0] == closed)
                chain, first, kind = pending.pop(at)
                marks.append((chain, first, len(tokens) - 1, kind))
        text += "" if misc.get("SpaceAfter") == "No" else " "
    return text, tokens, marks


def _heads(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the head token and the kind of each mention in GUM's own scheme, the widest span of a head last."""
    _, tokens, marks = _tokens(path)
    for _, first, last, kind in sorted(marks, key=lambda mark: mark[2] - mark[1]):
        yield _head(tokens, first, last), kind


def _head(tokens: list[_Token], first: int, last: int) -> int:
    """Return the token whose own head is outside the span."""
    return next((n for n in range(first, last + 1) if not first <= tokens[n].head <= last), last)


def _mention(text: str, tokens: list[_Token], span: tuple[int, int], head: int) -> Mention:
    """Make a mention; "captain Harry Kane" is headed by its name, and a coordination is none ("Bos and colleagues").

    Universal Dependencies hang a name on the title before it, and what is joined by "and" on its first part.
    """
    start, end = tokens[span[0]].start, tokens[span[1]].end
    while head < span[1] and tokens[head + 1].tag == "PROPN" and tokens[head + 1].relation in ("flat", "appos"):
        head += 1
    tag = "NOUN" if _is_joined(tokens, span[1], head) else tokens[head].tag
    form = {"PROPN": "name", "PRON": "pronoun", "DET": "pronoun"}.get(tag, "nominal")
    return Mention((start, end), tokens[head].start, form)


def _is_joined(tokens: list[_Token], last: int, head: int) -> bool:
    """Return True if a mention is a coordination."""
    return any(token.relation == "conj" and token.head == head for token in tokens[head : last + 1])


def score_ontogum(name: str, documents: list[Document], reader: nf.Reader) -> Iterator[Score]:
    """Chains of named persons and organisations, and their third-person pronouns."""
    links, found, sure = [], [], []
    for document in documents:
        tables = nf.tabulate(nf.Article(text=document.text, as_is=True), reader=reader)
        start, end = tables.articles[["body_start", "body_end"]].iloc[0]
        gold = _kept(document.chains, readable(document.text, start, end), start, end)
        named = tables.mentions[tables.mentions.form == "name"]
        names = set(named[["start", "end"]].itertuples(index=False, name=None))
        ours = _without_appositions(_named_groups(tables), document.text, names)
        links.append(count_links(gold, ours))
        right, wanted, resolved = _pronouns(document.text, gold, tables.mentions)
        found.append((right, wanted))
        sure.append((right, resolved))
    yield conll(f"{name}, named persons and organisations, CoNLL", links)
    yield share(f"{name}, third-person pronouns of those resolved right", found)
    yield share(f"{name}, our resolved third-person pronouns that are right", sure)


def _kept(chains: list[Chain], text: str, start: int, end: int) -> list[Chain]:
    """Return the chains of persons and organisations that hold a name and more than one mention, as far as in the body.

    Neither a title nor a caption is body, so no row of ours comes from them; ``text`` has spaces for captions.
    """
    kept = [
        Chain(chain.kind, tuple(m for m in chain.mentions if start <= m.span[0] < end and not text[m.head].isspace()))
        for chain in chains
        if chain.kind in ("person", "organisation")
    ]
    return [chain for chain in kept if chain.is_named and len(chain.mentions) > 1]


def _named_groups(tables: nf.Tables) -> list[list[Offsets]]:
    """Our chains of persons and organisations that hold a name and more than one mention."""
    actors, mentions = tables.actors, tables.mentions
    kept = actors[actors.kind.isin(["person", "organisation", "group"]) & (actors.n_mentions > 1)].actor_id
    named = mentions[mentions.form == "name"].actor_id
    return groups(mentions[mentions.actor_id.isin(kept) & mentions.actor_id.isin(named)])


def _without_appositions(groups_of: list[list[Offsets]], text: str, names: set[Offsets]) -> list[list[Offsets]]:
    """Leave out what stands right beside a name of its actor, across a comma.

    OntoNotes counts a name and its apposition as one mention; to us they are two.
    """
    kept = []
    for group in groups_of:
        own = [span for span in group if span in names]
        left = [s for s in group if s in names or not any(_is_beside(text, s, name) for name in own)]
        kept += [left] if len(left) > 1 else []
    return kept


def _is_beside(text: str, one: Offsets, other: Offsets) -> bool:
    between = text[min(one[1], other[1]) : max(one[0], other[0])]
    return bool(re.fullmatch(r"(?: of [^,.]*)?\s*,?\s*", between)) and max(one[0], other[0]) >= min(one[1], other[1])


def _pronouns(text: str, gold: list[Chain], mentions: pd.DataFrame) -> tuple[int, int, int]:
    """Count gold pronouns whose actor holds a name of their chain; all gold pronouns; and all of ours."""
    home = {
        mention.span: chain
        for chain in gold
        for mention in chain.mentions
        if text[slice(*mention.span)].lower() in PRONOUNS
    }
    named = mentions[mentions.form == "name"]
    right = resolved = 0
    for row in mentions[mentions.text.str.lower().isin(PRONOUNS)].itertuples():
        own = named[named.actor_id == row.actor_id]
        resolved += bool(len(own))
        chain = home.get((row.start, row.end))
        if chain and len(own):
            names = [mention for mention in chain.mentions if mention.form == "name"]
            spans = list(own[["start", "end"]].itertuples(index=False, name=None))
            right += bool(align([Chain(chain.kind, tuple(names))], spans))
    return right, len(home), resolved
