"""The file of corrections: one decision a line of JSON, readable, and mergeable line by line."""

import json
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock

from .model import Correction, CorrectionError


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other processes from writing to a file meanwhile."""
    with FileLock(path.with_name(f".{path.name}.lock")):
        yield


def append_line(path: Path, line: str) -> None:
    """Add one line to a file, made if it is not there; a line cut off before is closed first."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path), path.open("ab+") as file:
        size = file.seek(0, os.SEEK_END)
        if size:
            file.seek(size - 1)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(line.encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())


def read_lines(path: Path) -> tuple[list[Correction], list[str]]:
    """Read the decisions of a file that hold, and what is wrong with lines that cannot be read.

    An undo takes back the last decision of its id that stands before it.

    Raises
    ------
    CorrectionError
        If there is no such file, or it is not UTF-8.
    """
    made: list[Correction] = []
    faults: list[str] = []
    for number, (_, value) in enumerate(_parsed(path), start=1):
        if isinstance(value, Correction):
            made.append(value)
        elif isinstance(value, str):
            places = [n for n, one in enumerate(made) if one.correction_id == value]
            for place in places[-1:]:
                del made[place]
        elif value is not None:
            faults.append(
                f"Cannot read {path.name}, line {number}: {type(value).__name__}: {value}."
                " Expected a decision as Corrections.save writes it. The other lines hold."
            )
    return made, faults


def _parsed(path: Path) -> Iterator[tuple[str, Correction | str | Exception | None]]:
    """Yield each line with its decision, the id that it undoes, its fault, or None if empty."""
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise CorrectionError(
            f"Cannot read corrections from {path}: {error}. Expected a UTF-8 file of one decision"
            " a line, as Corrections.save writes it."
        ) from error
    for line in text.split("\n"):
        if not line.strip():
            yield line, None
            continue
        try:
            value = json.loads(line)
            yield (
                line,
                str(value["undo"]) if set(value) == {"undo"} else Correction.from_json(value),
            )
        except (ValueError, LookupError, TypeError, AttributeError) as error:
            yield line, error


def write_lines(path: Path, decisions: Iterable[Correction], known: set[str]) -> None:
    """Write decisions to a file, whole or not at all; a line that cannot be read stays as it is.

    Parameters
    ----------
    path
        The file, made if it is not there.
    decisions
        What is to stand in it.
    known
        Ids of the decisions that this process has read or made; others in the file are kept.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path):
        lines = [decision.line() for decision in decisions]
        if path.is_file():
            made, _ = read_lines(path)
            lines += [one.line() for one in made if one.correction_id not in known]
            lines += [line for line, value in _parsed(path) if isinstance(value, Exception)]
        part = path.with_name(f".{path.name}.part")
        part.write_text("".join(f"{line}\n" for line in lines), "utf-8", newline="\n")
        part.replace(path)
