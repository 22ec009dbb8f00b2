"""Repairs of a text: HTML markup, escapes, wrong encodings, invisible characters."""

import json
import re
from collections import Counter
from collections.abc import Callable

from ftfy import TextFixerConfig, fix_encoding
from ftfy.badness import is_bad

from ..tables.issue import Issue
from .markup import read_references, strip_tags

ESCAPE = re.compile(
    r"(?:\\u[0-9a-fA-F]{4})+|\\x[89a-fA-F][0-9a-fA-F]"
    r"|\\u\{(?:10|0?[0-9a-fA-F])?[0-9a-fA-F]{1,4}\}|\\U00[01][0-9a-fA-F]{5}"
)
# A path of Windows ("C:\\users\\xab").
PATH = re.compile(r"((?<!\w)(?:[A-Za-z]:\\\w|\\\\\w+\\\w)\S*)")
# An escape alone between quotation marks is what the text is about.
CITED = re.compile(r"[\"'`“‘]\\[ux][0-9a-fA-F]{2,4}[\"'`”’]")
ESCAPED_MARK = re.compile(r"\\([\"'/])")
ESCAPED_BREAKS = re.compile(r"(?<=[.!?:;”\"’')])(?:(?:\\r)?\\n)+|(?:(?:\\r)?\\n){2,}")
# The last byte of a closing quotation mark is undefined in Windows-1252 and often lost.
LOST_CLOSING_MARK = re.compile("â€\ufffd")
# A capital "Ã" that ends a quotation in capitals: “ATÉ AMANHÃ”.
CAPITAL = re.compile("(?<=[A-ZÀ-Þ“‘«])Ã(?=[”’»])")
KEPT = "\ue000"
SOFT_BREAK = re.compile("\xad[ \t]*(?:\r\n|\r|\n)[ \t]*(?=[a-z])")
# A soft hyphen behind a digit, or alone between spaces, was written for a hyphen.
SOFT_FOR_HYPHEN = re.compile(r"(?<=\d)\xad(?=\w)|(?<=\xadyear)\xad(?=old)|(?<!\S)\xad(?=\s)")
INVISIBLE = re.compile("(?<=[^\\W\\d_])[\u200b\u2060\ufeff]+(?=[^\\W\\d_])")
ENCODING_ONLY = TextFixerConfig(explain=False)

# So many layers of damage are undone; a text with more is made to take long.
MOST_PASSES = 20

Repair = Callable[[str], tuple[str, int]]


def repair_text(text: str) -> tuple[str, tuple[Issue, ...]]:
    """Repair a text, and note each kind of repair with its count.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple
        The text, which a second call leaves as it is unless damage is nested in more than 20
        layers, and one issue for each kind of repair: ``markup`` for character references and tags
        of HTML, ``encoding`` for everything else.

    Notes
    -----
    Mojibake is found and undone by ftfy (Speer 2019), line by line; lines without any stay as they
    are.

    Examples
    --------
    >>> text, issues = repair_text("The cityâ€™s plan costs &pound;40m.")
    >>> text, [issue.kind for issue in issues]
    ('The city’s plan costs £40m.', ['encoding', 'markup'])
    """
    counts: Counter[str] = Counter()
    # A repair can bring another one to light: "&amp;pound;" holds "&pound;".
    for _ in range(MOST_PASSES):
        before = text
        for name, (repair, _, _) in REPAIRS.items():
            text, n_repaired = repair(text)
            counts[name] += n_repaired
        if text == before:
            break
    issues = [
        Issue(kind, note.format(n=counts[name]))
        for name, (_, kind, note) in REPAIRS.items()
        if counts[name]
    ]
    return text, tuple(issues)


def _read_escapes(text: str) -> tuple[str, int]:
    r"""Read the escapes of JSON and Python ("\u20ac", "\xa3") as characters."""
    if "\\" not in text:
        return text, 0
    parts = PATH.split(text)
    parts[::2] = [_unescape(part, has_breaks="\n" in text) for part in parts[::2]]
    read_text = "".join(parts)
    return read_text, text.count("\\") - read_text.count("\\")


def _unescape(text: str, *, has_breaks: bool) -> str:
    """Read the escapes of a text without paths; those of line breaks only if it has no others."""
    cited = {match.start() + 1 for match in CITED.finditer(text)}

    def read(match: re.Match[str]) -> str:
        escape = match.group()
        if match.start() in cited:
            return escape
        if escape[1] == "u" and escape[2] != "{":  # perhaps two surrogates, which only JSON joins
            return str(json.loads(f'"{escape}"'))
        return chr(min(int(escape[2:].strip("{}"), 16), 0x10FFFF))

    text = ESCAPED_MARK.sub(r"\1", ESCAPE.sub(read, text))
    if has_breaks:
        return text
    return ESCAPED_BREAKS.sub(lambda match: "\n" * match.group().count("n"), text)


def _undo_mojibake(text: str) -> tuple[str, int]:
    """Undo UTF-8 or Windows-1252 decoded as another encoding: "â‚¬" becomes "€".

    Return the text and the number of characters restored.
    """
    if text.isascii() or not is_bad(text):
        return text, 0
    lines, n_restored = text.split("\n"), 0
    for n, line in enumerate(lines):
        if not is_bad(line):
            continue
        guarded = CAPITAL.sub(KEPT, LOST_CLOSING_MARK.sub("â€\x9d", line))
        lines[n] = fix_encoding(guarded, ENCODING_ONLY).replace(KEPT, "Ã")
        # A character that was there before is restored where the line got shorter ("Â£" to "£").
        n_new, n_gone = (Counter(lines[n]) - Counter(line)).total(), len(line) - len(lines[n])
        n_restored += max(n_new, min(n_gone, line.count("Â")))
    return "\n".join(lines), n_restored


def _join_soft(text: str) -> tuple[str, int]:
    """Remove soft hyphens, and invisible characters within words."""
    n_soft = text.count("\xad")
    if n_soft:
        text = SOFT_FOR_HYPHEN.sub("-", SOFT_BREAK.sub("", text)).replace("\xad", "")
    text, n_invisible = INVISIBLE.subn("", text)
    return text, n_soft + n_invisible


# What is done, the kind of the issue that notes it, and the note.
REPAIRS: dict[str, tuple[Repair, str, str]] = {
    "escapes": (
        _read_escapes, "encoding",
        "{n} escape sequence(s) such as \\u20ac are read as the characters they stand for.",
    ),
    "mojibake": (
        _undo_mojibake, "encoding",
        "{n} character(s) decoded in a wrong encoding (such as “â‚¬” for “€”) are restored. Check"
        " names.",
    ),
    "references": (
        read_references, "markup",
        "{n} HTML character reference(s) such as &pound; are read as the characters.",
    ),
    "tags": (strip_tags, "markup", "{n} HTML tag(s) are removed from the text."),
    "soft": (
        _join_soft, "encoding",
        "{n} soft hyphen(s) or invisible character(s) within words are removed.",
    ),
}  # fmt: skip
