"""MEANTIME: running text, its entities, and its speech events with their speakers.

Only the first six sentences of an article are annotated throughout. The first two are its title and
date, which are not body; so four remain, and the rest is cut off.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree

import newsframes as nf
import pandas as pd

from .chains import GoldChain, GoldMention, align, count_links, groups, without_inner
from .estimates import Offsets, Score, conll, f1, share

SENTENCES = range(2, 6)
KINDS = {"PER": "person", "ORG": "organisation", "LOC": "place"}
PRONOUNS = re.compile(
    r"(?i)(?:he|him|his|she|her|hers|it|its|they|them|their|theirs|i|me|my|we|us|our|(?:him|it|them)sel\w+)$"
)
# What stands in one clause.
CLAUSE = re.compile(r"[^,.;:!?“”\"\n]*")
RELATIVE = re.compile(r"(?i)(?:which|who|whom|whose|that)$")
# What follows the head of a mention.
TAIL = re.compile(
    r" \(|\)|, |-led| (?:of|in|for|to|that|who|which|from|at|on|by|with|plus|including|during) "
    r"| \w+(?:ed|ing) (?:to|on|in|at|by|for|with) "
)
# What stands close to the word before it, and what to the word after it.
CLOSES, OPENS = re.compile(r"^(?:[.,;:?!%)\]]|'s|n't|'\w{1,2}|'')$"), re.compile(r"^[($#\[]$|^``$")


@dataclass(frozen=True)
class SpeechReport:
    """One annotated article: chains of persons, organisations and places.

    (cue span, chain) of speech events.
    """

    text: str
    chains: list[GoldChain]
    speeches: list[tuple[Offsets, GoldChain]]


def read_meantime(folder: Path) -> list[SpeechReport]:
    """Read one corpus folder, in the order of its file names."""
    return [_read(ElementTree.parse(path).getroot()) for path in sorted(folder.glob("*.xml"))]


def _read(root: ElementTree.Element) -> SpeechReport:
    text, places = _text(root)
    marks = {mark.get("m_id"): mark for mark in root.find("Markables")}
    spans = {key: span for key, mark in marks.items() if (span := _span(mark, places))}
    refers = {
        source.get("m_id"): link.find("target").get("m_id")
        for link in root.iter("REFERS_TO")
        for source in link.findall("source")
    }
    members = defaultdict(list)
    for key, target in refers.items():
        if (
            marks[key].tag == "ENTITY_MENTION"
            and key in spans
            and not RELATIVE.match(text[slice(*spans[key])])
        ):
            members[target].append((spans[key], marks[key].get("syntactic_type") or ""))
    chains = {
        target: GoldChain(KINDS[kind], _mentions(text, found))
        for target, found in members.items()
        if (kind := marks[target].get("ent_type")) in KINDS
    }
    speeches = [
        (spans[said], chains[refers.get(who, who)])
        for said, who in _speakers(root)
        if said in spans and _is_speech(marks, refers.get(said)) and refers.get(who, who) in chains
    ]
    return SpeechReport(text, list(chains.values()), speeches)


def _text(root: ElementTree.Element) -> tuple[str, dict[str, Offsets]]:
    """Join tokens to running text; also say where each token stands."""
    text, places, before = "", {}, ""
    for token in root.iter("token"):
        word = {"``": '"', "''": '"'}.get(token.text, token.text)
        if int(token.get("sentence")) not in SENTENCES:
            continue
        if text and not CLOSES.match(token.text) and not OPENS.match(before):
            text += " "
        places[token.get("t_id")] = (len(text), len(text) + len(word))
        text, before = text + word, token.text
    return text, places


def _span(mark: ElementTree.Element, places: dict[str, Offsets]) -> Offsets | None:
    found = [
        places[key]
        for anchor in mark.findall("token_anchor")
        if (key := anchor.get("t_id")) in places
    ]
    return (found[0][0], found[-1][1]) if found else None


def _mentions(text: str, found: list[tuple[Offsets, str]]) -> tuple[GoldMention, ...]:
    """Keep the narrowest names.

    Leave out what only wraps one, and what only begins a wider mention.

    A name with its acronym in brackets is two names, as in the tables.
    """
    spans = dict(sorted(found))
    names = [span for span, form in spans.items() if form.endswith("NAM")]
    kept = [
        span
        for span, form in spans.items()
        if not any(
            _wraps(span, name) and not (span in names and text[name[0] - 1] == "(")
            for name in names
        )
        and not (
            span not in names
            and any(_wraps(other, span) and other[0] == span[0] for other in spans)
        )
    ]
    return tuple(_mention(text, span, span in names) for span in kept)


def _wraps(outer: Offsets, inner: Offsets) -> bool:
    return outer != inner and outer[0] <= inner[0] and inner[1] <= outer[1]


def _mention(text: str, span: Offsets, is_name: bool) -> GoldMention:
    """Find a mention's form and its head: the last word before what qualifies it."""
    surface = text[slice(*span)]
    words = TAIL.split(surface)[0]
    head = span[0] + re.sub(r"\s*'s$", "", words.rstrip()).rfind(" ") + 1
    form = "name" if is_name else "pronoun" if PRONOUNS.match(surface) else "nominal"
    return GoldMention(span, head, form)


