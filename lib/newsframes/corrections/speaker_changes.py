"""Corrections of speakers, and what follows a speaker: quotes that go on, and figures claimed."""

import hashlib

from .draft import Draft
from .model import Correction, Target
from .row_values import Row, only_known, put, sign

# What a claimant does by the stance of the cue of the quote that a figure stands in.
CLAIM_OF_STANCE = {"deny": "denied"}


def set_speaker(draft: Draft, decision: Correction) -> None:
    """Note the speaker that a quote is to have."""
    quote = draft.row(decision.targets[0])
    draft.speakers[str(quote["quote_id"])] = decided_speaker(draft, decision, quote)


def add_speaker(draft: Draft, decision: Correction) -> None:
    """Add a further speaker; of a quote without a speaker, the first one."""
    quote = draft.row(decision.targets[0])
    actor_id = str(draft.row(decision.values["actor"])["actor_id"])
    if draft.speakers.get(str(quote["quote_id"]), quote.get("speaker_id")) is None:
        draft.speakers[str(quote["quote_id"])] = actor_id
    elif actor_id != quote.get("speaker_id"):
        quote["co_speaker_ids"] = sorted({*(quote.get("co_speaker_ids") or []), actor_id})
        sign(quote, "quotes", "resolved_by", "confidence", "speaker_confidence")


def decided_speaker(draft: Draft, decision: Correction, quote: Row) -> str | None:
    """Return the actor that a decision names, made if the tables have none of that name."""
    if name := decision.values.get("name"):
        return actor_named(draft, str(quote["article_id"]), str(name), int(quote["start"]))
    actor = decision.values.get("actor")
    return str(draft.row(actor)["actor_id"]) if isinstance(actor, Target) else None


def actor_named(draft: Draft, article_id: str, name: str, start: int, kind: str = "person") -> str:
    """Return the id of the actor of a name, made if the article has none."""
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
    only_known(actors[actor_id], "actors")
    draft.made.add(actor_id)
    return actor_id


def settle_speakers(draft: Draft) -> None:
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
    only_others(quote)
    sign(quote, "quotes", "resolved_by", "confidence", "speaker_confidence")
    if actor_id is None:
        quote.pop("speaker_confidence", None)
    move_claims(draft, quote, former, actor_id)
    place = (quote["article_id"], quote["start"], quote["end"])
    draft.issues = [
        issue
        for issue in draft.issues
        if issue["kind"] != "no_speaker"
        or (issue.get("article_id"), issue.get("start"), issue.get("end")) != place
    ]


def move_claims(draft: Draft, quote: Row, former: object, actor_id: str | None) -> None:
    """Move the figures that a quote's former speaker claims in it to another, or to nobody."""
    for figure in draft.rows["figures"].values():
        if figure.get("quote_id") != quote["quote_id"] or figure["figure_id"] in draft.claimed:
            continue
        is_named = "claimant_name" in figure and "claimant_id" not in figure
        if not is_named and figure.get("claimant_id") == former:
            claim = CLAIM_OF_STANCE.get(str(quote["stance"]), "asserted")
            set_claimant(figure, actor_id, claim)


def set_claimant(figure: Row, actor_id: str | None, claim: str) -> None:
    """Set the claimant of a figure, or nobody; ``claim`` is used where the figure has none."""
    put(figure, "claimant_id", actor_id)
    if actor_id is None:
        for column in ("claimant_name", "claim", "claimant_confidence"):
            figure.pop(column, None)
    else:
        figure["claim"] = figure.get("claim", claim)
        figure["claimant_confidence"] = 1.0
    only_known(figure, "figures")


def only_others(quote: Row) -> None:
    """Keep a speaker from being its own runner-up, fellow speaker or relay."""
    speaker = quote.get("speaker_id")
    for column in ("runner_up_id", "relayed_by_id", "speaks_for_id"):
        if speaker is not None and quote.get(column) == speaker:
            quote.pop(column)
    if "co_speaker_ids" in quote:
        quote["co_speaker_ids"] = [one for one in quote["co_speaker_ids"] if one != speaker]
