"""Nominals: the words of the noun that a figure is about, without the figure itself."""

from spacy.tokens import Doc, Span, Token

from ..actors.nouns import hyphenated

# "85% more wildfires", "$3 million worth of drugs".
COMPARING = frozenset("more fewer less higher lower greater additional extra worth".split())  # noqa: SIM905
SHARES = {"%", "percent", "cent"}
NAMES = {"PERSON", "ORG", "LOC"}
LOOSE = {"PUNCT", "SPACE", "ADP", "CCONJ"}


def past_bracket(span: Span) -> int:
    """Return where the text goes on behind a figure, and the same amount in brackets after it."""
    doc, end = span.doc, span.end
    if end >= len(doc) or doc[end].text != "(":
        return end
    return next((at + 1 for at in range(end, min(end + 10, len(doc))) if doc[at].text == ")"), end)


def right_before(span: Span) -> Token | None:
    """Return the noun right before the bracket that a figure fills, or the name before "at".

    "Norway (98%)", "and Singapore at 5.6%"; no unit, of which it is again, and not "sold in London at $5".
    """
    doc, first = span.doc, span.start
    if first < 2 or doc[first - 2].pos_ not in {"NOUN", "PROPN"}:
        return None
    noun = doc[first - 2]
    begin = noun.i
    while begin > noun.sent.start and noun.ent_type_ and doc[begin].ent_iob_ == "I":
        begin -= 1
    is_placed = begin > noun.sent.start and doc[begin - 1].pos_ in {"ADP", "DET"}
    is_named = doc[first - 1].lower_ == "at" and noun.ent_type_ in NAMES and not is_placed
    if doc[first - 1].lower_ in {"up", "down"} and noun.dep_ in {"pobj", "nsubj"}:  # "with the number of loans down 3%"
        while noun.dep_ == "pobj" and noun.head.lower_ == "of" and noun.head.head.pos_ == "NOUN":
            noun = noun.head.head
        return noun
    is_within = doc[first - 1].text == "(" and doc[span.end : span.end + 1].text in {")", "each"}
    if not is_within and not is_named:
        return None
    is_unit = noun.like_num or any(child.dep_ in {"nummod", "quantmod"} for child in noun.children)
    return None if is_unit or noun.lower_ in SHARES else noun


def full_phrase(head: Token, span: Span) -> Span | None:
    """Return a noun with what stands before it and a short phrase after it, without the figure itself."""
    first, last = head.left_edge.i, hyphenated(head).end - 1
    for child in head.rights:
        inner = next((other for other in child.children if other.dep_ == "pobj"), child)
        is_around = child.i <= span.start <= child.right_edge.i
        end = inner.i if is_around else child.right_edge.i  # "a margin of error of 3 points"
        is_short = child.lower_ in {"of", "in", "for", "per"} and child.i == last + 1 and end - child.i <= 5
        is_number = inner.pos_ == "NUM" or inner.lower_ in {"%", "percent"}  # "a high of 20.5%"
        if is_short and not is_number and not (is_around and end >= span.start):
            last = end
            break
    if first <= span.start <= last or first < span.end <= last:
        first = past_bracket(span) if head.i >= span.end else first
        last = last if head.i >= span.end else head.i
    while head.ent_type_ and last + 1 < span.start and head.doc[last + 1].pos_ == "NUM":  # "the S&P 500"
        last += 1
    while last > head.i and head.doc[last].pos_ in LOOSE:
        last -= 1
    # "92 percent water coverage, … 63 percent": another share of it.
    first = next((at + 1 for at in range(head.i - 1, first, -1) if head.doc[at].lower_ in SHARES), first)
    while first < last and _is_loose(head.doc, first):
        first += 1
    is_itself = first < span.end and span.start <= last
    return head.doc[first : last + 1] if first <= head.i <= last and not is_itself else None


def _is_loose(doc: Doc, at: int) -> bool:
    """Say whether a phrase can do without its first word: "hence the seats", "more wildfires"."""
    is_adverb = doc[at].pos_ in {"ADV", "SCONJ"} and doc[at + 1].pos_ == "DET"
    return is_adverb or doc[at].pos_ in LOOSE or doc[at].lower_ in COMPARING


def words_above(token: Token) -> list[Token]:
    """List the words above a number up to its verb."""
    found = []
    for other in token.ancestors:
        found.append(other)
        if other.pos_ in {"VERB", "AUX"} or other.sent != token.sent:
            break
    return found
