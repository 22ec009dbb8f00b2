"""People with a name in ECB+'s development part: within a document, and across those of a topic.

Gold are the chains of people with a name (``tests/gold/README.md``), as far as the documents name
them: "a man" in a report that leaves his name out is not found by names. Only some sentences of a
document are annotated; of ours, only what stands in those counts, and only actors by name. Chains
hold more than one mention, on both sides.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import newsframes as nf
import pandas as pd

from . import chains
from .ecbplus import EventDocument, MarkedMention, head_of, last_word, read_documents, read_people
from .estimates import Offsets, Score, conll

NAME = "ECB+ dev, people with a name"
Chain = tuple[str, str]


@dataclass(frozen=True)
class Topic:
    """The documents of a topic, with our mentions in each and the forms of the people's names."""

    documents: tuple[tuple[EventDocument, pd.DataFrame], ...]
    people: frozenset[str]

    def names(self, chain: str) -> set[str]:
        """Return the last words of a person's names.

        A word that the topic's documents have in small letters is none, whatever its case in a
        headline ("Woman killed").
        """
        texts = " ".join(document.text for document, _ in self.documents)
        small = set(re.findall(r"\b[a-z]\w*", texts))
        found = {
            last_word(document.text, mention.span)
            for document, _ in self.documents
            for mention in document.mentions
            if mention.chain == chain
        }
        return {word for word in found if word[:1].isupper() and word.lower() not in small}


def score_people(data: Path, reader: nf.Reader) -> Iterator[Score]:
    """Score the actors of ``tabulate`` and ``align_actors``, and what better parts would give.

    Parameters
    ----------
    data
        The folder with ``ecbplus``.
    reader
        For ``tabulate``.
    """
    folder = data / "ecbplus"
    files = (folder / f"ECB_Dev_{name}" for name in ("corpus.txt", "Entity_gold_mentions.json"))
    documents = list(read_documents(*files, end="\n"))
    articles = [nf.Article(document.text, as_is=True) for document in documents]
    tables = nf.tabulate(articles, reader=reader)
    people = tables.actors.actor_id[tables.actors.kind == "person"]
    rows = tables.mentions[tables.mentions.actor_id.isin(people)]
    rows = rows[rows.actor_id.isin(rows.actor_id[rows.form == "name"])]
    grouped: dict[str, list[tuple[EventDocument, pd.DataFrame]]] = defaultdict(list)
    for document, article in zip(documents, articles, strict=True):
        own = rows[rows.article_id == article.article_id]
        grouped[document.topic].append((document, own))
    marks = read_people()
    topics = [Topic(tuple(own), marks) for own in grouped.values()]
    homes = nf.align_actors(tables).set_index("actor_id").canonical_id.to_dict()
    yield from score_topics(topics, homes)


def score_topics(topics: Iterable[Topic], homes: Mapping[str, str]) -> Iterator[Score]:
    """Score the topics, where ``homes`` says which of our actors are one."""
    topics = list(topics)
    named = [_named_mentions(topic) for topic in topics]
    within = [
        _count(_part(topic, document.name), own, {})
        for topic, own in zip(topics, named, strict=True)
        for document, _ in topic.documents
    ]
    yield conll(f"{NAME}, within a document, CoNLL", within)
    pairs = list(zip(topics, named, strict=True))
    yield conll(f"{NAME}, across a topic, CoNLL", [_count(*pair, homes) for pair in pairs])
    best = [_count(*pair, _oracle(*pair)) for pair in pairs]
    yield conll(f"{NAME}, across a topic, if all were aligned right, CoNLL", best)
    given = [_count_given(*pair, homes) for pair in pairs]
    yield conll(f"{NAME}, across a topic, gold chains of documents aligned, CoNLL", given)
    every = [(topic, _all_mentions(topic)) for topic in topics]
    unnamed = [_count(*pair, homes) for pair in every]
    yield conll(f"{NAME}, documents that do not name them too, CoNLL", unnamed)


def _part(topic: Topic, name: str) -> Topic:
    own = tuple(pair for pair in topic.documents if pair[0].name == name)
    return replace(topic, documents=own)


def _all_mentions(topic: Topic) -> list[tuple[str, MarkedMention]]:
    return [
        (document.name, mention)
        for document, _ in topic.documents
        for mention in document.mentions
        if mention.chain in topic.people
    ]


