"""HTML left over in plain text: character references and tags, read as what they stand for."""

import html
import re

# Without its semicolon a reference is read only where no letter and no "=" (of a web address)
# follows.
BARE = "amp|cent|euro|gt|hellip|l[ds]quo|lsquo|lt|mdash|nbsp|ndash|pound|quot|r[ds]quo|yen"
REFERENCE = re.compile(
    rf"&(?:#\d{{2,7}};?|#[xX][0-9a-fA-F]{{2,6}};|[A-Za-z][A-Za-z0-9]{{1,31}};|(?:{BARE})(?![A-Za-z=;]))"
)
BLOCK = (
    "address|article|blockquote|br|dd|div|dl|dt|figure|footer|h[1-6]|header|hr|li|main|ol|p|section|table|tbody|td|th|"
    "thead|tr|ul"
)
INLINE = (
    "a|abbr|b|cite|code|em|font|i|img|mark|picture|q|s|small|source|span|strong|sub|sup|time|u|wbr"
)
# Elements whose content is no part of a report.
DROPPED = "aside|button|figcaption|form|iframe|nav|noscript|script|style|svg"
VOID = {"br", "hr", "img", "source", "wbr"}
TAG = re.compile(
    rf"<(?P<close>/?)(?P<name>{BLOCK}|{INLINE}|{DROPPED})(?:\s[^<>]*|/)?>", re.IGNORECASE
)
OPENING = re.compile(rf"<(?:(?P<comment>!--)|(?P<name>{DROPPED})\b[^<>]*>)", re.IGNORECASE)
# In "the <br> tag" and "`<b>`" the tag is what the text is about.
NAMED, QUOTED_TAG = re.compile(r"\s(?:tags?|elements?)\b"), re.compile(r"[`\"'”’]")
QUOTED = tuple("`\"'“‘")


def read_references(text: str) -> tuple[str, int]:
    """Read character references such as "&pound;" and "&#8217;" as characters, and count them.

    Examples
    --------
    >>> read_references("The firm&rsquo;s debt is &euro;2bn; R&D at AT&T cost &#163;5.")
    ('The firm’s debt is €2bn; R&D at AT&T cost £5.', 3)
    """
    n_read = 0

    def read(match: re.Match[str]) -> str:
        nonlocal n_read
        reference = match.group()
        character = html.unescape(reference if reference.endswith(";") else f"{reference};")
        if character == (reference if reference.endswith(";") else f"{reference};"):
            return reference
        n_read += 1
        return character

    return REFERENCE.sub(read, text), n_read


def strip_tags(text: str) -> tuple[str, int]:
    r"""Remove HTML tags, and count them; the end of a block becomes the end of a line.

    Only the names of HTML elements are tags, and only where the element is void or is both opened
    and closed. Captions, forms and scripts go with their content.

    Examples
    --------
    >>> strip_tags("<p>It cost <b>£3</b>.</p><p>a < b, and I <3 it.</p>")
    ('It cost £3.\n\na < b, and I <3 it.', 6)
    """
    found = [match for match in TAG.finditer(text) if not _is_named(text, match)]
    opened = {match["name"].lower() for match in found if not match["close"]}
    closed = {match["name"].lower() for match in found if match["close"]}
    real = (opened & closed) | (opened & VOID) | ({"p", "li"} & opened if len(found) > 1 else set())
    n_tags = sum(match["name"].lower() in real for match in found)
    if not n_tags:
        without = _blank_dropped(text, set())  # comments alone
        return without, int(without != text)

    def replace(match: re.Match[str]) -> str:
        name = match["name"].lower()
        if name not in real or _is_named(text, match):
            return match.group()
        if not re.fullmatch(BLOCK, name):
            return ""
        if name == "li" and not match["close"]:
            return "\n- "
        return "\n\n" if name in ("p", "div") else "\n"

    return _tidy(TAG.sub(replace, _blank_dropped(text, real))), n_tags


def _blank_dropped(text: str, real: set[str]) -> str:
    """Remove comments, and the elements whose content is no part of a report.

    What is never closed stays.
    """
    kept, at, unclosed = [], 0, set()
    for match in OPENING.finditer(text):
        name = "" if match["comment"] else match["name"].lower()
        if match.start() < at or name in unclosed or (name and name not in real):
            continue
        end = re.compile(rf"</{name}\s*>" if name else "-->", re.IGNORECASE).search(
            text, match.end()
        )
        if end is None:
            unclosed.add(name)  # so that the rest is not searched again
            continue
        kept += [text[at : match.start()], "\n" if name else ""]
        at = end.end()
    return "".join([*kept, text[at:]])


def _is_named(text: str, match: re.Match[str]) -> bool:
    """Return True if the text is about the tag rather than marked up by it."""
    if text.endswith(QUOTED, 0, match.start()) and QUOTED_TAG.match(text, match.end()):
        return True
    return bool(NAMED.match(text, match.end()))


def _tidy(text: str) -> str:
    """Remove the blank lines and edges that removed tags leave behind."""
    text = re.sub(r"[ \t\r]*\n[ \t]*", "\n", text)
    return re.sub(r"\n{3,}", "\n\n", text).strip()
