"""Assertion: how the speaker of a quote stands to a figure in it, and whom it cites where no actor speaks."""

import re

from spacy.tokens import Span, Token

from ..actors.source_heads import antecedent_of, head_of_source
from ..figures import Figure
from ..language.noun_classes import documents
from ..language.path import top_of_content
from ..language.reporting_cues import cue_lemmas, has_trait, is_known
from ..language.syntax import ADJUNCT_CLAUSES, FINITE, SUBJECTS, has_negation, path_to
from ..reader import Reading
from ..tables.schema import ATTITUDE
from .operators import ASKED, ASSERTED, DENIED, is_withholding
from .scope import Scope, find_scope

# What lands and towns do with what is counted in them.
COUNTING = {"record", "register"}
# What stands before a figure that is taken for known: "the two", but not "the hundreds".
KNOWN = re.compile(r"\b(?:the|these|those|their|its|his|her|our)\s(?!\w+s\b)", re.IGNORECASE)
# By which findings are cited.
FRAMING = {"in", "from"}
# What opens a clause that only tells of a place or a time: "in Ohio, where 18 votes are at stake".
TELLING = {"where", "when"}


def commit(reading: Reading, quote: dict[str, object], figure: Figure, *, is_voiced: bool) -> Scope:
    """Return how the speaker of a quote stands to a figure in it.

    Its claim is None if nothing is put forward.

    That is so of orders, wishes and what was left unsaid. The cue must be known, or a mark ("Lee:
    “We lost 40.”"), and "the nation observed a day of mourning for dozens" claims nothing, as no
    clause follows. Outside the marks of "asks the two firms “to respect the law”" (not
    ``is_voiced``) that holds, too. Someone's own words alone are theirs by any known cue: "“We lost
    40,” she urged". Nor is a figure put forward that is taken for known: "stressed the ties between
    the two countries", "denied that the two had fled".

    Parameters
    ----------
    reading, quote, figure
        The article, the quote's row and the figure.
    is_voiced
        Whether it stands in the marks of the quote.
    """
    words = reading.span(figure.start, figure.end)
    cue = reading.span(quote["cue_start"], quote["cue_end"]) if "cue_start" in quote else None
    below = top_of_content(words, cue) if cue is not None else None
    is_apart = below is None or (is_voiced and not any(word.dep_ == "mark" for word in below.lefts))
    within = frozenset(token.i for part in quote["parts"] for token in reading.span(*part))
    inner = find_scope(words, figure, within)
    scope = inner if is_apart else find_scope(words, figure, within, cue)
    if scope.claim == ASSERTED and is_apart and not is_voiced and _withholds(quote, cue):
        return Scope(claim=None)
    is_put = scope.claim != inner.claim or _is_put(
        reading, quote, figure, inner.claim, is_voiced=is_voiced
    )
    return scope if is_put else Scope(claim=None)


def _is_put(
    reading: Reading,
    quote: dict[str, object],
    figure: Figure,
    claim: str | None,
    *,
    is_voiced: bool,
) -> bool:
    """Return True if a quote's cue and content put a figure forward: as so, or as ``claim`` says of the content."""
    is_given = figure.number.unit_kind == "count" and _is_given(reading, figure.start)
    if is_given and figure.thing is None:
        return False
    lemma = quote.get("cue_lemma")
    is_mark = lemma is None or not any(map(str.isalnum, lemma))
    is_credible = is_mark or (is_known(lemma) and not _only_has(quote))
    if quote["kind"] == "direct" and is_credible:
        return True
    # "A lead of six points in a new poll", "the 5 p.m. update had the storm 120 miles away".
    is_found = lemma in FRAMING and _is_document(reading, quote, "finding")
    is_shown = not is_mark and has_trait(lemma, "figure", "quoted")
    is_credible = is_credible or is_found or (is_shown and _is_document(reading, quote))
    words = reading.span(quote["start"], quote["end"])
    is_reported = quote["kind"] == "indirect" or (quote["kind"] == "mixed" and not is_voiced)
    has_clause = not is_reported or (
        not _is_deed(words) and any(_makes_clause(token, words) for token in words)
    )
    is_named = not is_given and not _is_told_aside(reading, figure, words)
    has_clause = has_clause or claim in (ASKED, DENIED)  # "found no evidence that 40 had died"
    is_put = is_mark or is_found or has_clause
    is_put = is_put or (is_named and (is_shown or lemma in cue_lemmas(amount="yes")))
    if quote["act"] == ATTITUDE and claim == DENIED:
        return is_credible  # "found no evidence of 40 graves"
    is_wish = quote["act"] in ("intent", ATTITUDE) or quote["stance"] == "demand"
    # "Wants to know whether 40 died".
    return is_credible and is_put and (claim == ASKED or not is_wish)


