"""Replay corrections on tables: the decisions first, then all that depends on them."""

import hashlib
import math
from collections.abc import Callable, Iterable
from dataclasses import replace

from ..figures.measures import units
from ..tables.linked import Tables
from ..tables.schema import BY_HAND, CONTRACT
from .draft import Draft, Row, StaleError, overlapping, put, shown, stale
from .model import KEYS, Correction, Target

# What a claimant does by the stance of the cue of the quote that a figure stands in.
CLAIM_OF_STANCE = {"deny": "denied"}
OPEN_END = {">": "high", ">=": "high", "<": "low", "<=": "low"}


def correct(
    tables: Tables, corrections: Iterable[Correction], *, faults: Iterable[str] = ()
) -> Tables:
    """Return tables with corrections applied in their order.

    A merge joins mentions, names and counts. A speaker moves to the quotes that go on for it, and
    to the figures in them that the former speaker claimed. What is rejected leaves no trace. A
    decision whose words are not in the article any more becomes a row of ``issues``
    (``stale_correction``), never a guess.

    Parameters
    ----------
    tables
        What ``tabulate`` returned; not changed.
    corrections
        Decisions; of two about the same value the later one holds.
    faults
        What is wrong with the file that they come from, one message each.

    Returns
    -------
    Tables
        Checked against the contract. ``found_by`` and ``resolved_by`` say ``correction`` where a
        person decided, and the confidence there is 1.
    """
    decisions, faults = list(corrections), list(faults)
    if not decisions and not faults:
        return tables
    draft = Draft(tables)
    for decision in decisions:
        try:
            APPLY[decision.action](draft, decision)
        except StaleError as reason:
            first = decision.targets[0]
            message = f"{decision.action} on {shown(first.exact)} does not apply: {reason.args[0]}."
            known = first.article_id if first.article_id in draft.texts else None
            draft.issues.append(stale(message, known))
    draft.issues += [stale(fault, None) for fault in faults]
    _settle_speakers(draft)
    _drop_rejected(draft)
    return replace(draft.finish(), origin=tables, corrections=tuple(decisions))


def _set_speaker(draft: Draft, decision: Correction) -> None:
    quote = draft.row(decision.targets[0])
    draft.speakers[str(quote["quote_id"])] = _speaker(draft, decision, quote)


def _speaker(draft: Draft, decision: Correction, quote: Row) -> str | None:
    """Return the actor that a decision names, made if the tables have none of that name."""
    if name := decision.values.get("name"):
        return _actor_named(draft, str(quote["article_id"]), str(name), int(quote["start"]))
    actor = decision.values.get("actor")
    return str(draft.row(actor)["actor_id"]) if isinstance(actor, Target) else None


def _actor_named(draft: Draft, article_id: str, name: str, start: int, kind: str = "person") -> str:
    actors = draft.rows["actors"]
    same = (
        row for row in actors.values() if (row["article_id"], row["name"]) == (article_id, name)
    )
    if found := next(same, None):
        return str(found["actor_id"])
    actor_id = f"{article_id}:a-{hashlib.sha256(name.encode()).hexdigest()[:8]}"
    actors[actor_id] = {
        "actor_id": actor_id, "article_id": article_id, "name": name, "kind": kind,
        "first_start": start, "is_generic": False,
    }  # fmt: skip
    _only_known(actors[actor_id], "actors")
    return actor_id


def _settle_speakers(draft: Draft) -> None:
    """Assign each quote the speaker decided for it, or for the quote that it continues."""
    given: dict[str, str | None] = {}
    for article_id in draft.texts:
        for quote in draft.quotes_of(article_id):
            quote_id = str(quote["quote_id"])
            if quote_id in draft.speakers:
                given[quote_id] = draft.speakers[quote_id]
            elif quote_id in draft.moved:
                given[quote_id] = draft.moved[quote_id]
            elif draft.goes_on.get(quote_id) in given:
                given[quote_id] = given[draft.goes_on[quote_id]]
    for quote_id, actor_id in given.items():
        _give(draft, draft.rows["quotes"][quote_id], actor_id and draft.current(actor_id))


def _give(draft: Draft, quote: Row, actor_id: str | None) -> None:
    """Assign a speaker to a quote and to the figures in it that the former speaker claimed."""
    former = quote.get("speaker_id")
    put(quote, "speaker_id", actor_id)
    _only_others(quote)
    _sign(quote, "quotes", "resolved_by", "confidence", "speaker_confidence")
    if actor_id is None:
        quote.pop("speaker_confidence", None)
    _move_claims(draft, quote, former, actor_id)
    place = (quote["article_id"], quote["start"], quote["end"])
    draft.issues = [
        issue
        for issue in draft.issues
        if issue["kind"] != "no_speaker"
        or (issue.get("article_id"), issue.get("start"), issue.get("end")) != place
    ]


