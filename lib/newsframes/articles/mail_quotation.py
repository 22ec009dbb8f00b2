"""What a mail message quotes: replies, forwarded messages, and the signature."""

import re

# "On Monday, Jo Tan wrote:", also broken over two lines.
INTRODUCTION = re.compile(
    r"^(?:On|Am|Le) [^\n]{4,200}(?:\n[^\n>]{0,100})?\b(?:wrote|schrieb|a écrit)\s?:[ \t]*\n"
    r"(?=(?:[ \t]*\n)*>)",
    re.MULTILINE,
)
ORIGINAL = re.compile(r"^[ \t]*-{2,} ?Original Message ?-{2,}[ \t]*$", re.MULTILINE | re.IGNORECASE)
FORWARD = re.compile(
    r"^[ \t]*(?:-{2,} ?Forwarded message ?-{2,}|Begin forwarded message:)[ \t]*$",
    re.MULTILINE | re.IGNORECASE,
)
# The fields that mail programs print above what they quote.
FIELDS = re.compile(
    r"^(?:_{5,}[ \t]*\n)?[ \t*]*From:[^\n]+\n"
    r"(?:[ \t*]*(?:Sent|Date|To|Cc|Subject|Reply-To|Importance):[^\n]*\n(?:[ \t]+[^\n]+\n)*){2,8}",
    re.MULTILINE,
)
QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*(?:\n|\Z)", re.MULTILINE)
MARK = re.compile(r"^[ \t]*(?:>[ \t]?)+", re.MULTILINE)
SIGNATURE = re.compile(r"^-- ?$", re.MULTILINE)
# A longer one is no signature.
LONGEST_SIGNATURE = 12


def part_quotation(text: str, *, is_forwarded: bool = False) -> tuple[str, int]:
    r"""Part the text of a message from what it quotes.

    Not found: a reply quoted without any mark, and words of the sender's within a quoted line.

    Parameters
    ----------
    text
        The body.
    is_forwarded
        What it quotes is its text, as its subject says.

    Returns
    -------
    tuple
        The text, and the number of lines left out.

    Examples
    --------
    >>> part_quotation("Yes.\n\nOn Monday Jo Tan wrote:\n> Is it true?\n")
    ('Yes.\n\n', 2)
    """
    if is_forwarded or (FORWARD.search(text) and not ORIGINAL.search(text)):
        kept = FIELDS.sub("", FORWARD.sub("", text))
        own = QUOTED_LINE.sub("", kept)
        return (own if own.strip() else MARK.sub("", kept)), 0
    kept = text
    for pattern in (ORIGINAL, FIELDS):
        if match := pattern.search(kept):
            kept = kept[: match.start()]
    kept = QUOTED_LINE.sub("", INTRODUCTION.sub("", kept))
    if not kept.strip():
        return MARK.sub("", FIELDS.sub("", text)), 0
    return kept, _count_lines(text) - _count_lines(kept)


def drop_signature(text: str) -> tuple[str, int]:
    r"""Leave out what stands below a line of two hyphens, and count its lines.

    Examples
    --------
    >>> drop_signature("Yes.\n-- \nAnn Lee\n")
    ('Yes.\n', 1)
    """
    found = list(SIGNATURE.finditer(text))
    if not found:
        return text, 0
    n_lines = _count_lines(text[found[-1].end() :])
    is_signature = n_lines <= LONGEST_SIGNATURE and text[: found[-1].start()].strip()
    return (text[: found[-1].start()], n_lines) if is_signature else (text, 0)


def join_flowed(text: str, *, drops_spaces: bool = False) -> str:
    r"""Join the lines that a mail program broke (RFC 3676): those that end in a space.

    Examples
    --------
    >>> join_flowed("The ferry \nran.\n-- \nAnn")
    'The ferry ran.\n-- \nAnn'
    """
    pieces: list[str] = []
    for line in text.split("\n"):
        is_quoted = line.startswith(">")
        line = line.removeprefix(" ")
        goes_on = line.endswith(" ") and line != "-- " and not is_quoted
        pieces += [line[:-1] if goes_on and drops_spaces else line, "" if goes_on else "\n"]
    return "".join(pieces).removesuffix("\n")


def _count_lines(text: str) -> int:
    return sum(bool(line.strip()) for line in text.split("\n"))
