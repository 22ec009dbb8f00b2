"""Answers: what the first screen says, each sentence with the rows that it rests on."""

import textwrap
from dataclasses import dataclass, replace

from ..tables.linked import anchor_of
from ..tables.rendering import render
from .share_of_voice import Voice

WIDTH = 88


@dataclass(frozen=True)
class Evidence:
    """One line below an answer.

    ``quoted`` are words of the article that it begins with, ``text`` is what it says, ``row_ids``
    are the rows meant; ``start`` is a place in the article's text where there is no row.
    """

    text: str
    row_ids: tuple[str, ...] = ()
    quoted: str = ""
    start: int | None = None
    is_unsure: bool = False

    def __str__(self) -> str:
        between = "" if not self.text or self.text.startswith(",") else " "
        said = f"“{self.quoted}”{between}{self.text}" if self.quoted else self.text
        return f"{said}{' [check]' if self.is_unsure else ''}{_shortened(self.row_ids)}"


@dataclass(frozen=True)
class Answer:
    """What is computed in answer to one question.

    Notes
    -----
    ``sentence`` rests on ``row_ids`` alone, none of which is less sure than ``threshold``;
    ``is_nothing`` marks an answer that says that there is nothing of the kind. ``evidence`` may
    hold rows that are less sure; they are marked. ``note`` says what was counted and left out.
    Of what to check first, ``threshold`` is 0: it lists what is less sure.
    """

    question: str
    sentence: str
    row_ids: tuple[str, ...]
    threshold: float
    evidence: tuple[Evidence, ...] = ()
    note: str = ""
    is_nothing: bool = False


@dataclass(frozen=True)
class Summary:
    """The first screen: answers in a fixed order, and the voices that the first rests on.

    ``source`` names what was read; ``warning`` says why no answer is to be trusted, if none is;
    ``is_linked`` is True for ``linked``.
    """

    source: str
    answers: tuple[Answer, ...]
    voices: tuple[Voice, ...]
    warning: str = ""
    is_linked: bool = False

    def linked(self) -> "Summary":
        """Return the summary with links to its rows in an annotated text with rows on its page."""
        return replace(self, is_linked=True)

    def __repr__(self) -> str:
        lines = [self.source, *textwrap.wrap(self.warning, WIDTH)]
        for answer in self.answers:
            lines += ["", answer.question.upper(), *textwrap.wrap(answer.sentence, WIDTH)]
            for evidence in answer.evidence:
                lines += textwrap.wrap(
                    str(evidence), WIDTH, initial_indent="  · ", subsequent_indent="    ",
                    break_long_words=False, break_on_hyphens=False,
                )  # fmt: skip
            if answer.note:
                lines += textwrap.wrap(
                    answer.note, WIDTH, initial_indent="  ", subsequent_indent="  "
                )
        # A terminal obeys control characters, and an article may hold them.
        return "\n".join(
            "".join(mark if mark.isprintable() else "\ufffd" for mark in line) for line in lines
        )

    def _repr_html_(self) -> str:
        return render("summary", summary=self, anchor=anchor_of)


def _shortened(row_ids: tuple[str, ...]) -> str:
    """Write ids without their article, the first one and how many more."""
    if not row_ids:
        return ""
    more = f" +{len(row_ids) - 1}" if len(row_ids) > 1 else ""
    return f" [{row_ids[0].rpartition(':')[2]}{more}]"


def counted(n: int, noun: str) -> str:
    """Write a number with its noun.

    Examples
    --------
    >>> counted(1, "quote"), counted(1200, "word")
    ('1 quote', '1,200 words')
    """
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"


def listed(names: list[str]) -> str:
    """Write names as a list in a sentence.

    Examples
    --------
    >>> listed(["Ann", "Bo", "Cy"])
    'Ann, Bo and Cy'
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


def are(n: int, noun: str) -> str:
    """Write a number with its noun and verb.

    Examples
    --------
    >>> are(1, "figure"), are(2, "figure")
    ('1 figure is', '2 figures are')
    """
    return f"{counted(n, noun)} {'is' if n == 1 else 'are'}"


def one_line(text: str) -> str:
    """Return a text on one line."""
    return " ".join(text.split())


def clipped(text: str, limit: int = 90) -> str:
    """Return a text on one line, cut at a word where it is longer than a limit.

    Examples
    --------
    >>> clipped("so long a way to go", limit=12)
    'so long a …'
    """
    line = one_line(text)
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0] + " …"
