"""Interviews: who is asked, where the questions are, and so whom "I" and "you" mean outside quotation marks."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from ..reader import Reading, cut_paragraphs
from .actor import Actor
from .names import fold

ADDRESS = re.compile(r"(?i)\b(?:you|your|yourself)\b")
SELF = re.compile(r"\b(?:I|me|my|mine|myself)\b", re.ASCII)
MARKED = re.compile(r"“[^”]*”|\"[^\"]*\"|‘[^’]*’")
# So many questions, and answers in the first person, make an interview.
FEWEST_QUESTIONS, FEWEST_ANSWERS = 3, 2


@dataclass(frozen=True)
class Interview:
    """Whom an article asks, with the offsets of its questions and answers."""

    asked: Actor
    questions: tuple[tuple[int, int], ...]
    answers: tuple[tuple[int, int], ...]

    def means_asked(self, kind: str, at: int) -> bool:
        """Say whether "you" or "I" at a place means the one who is asked."""
        spans = {"you": self.questions, "i": self.answers}.get(kind, ())
        return any(start <= at < end for start, end in spans)


def find_interview(reading: Reading, actors: Iterable[Actor]) -> Interview | None:
    """Recognise an interview of one person; None for any other article, and where it is not plain who is asked.

    A question is a paragraph that ends in a question mark, or addresses "you" and does not say "I"; an answer says "I"
    and follows a question. Asked is the person in the title; without one, the person of the opening who is named most
    there, and if several are, in the whole article.
    """
    base = reading.body.start
    text = reading.article.text[base : reading.body.end]
    questions, answers = [], []
    for start, end in cut_paragraphs(text):
        own = MARKED.sub(" ", text[start:end])
        is_question = own.rstrip().endswith("?") or (ADDRESS.search(own) and not SELF.search(own))
        if is_question:
            questions.append((base + start, base + end))
        elif questions and SELF.search(own):
            answers.append((base + start, base + end))
    if len(questions) < FEWEST_QUESTIONS or len(answers) < FEWEST_ANSWERS:
        return None
    asked = _asked(reading, [actor for actor in actors if actor.kind == "person"], questions[0][0])
    return Interview(asked, tuple(questions), tuple(answers)) if asked else None


def _asked(reading: Reading, people: list[Actor], opening: int) -> Actor | None:
    title = fold(reading.article.title or reading.body.title or "").split()
    titled = [actor for actor in people if fold(actor.name).split()[-1] in title]
    if len(titled) == 1:
        return titled[0]
    ranked = sorted(
        (
            ((sum(m.start < opening for m in actor.names), len(actor.names)), actor)
            for actor in people
            if actor.names and actor.names[0].start < opening
        ),
        key=lambda entry: entry[0],
    )
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return ranked[-1][1]
