"""Drafts that are a language model's answer in JSON: its quotes and figures become sentences."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..articles import ArticleError

# What an answer calls its parts; the first that is there is taken.
PROSE = ("text", "summary", "answer", "article", "draft")
QUOTES = ("quotes", "quotations", "statements")
FIGURES = ("figures", "numbers", "facts")
WORDS = ("quote", "quotation", "statement", "text", "content", "words")
SPEAKER = ("speaker", "speaker_name", "source", "attribution", "said_by", "who", "claimant")
VALUE = ("figure", "value", "number", "amount")
COUNTED = ("thing", "what", "of", "label", "description")
FENCE = re.compile(r"\A\s*```(?:json)?\s*\n(.*?)\n\s*```\s*\Z", re.DOTALL | re.IGNORECASE)
MARKS = '“”"„«»'


def is_json(text: str) -> bool:
    r"""Return True if a draft is a JSON object or array, in a code fence or not.

    Examples
    --------
    >>> is_json('{"quotes": []}'), is_json("```json\n[]\n```"), is_json("[He] said so.")
    (True, True, False)
    """
    try:
        return isinstance(json.loads(_unfenced(text)), dict | list)
    except ValueError:
        return False


def prose_of_json(text: str) -> str:
    """Return the sentences that an answer in JSON stands for, a paragraph each.

    Parameters
    ----------
    text
        An object with some of ``quotes``, ``figures`` and ``text``, or an array of quotes or
        figures. A quote is a text, or an object with ``quote`` and ``speaker``; a figure is a text,
        or an object with ``value``, ``unit``, ``thing`` and ``claimant``. Other names in use are
        known, too; what else an answer holds is left out.

    Returns
    -------
    str
        A quote is in quotation marks, with its speaker if one is given.

    Raises
    ------
    ArticleError
        If it is no JSON, or nothing in it can be checked.

    Examples
    --------
    >>> prose_of_json('{"quotes": [{"quote": "It was cold.", "speaker": "Ann Lee"}]}')
    '“It was cold,” Ann Lee said.'
    """
    try:
        answer = json.loads(_unfenced(text))
    except ValueError as error:
        raise ArticleError(
            f"Cannot read the draft as JSON: {error}. Expected an object with quotes, figures or"
            " text. Correct it, or give the draft as text."
        ) from error
    sentences = [sentence for sentence in _sentences(answer) if sentence.strip()]
    if not sentences:
        raise ArticleError(
            "Cannot check the draft: its JSON has no quote, figure or text. Expected an object with"
            f" some of {', '.join((*QUOTES, *FIGURES, *PROSE))}, or an array of quotes."
        )
    return "\n\n".join(sentences)


def _unfenced(text: str) -> str:
    fenced = FENCE.match(text)
    return fenced[1] if fenced else text


def _sentences(answer: Any) -> Iterator[str]:
    """Yield the sentences of an answer in its order."""
    if isinstance(answer, list):
        for item in answer:
            yield from _item(item)
        return
    if not isinstance(answer, Mapping):
        return
    if _first(answer, (*WORDS[:3], *VALUE)) is not None:
        yield from _item(answer)
        return
    for key, value in answer.items():
        if key in PROSE and isinstance(value, str):
            yield value
        elif key in (*QUOTES, *FIGURES) and isinstance(value, list):
            for item in value:
                # A figure that is given as words is a sentence, not a quotation.
                is_words = key in FIGURES and isinstance(item, str)
                yield from [_ended(item)] if is_words else _item(item)


def _item(item: Any) -> Iterator[str]:
    """Yield one quote or figure as a sentence."""
    if isinstance(item, str):
        yield _quoted(item, None)
    elif isinstance(item, Mapping):
        words, value = _first(item, WORDS), _first(item, VALUE)
        speaker = _first(item, SPEAKER)
        if words is not None:
            yield _quoted(words, speaker)
        elif value is not None:
            parts = (value, item.get("unit"), _first(item, COUNTED))
            counted = " ".join(str(part).strip() for part in parts if part)
            yield _ended(f"{speaker} said {counted}" if speaker else counted)


def _first(item: Mapping[str, Any], keys: tuple[str, ...]) -> str | None:
    """Return the first value that is a text or a number."""
    found = (item[key] for key in keys if isinstance(item.get(key), str | int | float))
    return next((str(value) for value in found if str(value).strip()), None)


def _quoted(words: str, speaker: str | None) -> str:
    words = words.strip().strip(MARKS).strip()
    if not words:
        return ""
    if speaker is None:
        return f"“{words}”"
    stop = "" if words.endswith(("!", "?", "…")) else ","
    return f"“{words.rstrip('.,') if stop else words}{stop}” {speaker.strip()} said."


def _ended(sentence: str) -> str:
    sentence = sentence.strip()
    return sentence if sentence.endswith((".", "!", "?")) else f"{sentence}."