def _move_claims(draft: Draft, quote: Row, former: object, actor_id: str | None) -> None:
    """Move the figures that a quote's former speaker claims in it to another, or to nobody."""
    for figure in draft.rows["figures"].values():
        if figure.get("quote_id") != quote["quote_id"] or figure["figure_id"] in draft.claimed:
            continue
        is_named = "claimant_name" in figure and "claimant_id" not in figure
        if not is_named and figure.get("claimant_id") == former:
            claim = CLAIM_OF_STANCE.get(str(quote["stance"]), "asserted")
            _set_claimant(figure, actor_id, claim)


def _set_claimant(figure: Row, actor_id: str | None, claim: str) -> None:
    put(figure, "claimant_id", actor_id)
    if actor_id is None:
        for column in ("claimant_name", "claim", "claimant_confidence"):
            figure.pop(column, None)
    else:
        figure["claim"] = figure.get("claim", claim)
        figure["claimant_confidence"] = 1.0
    _only_known(figure, "figures")


def _add_speaker(draft: Draft, decision: Correction) -> None:
    quote = draft.row(decision.targets[0])
    actor_id = str(draft.row(decision.values["actor"])["actor_id"])
    if draft.speakers.get(str(quote["quote_id"]), quote.get("speaker_id")) is None:
        draft.speakers[str(quote["quote_id"])] = actor_id
    elif actor_id != quote.get("speaker_id"):
        quote["co_speaker_ids"] = sorted({*(quote.get("co_speaker_ids") or []), actor_id})
        _sign(quote, "quotes", "resolved_by", "confidence", "speaker_confidence")


def _merge_actors(draft: Draft, decision: Correction) -> None:
    found = {str(draft.row(target)["actor_id"]) for target in decision.targets}
    actors = sorted((draft.rows["actors"][one] for one in found), key=_order)
    kept, *others = actors
    for other in others:
        for mention in draft.mentions_of(str(other["actor_id"])):
            mention["actor_id"] = kept["actor_id"]
            _sign(mention, "mentions", "resolved_by", "confidence")
        del draft.rows["actors"][other["actor_id"]]
        draft.merged[str(other["actor_id"])] = str(kept["actor_id"])
        draft.point(str(other["actor_id"]), str(kept["actor_id"]))
    kept["name"] = max((str(actor["name"]) for actor in actors), key=len)
    for column in ("role", "affiliation", "country"):
        known = (actor[column] for actor in actors if column in actor)
        put(kept, column, next(known, None))
    for quote in draft.rows["quotes"].values():
        _only_others(quote)


def _order(actor: Row) -> tuple[int, str]:
    return int(actor["first_start"]), str(actor["actor_id"])


def _only_others(quote: Row) -> None:
    """Keep a speaker from being its own runner-up, fellow speaker or relay."""
    speaker = quote.get("speaker_id")
    for column in ("runner_up_id", "relayed_by_id", "speaks_for_id"):
        if speaker is not None and quote.get(column) == speaker:
            quote.pop(column)
    if "co_speaker_ids" in quote:
        quote["co_speaker_ids"] = [one for one in quote["co_speaker_ids"] if one != speaker]


def _split_mention(draft: Draft, decision: Correction) -> None:
    mention = draft.row(decision.targets[0])
    former = str(mention["actor_id"])
    if len(draft.mentions_of(former)) == 1:
        return
    start, end = int(mention["start"]), int(mention["end"])
    actor_id = f"{mention['article_id']}:a{start}-{end}"
    if actor_id in draft.rows["actors"]:
        actor_id += "-split"
    copied = {key: draft.rows["actors"][former][key] for key in ("article_id", "kind")}
    draft.rows["actors"][actor_id] = {
        **copied, "actor_id": actor_id, "name": mention["text"], "first_start": start,
        "is_generic": False,
    }  # fmt: skip
    _only_known(draft.rows["actors"][actor_id], "actors")
    mention["actor_id"] = actor_id
    _sign(mention, "mentions", "resolved_by", "confidence")
    for quote in draft.rows["quotes"].values():
        if quote["article_id"] != mention["article_id"] or quote.get("speaker_id") != former:
            continue
        if "speaker" in quote and quote["speaker_start"] <= start and end <= quote["speaker_end"]:
            draft.moved[str(quote["quote_id"])] = actor_id


