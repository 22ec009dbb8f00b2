"""Corrections of actors and of their mentions: merged, split, changed, added, removed."""

from .draft import Draft
from .model import Correction, Target
from .row_values import Row, only_known, overlapping, put, sign
from .speaker_changes import actor_named, only_others, set_claimant


def merge_actors(draft: Draft, decision: Correction) -> None:
    """Merge the actors of each article into the one mentioned first, under the longest name.

    That actors of different articles are one does not change their rows; ``align_actors`` says it.
    """
    is_across = len({target.article_id for target in decision.targets}) > 1
    found: dict[str, set[str]] = {}
    for target in decision.targets:
        if not is_across or target.article_id in draft.texts:
            row = draft.row(target)
            found.setdefault(str(row["article_id"]), set()).add(str(row["actor_id"]))
    for actor_ids in found.values():
        _merge(draft, actor_ids)


def _merge(draft: Draft, actor_ids: set[str]) -> None:
    """Merge the actors of one article."""
    actors = sorted((draft.rows["actors"][one] for one in actor_ids), key=_order)
    kept, *others = actors
    for other in others:
        for mention in draft.mentions_of(str(other["actor_id"])):
            mention["actor_id"] = kept["actor_id"]
            sign(mention, "mentions", "resolved_by", "confidence")
        del draft.rows["actors"][other["actor_id"]]
        draft.merged[str(other["actor_id"])] = str(kept["actor_id"])
        draft.point(str(other["actor_id"]), str(kept["actor_id"]))
    kept["name"] = max((str(actor["name"]) for actor in actors), key=len)
    for column in ("role", "affiliation", "country"):
        known = (actor[column] for actor in actors if column in actor)
        put(kept, column, next(known, None))
    for quote in draft.rows["quotes"].values():
        only_others(quote)


def _order(actor: Row) -> tuple[int, str]:
    return int(actor["first_start"]), str(actor["actor_id"])


def split_mention(draft: Draft, decision: Correction) -> None:
    """Make an actor of its own of a mention; what is said or claimed through it goes along."""
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
    only_known(draft.rows["actors"][actor_id], "actors")
    _move_quotes(draft, mention, actor_id)
    _move_figures(draft, mention, actor_id)
    mention["actor_id"] = actor_id
    sign(mention, "mentions", "resolved_by", "confidence")


def _move_quotes(draft: Draft, mention: Row, actor_id: str) -> None:
    """Move what a mention's actor does as the source of quotes, where the mention says so."""
    former = str(mention["actor_id"])
    for quote in draft.quotes_of(str(mention["article_id"])):
        if "speaker" not in quote:
            continue
        span = quote["speaker_start"], quote["speaker_end"]
        if _naming(draft.mentions_of(former), *span) is not mention:
            continue
        if quote.get("speaker_id") == former:
            draft.moved[str(quote["quote_id"])] = actor_id
        if quote.get("speaks_for_id") == former:
            quote["speaks_for_id"] = actor_id
        if former in quote["co_speaker_ids"]:
            others = {*quote["co_speaker_ids"]} - {former}
            quote["co_speaker_ids"] = sorted({*others, actor_id})


def _move_figures(draft: Draft, mention: Row, actor_id: str) -> None:
    """Move the figures that a mention's actor claims in its sentence outside its own quotes."""
    former, article_id = str(mention["actor_id"]), str(mention["article_id"])
    start, end = draft.sentence_at(article_id, int(mention["start"]))
    near = [row for row in draft.mentions_of(former) if start <= row["start"] < end]
    near = [row for row in near if row["resolved_by"] != "apposition"] or near
    for figure in overlapping(draft.rows["figures"].values(), article_id, start, end):
        quote = draft.rows["quotes"].get(figure.get("quote_id", ""), {})
        if figure.get("claimant_id") != former or quote.get("speaker_id") == former:
            continue
        claiming = next((row for row in reversed(near) if row["end"] <= figure["start"]), near[0])
        if claiming is mention and figure["figure_id"] not in draft.claimed:
            set_claimant(figure, actor_id, "asserted")


def _naming(mentions: list[Row], start: int, end: int) -> Row | None:
    """Return the mention that says who is meant in a stretch: its first name, else its first."""
    within = [row for row in mentions if start <= row["start"] and row["end"] <= end]
    named = [row for row in within if row["form"] == "name"]
    return next(iter(named or within), None)


def split_actor(draft: Draft, decision: Correction) -> None:
    """Look for an actor that ``align_actors`` is to keep apart; its rows stay as they are."""
    draft.row(decision.targets[0])


def change_actor(draft: Draft, decision: Correction) -> None:
    """Note the values that an actor is to have at the end."""
    actor = draft.row(decision.targets[0])
    draft.values.setdefault(str(actor["actor_id"]), {}).update(decision.values)


def add_mention(draft: Draft, decision: Correction) -> None:
    """Make a mention of a stretch of text, of an actor named or of a new one."""
    article_id, start, end = draft.place(decision.targets[0])
    text = draft.texts[article_id][start:end]
    kind = str(decision.values.get("kind") or "person")
    actor = decision.values.get("actor")
    if isinstance(actor, Target):
        actor_id = str(draft.row(actor)["actor_id"])
    else:
        name = str(decision.values.get("name") or text)
        actor_id = actor_named(draft, article_id, name, start, kind)
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
    sign(row, "mentions", "resolved_by", "confidence")
    if former not in (None, actor_id) and not draft.mentions_of(str(former)):
        draft.merged[str(former)] = actor_id
        draft.point(str(former), actor_id)
        del draft.rows["actors"][former]


def drop_actor(draft: Draft, actor_id: str) -> None:
    """Remove an actor with its mentions, and take it out of all that names it."""
    for mention in draft.mentions_of(actor_id):
        draft.drop("mentions", str(mention["mention_id"]))
    for figure in draft.rows["figures"].values():
        if figure.get("claimant_id") == actor_id:
            set_claimant(figure, None, "")
    for quote in draft.rows["quotes"].values():
        if quote.get("speaker_id") == actor_id:
            quote.pop("speaker_confidence", None)
    draft.point(actor_id, None)
    del draft.rows["actors"][actor_id]
