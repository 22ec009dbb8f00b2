"""The tables of one or many articles, held together and checked against the contract."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from .link_checks import broken_links, false_surfaces
from .quick_check import contents_of, is_sound
from .rendering import render
from .schema import ATTITUDE, CONTRACT, ContractError, frame_of

if TYPE_CHECKING:
    from ..corrections import Correction

# A row of a frame as ``itertuples`` gives it. Its attributes are the columns of the contract, which
# pandera checks when tables are made; a type checker does not know them.
Record = Any


@dataclass(frozen=True, eq=False, repr=False)
class Tables:
    """Six linked frames; ``newsframes.codebook()`` describes their columns.

    Raises
    ------
    ContractError
        From ``check``, with one line for each fault.
    """

    articles: pd.DataFrame
    mentions: pd.DataFrame
    actors: pd.DataFrame
    quotes: pd.DataFrame
    figures: pd.DataFrame
    issues: pd.DataFrame
    # The same tables before a person's corrections, and what these are; None where there are none.
    origin: "Tables | None" = field(default=None)
    corrections: "tuple[Correction, ...]" = field(default=())

    @classmethod
    def of(cls, rows: dict[str, list[dict[str, object]]]) -> "Tables":
        """Build and check tables from rows, a list for each table; a table left out is empty."""
        return cls(**{name: frame_of(name, rows.get(name, [])) for name in CONTRACT}).check()

    @property
    def outer_quotes(self) -> pd.DataFrame:
        """The statements that stand in no other quote: each word attributed is there once."""
        statements = self.without_attitudes().quotes
        return statements[statements.within_id.isna()]

    def without_attitudes(self) -> "Tables":
        """Return the same tables without the quotes whose act is ``attitude``, which state nothing.

        Examples
        --------
        >>> import newsframes as nf
        >>> tables = nf.tabulate("The senator opposes the bill. “It is cruel,” the senator said.")
        >>> tables.quotes.act.tolist(), tables.without_attitudes().quotes.act.tolist()
        (['attitude', 'speech'], ['speech'])
        """
        return replace(self, quotes=self.quotes[self.quotes.act != ATTITUDE])

    def parts(self) -> "Iterator[Tables]":
        """Yield the tables themselves; a corpus yields the tables of some articles at a time."""
        yield self

    def known_copies(self) -> None:
        """Return None: near copies among the articles are to be looked for; a corpus knows its."""

    def of_article(self, article_id: str) -> "Tables":
        """Return the rows of one article.

        Raises
        ------
        ValueError
            If there is no such article; it lists those that there are.

        Examples
        --------
        >>> import newsframes as nf
        >>> tables = nf.tabulate(["Police said 3 men died.", "All quiet."])
        >>> len(tables.of_article(tables.articles.article_id[1]).figures)
        0
        """
        known = self.articles.article_id.tolist()
        if article_id not in known:
            raise ValueError(
                f"There is no article {article_id!r}. Available: {', '.join(known) or 'none'}."
            )
        return Tables(
            **{name: frame[frame.article_id == article_id] for name, frame in self.frames().items()}
        )

    def frames(self) -> dict[str, pd.DataFrame]:
        """Return the frames by name, in the contract's order."""
        return {name: getattr(self, name) for name in CONTRACT}

    def check(self) -> "Tables":
        """Return the tables if they keep the contract.

        It covers columns, dtypes, ids and links, and that every span holds its surface.

        Raises
        ------
        ContractError
            If they do not; with one line for each fault, at most 20.
        """
        faults: list[str] = []
        frames = self.frames()
        contents = {name: contents_of(frame) for name, frame in frames.items()}
        for name, frame in frames.items():
            if not is_sound(name, frame, contents[name]):
                # Pandera takes a while to import, and is needed only here.
                from .contract_check import check_frame

                faults += check_frame(name, frame)
        faults = faults or [
            f"{name}.{column}, row {frames[name].index[row]}: {fault}"
            for name, column, row, fault in (*broken_links(contents), *false_surfaces(contents))
        ]
        if faults:
            more = f"\n… and {len(faults) - 20} more" if len(faults) > 20 else ""
            raise ContractError(
                "The tables do not keep the contract:\n" + "\n".join(faults[:20]) + more
            )
        return self

    def correct(self, corrections: "Iterable[Correction] | str | Path") -> "Tables":
        """Return the tables with a person's corrections applied.

        Parameters
        ----------
        corrections
            ``Corrections``, or the path of their file. They are the whole state: they are replayed
            on the tables as ``tabulate`` returned them, not on what earlier corrections made.

        Raises
        ------
        CorrectionError
            If there is no such file.

        Examples
        --------
        >>> import newsframes as nf
        >>> tables = nf.tabulate("Ann Lee said it rained.")
        >>> edits = nf.Corrections()
        >>> edits.change_actor(tables, tables.actors.actor_id[0], name="Ann Lee Hill")
        >>> tables.correct(edits).quotes.speaker_name.tolist()
        ['Ann Lee Hill']
        """
        from ..corrections import Corrections
        from ..corrections.replay import correct

        if isinstance(corrections, str | Path):
            corrections = Corrections.load(corrections)
        before = self.origin or self
        return correct(before, corrections, faults=getattr(corrections, "faults", ()))

    def save(self, folder: str | Path, *, format: str = "all") -> Path:
        """Write every table to a folder as Parquet, CSV or both (``"all"``).

        See ``newsframes.tables.storage``.
        """
        from .storage import save_frames

        return save_frames(self.frames(), Path(folder), format=format)

    @classmethod
    def load(cls, folder: str | Path, *, format: str | None = None) -> "Tables":
        """Read tables that ``save`` wrote.

        Parameters
        ----------
        folder
            Where they lie.
        format
            ``"parquet"`` or ``"csv"``; by default Parquet if it is there, else CSV.
        """
        from .storage import load_frames

        return cls(**load_frames(Path(folder), format=format)).check()

    def summary(self) -> str:
        """Count what was found, in one line."""
        n_named = int((self.mentions.form == "name").sum())
        return (
            f"{_count(len(self.articles), 'article')} · {_count(len(self.actors), 'actor')}"
            f" ({_count(len(self.mentions), 'mention')}, {n_named} by name)"
            f" · {_count(len(self.quotes), 'quote')} · {_count(len(self.figures), 'figure')}"
            f" · {_count(len(self.issues), 'issue')}"
        )

    def __repr__(self) -> str:
        lines = [f"Tables: {self.summary()}"]
        counts = self.issues.kind.value_counts().sort_index()
        lines += [
            f"  issues, {kind}: {n} (first: {self._first(kind)})" for kind, n in counts.items()
        ]
        return "\n".join(lines)

    def _first(self, kind: str) -> str:
        return str(self.issues.loc[self.issues.kind == kind, "message"].iloc[0])

    def _repr_html_(self) -> str:
        notes = [line.strip() for line in repr(self).splitlines()[1:]]
        return render("tables", frames=self.frames(), notes=notes)


def anchor_of(row_id: str) -> str:
    """Return a row's anchor: its id without the colon, which has a meaning in selectors.

    Parameters
    ----------
    row_id
        Any id.

    Examples
    --------
    >>> anchor_of("5b09a07d7ca6:q79-163")
    '5b09a07d7ca6-q79-163'
    """
    return row_id.replace(":", "-")


def _count(n: int, noun: str) -> str:
    return f"{n:,} {noun}" if n == 1 else f"{n:,} {noun}s"
