"""An issue: what the reader could not settle, kept as a row instead of an exception."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Issue:
    """One row of the ``issues`` table.

    ``start`` and ``end`` are code points in the article's text.
    """

    kind: str
    message: str
    article_id: str | None = None
    start: int | None = None
    end: int | None = None

    def row(self) -> dict[str, object]:
        """Return the issue as a row; what is None is left out, so that it becomes NA."""
        return {key: value for key, value in asdict(self).items() if value is not None}
