"""Namesakes: a bare surname that speaks, given to the one of its bearers who has spoken before."""

from collections.abc import Iterable

from ..reader import Reading
from .actor import Actor, Mention
from .names import fold
from .persons import find_honorific, heads_name, name_parts
from .source_heads import find_source
from .speech import Speech


def part_namesakes(reading: Reading, actors: Iterable[Actor], speeches: Iterable[Speech]) -> None:
    """Move a bare surname that speaks from its first bearer, or from nobody's, to the only one who spoke until then.

    Where nobody of that surname spoke, and it is said bare only once, it is nobody's: who of them
    speaks is open.

    "Lee Dae-jun was shot. His brother, Lee Rae-jin, said … “He died,” Lee said": the brother. Not
    where a title parts them, nor where the first has spoken, too.

    Parameters
    ----------
    reading
        The article as read.
    actors
        As joined by name; changed in place.
    speeches
        The article's quotes.
    """
    people = [actor for actor in actors if actor.kind == "person"]
    named = [(mention, actor) for actor in people for mention in actor.names]
    full = [
        (name_parts(fold(mention.text)), actor) for mention, actor in named if " " in mention.text
    ]
    if len({parts[at] for parts, _ in full for at in (0, -1)}) == 2 * len(
        {actor for _, actor in full}
    ):
        return  # no two have a name in common
    phrases = [mention.phrase for mention, _ in named]
    speaking = {
        find_source(reading, speech.source, phrases) for speech in speeches if speech.source
    }
    spoke: dict[str, list[Actor]] = {}
    for mention, actor in sorted(named, key=lambda entry: entry[0].start):
        parts = name_parts(fold(mention.text))
        if mention.phrase not in speaking or not parts:
            continue
        bearers = _bearers(parts[0], full) if len(parts) == 1 else []
        before = [other for other in spoke.get(parts[0], ()) if other in bearers]
        if (
            len(bearers) > 1
            and len(before) == 1
            and before[0] is not actor
            and _is_bare(mention, before[0])
        ):
            actor.mentions.remove(mention)
            before[0].add(mention.phrase, "namesake", 0.8)
            actor = before[0]
        elif len(bearers) > 1 and not before and _is_open(mention, actor, bearers):
            actor.mentions.remove(mention)
            continue
        for word in {parts[0], parts[-1]}:
            if actor not in spoke.setdefault(word, []):
                spoke[word].append(actor)


def _bearers(word: str, full: Iterable[tuple[list[str], Actor]]) -> list[Actor]:
    """List whose surname a word is; else, whose given name."""
    full = [(parts, actor) for parts, actor in full if parts]
    bearers = [actor for parts, actor in full if parts[-1] == word] or [
        actor for parts, actor in full if parts[0] == word
    ]
    return list(dict.fromkeys(bearers))


def _is_open(mention: Mention, actor: Actor, bearers: list[Actor]) -> bool:
    """Return True if a surname, the only mention of its actor, could be any of several who were named before."""
    is_alone = actor not in bearers and len(actor.mentions) == 1
    named = (bearer.mentions[0].start < mention.start for bearer in bearers)
    return (
        is_alone
        and all(named)
        and not (find_honorific(mention.phrase) or heads_name(mention.phrase))
    )


def _is_bare(mention: Mention, bearer: Actor) -> bool:
    """Say whether nothing before a surname parts it from a bearer: no title, no "Mr" of another gender."""
    honorific = find_honorific(mention.phrase)
    return honorific == bearer.gender if honorific else not heads_name(mention.phrase)