def _named_mentions(topic: Topic) -> list[tuple[str, MarkedMention]]:
    """Return the mentions of people in documents that name them, with the documents' names."""
    names = {chain: topic.names(chain) for chain in topic.people}
    words = {document.name: document.words for document, _ in topic.documents}
    return [
        (name, mention)
        for name, mention in _all_mentions(topic)
        if any(set(re.findall(r"[^\W_]+", own)) <= words[name] for own in names[mention.chain])
    ]


def _laid_out(
    topic: Topic, gold: Iterable[tuple[str, MarkedMention]]
) -> tuple[dict[str, list[tuple[str, chains.GoldMention]]], dict[str, list[Offsets]]]:
    """Lay documents one behind the other: gold mentions by chain, our spans by actor."""
    shift = 0
    marked = defaultdict(list)
    for name, mention in gold:
        marked[name].append(mention)
    members: dict[str, list[tuple[str, chains.GoldMention]]] = defaultdict(list)
    ours: dict[str, list[Offsets]] = defaultdict(list)
    for document, rows in topic.documents:
        for one in marked[document.name]:
            span = (one.span[0] + shift, one.span[1] + shift)
            head = head_of(document.text, one.span) + shift
            members[one.chain].append((document.name, chains.GoldMention(span, head, "other")))
        heads = {one.span[1]: one.span for one in document.mentions}
        spans = set(zip(rows.start, rows.end, strict=True))
        for row in rows.itertuples():
            if document.is_annotated(row.start):
                start, end = _shortened((row.start, row.end), heads, spans)
                ours[row.actor_id].append((start + shift, end + shift))
        shift += len(document.text)
    return members, ours


def _shortened(span: Offsets, heads: Mapping[int, Offsets], spans: set[Offsets]) -> Offsets:
    """Shorten a span of ours to the annotated one that it ends with.

    Of most noun phrases ECB+ annotates the head alone: "man" of "a 59-year-old man".
    """
    marked = heads.get(span[1], span)
    return marked if span[0] <= marked[0] and marked not in spans else span


def _count(
    topic: Topic, gold: Iterable[tuple[str, MarkedMention]], homes: Mapping[str, str]
) -> tuple[float, ...]:
    """Count the links of one topic, our actors joined by their homes."""
    names = {document.name for document, _ in topic.documents}
    members, ours = _laid_out(topic, [pair for pair in gold if pair[0] in names])
    joined: dict[str, list[Offsets]] = defaultdict(list)
    for actor_id, spans in ours.items():
        joined[homes.get(actor_id, actor_id)] += spans
    return chains.count_links(
        _gold_chains(members), [spans for spans in joined.values() if len(spans) > 1]
    )


def _gold_chains(
    members: Mapping[str, list[tuple[str, chains.GoldMention]]],
) -> list[chains.GoldChain]:
    return [
        chains.GoldChain("person", tuple(mention for _, mention in own))
        for own in members.values()
        if len(own) > 1
    ]


def _chains_of_actors(topic: Topic, gold: Iterable[tuple[str, MarkedMention]]) -> dict[str, Chain]:
    """Return the chain, and the document, that most of each actor's mentions are in."""
    members, ours = _laid_out(topic, gold)
    whole = [chains.GoldChain(key, tuple(m for _, m in own)) for key, own in members.items()]
    partner = chains.align(whole, [span for spans in ours.values() for span in spans])
    home_of = {id(mention): (key, name) for key, own in members.items() for name, mention in own}
    found = {}
    for actor_id, spans in ours.items():
        votes = Counter(home_of[id(partner[span])] for span in spans if span in partner)
        if votes:
            found[actor_id] = votes.most_common(1)[0][0]
    return found


def _oracle(topic: Topic, gold: Iterable[tuple[str, MarkedMention]]) -> dict[str, str]:
    """Return the homes that our actors would have if each were put with its chain."""
    return {actor_id: key for actor_id, (key, _) in _chains_of_actors(topic, gold).items()}


def _count_given(
    topic: Topic, gold: list[tuple[str, MarkedMention]], homes: Mapping[str, str]
) -> tuple[float, ...]:
    """Count the links where a document's gold chain stands for our actor; only homes are ours."""
    members, _ = _laid_out(topic, gold)
    actors: dict[Chain, str] = {}
    for actor_id, chain in _chains_of_actors(topic, gold).items():
        actors.setdefault(chain, actor_id)
    joined: dict[object, list[Offsets]] = defaultdict(list)
    for key, own in members.items():
        for name, mention in own:
            actor_id = actors.get((key, name))
            home = (key, name) if actor_id is None else homes.get(actor_id, actor_id)
            joined[home].append(mention.span)
    return chains.count_links(_gold_chains(members), list(joined.values()))
