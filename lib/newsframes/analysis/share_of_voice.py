"""Share of voice: the words attributed to each speaker, and whether the speaker has a name."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from ..tables.doubt import SURE, least_confidence
from ..tables.linked import Tables
from ..tables.schema import QUOTE_KINDS

WORD = r"\w+(?:['’.,-]\w+)*"
UNKNOWN = "speaker not found"
BY = ("speaker", "speaks_for")
# A speaker who is only a pronoun was not found: the report may well name who is meant.
PRONOUNS = {"i", "you", "he", "she", "it", "we", "they", "who", "one", "him", "her", "them"}


@dataclass(frozen=True)
class Voice:
    """The words of one speaker in quotes that are sure, by kind of quote.

    ``name`` is that of an actor, or what stands in the text in quotation marks, or ``UNKNOWN``.
    ``naming`` is as in ``source_namings``; ``actor_kind`` is None where there is no actor.
    """

    name: str
    naming: str
    actor_kind: str | None
    words: dict[str, int]
    quote_ids: tuple[str, ...]

    @property
    def n_words(self) -> int:
        """Return the number of words of all kinds."""
        return sum(self.words.values())

    @property
    def is_named(self) -> bool:
        """Return True if the report names the speaker."""
        return self.naming.startswith("named")

    @property
    def is_found(self) -> bool:
        """Return True if a speaker was found at all, named or not."""
        return self.name != UNKNOWN


def quoted_lengths(quotes: pd.DataFrame) -> pd.Series:
    """Count the words of each content, without what interrupts it.

    Parameters
    ----------
    quotes
        Rows of ``quotes``.

    Returns
    -------
    pandas.Series
        Numbers of words, with the index of ``quotes``.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> quoted_lengths(tables.quotes).tolist()
    [3, 5]
    """
    texts = [
        " ".join(text[start - begin : end - begin] for start, end in parts)
        for text, begin, parts in zip(quotes.text, quotes.start, quotes.parts, strict=True)
    ]
    return pd.Series(texts, quotes.index, dtype="string").str.count(WORD)


def quoted_words(tables: Tables, *, by: str = "speaker") -> pd.DataFrame:
    """Count the words of each quote's content, with the name to show for its speaker.

    Parameters
    ----------
    tables
        Of one or many articles.
    by
        ``"speaker"``, or ``"speaks_for"`` for whom a spokesperson, official, lawyer or document
        speaks for, else the speaker.

    Returns
    -------
    pandas.DataFrame
        ``quote_id, speaker, is_resolved, kind, n_words``, one row a quote.

    Raises
    ------
    ValueError
        If ``by`` is unknown.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> quoted_words(tables)[["speaker", "n_words"]].values.tolist()
    [['Ann Lee', 3], ['Police', 5]]
    """
    if by not in BY:
        raise ValueError(f"Cannot count words by {by!r}. Expected one of {', '.join(BY)}.")
    quotes = tables.outer_quotes
    names = quotes.speaker_name
    if by == "speaks_for":
        actors = tables.actors.set_index("actor_id").name
        names = quotes.speaks_for_id.map(actors).astype("string").fillna(names)
    written = _written_alike(quotes.speaker)
    return pd.DataFrame(
        {
            "quote_id": quotes.quote_id,
            "speaker": names.fillna(written).fillna(UNKNOWN),
            "is_resolved": names.notna(),
            "kind": quotes.kind,
            "n_words": quoted_lengths(quotes).astype("int64"),
        }
    )


def _written_alike(speakers: pd.Series) -> pd.Series:
    """Put speakers in quotation marks, those that differ in capitals only in the same way.

    "The motion" at the head of a sentence and "the motion" within one are one source.
    """
    spoken: dict[str, str] = {}
    for speaker in speakers.dropna():
        key = speaker.casefold()
        spoken[key] = max(spoken.get(key, ""), speaker)  # small letters come after capitals
    return speakers.map(
        lambda speaker: f"“{spoken[speaker.casefold()]}”", na_action="ignore"
    ).astype("string")


def are_pronouns(speakers: pd.Series) -> pd.Series:
    """Return True for each speaker who is only a pronoun, so that nobody was found.

    Examples
    --------
    >>> are_pronouns(pd.Series(["“We”", "Ann Lee"])).tolist()
    [True, False]
    """
    return speakers.str.strip("“”").str.lower().isin(PRONOUNS)


def source_namings(tables: Tables) -> pd.DataFrame:
    """Classify each quote by whether the report names its speaker.

    Parameters
    ----------
    tables
        Of one or many articles.

    Returns
    -------
    pandas.DataFrame
        ``quote_id, speaker, naming``: named or unnamed ``person`` or ``body`` (organisations,
        states, groups, places), or ``not found``.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> source_namings(tables).naming.tolist()
    ['named person', 'unnamed body']
    """
    named = set(tables.mentions.actor_id[tables.mentions.form == "name"])
    quotes = tables.outer_quotes
    naming = [
        "not found" if pd.isna(who)
        else f"{'named' if who in named else 'unnamed'} {'person' if kind == 'person' else 'body'}"
        for who, kind in zip(quotes.speaker_id, quotes.speaker_kind, strict=True)
    ]  # fmt: skip
    speaker = quotes.speaker_name.fillna(quotes.speaker)
    return pd.DataFrame({"quote_id": quotes.quote_id, "speaker": speaker, "naming": naming}).astype(
        "string"
    )


def list_voices(tables: Tables) -> tuple[Voice, ...]:
    """List the speakers by the number of their words, in quotes that are sure enough.

    Quotes within quotes and attitudes are left out, and quotes below ``SURE``.

    Parameters
    ----------
    tables
        Of one or many articles; a speaker of several is one voice if the name is the same.

    Examples
    --------
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Ann Lee said the mobs left. Police denied that 40 people were hurt.")
    >>> [(voice.name, voice.n_words, voice.is_named) for voice in list_voices(tables)]
    [('Police', 5, False), ('Ann Lee', 3, True)]
    """
    words = quoted_words(tables).assign(
        naming=source_namings(tables).naming, actor_kind=tables.outer_quotes.speaker_kind
    )
    is_lost = are_pronouns(words.speaker)
    words = words.assign(
        speaker=words.speaker.mask(is_lost, UNKNOWN),
        naming=words.naming.mask(is_lost, "not found"),
        is_resolved=words.is_resolved & ~is_lost,
    )
    words = words[least_confidence(tables.outer_quotes) >= SURE]
    return tuple(sorted(_voices(words), key=lambda voice: (-voice.n_words, voice.name)))


def _voices(words: pd.DataFrame) -> Iterator[Voice]:
    for (name, _), own in words.groupby(["speaker", "is_resolved"]):
        counts = own.groupby("kind").n_words.sum()
        first = own.iloc[0]
        kind = None if pd.isna(first.actor_kind) else str(first.actor_kind)
        # An actor that one report names and another does not is named.
        naming = next((one for one in own.naming if one.startswith("named")), first.naming)
        yield Voice(
            name=str(name),
            naming=str(naming),
            actor_kind=kind,
            words={kind: int(counts.get(kind, 0)) for kind in QUOTE_KINDS},
            quote_ids=tuple(own.quote_id),
        )
