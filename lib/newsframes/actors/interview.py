"""Interviews: who is asked, where the questions are, and whom "I" and "you" then mean unquoted."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..reader import Reading, cut_paragraphs
from .actor import Actor
from .names import fold

ADDRESS = re.compile(r"(?i)\b(?:you|your|yourself)\b")
SELF = re.compile(r"\b(?:I|me|my|mine|myself)\b", re.ASCII)
OWN = re.compile(r"\b(?:I|me|my|mine|myself|[Ww]e|[Oo]ur|us)\b", re.ASCII)
MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
# So many questions, and answers in the first person, make an interview; one of each where it is
# called one.
FEWEST_QUESTIONS, FEWEST_ANSWERS = 3, 2
CALLED = re.compile(r"(?i)\b(?:interview(?:s|ed)?|sat down with|Q ?& ?A|in conversation with)\b")
# What is longer (in characters) and says "I", or only addresses "you", is no question.
LONGEST = 300
# Who is named in more than one answer of so many is written about.
ANSWERS_A_NAME = 8
# A name so near an answer's start (in characters), and followed by a mark or a capital, only says
# who answers.
NEAR, LABEL = 25, re.compile(r"\W*[:.\])–—-]|\s*\n|\s+[A-Z]")
# How a sentence ends; captions and headings do not.
ENDS = re.compile(r"[.!?…:;)]['\"’”]?\s*$")


# Labels of a transcript that names nobody: "Q:", "A.".
ASKS = re.compile(r"(?:Q|Q(?i:uestion)|I(?i:nterviewer)|R(?i:eporter))[ ]?[:.][ \t\xa0]")
ANSWERS = re.compile(r"(?:A|A(?i:nswer))[ ]?[:.][ \t\xa0]")


@dataclass(frozen=True)
class Interview:
    """Whom an article asks, its questions and answers by offsets, and whether any says "I".

    None does where an explainer puts questions to itself: "What happens next?"
    """

    asked: Actor
    questions: tuple[tuple[int, int], ...]
    answers: tuple[tuple[int, int], ...]
    is_personal: bool

    def means_asked(self, kind: str, at: int) -> bool:
        """Return True if "you" or "I" at a place means the one who is asked."""
        spans = {"you": self.questions, "i": self.answers}.get(kind, ())
        return any(start <= at < end for start, end in spans)


def find_interview(reading: Reading, actors: Iterable[Actor]) -> Interview | None:
    """Recognise an interview of one person.

    None for any other article, and where it is not plain who is asked.

    A question is a paragraph that ends in a question mark, or is short, addresses "you" and does
    not say "I"; what follows it is an answer, and some answers say "I" or "we". Of what is called
    an interview, one of each is enough, and a question may say "I" as often as "you". Asked is the
    person in the title; without one, the person of the opening who is named most there, and if
    several are, in the whole article, and then who is named in full. No interview, unless its title
    says so, is what mostly addresses its reader, or goes on to name who would be asked. Where lines
    begin with "Q:" and "A:", these are the questions and answers.
    """
    people = [actor for actor in actors if actor.kind == "person"]
    questions, answers = _labelled(reading)
    if questions and answers:
        asked = _asked(reading, people, questions[0][0])
        return Interview(asked, tuple(questions), tuple(answers), True) if asked else None
    questions, answers = _turns(reading, is_called=False)
    if len(questions) < FEWEST_QUESTIONS or _count(OWN, reading, answers) < FEWEST_ANSWERS:
        questions, answers = _turns(reading, is_called=True)
        if (
            not questions
            or not _count(OWN, reading, answers)
            or not _is_called(reading, questions[0][0])
        ):
            return None
    asked = _asked(reading, people, questions[0][0])
    first = reading.text[reading.body.start :].partition("\n")[0]
    heading = _title(reading) or ("" if ENDS.search(first) else first)
    if asked is None or not (
        CALLED.search(heading) or _is_talk(reading, asked, questions, answers)
    ):
        return None
    return Interview(asked, tuple(questions), tuple(answers), bool(_count(SELF, reading, answers)))


def _is_talk(
    reading: Reading, asked: Actor, questions: list[tuple[int, int]], answers: list[tuple[int, int]]
) -> bool:
    """Return True if most questions ask, and the answers are not about who would give them."""
    asking = sum(
        reading.text[start:end].rstrip("\"”’' \n").endswith("?") for start, end in questions
    )
    naming = sum(
        any(
            start <= name.start < end
            and not (name.start < start + NEAR and LABEL.match(reading.text, name.end))
            for name in asked.names
        )
        for start, end in answers
    )
    return 2 * asking > len(questions) and naming * ANSWERS_A_NAME <= len(answers)


def _labelled(reading: Reading) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Part a body's paragraphs by labels; what bears none goes on from the one before."""
    base = reading.body.start
    text = reading.text[base : reading.body.end]
    parts: dict[str, list[tuple[int, int]]] = {"asks": [], "answers": []}
    part = None
    for start, end in cut_paragraphs(text):
        part = "asks" if ASKS.match(text, start) else part
        part = "answers" if ANSWERS.match(text, start) else part
        if part is not None:
            parts[part].append((base + start, base + end))
    return parts["asks"], parts["answers"]


def _title(reading: Reading) -> str:
    return reading.article.title or reading.body.title or ""


def _count(words: re.Pattern[str], reading: Reading, answers: list[tuple[int, int]]) -> int:
    """Count the answers that hold one of some words outside quotation marks."""
    return sum(
        bool(words.search(MARKED.sub(" ", reading.text[start:end]))) for start, end in answers
    )


def _is_called(reading: Reading, opening: int) -> bool:
    """Return True if an article calls itself an interview.

    One whose opening says "I" is a column about one.
    """
    before = MARKED.sub(" ", reading.text[reading.body.start : opening])
    return bool(CALLED.search(_title(reading)) or CALLED.search(before)) and not SELF.search(before)


def _turns(
    reading: Reading, *, is_called: bool
) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """Part a body's paragraphs into questions and answers.

    What stands before the first question is neither.

    What follows a question at once answers it, whatever it asks in turn. Captions and headings are
    passed over. Of what is called an interview, questions may say "I".
    """
    base = reading.body.start
    text = reading.text[base : reading.body.end]
    questions, answers = [], []
    was_question = False
    for start, end in cut_paragraphs(text):
        own = MARKED.sub(" ", text[start:end]).rstrip()
        says_self = len(SELF.findall(own)) > (len(ADDRESS.findall(own)) if is_called else 0)
        is_asking = own.endswith("?") and not (says_self and len(own) > LONGEST)
        is_addressing = ADDRESS.search(own) and not says_self and len(own) <= LONGEST
        if not was_question and (is_asking or is_addressing):
            questions.append((base + start, base + end))
            was_question = True
        elif questions and ENDS.search(text[start:end]):
            answers.append((base + start, base + end))
            was_question = False
    return questions, answers


def _asked(reading: Reading, people: list[Actor], opening: int) -> Actor | None:
    title = fold(_title(reading)).split()
    titled = [actor for actor in people if fold(actor.name).split()[-1] in title]
    if len(titled) == 1:
        return titled[0]
    ranked = sorted(
        (
            (
                (sum(m.start < opening for m in actor.names), len(actor.names), " " in actor.name),
                actor,
            )
            for actor in people
            if actor.names and actor.names[0].start < opening
        ),
        key=lambda entry: entry[0],
    )
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return ranked[-1][1]
