"""A quote: one attribution, before it becomes a row."""

from dataclasses import dataclass

Offsets = tuple[int, int]


@dataclass(frozen=True)
class Quote:
    """One attribution, in offsets of the article's text.

    Notes
    -----
    ``parts`` are the content's fragments, ``marked`` what of them stands in quotation marks.
    ``follows`` is the place in the list of the quote whose speaker goes on talking, for a quote
    that names none; ``within`` that of the quote in whose content it stands, for what is told of
    another. ``sure`` is how sure the tagger is of content, cue and source, at the least sure edge of
    each; None for what it did not tag.
    """

    kind: str
    act: str
    stance: str
    parts: tuple[Offsets, ...]
    marked: tuple[Offsets, ...]
    cue: Offsets | None
    cue_lemma: str | None
    speaker: Offsets | None
    follows: int | None
    found_by: str
    sure: tuple[float | None, float | None, float | None] = (None, None, None)
    within: int | None = None

    @property
    def start(self) -> int:
        """Where the content begins."""
        return self.parts[0][0]

    @property
    def end(self) -> int:
        """Where the content ends, exclusive."""
        return self.parts[-1][1]
