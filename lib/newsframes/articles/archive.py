"""ZIP archives of articles, read in memory."""

import zipfile
from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from ..tables.issue import Issue
from .article import ArticleError
from .files import ACCEPTED, ARCHIVE, is_accepted, is_left_out, read_outcomes, skipped
from .formats import format_of_name
from .records import ColumnNames, Outcome
from .zip_file import list_members, open_zip, read_member

MOST_MEMBERS, MOST_IN_ALL = 5_000, 500 * 2**20


def read_zip(source: Path | bytes, name: str, columns: ColumnNames) -> Iterator[Outcome | Issue]:
    """Yield what each member of an archive gives, in the order of their names.

    Hidden members and a README are left out; an archive within an archive is not opened.

    Parameters
    ----------
    source
        Its path, or its bytes.
    name
        What to call it in messages; the source of an article is this and its member's name.
    columns
        Where a file of records has what.

    Raises
    ------
    ArticleError
        If it is damaged, too large, or no member could hold an article.
    """
    with open_zip(source, name) as archive:
        members = _members(archive, name)
        n_unpacked = 0
        for member in members:
            suffix = PurePosixPath(member.filename).suffix
            label = f"{name}/{printable(member.filename)}"
            if suffix.lower() == ARCHIVE:
                yield ArticleError(
                    f"Cannot read {label}: it is an archive within an archive. Unpack it, and read"
                    " the folder."
                )
            elif not is_accepted(suffix) and not format_of_name(suffix):
                yield skipped(label, suffix)
            else:
                try:
                    data = read_member(archive, member, label)
                except ArticleError as error:
                    yield error
                    continue
                n_unpacked += len(data)
                if n_unpacked > MOST_IN_ALL:
                    yield ArticleError(
                        f"Cannot read {label} and what follows: {name} unpacks to more than"
                        f" {MOST_IN_ALL:,} bytes. Unpack it yourself if you trust it."
                    )
                    return
                yield from read_outcomes(data, label, suffix, columns)


def _members(archive: zipfile.ZipFile, name: str) -> list[zipfile.ZipInfo]:
    """List the files of an archive, if there are not too many and any could hold an article."""
    members = [one for one in list_members(archive) if not is_left_out(PurePosixPath(one.filename))]
    if len(members) > MOST_MEMBERS:
        raise ArticleError(
            f"Cannot read {name}: it holds {len(members):,} files. At most {MOST_MEMBERS:,} are"
            " read. Unpack it, and read the folder."
        )
    if not any(is_accepted(PurePosixPath(one.filename).suffix) for one in members):
        raise ArticleError(
            f"Cannot read {name}: no articles in this archive. Expected files ending in {ACCEPTED}."
        )
    return members


def printable(name: str) -> str:
    """Return a member's name with a mark for what cannot be printed."""
    return "".join(mark if mark.isprintable() else "\ufffd" for mark in name)