def _withholds(quote: dict[str, object], cue: Span | None) -> bool:
    """Return True if a cue that stands apart from the figure in the tree denies, asks, or says what was not said."""
    is_denied = cue is not None and has_negation(cue)
    return is_denied or quote["stance"] == "deny" or is_withholding(quote.get("cue_lemma"))


def _is_given(reading: Reading, start: int) -> bool:
    """Return True if a count is of those that are known already: "the two countries", "its 300 shops"."""
    known = KNOWN.finditer(reading.text, max(0, start - 8), start + 12)
    return any(match.end() == start for match in known)


def _is_told_aside(reading: Reading, figure: Figure, words: Span) -> bool:
    """Return True if a figure stands in a clause that only describes: "show a lead where 18 votes are at stake"."""
    token = reading.span(figure.start, figure.end).root
    while token in words and token.head != token:
        opening = token.left_edge
        if (
            token.dep_ == "relcl"
            and token.head in words
            and opening.lower_ in TELLING
            and opening.i
        ):
            return opening.nbor(-1).text == ","  # not "87 percent, which outstripped the 81 of men"
        token = token.head
    return False


def _is_deed(words: Span) -> bool:
    """Return True if a content is what someone will do: "agreed to release millions so that he could start"."""
    first, second = (words[0], words[1]) if len(words) > 1 else (None, None)
    return (
        first is not None
        and first.lower_ == "to"
        and second.tag_ == "VB"
        and second.lower_ not in ("have", "be")
    )


def _only_has(quote: dict[str, object]) -> bool:
    """Return True if a land or a town has what is counted, and tells nothing: "Zhengzhou recorded four new cases"."""
    return quote.get("cue_lemma") in COUNTING and quote.get("speaker_kind") in ("state", "place")


def _makes_clause(token: Token, words: Span) -> bool:
    """Return True if a verb or subject makes a content a clause, and not only what describes one of its nouns."""
    if token.tag_ not in FINITE and token.dep_ not in SUBJECTS:
        return False
    above = path_to(token, words)
    return not any(one.dep_ in ADJUNCT_CLAUSES and one.head in words for one in above)


def _is_document(reading: Reading, quote: dict[str, object], *uses: str) -> bool:
    """Return True if a quote's source is a document of one of some uses, be it someone's or nobody's."""
    if "speaker" not in quote:
        return False
    head = head_of_source(reading.span(quote["speaker_start"], quote["speaker_end"]))
    return bool({head.lemma_.lower(), head.lower_} & documents(*uses))


def cite(reading: Reading, source: tuple[int, int] | None) -> str | None:
    """Return a source as written if a noun heads it ("polling averages"): it claims, though it is no actor."""
    if source is None:
        return None
    words = antecedent_of(reading.span(*source))  # "the study, which notes that …"
    is_document = bool(
        {words[-1].lower_, words[-1].lemma_.lower()} & documents()
    )  # "the polling average"
    head = words[-1] if is_document else head_of_source(words)
    is_noun = is_document or head.pos_ == "NOUN"
    return (
        reading.words(*reading.offsets(words))
        if is_noun
        and head.lemma_.lower() not in cue_lemmas(stance="demand") | cue_lemmas(act="intent")
        else None
    )
