"""The texts that coreference is learned from: mentions, entities, and what is unannotated."""

import csv
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.corpora import running_text
from evaluation.ecbplus import read_documents
from evaluation.estimates import Offsets
from evaluation.meantime import read_meantime
from evaluation.ontogum import _head, _is_joined, _mention, _tokens
from newsframes.reader.encoder import Marked
from newsframes.reader.mention_features import CLASS_OF, WORD

# Kinds of GUM's mentions that can be an actor.
ACTORS = frozenset({"person", "organization", "place", "animal"})
PERSONAL = frozenset({"it", "its", "they", "them", "their", "he", "him", "his", "she", "her"})
# Names that the reader finds count as mentions where a set annotates only a few.
NAMED = ("person", "organisation", "place")
SUFFIX = re.compile(r"\s*(?:'s|’s|'|’)$")
# The ends of a relation of re3d.
ENDS = ("source", "target")
LITBANK_FORMS = {"PROP": "name", "NOM": "nominal", "PRON": "pronoun"}


@dataclass(frozen=True)
class Noted:
    """One annotated mention.

    Notes
    -----
    ``entity`` names the entity within its text; None where the set does not say what the mention
    refers to, which is different from a mention that is alone in its entity.
    """

    span: Offsets
    head: int
    form: str
    entity: str | None


@dataclass(frozen=True)
class AnnotatedText:
    """A text with its mentions in order, and pairs known to corefer or not: ``(i, k, is_same)``."""

    name: str
    text: str
    mentions: tuple[Noted, ...]
    links: tuple[tuple[int, int, bool], ...] = ()


def read_gap(path: Path) -> Iterator[AnnotatedText]:
    """Read GAP: passages of a pronoun and two names, and which it refers to.

    See Webster et al. (2018). Where one name is annotated within a longer one, the passage keeps
    both as they are.
    """
    with path.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            marks = [
                (int(row[f"{key}-offset"]), row[key], row.get(f"{key}-coref"))
                for key in ("Pronoun", "A", "B")
            ]
            noted = [
                Noted(
                    (at, at + len(words)),
                    at + words.rfind(" ") + 1,
                    "name" if is_same else "pronoun",
                    None,
                )
                for at, words, is_same in marks
            ]
            ordered = sorted(noted, key=lambda mention: mention.span)
            place = {id(mention): n for n, mention in enumerate(ordered)}
            links = tuple(
                (place[id(noted[0])], place[id(noted[n])], marks[n][2] == "TRUE") for n in (1, 2)
            )
            yield AnnotatedText(row["ID"], row["Text"], tuple(ordered), links)


def read_gum(folder: Path, names: Iterable[str]) -> Iterator[AnnotatedText]:
    """Read documents of GUM: the mentions of its own scheme, the entities of OntoGUM.

    OntoGUM leaves out singletons and joins neither appositions nor predicates. A mention that GUM
    joins and OntoGUM does not is of an unknown entity. A personal pronoun that GUM does not mark
    refers to nothing ("it rained").
    """
    for name in names:
        text, tokens, marks = _tokens(folder / "gum" / name)
        _, _, links = _tokens(folder / "ontogum" / name)
        entity_of = {(first, last): chain for chain, first, last, _ in links}
        by_head = {}
        for chain, first, last, _ in links:
            head = _head(tokens, first, last)
            by_head[head, _is_joined(tokens, last, head)] = chain
        members = defaultdict(int)
        for chain, *_ in marks:
            members[chain] += 1
        found = {}
        for chain, first, last, kind in marks:
            head = _head(tokens, first, last)
            is_pronoun = tokens[head].tag == "PRON"
            if kind not in ACTORS and not is_pronoun:
                continue
            entity = entity_of.get((first, last)) or by_head.get(
                (head, _is_joined(tokens, last, head))
            )
            entity = entity if entity or members[chain] > 1 else f"alone {chain}"
            span = _without_suffix(text, (tokens[first].start, tokens[last].end))
            mention = _mention(text, tokens, (first, last), head)
            found[span] = Noted(span, mention.head, mention.form, entity)
        for n, token in enumerate(tokens):
            span = (token.start, token.end)
            if text[slice(*span)].lower() in PERSONAL and span not in found:
                found[span] = Noted(span, token.start, "pronoun", f"expletive {n}")
        yield AnnotatedText(name, text, _ordered(found.values()))


def read_litbank(folder: Path) -> Iterator[AnnotatedText]:
    """Read LitBank (Bamman et al. 2020), whose tokenised sentences are joined to running text."""
    for path in sorted(folder.glob("*.txt")):
        sentences = [line.split(" ") for line in path.read_text("utf-8").splitlines()]
        text, places = running_text(sentences)
        rows = [
            line.split("\t") for line in path.with_suffix(".ann").read_text("utf-8").splitlines()
        ]
        entity_of = {row[1]: row[2] for row in rows if row[0] == "COREF"}
        found = {}
        for row in rows:
            if row[0] == "MENTION":
                first, last = places[int(row[2])][int(row[3])], places[int(row[4])][int(row[5])]
                span = _without_suffix(text, (first[0], last[1]))
                entity = entity_of.get(row[1], f"alone {row[1]}")
                found[span] = Noted(span, _last_word(text, span), LITBANK_FORMS[row[8]], entity)
        yield AnnotatedText(path.stem, text, _ordered(found.values()))


