"""OntoGUM's news and interviews with their chains, and our score on persons and organisations.

Only chains that hold a name are scored.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import newsframes as nf
import pandas as pd
from newsframes.articles import readable

from .chains import GoldChain, GoldMention, align, count_links, groups
from .estimates import Offsets, Score, conll, share

PRONOUNS = frozenset(
    [
        "he", "him", "his", "himself", "she", "her", "hers", "herself", "it", "its", "itself",
        "they", "them", "their", "theirs", "themselves",
    ]
)  # fmt: skip
FIRST = frozenset("i me my mine myself".split())  # noqa: SIM905
DEFINITE = re.compile(r"(?i)(?:the|this|that|these|those)\b")
KINDS = {"person": "person", "organization": "organisation", "place": "place"}
# Opening or closing bracket with the chain's number; GUM's own scheme adds the kind.
ENTITY = re.compile(r"\((\d+)(?:-([a-z]+))?(?:-[^()]*)?|(\d+)\)|(\))")


@dataclass(frozen=True)
class Document:
    """A text, its chains (of every kind), and where its paragraphs begin is in the text itself."""

    name: str
    text: str
    chains: list[GoldChain]


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
    paths = [
        path
        for path in sorted((folder / "ontogum").glob("*.conllu"))
        if re.search(genres, path.name)
    ]
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
        mentions = tuple(
            _mention(text, tokens, span, head) for span, head in zip(spans, heads, strict=True)
        )
        chains.append(GoldChain(KINDS.get(kind, "other"), mentions))
    return Document(path.stem, text, chains)


def _tokens(path: Path) -> tuple[str, list[_Token], list[tuple[str, int, int, str]]]:
    """Join a file's words to text, with a line for each paragraph.

    Also (chain, first, last, kind) of its marks.
    """
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
        tokens.append(
            _Token(len(text), len(text) + len(fields[1]), fields[3], head, fields[7], len(tokens))
        )
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
    """Yield the head token and the kind of each mention in GUM's own scheme.

    The widest span of a head comes last.
    """
    _, tokens, marks = _tokens(path)
    for _, first, last, kind in sorted(marks, key=lambda mark: mark[2] - mark[1]):
        yield _head(tokens, first, last), kind


def _head(tokens: list[_Token], first: int, last: int) -> int:
    """Return the token whose own head is outside the span."""
    return next((n for n in range(first, last + 1) if not first <= tokens[n].head <= last), last)


def _mention(text: str, tokens: list[_Token], span: tuple[int, int], head: int) -> GoldMention:
    """Make a mention.

    "captain Harry Kane" is headed by its name, and a coordination is none ("Bos and colleagues").

    Universal Dependencies hang a name on the title before it, and what is joined by "and" on its
    first part.
    """
    start, end = tokens[span[0]].start, tokens[span[1]].end
    while (
        head < span[1]
        and tokens[head + 1].tag == "PROPN"
        and tokens[head + 1].relation in ("flat", "appos")
    ):
        head += 1
    tag = "NOUN" if _is_joined(tokens, span[1], head) else tokens[head].tag
    form = {"PROPN": "name", "PRON": "pronoun", "DET": "pronoun"}.get(tag, "nominal")
    return GoldMention((start, end), tokens[head].start, form)


def _is_joined(tokens: list[_Token], last: int, head: int) -> bool:
    """Return True if a mention is a coordination."""
    return any(token.relation == "conj" and token.head == head for token in tokens[head : last + 1])


def score_ontogum(name: str, documents: list[Document], reader: nf.Reader) -> Iterator[Score]:
    """Chains of named persons and organisations, their pronouns and definite nominals.

    Also whether their mentions were found.
    """
    links, missed = [], {form: [] for form in ("name", "nominal", "pronoun")}
    resolved = {what: [] for what in ("third-person pronouns", "first person", "definite nominals")}
    for document in documents:
        tables = nf.tabulate(nf.Article(text=document.text, as_is=True), reader=reader)
        start, end = tables.articles[["body_start", "body_end"]].iloc[0]
        gold = _kept(document.chains, readable(document.text, start, end), start, end)
        named = tables.mentions[tables.mentions.form == "name"]
        names = set(named[["start", "end"]].itertuples(index=False, name=None))
        ours = _without_appositions(_named_groups(tables), document.text, names)
        links.append(count_links(gold, ours))
        partner = align(gold, [span for group in groups(tables.mentions) for span in group])
        for form, counts in missed.items():
            own = [m for chain in gold for m in chain.mentions if m.form == form]
            found = {id(mention) for mention in partner.values()}
            counts.append((sum(id(mention) in found for mention in own), len(own)))
        people = tables.mentions[tables.mentions.actor_id.isin(_actors(tables))]
        for what, counts in resolved.items():
            ours = people if what == "definite nominals" else tables.mentions
            counts.append(_resolved(document, gold, ours, what))
    yield conll(f"{name}, named persons and organisations, CoNLL", links)
    for what, counts in resolved.items():
        yield share(f"{name}, {what} resolved right", [count[:2] for count in counts])
        yield share(f"{name}, our resolved {what} that are right", [count[2:] for count in counts])
    for form, counts in missed.items():
        yield share(f"{name}, {form} mentions found", counts)


def _kept(chains: list[GoldChain], text: str, start: int, end: int) -> list[GoldChain]:
    """Return the chains of persons and organisations with a name, as far as in the body.

    They hold more than one mention. Neither a title nor a caption is body, so no row of ours comes
    from them; ``text`` has spaces for captions.
    """
    kept = [
        GoldChain(
            chain.kind,
            tuple(
                m for m in chain.mentions if start <= m.span[0] < end and not text[m.head].isspace()
            ),
        )
        for chain in chains
        if chain.kind in ("person", "organisation")
    ]
    return [chain for chain in kept if chain.is_named and len(chain.mentions) > 1]


def _named_groups(tables: nf.Tables) -> list[list[Offsets]]:
    """Our chains of persons and organisations that hold a name and more than one mention."""
    mentions = tables.mentions
    kept = _actors(tables)
    named = mentions[mentions.form == "name"].actor_id
    return groups(mentions[mentions.actor_id.isin(kept) & mentions.actor_id.isin(named)])


def _actors(tables: nf.Tables) -> pd.Series:
    """Return the ids of persons and organisations that are mentioned more than once."""
    kinds = tables.actors.kind.isin(["person", "organisation", "group"])
    return tables.actors[kinds & (tables.actors.n_mentions > 1)].actor_id


def _without_appositions(
    groups_of: list[list[Offsets]], text: str, names: set[Offsets]
) -> list[list[Offsets]]:
    """Leave out what stands right beside a name of its actor, across a comma.

    OntoNotes counts a name and its apposition as one mention; to us they are two.
    """
    kept = []
    for group in groups_of:
        own = [span for span in group if span in names]
        left = [
            s for s in group if s in names or not any(_is_beside(text, s, name) for name in own)
        ]
        kept += [left] if len(left) > 1 else []
    return kept


def _is_beside(text: str, one: Offsets, other: Offsets) -> bool:
    between = text[min(one[1], other[1]) : max(one[0], other[0])]
    return bool(re.fullmatch(r"(?: of [^,.]*)?\s*,?\s*", between)) and max(one[0], other[0]) >= min(
        one[1], other[1]
    )


def _is_of(what: str, text: str, form: str) -> bool:
    """Return True if a mention belongs to a class of what is resolved."""
    if what == "definite nominals":
        return form == "nominal" and DEFINITE.match(text) is not None
    return text.lower() in (FIRST if what == "first person" else PRONOUNS)


def _resolved(
    document: Document, gold: list[GoldChain], mentions: pd.DataFrame, what: str
) -> tuple[int, int, int, int]:
    """Count gold mentions of a class whose actor holds a name of their chain; and all of gold.

    Then ours whose actor has a name that is of the same gold chain, of whatever kind; and all ours
    whose actor has a name. A noun phrase right beside such a name (an apposition) does not count.
    """
    named = mentions[mentions.form == "name"]
    names = named[["start", "end"]].itertuples(index=False, name=None)
    names_of: dict[str, list[Offsets]] = {}
    for actor_id, span in zip(named.actor_id, names, strict=True):
        names_of.setdefault(actor_id, []).append(span)
    text = document.text
    rows = mentions[[_is_of(what, *row) for row in zip(mentions.text, mentions.form, strict=True)]]
    ours = {
        (row.start, row.end): names_of[row.actor_id]
        for row in rows.itertuples()
        if row.actor_id in names_of
        and not _stands_beside(text, (row.start, row.end), row.form, names_of[row.actor_id])
    }
    wanted = {
        id(mention)
        for chain in gold
        for mention in chain.mentions
        if _is_of(what, text[slice(*mention.span)], mention.form)
        and not _stands_beside(text, mention.span, mention.form, _names_of(chain))
    }
    home = {id(mention): chain for chain in document.chains for mention in chain.mentions}
    home |= {id(mention): chain for chain in gold for mention in chain.mentions}
    found = right = 0
    everything = [*gold, *(chain for chain in document.chains if chain not in gold)]
    for span, mention in align(everything, list(ours)).items():
        chain = home[id(mention)]
        own = GoldChain(chain.kind, tuple(m for m in chain.mentions if m.form == "name"))
        found += id(mention) in wanted and bool(align([own], ours[span]))
        right += bool(align([chain], ours[span]))
    return found, len(wanted), right, len(ours)


def _names_of(chain: GoldChain) -> list[Offsets]:
    return [mention.span for mention in chain.mentions if mention.form == "name"]


def _stands_beside(text: str, span: Offsets, form: str, names: list[Offsets]) -> bool:
    """Return True if a noun phrase stands right beside one of the names."""
    return form == "nominal" and any(_is_beside(text, span, name) for name in names)
