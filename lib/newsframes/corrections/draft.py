"""The rows of tables while corrections are applied to them."""

from collections import Counter
from functools import partial
from operator import itemgetter

from ..language.sentences import sentence_at, split_sentences
from ..tables.linked import Tables
from ..tables.schema import ATTITUDE, CONTRACT, LIST
from .locate import find_article, locate
from .model import KEYS, Target
from .row_values import STALE, Row, put, rows_of, shown

# The columns that name an actor, by table, and those that hold lists of actors.
ACTOR_COLUMNS = {
    name: [column.name for column in columns if column.refers == "actors" and column.dtype != LIST]
    for name, columns in CONTRACT.items()
}
ACTOR_LISTS = {
    name: [column.name for column in columns if column.refers == "actors" and column.dtype == LIST]
    for name, columns in CONTRACT.items()
}


class StaleError(LookupError):
    """What a correction is about is not in the tables any more."""


class Draft:
    """Rows by table and id, with what is needed to find targets among them.

    Parameters
    ----------
    tables
        Not changed.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self.texts = dict(zip(tables.articles.article_id, tables.articles.text, strict=True))
        self.rows: dict[str, dict[str, Row]] = {
            name: {row[key]: row for row in rows_of(tables, name)} for name, key in KEYS.items()
        }
        self.issues = rows_of(tables, "issues")
        # Which actor has taken in another one.
        self.merged: dict[str, str] = {}
        # Actors that are in no text: their ids say their names, not their places.
        self.made: set[str] = set()
        # What is decided once all decisions are known, so that their order does not matter.
        self.speakers: dict[str, str | None] = {}
        self.moved: dict[str, str] = {}
        self.values: dict[str, Row] = {}
        self.rejected: dict[str, str] = {}
        self.claimed: set[str] = set()
        self.goes_on = self._chains()
        self._sentences: dict[str, list[tuple[int, int]]] = {}

    def _chains(self) -> dict[str, str]:
        """Return the quote before each that names no source and has the same speaker."""
        found: dict[str, str] = {}
        before: Row | None = None
        for article_id in self.texts:
            for row in self.quotes_of(article_id):
                keys = ("article_id", "speaker_id")
                if before is None or any(row.get(key) != before.get(key) for key in keys):
                    before = row
                    continue
                if row["start"] < before["end"]:
                    continue
                if "speaker" not in row:
                    found[row["quote_id"]] = before["quote_id"]
                before = row
        return found

    def place(self, target: Target) -> tuple[str, int, int]:
        """Return the article and the offsets where a target's characters stand.

        Raises
        ------
        StaleError
            If they stand nowhere, or it is not certain where.
        """
        article_id = find_article(self.tables, target)
        span = locate(self.texts[article_id], target) if article_id else None
        if article_id is None or span is None:
            raise StaleError(f"the words {shown(target.exact)} are not found in it")
        return article_id, *span

    def row(self, target: Target) -> Row:
        """Return the row that a target names.

        Raises
        ------
        StaleError
            If the words are gone, or no row of the table has them any more.
        """
        row_id = self.current(target.row_id) if target.row_id else None
        if row_id in self.rows[target.table]:
            return self.rows[target.table][row_id]
        article_id, start, end = self.place(target)
        local = str(target.row_id).partition(":")[2]
        if target.table == "actors" and f"{article_id}:{local}" in self.made:
            found: Row | None = self.rows["actors"].get(self.current(f"{article_id}:{local}"))
        elif target.table == "actors":
            mention = self._at("mentions", article_id, start, end)
            actor_id = mention and self.current(str(mention["actor_id"]))
            found = self.rows["actors"].get(actor_id) if actor_id else None
        else:
            found = self._at(target.table, article_id, start, end)
        if found is None:
            raise StaleError(f"no row of {target.table} stands at {shown(target.exact)}")
        return found

    def _at(self, table: str, article_id: str, start: int, end: int) -> Row | None:
        rows = self.rows[table].values()
        same = (row for row in rows if (row["start"], row["end"]) == (start, end))
        return next((row for row in same if row["article_id"] == article_id), None)

    def current(self, actor_id: str) -> str:
        """Return the id of the actor that an actor now belongs to."""
        while actor_id in self.merged:
            actor_id = self.merged[actor_id]
        return actor_id

    def sentence_at(self, article_id: str, start: int) -> tuple[int, int]:
        """Return the sentence of an article in which a character stands."""
        if article_id not in self._sentences:
            text = self.texts[article_id]
            self._sentences[article_id] = split_sentences(text, 0, len(text))
        return sentence_at(self._sentences[article_id], start)

    def mentions_of(self, actor_id: str) -> list[Row]:
        """List an actor's mentions in the order of the text."""
        own = [row for row in self.rows["mentions"].values() if row["actor_id"] == actor_id]
        return sorted(own, key=lambda row: (row["start"], row["end"]))

    def quotes_of(self, article_id: str) -> list[Row]:
        """List an article's quotes in the order of the text."""
        own = [row for row in self.rows["quotes"].values() if row["article_id"] == article_id]
        return sorted(own, key=lambda row: (row["start"], -row["end"]))

    def point(self, old: str, new: str | None) -> None:
        """Replace an actor by another one, or by nobody, in everything that names it."""
        for name, columns in ACTOR_COLUMNS.items():
            for row in self.rows.get(name, {}).values():
                for column in columns:
                    if row.get(column) == old:
                        put(row, column, new)
        for name, columns in ACTOR_LISTS.items():
            for row in self.rows.get(name, {}).values():
                for column in columns:
                    named = [new if one == old else one for one in row.get(column) or []]
                    row[column] = [one for one in dict.fromkeys(named) if one is not None]

    def drop(self, table: str, row_id: str) -> None:
        """Remove a row and what links to it."""
        row = self.rows[table].pop(row_id)
        links = {"quotes": ("quote_id", "within_id"), "figures": ("part_of_id",)}.get(table, ())
        for name in ("quotes", "figures"):
            for other in self.rows[name].values():
                for column in links:
                    if column != KEYS[name] and other.get(column) == row_id:
                        put(other, column, None)
        span = (row.get("article_id"), row.get("start"), row.get("end"))
        self.issues = [
            one
            for one in self.issues
            if (one.get("article_id"), one.get("start"), one.get("end")) != span
        ]

    def finish(self) -> dict[str, list[Row]]:
        """Return the rows by table, in order, with all that depends on others."""
        for actor_id, values in self.values.items():
            # An actor that was rejected is gone.
            if actor := self.rows["actors"].get(self.current(actor_id)):
                for column, value in values.items():
                    put(actor, column, value)
        self._drop_unnamed()
        self._refresh_actors()
        self._refresh_names()
        found = {name: list(rows.values()) for name, rows in self.rows.items()}
        places = {article_id: n for n, article_id in enumerate(self.texts)}
        for name, rows in found.items():
            rows.sort(key=partial(_order_in, name, places))
        self.issues.sort(key=lambda row: _issue_order(row, places))
        articles = rows_of(self.tables, "articles")
        return {"articles": articles, **found, "issues": self.issues}

    def _drop_unnamed(self) -> None:
        """Remove the actors made for a decision that no row names any more."""
        named = {row["actor_id"] for row in self.rows["mentions"].values()}
        for name in ("quotes", "figures"):
            for row in self.rows[name].values():
                named |= {row.get(column) for column in ACTOR_COLUMNS[name]}
                named |= {one for column in ACTOR_LISTS[name] for one in row[column]}
        for actor_id in self.made - named:
            self.rows["actors"].pop(actor_id, None)

    def _refresh_actors(self) -> None:
        mentions: dict[str, list[Row]] = {actor_id: [] for actor_id in self.rows["actors"]}
        for row in sorted(self.rows["mentions"].values(), key=itemgetter("start", "end")):
            mentions[row["actor_id"]].append(row)
        n_quotes = Counter(
            row.get("speaker_id") for row in self.rows["quotes"].values() if row["act"] != ATTITUDE
        )
        for actor_id, actor in self.rows["actors"].items():
            own = mentions[actor_id]
            named = [row for row in own if row["form"] == "name"]
            named = named or [row for row in own if row["form"] == "nominal"]
            forms = dict.fromkeys(str(row["text"]) for row in named)
            actor["aliases"] = [form for form in forms if form != actor["name"]]
            actor["n_mentions"] = len(own)
            if own:
                actor["first_start"] = own[0]["start"]
            actor["n_quotes"] = n_quotes[actor_id]

    def _refresh_names(self) -> None:
        actors = self.rows["actors"]
        for quote in self.rows["quotes"].values():
            speaker = actors.get(quote.get("speaker_id", ""))
            put(quote, "speaker_name", speaker and speaker["name"])
            put(quote, "speaker_kind", speaker and speaker["kind"])
        for figure in self.rows["figures"].values():
            claimant = actors.get(figure.get("claimant_id", ""))
            if claimant:
                figure["claimant_name"] = claimant["name"]


def _order_in(name: str, places: dict[str, int], row: Row) -> tuple[int, int, int]:
    """Return what orders the rows of a table, as ``tabulate`` orders them."""
    at = places[row["article_id"]]
    if name == "actors":
        return at, row["first_start"], 0
    return at, row["start"], -row["end"] if name == "quotes" else row["end"]


def _issue_order(row: Row, places: dict[str, int]) -> tuple[object, ...]:
    at = places.get(row.get("article_id", ""), -1)
    message = row["message"] if row["kind"] == STALE else ""
    return at, row.get("start", -1), row.get("end", -1), row["kind"], message