def read_ecbplus(
    corpus: Path,
    mentions: Path,
    *,
    kinds: tuple[str, ...] = ("HUM", "LOC", "NON"),
    end: str = " ",
) -> Iterator[AnnotatedText]:
    """Read ECB+ (Cybulska and Vossen 2014): sentences with people, places and other things.

    ``kinds`` are the beginnings of the mention types that are read, ``end`` is what stands behind a
    sentence.
    """
    for document in read_documents(corpus, mentions, end=end):
        text = document.text
        found = {
            mention.span: Noted(
                mention.span,
                _last_word(text, mention.span),
                _form(text, mention.span),
                mention.chain,
            )
            for mention in document.mentions
            if mention.kind.startswith(kinds)
        }
        yield AnnotatedText(document.name, text, _ordered(found.values()))


def read_re3d(folder: Path) -> Iterator[AnnotatedText]:
    """Read re3d: mentions, and pairs of them that are synonyms; nothing is known of other pairs."""
    for part in sorted(path for path in folder.iterdir() if path.is_dir()):
        texts, entities, relations = (
            [
                json.loads(line)
                for line in (part / f"{name}.json").read_text("utf-8").splitlines()
                if line.strip()
            ]
            for name in ("documents", "entities", "relations")
        )
        for document in texts:
            text, key = document["text"], document["_id"]
            spans = sorted({(e["begin"], e["end"]) for e in entities if e["documentId"] == key})
            place = {span: n for n, span in enumerate(spans)}
            pairs = {
                tuple(sorted(place[span] for span in ends))
                for relation in relations
                if relation["documentId"] == key and relation["type"] == "IsSynonymOf"
                for ends in [[(relation[f"{end}Begin"], relation[f"{end}End"]) for end in ENDS]]
                if all(span in place for span in ends)
            }  # fmt: skip
            mentions = tuple(
                Noted(span, _last_word(text, span), _form(text, span), None) for span in spans
            )
            yield AnnotatedText(key, text, mentions, tuple((k, i, True) for i, k in sorted(pairs)))


def read_wikinews(folder: Path) -> Iterator[AnnotatedText]:
    """Read one corpus of MEANTIME: its chains of persons, organisations and places."""
    for n, report in enumerate(read_meantime(folder)):
        mentions = [
            Noted(mention.span, mention.head, mention.form, str(number))
            for number, chain in enumerate(report.chains)
            for mention in chain.mentions
        ]
        yield AnnotatedText(f"{folder.name} {n}", report.text, _ordered(mentions))


def names_of(marked: list[Marked]) -> list[tuple[int, int]]:
    """Return the spans of names that can be an actor."""
    return [(mark.start, mark.end) for mark in marked if mark.label in NAMED]


def with_found(example: AnnotatedText, found: list[tuple[int, int]]) -> AnnotatedText:
    """Add the reader's names and all personal pronouns as mentions of unknown entity."""
    taken = [mention.span for mention in example.mentions]
    names = [(start, end, "name") for start, end in found]
    words = [
        (*match.span(), "pronoun")
        for match in WORD.finditer(example.text)
        if CLASS_OF.get(match[0].lower(), 99) < CLASS_OF["who"]
    ]
    extra = [
        Noted((start, end), start + example.text[start:end].rfind(" ") + 1, form, None)
        for start, end, form in [*names, *words]
        if not any(start < e and s < end for s, e in taken)
    ]
    merged = sorted(
        [*example.mentions, *extra], key=lambda mention: (mention.span[0], -mention.span[1])
    )
    place = {mention.span: n for n, mention in enumerate(merged)}
    at = [place[mention.span] for mention in example.mentions]
    links = tuple((at[i], at[k], is_same) for i, k, is_same in example.links)
    return AnnotatedText(example.name, example.text, tuple(merged), links)


def held_out(folder: Path) -> tuple[list[str], list[str]]:
    """Split GUM's documents into those to learn from and those kept for reports.

    Every second one of news and interviews is kept.
    """
    names = sorted(path.name for path in (folder / "ontogum").glob("*.conllu"))
    reported = [name for name in names if "_news_" in name or "_interview_" in name][1::2]
    return [name for name in names if name not in reported], reported


def _without_suffix(text: str, span: Offsets) -> Offsets:
    """Return a span without the possessive ending that some sets include."""
    match = SUFFIX.search(text, *span)
    return (span[0], match.start()) if match and match.start() > span[0] else span


def _last_word(text: str, span: Offsets) -> int:
    return span[0] + text[slice(*span)].rfind(" ") + 1


def _form(text: str, span: Offsets) -> str:
    words = text[slice(*span)]
    if words.lower() in CLASS_OF and words != "US":
        return "pronoun"
    return "name" if text[_last_word(text, span)].isupper() else "nominal"


def _ordered(mentions: Iterable[Noted]) -> tuple[Noted, ...]:
    return tuple(sorted(mentions, key=lambda mention: (mention.span[0], -mention.span[1])))
