"""Answers about voices: who has most words, and who speaks without a name."""

from collections.abc import Iterator

import pandas as pd

from ..tables.doubt import SURE, least_confidence, percent
from ..tables.linked import Tables
from .answer import Answer, Evidence, clipped, counted, listed
from .share_of_voice import UNKNOWN, Voice, quoted_lengths

MOST_WORDS, UNNAMED = "Who has most words", "Who speaks without a name"
# How many speakers are listed by name.
TOP = 6
# What a speaker does by a cue of each stance, of one and of several.
VERBS = {
    "claim": "claims", "deny": "denies", "warn": "warns", "admit": "admits", "demand": "demands",
    "praise": "praises", "blame": "blames", "promise": "promises",
}  # fmt: skip
NOBODY = "Nobody is quoted."


def answer_most_words(tables: Tables, voices: tuple[Voice, ...]) -> Answer:
    """Say who has most of the words attributed, by quotes that are sure enough."""
    quotes = tables.outer_quotes
    row_ids = tuple(row_id for voice in voices for row_id in voice.quote_ids)
    total = sum(voice.n_words for voice in voices)
    sentence, is_nothing = _most_words(quotes, voices, total)
    return Answer(
        question=MOST_WORDS, sentence=sentence, row_ids=row_ids, threshold=SURE,
        evidence=tuple(_shares(voices, total)), note=_note(tables, len(row_ids), total),
        is_nothing=is_nothing,
    )  # fmt: skip


def _most_words(quotes: pd.DataFrame, voices: tuple[Voice, ...], total: int) -> tuple[str, bool]:
    """Return the sentence, and whether it says that there is nothing."""
    if quotes.empty:
        return NOBODY, True
    if not total:
        return f"No quote is at least {percent(SURE)} sure, so nobody is said to lead.", True
    found = [voice for voice in voices if voice.is_found]
    missing = total - sum(voice.n_words for voice in found)
    if not found:
        return f"No speaker was found for the {counted(total, 'word')} attributed.", True
    best = found[0]
    if len(found) == 1 and not missing:
        n_quotes = counted(len(best.quote_ids), "quote")
        return f"Only {best.name} is quoted: {counted(best.n_words, 'word')} in {n_quotes}.", False
    if missing > best.n_words:
        return (
            f"No speaker was found for {percent(missing / total)} of the attributed words;"
            f" {best.name} has {percent(best.n_words / total)}."
        ), False
    tied = [voice.name for voice in found if voice.n_words == best.n_words]
    if len(tied) > 1:
        names = listed(tied if len(tied) <= 3 else [*tied[:2], f"{len(tied) - 2} more"])
        return f"{names} have most words, {counted(best.n_words, 'word')} each.", False
    second = f", {found[1].name} {percent(found[1].n_words / total)}" if len(found) > 1 else ""
    share, verb = percent(best.n_words / total), "have" if best.actor_kind == "group" else "has"
    return f"{best.name} {verb} {share} of the attributed words{second}.", False


def _shares(voices: tuple[Voice, ...], total: int) -> Iterator[Evidence]:
    for voice in voices[:TOP]:
        words, quotes = counted(voice.n_words, "word"), counted(len(voice.quote_ids), "quote")
        share = percent(voice.n_words / total) if total else "0%"
        yield Evidence(f"{voice.name}: {words} in {quotes}, {share}", voice.quote_ids)
    if rest := voices[TOP:]:
        ids = tuple(row_id for voice in rest for row_id in voice.quote_ids)
        words = counted(sum(voice.n_words for voice in rest), "word")
        yield Evidence(
            f"{counted(len(rest), 'other')}: {words} in {counted(len(ids), 'quote')}", ids
        )


def _note(tables: Tables, n_sure: int, total: int) -> str:
    """Say what was counted, and what was left out."""
    quotes = tables.outer_quotes
    if quotes.empty:
        return ""
    left_out = quotes[least_confidence(quotes) < SURE]
    note = (
        f"{counted(total, 'word')} in the {counted(n_sure, 'quote')} that"
        f" {'is' if n_sure == 1 else 'are'} at least {percent(SURE)} sure"
    )
    if len(left_out):
        words = counted(int(quoted_lengths(left_out).sum()), "word")
        note += f"; {counted(len(left_out), 'quote')} ({words}) below it left out"
    n_nested = len(tables.without_attitudes().quotes) - len(quotes)
    return (
        note + (f"; {counted(n_nested, 'quote')} within quotes left out" if n_nested else "") + "."
    )


def answer_unnamed(tables: Tables, voices: tuple[Voice, ...]) -> Answer:
    """Say which speakers the report does not name, by quotes that are sure enough."""
    unnamed = [voice for voice in voices if voice.is_found and not voice.is_named]
    missing = [voice for voice in voices if not voice.is_found]
    n_sure = sum(len(voice.quote_ids) for voice in voices)
    n_unnamed = sum(len(voice.quote_ids) for voice in unnamed)
    n_missing = sum(len(voice.quote_ids) for voice in missing)
    lost = f"{counted(n_missing, 'quote')} {'has' if n_missing == 1 else 'have'} no speaker"
    whole = counted(n_sure, "quote")
    if tables.outer_quotes.empty:
        sentence = NOBODY
    elif not n_sure:
        sentence = f"No quote is at least {percent(SURE)} sure, so nobody is said to be unnamed."
    elif len(unnamed) == 1:
        name = unnamed[0].name.strip("“”")
        sentence = f"One source has no name, “{name}”: {n_unnamed} of {whole}."
    elif unnamed:
        sentence = f"{len(unnamed)} sources have no name: {n_unnamed} of {whole}."
    elif missing:
        sentence = f"Every speaker found is named; {lost}."
    else:
        sentence = "Everyone who is quoted is named."
    resting = unnamed or missing or list(voices)
    return Answer(
        question=UNNAMED, sentence=sentence, threshold=SURE,
        row_ids=tuple(row_id for voice in resting for row_id in voice.quote_ids),
        evidence=tuple(_unnamed_lines(tables, voices)), is_nothing=not unnamed and not missing,
    )  # fmt: skip


def _unnamed_lines(tables: Tables, voices: tuple[Voice, ...]) -> Iterator[Evidence]:
    quotes = tables.outer_quotes.set_index("quote_id")
    unnamed = [voice for voice in voices if voice.is_found and not voice.is_named]
    for voice in unnamed[:TOP]:
        stances = quotes.stance[list(voice.quote_ids)]
        verbs = listed([VERBS[stance] for stance in dict.fromkeys(stances) if stance in VERBS])
        quoted, words = counted(len(voice.quote_ids), "quote"), counted(voice.n_words, "word")
        yield Evidence(
            f"{f'({verbs}) ' if verbs else ''}{quoted}, {words}", voice.quote_ids,
            quoted=voice.name.strip("“”"),
        )  # fmt: skip
    if len(unnamed) > TOP:
        yield Evidence(f"and {counted(len(unnamed) - TOP, 'more source')} without a name")
    for voice in voices:
        if voice.name == UNKNOWN:
            for row_id in voice.quote_ids[:TOP]:
                text = clipped(quotes.text[row_id], 60)
                yield Evidence("has no speaker", (row_id,), quoted=text.strip('“”"'))
    bodies = [voice for voice in voices if voice.naming == "named body"]
    for voice in bodies[:TOP]:
        quoted = counted(len(voice.quote_ids), "quote")
        text = f"{voice.name} ({voice.actor_kind}), no person named: {quoted}"
        yield Evidence(text, voice.quote_ids)