def _change_actor(draft: Draft, decision: Correction) -> None:
    actor = draft.row(decision.targets[0])
    draft.values.setdefault(str(actor["actor_id"]), {}).update(decision.values)


def _reject(draft: Draft, decision: Correction) -> None:
    table = decision.targets[0].table
    row = draft.row(decision.targets[0])
    draft.rejected[str(row[KEYS[table]])] = table


def _drop_rejected(draft: Draft) -> None:
    """Remove what was rejected, with all that names it; an actor goes with its last mention."""
    for row_id, table in draft.rejected.items():
        row = draft.rows[table].get(draft.current(row_id))
        if row is None:
            continue
        if table == "actors":
            _drop_actor(draft, str(row["actor_id"]))
            continue
        if table == "quotes":
            _move_claims(draft, row, row.get("speaker_id"), None)
        draft.drop(table, row_id)
        if table == "mentions" and not draft.mentions_of(str(row["actor_id"])):
            _drop_actor(draft, str(row["actor_id"]))


def _drop_actor(draft: Draft, actor_id: str) -> None:
    for mention in draft.mentions_of(actor_id):
        draft.drop("mentions", str(mention["mention_id"]))
    for figure in draft.rows["figures"].values():
        if figure.get("claimant_id") == actor_id:
            _set_claimant(figure, None, "")
    for quote in draft.rows["quotes"].values():
        if quote.get("speaker_id") == actor_id:
            quote.pop("speaker_confidence", None)
    draft.point(actor_id, None)
    del draft.rows["actors"][actor_id]


def _confirm(draft: Draft, decision: Correction) -> None:
    target = decision.targets[0]
    row = draft.row(target)
    draft.rejected.pop(str(row[KEYS[target.table]]), None)
    for column in ("confidence", "speaker_confidence", "claimant_confidence"):
        if column in row:
            row[column] = 1.0


def _add_quote(draft: Draft, decision: Correction) -> None:
    target = decision.targets[0]
    article_id, start, end = draft.place(target)
    quote_id = f"{article_id}:q{start}-{end}"
    if quote_id not in draft.rows["quotes"]:
        text = draft.texts[article_id][start:end]
        draft.rows["quotes"][quote_id] = {
            "quote_id": quote_id, "article_id": article_id, "kind": _quote_kind(text),
            "act": "speech", "stance": "neutral", "text": text, "start": start, "end": end,
            "parts": [(start, end)], "co_speaker_ids": [],
        }  # fmt: skip
    quote = draft.rows["quotes"][quote_id]
    _sign(quote, "quotes", "found_by", "confidence")
    draft.speakers[quote_id] = _speaker(draft, decision, quote)
    for figure in overlapping(draft.rows["figures"].values(), article_id, start, end):
        if "quote_id" not in figure and start <= figure["start"] and figure["end"] <= end:
            figure["quote_id"] = quote_id


def _quote_kind(text: str) -> str:
    """Return the kind of a content that a person marked, by the quotation marks in it."""
    if text[0] in "“\"'‘" and text[-1] in "”\"'’":
        return "direct"
    return "mixed" if any(mark in text for mark in '“”"') else "indirect"


def _add_mention(draft: Draft, decision: Correction) -> None:
    article_id, start, end = draft.place(decision.targets[0])
    text = draft.texts[article_id][start:end]
    kind = str(decision.values.get("kind") or "person")
    actor = decision.values.get("actor")
    if isinstance(actor, Target):
        actor_id = str(draft.row(actor)["actor_id"])
    else:
        name = str(decision.values.get("name") or text)
        actor_id = _actor_named(draft, article_id, name, start, kind)
    mention_id = f"{article_id}:m{start}-{end}"
    row = draft.rows["mentions"].setdefault(
        mention_id,
        {
            "mention_id": mention_id, "article_id": article_id, "start": start, "end": end,
            "text": text, "form": "name" if text[0].isupper() else "nominal",
        },
    )  # fmt: skip
    former = row.get("actor_id")
    row["actor_id"] = actor_id
    _sign(row, "mentions", "resolved_by", "confidence")
    if former not in (None, actor_id) and not draft.mentions_of(str(former)):
        draft.merged[str(former)] = actor_id
        draft.point(str(former), actor_id)
        del draft.rows["actors"][former]


