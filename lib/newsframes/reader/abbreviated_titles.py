"""Abbreviated titles ("Sen.", "Gen.") as tokens, with the nouns that they stand for as lemmas."""

from functools import cache
from typing import Any

from spacy.language import Language
from spacy.symbols import ORTH
from spacy.tokens import Doc, Token

from ..language.lexicon import read_lexicon


@cache
def _titles() -> dict[str, str]:
    return {entry["form"]: entry["title"] for entry in read_lexicon("title_abbreviations")}


def keep_stops(nlp: Language) -> None:
    """Make the tokenizer keep the stop of an abbreviated title, so that no sentence ends there."""
    tokenizer: Any = nlp.tokenizer  # spaCy's own, which the type of a pipeline leaves open
    for form in _titles():
        tokenizer.add_special_case(f"{form.capitalize()}.", [{ORTH: f"{form.capitalize()}."}])


def spell_titles(doc: Doc) -> Doc:
    """Write "senator" as the lemma of "Sen." before a name.

    "Gen Z", "DR Congo" and "the rep" stay as they are.

    Examples
    --------
    >>> import newsframes as nf
    >>> doc = nf.Reader.load().read(nf.Article(text="Sen. Ann Lee left.")).doc
    >>> doc[0].text, doc[0].lemma_
    ('Sen.', 'senator')
    """
    for token in doc[: max(0, len(doc) - 1)]:
        title = _titles().get(token.lower_.removesuffix("."))
        if title and token.is_title and _may_be_name(token.nbor()):
            token.lemma_ = title
    return doc


def _may_be_name(token: Token) -> bool:
    return token.text[0].isupper() and len(token.text) > 1 and not token.is_sent_start
