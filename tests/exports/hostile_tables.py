"""Tables whose every text tries to be something else: formula, markup, path, mathematics, line."""

import math

import newsframes as nf

HOSTILE = (
    "=1+1", "+1", "-2+3", "@SUM(A1:A9)", "=cmd|' /C calc'!A0", "＝1+1", "'quoted", "\t=1+1",
    "<script>alert('x')</script>", "<b>bold</b> & &amp; ]]>", "](javascript:alert(1))",
    "`code` **bold** _it_ ~~no~~", "# head", "> quote", "- item", "1. item", "[[a]](b) ![c](d)",
    "$x^2$ and $$y$$", r"\(z\) \frac", "{{7*7}} {%x%}", "tab\there", "line\nbreak", "cr\r\nlf",
    "two\n\nparagraphs", "line end\n", " spaces ", "bell\x07 and \x01", "form\x0cfeed \x1c \x85 \u2028 \u2029 end",
    "bidi \u202eevil\u202c \u2066x\u2069 \u200f", "_x0007_ and _x005F_", "\ufffe no character",
    "a;b,c#d|e", "https://evil.example/a www.evil.example", "../../etc/passwd", "\U0001f600 astral", 'say "yes"', "%s {0} \\n \\u0041",
)  # fmt: skip
IDS = ("../../etc/passwd", "=a b/c\n", "5b09a07d7ca6")
SOURCES = ("javascript:alert(1)", '=HYPERLINK("x")<b>', "https://example.org/a?b=1#c")
BOUNDS = (("=", 1.0, 1.0), (">", 2.5, math.inf), ("<", -math.inf, -3.0), ("~", -4.0, 1e6))


def hostile_tables() -> nf.Tables:
    """Return three articles with a mention, an actor, a quote and a figure for each text."""
    rows = {name: [] for name in ("articles", "mentions", "actors", "quotes", "figures", "issues")}
    for article_id, source, hostile in zip(
        IDS, SOURCES, (HOSTILE, HOSTILE[:6], HOSTILE[:9]), strict=True
    ):
        text, spans = "Opening.\n", []
        for one in hostile:
            spans.append((len(text), len(text) + len(one)))
            text += f"{one}\nsaid x{one} of it.\n"
        rows["articles"].append({
            "article_id": article_id, "title": hostile[0], "source": source, "byline": hostile[3],
            "published": "2022-01-10", "dateline": hostile[4], "language": "en",
            "n_chars": len(text), "body_start": 0, "body_end": len(text), "text": text,
        })  # fmt: skip
        for number, (start, end) in enumerate(spans):
            _add_rows(rows, article_id, text, start, end, number)
    rows["issues"].append({"kind": "skipped", "message": "=1+1 of no article"})
    return nf.Tables.of(rows)


def _add_rows(rows: dict, article_id: str, text: str, start: int, end: int, number: int) -> None:
    own, at = text[start:end], f"{start}-{end}"
    keys = {letter: f"{article_id}:{letter}{at}" for letter in "maqf"}
    span = {"article_id": article_id, "text": own, "start": start, "end": end}
    bound, low, high = BOUNDS[number % len(BOUNDS)]
    rows["mentions"].append({
        **span, "mention_id": keys["m"], "actor_id": keys["a"], "form": "name",
        "resolved_by": "name", "confidence": 0.5,
    })  # fmt: skip
    rows["actors"].append({
        "actor_id": keys["a"], "article_id": article_id, "name": own, "kind": "person",
        "role": own, "is_generic": number % 2 == 0, "aliases": [own, own], "n_mentions": 1,
        "n_quotes": 1, "first_start": start,
    })  # fmt: skip
    cue = end + 1
    rows["quotes"].append({
        **span, "quote_id": keys["q"], "kind": "direct", "act": "speech", "stance": "neutral",
        "parts": [(start, end)], "cue": text[cue : cue + 4], "cue_start": cue, "cue_end": cue + 4,
        "cue_lemma": own, "speaker": own, "speaker_start": start, "speaker_end": end,
        "speaker_id": keys["a"], "speaker_name": own, "speaker_kind": "person",
        "co_speaker_ids": [keys["a"]], "confidence": 0.25, "found_by": "tagger",
        "resolved_by": "name",
    })  # fmt: skip
    rows["figures"].append({
        **span, "figure_id": keys["f"], "low": low, "high": high, "bound": bound, "unit": own,
        "unit_kind": "count", "per": own, "thing": own, "thing_start": start, "thing_end": end,
        "event": "killed" if number % 3 else own, "claimant_id": keys["a"],
        "claimant_name": own, "claim": "denied", "quote_id": keys["q"], "confidence": 1.0,
        "found_by": own,
    })  # fmt: skip
    rows["issues"].append({
        "article_id": article_id, "start": start, "end": end, "kind": "markup", "message": own,
    })  # fmt: skip