def _add_figure(draft: Draft, decision: Correction) -> None:
    article_id, start, end = draft.place(decision.targets[0])
    figure_id = f"{article_id}:f{start}-{end}"
    quotes = overlapping(draft.rows["quotes"].values(), article_id, start, end)
    whole = [row for row in quotes if row["start"] <= start and end <= row["end"]]
    quote = min(whole, key=lambda row: int(row["end"]) - int(row["start"]), default=None)
    figure = draft.rows["figures"].setdefault(
        figure_id,
        {
            "figure_id": figure_id, "article_id": article_id, "start": start, "end": end,
            "text": draft.texts[article_id][start:end], "bound": "=", "unit": "count",
            "unit_kind": "count",
        },
    )  # fmt: skip
    put(figure, "quote_id", quote and quote["quote_id"])
    _sign(figure, "figures", "found_by", "confidence")
    if quote and "claimant" not in decision.values:
        _move_claims(draft, quote, None, quote.get("speaker_id"))
    _change(draft, figure, decision)


def _change_figure(draft: Draft, decision: Correction) -> None:
    figure = draft.row(decision.targets[0])
    _sign(figure, "figures", "found_by", "confidence")
    _change(draft, figure, decision)


def _change(draft: Draft, figure: Row, decision: Correction) -> None:
    values = decision.values
    bound = str(values.get("bound", figure["bound"]))
    for column, other in (("low", "high"), ("high", "low")):
        if column in values:
            figure[column] = float(values[column])
            if other not in values and (bound in "=~" or other not in figure):
                figure[other] = float(values[column])
    if bound != figure["bound"]:
        figure["bound"] = bound
        known = figure["low"] if math.isfinite(float(figure["low"])) else figure["high"]
        if bound in ("=", "~") and not {"low", "high"} <= values.keys():
            figure["low"] = figure["high"] = known
    if open_end := OPEN_END.get(bound):
        known = figure["low"] if open_end == "high" else figure["high"]
        if not math.isfinite(float(known)):
            figure["low" if open_end == "high" else "high"] = figure[open_end]
        figure[open_end] = math.inf if open_end == "high" else -math.inf
    if "unit" in values:
        figure["unit"], figure["unit_kind"] = _unit(str(values["unit"]), figure)
    if "thing" in values:
        thing = values["thing"]
        span = draft.place(thing) if isinstance(thing, Target) else None
        for column in ("thing", "thing_start", "thing_end"):
            figure.pop(column, None)
        if span:
            article_id, start, end = span
            words = draft.texts[article_id][start:end]
            figure |= {"thing": words, "thing_start": start, "thing_end": end}
    if "claimant" in values:
        claimant = values["claimant"]
        is_actor = isinstance(claimant, Target)
        _set_claimant(
            figure, str(draft.row(claimant)["actor_id"]) if is_actor else None, "asserted"
        )
        draft.claimed.add(figure["figure_id"])


def _unit(name: str, figure: Row) -> tuple[str, str]:
    """Return a unit and its kind, as the table of units has it, or else the kind that was there."""
    known = units().get(name.lower())
    if known:
        return str(known["unit"]), str(known["unit_kind"])
    return name, name if name in ("count", "percent", "ratio") else str(figure["unit_kind"])


def _change_quote(draft: Draft, decision: Correction) -> None:
    quote = draft.row(decision.targets[0])
    article_id, start, end = draft.place(decision.values["content"])
    parts = [(max(a, start), min(b, end)) for a, b in quote["parts"] if a < end and start < b]
    if parts:
        parts[0], parts[-1] = (start, parts[0][1]), (parts[-1][0], end)
    quote |= {
        "start": start, "end": end, "text": draft.texts[article_id][start:end],
        "parts": parts or [(start, end)],
    }  # fmt: skip
    _sign(quote, "quotes", "found_by", "confidence")


def _sign(row: Row, table: str, decided: str, *confidences: str) -> None:
    """Mark a row as decided by a person."""
    row[decided] = BY_HAND
    row |= dict.fromkeys(confidences, 1.0)
    _only_known(row, table)


def _only_known(row: Row, table: str) -> None:
    """Drop what the contract has no column for."""
    known = {column.name for column in CONTRACT[table]}
    for key in row.keys() - known:
        del row[key]


APPLY: dict[str, Callable[[Draft, Correction], None]] = {
    "set_speaker": _set_speaker,
    "add_speaker": _add_speaker,
    "merge_actors": _merge_actors,
    "split_mention": _split_mention,
    "change_actor": _change_actor,
    "reject": _reject,
    "confirm": _confirm,
    "add_quote": _add_quote,
    "add_mention": _add_mention,
    "add_figure": _add_figure,
    "change_quote": _change_quote,
    "change_figure": _change_figure,
}