def _speakers(root: ElementTree.Element) -> Iterator[tuple[str, str]]:
    """Yield (event mention, speaker) of each first argument."""
    for link in root.iter("HAS_PARTICIPANT"):
        if link.get("sem_role") == "Arg0":
            yield link.find("source").get("m_id"), link.find("target").get("m_id")


def _is_speech(marks: dict[str, ElementTree.Element], event: str | None) -> bool:
    return event is not None and marks[event].get("class") == "SPEECH_COGNITIVE"


def score_meantime(name: str, reports: list[SpeechReport], reader: nf.Reader) -> Iterator[Score]:
    """Score names, chains of persons and organisations, and speech events with their speaker."""
    names, links, speeches = [], [], []
    for report in reports:
        tables = nf.tabulate(nf.Article(text=report.text, as_is=True), reader=reader)
        names.append(_names(report, tables))
        chains = [chain for chain in report.chains if chain.kind != "place"]
        people = tables.actors[
            tables.actors.kind.isin(["person", "organisation", "group"])
        ].actor_id
        ours = groups(tables.mentions[tables.mentions.actor_id.isin(people)])
        links.append(count_links(chains, without_inner(chains, ours)))
        right = sum(_is_heard(report, tables, cue, chain) for cue, chain in report.speeches)
        speeches.append((right, len(report.speeches)))
    yield f1(f"{name}, name mentions, F1", names)
    yield conll(f"{name}, persons and organisations, CoNLL", links)
    yield share(f"{name}, speech events with the right actor", speeches)


def _names(report: SpeechReport, tables: nf.Tables) -> tuple[int, int, int]:
    """Gold names whose head one of our names holds.

    Neither products nor the adjectives of countries count.
    """
    ours = tables.mentions[tables.mentions.form == "name"]
    spans = list(ours[["start", "end"]].itertuples(index=False, name=None))
    gold = [
        GoldChain(chain.kind, names)
        for chain in report.chains
        if (names := tuple(mention for mention in chain.mentions if mention.form == "name"))
    ]
    return len(align(gold, spans)), sum(len(chain.mentions) for chain in gold), len(spans)


def _is_heard(report: SpeechReport, tables: nf.Tables, cue: Offsets, chain: GoldChain) -> bool:
    """Return True if a quote that an event introduces is, or is passed on by, the chain's actor.

    What introduces a quote is its cue and what stands between that and the content ("said in a
    statement", "quoted the minister as saying"), or, where the content stands before the cue, what
    follows that in its clause.
    """
    told = tables.quotes.dropna(subset="cue_start")
    behind = told.cue_end.map(lambda end: CLAUSE.match(report.text, end).end())
    rows = told[
        (told.cue_start < cue[1]) & (cue[0] < told.start.where(told.start >= told.cue_end, behind))
    ]
    for actor_id in pd.concat([rows.speaker_id, rows.relayed_by_id]).dropna():
        own = tables.mentions[tables.mentions.actor_id == actor_id]
        if align([chain], list(own[["start", "end"]].itertuples(index=False, name=None))):
            return True
    return False
