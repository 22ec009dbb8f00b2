"""ECB+ (Cybulska and Vossen 2014): sentences of web news, their mentions, chains over a topic."""

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from .corpora import running_text
from .estimates import Offsets

PEOPLE = Path(__file__).parents[2] / "tests/gold/ecbplus_people.jsonl"
# What stands behind the name in a mention: "Benjamin David Banky, 40", "Regina Benjamin, MD".
BEHIND_NAME = re.compile(r",.*$|['’]s?$", re.DOTALL)


@dataclass(frozen=True)
class MarkedMention:
    """One annotated mention, and the chain that it is in; chains run over a topic's documents."""

    span: Offsets
    chain: str
    kind: str


@dataclass(frozen=True)
class EventDocument:
    """A document, its mentions, and which of its sentences are annotated at all.

    ``sentences`` are the offsets of the annotated ones, of a few that were selected.
    """

    name: str
    text: str
    mentions: tuple[MarkedMention, ...]
    sentences: tuple[Offsets, ...]

    @property
    def topic(self) -> str:
        """The number of its topic."""
        return self.name.split("_")[0]

    def is_annotated(self, start: int) -> bool:
        """Return True if the sentence of a character is annotated."""
        return any(begin <= start < end for begin, end in self.sentences)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of its text, whatever is annotated."""
        return frozenset(re.findall(r"[^\W_]+", self.text))


def read_documents(corpus: Path, mentions: Path, *, end: str = " ") -> Iterator[EventDocument]:
    """Read the documents of one part.

    Parameters
    ----------
    corpus, mentions
        ``ECB_Dev_corpus.txt`` and ``ECB_Dev_Entity_gold_mentions.json``, or those of another part.
    end
        What stands behind a sentence.
    """
    documents: dict[str, dict[int, dict[int, str]]] = defaultdict(lambda: defaultdict(dict))
    annotated: dict[str, set[int]] = defaultdict(set)
    for line in corpus.read_text("utf-8").splitlines():
        fields = line.split("\t")
        if len(fields) >= 4:
            name, number = fields[0], int(fields[1])
            documents[name][number][int(fields[2])] = fields[3]
            if len(fields) > 4 and fields[4].strip() != "-":
                annotated[name].add(number)
    marked = defaultdict(list)
    for mention in json.loads(mentions.read_text("utf-8")):
        marked[mention["doc_id"]].append(mention)
    for name, sentences in documents.items():
        text, places = running_text([list(words.values()) for words in sentences.values()], end)
        rows = {
            number: dict(zip(words, row, strict=True))
            for (number, words), row in zip(sentences.items(), places, strict=True)
        }
        found = []
        for mention in marked[name]:
            tokens = [rows.get(mention["sent_id"], {}).get(n) for n in mention["tokens_number"]]
            if None not in tokens:
                span = (tokens[0][0], tokens[-1][1])
                found.append(MarkedMention(span, mention["coref_chain"], mention["mention_type"]))
        spans = [
            (row[0][0], row[-1][1])
            for number, row in zip(sentences, places, strict=True)
            if number in annotated[name]
        ]
        yield EventDocument(name, text, tuple(found), tuple(spans))


def read_people(path: Path = PEOPLE) -> frozenset[str]:
    """Read which chains of the development part are of a person with a name, one a line."""
    return frozenset(
        json.loads(line)["chain"] for line in path.read_text("utf-8").splitlines()
    )  # fmt: skip


def head_of(text: str, span: Offsets) -> int:
    """Return where the last word of a mention begins, or of the name in it.

    Examples
    --------
    >>> text = "Regina Benjamin, MD"
    >>> text[head_of(text, (0, len(text))) :]
    'Benjamin, MD'
    """
    words = BEHIND_NAME.sub("", text[slice(*span)])
    return span[0] + words.rfind(" ") + 1


def last_word(text: str, span: Offsets) -> str:
    """Return the last word of a mention, or of the name in it."""
    return BEHIND_NAME.sub("", text[head_of(text, span) : span[1]])
