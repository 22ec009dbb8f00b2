"""The formats that tables are exported to, and the call that writes them."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from ..tables.linked import Tables
from .handover import ExportError, Handover


@dataclass(frozen=True)
class ExportFormat:
    """One format: the module whose ``render`` makes it, and what it needs.

    ``suffix`` is empty where a path's suffix does not tell the format. ``is_folder`` tells formats
    of several files. ``needs`` are modules that a plain installation does not have.
    """

    name: str
    module: str
    summary: str
    suffix: str = ""
    is_folder: bool = False
    needs: tuple[str, ...] = ()


FORMATS = {
    one.name: one
    for one in (
        ExportFormat("xlsx", "workbook", "a workbook: one sheet a table, text as text", ".xlsx",
                     needs=("openpyxl",)),
        ExportFormat("docx", "citation_document", "quotes and figures, cited, for Word",
                     ".docx", needs=("docx",)),
        ExportFormat("markdown", "citation_markdown", "quotes and figures, cited", ".md"),
        ExportFormat("web-annotation", "web_annotation", "W3C Web Annotation, one a row",
                     ".jsonld"),
        ExportFormat("brat", "brat_standoff", "brat stand-off: a .txt and an .ann an article",
                     is_folder=True),
        ExportFormat("data-package", "data_package", "Frictionless Data Package: CSV, described",
                     is_folder=True),
        ExportFormat("ro-crate", "run_crate", "RO-Crate of the run: inputs, tables, weights",
                     is_folder=True),
        ExportFormat("gkg", "gkg_rows", "rows in the manner of GDELT's GKG 2.1, one an article"),
        ExportFormat("spacy", "doc_bin", "spaCy DocBin with span groups", ".spacy"),
    )
}  # fmt: skip


def export(
    tables: Tables,
    path: str | Path,
    *,
    format: str | None = None,
    date: str | None = None,
    licence: str | None = None,
    parameters: Mapping[str, str] | None = None,
) -> Path:
    """Write tables in a format that other tools read.

    Parameters
    ----------
    tables
        What is exported. Filter it before, if not all of it is to be.
    path
        The file to write, or the folder of ``brat``, ``data-package`` and ``ro-crate``. A file is
        replaced; a folder must hold nothing but what an earlier export of the same articles wrote.
    format
        One of ``xlsx``, ``docx``, ``markdown``, ``web-annotation``, ``brat``, ``data-package``,
        ``ro-crate``, ``gkg``, ``spacy``; by default what the suffix of ``path`` tells.
    date
        Day of the run, ISO 8601, where the format has a place for it. ``ro-crate`` needs it.
    licence
        Under which you give the tables: an SPDX identifier or a web address. It is not that of the
        articles, whose words the tables quote.
    parameters
        What was asked of ``tabulate`` beside the defaults, for ``ro-crate``.

    Returns
    -------
    Path
        What was written. The same tables give the same bytes.

    Raises
    ------
    ExportError
        If the format is unknown or cannot be told, a package for it is not installed, ``date`` or
        ``licence`` cannot be used, or the folder holds other files.

    Examples
    --------
    >>> import tempfile
    >>> import newsframes as nf
    >>> tables = nf.tabulate("Police said 12 people were killed.")
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     export(tables, Path(folder, "rows.md")).name
    'rows.md'
    """
    path = Path(path)
    chosen = format_of(path, format)
    for module in chosen.needs:
        if find_spec(module) is None:
            raise ExportError(
                f"Cannot export as {chosen.name}: the package {module} is not installed."
                " Install it: pip install newsframes[exports]"
            )
    handover = Handover(tables, date, licence, dict(parameters or {}))
    made = import_module(f".{chosen.module}", __package__).render(handover)
    if chosen.is_folder:
        _write_folder(path, made)
    else:
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, made)
    return path


def format_of(path: Path, name: str | None) -> ExportFormat:
    """Return the format that is named, else the one that the suffix of a path tells.

    Raises
    ------
    ExportError
        If there is none of that name, or the suffix tells none.
    """
    if name is not None:
        if name not in FORMATS:
            raise ExportError(f"Cannot export as {name!r}. Expected one of {', '.join(FORMATS)}.")
        return FORMATS[name]
    suffix = path.suffix.lower()
    told = [one for one in FORMATS.values() if suffix and one.suffix == suffix]
    if not told:
        known = ", ".join(f"{one.suffix} ({one.name})" for one in FORMATS.values() if one.suffix)
        raise ExportError(
            f"Cannot export to {path.name}: its suffix tells no format. Expected format= one of"
            f" {', '.join(FORMATS)}; or a suffix: {known}."
        )
    return told[0]


def _write_folder(folder: Path, files: Mapping[str, bytes]) -> None:
    """Write files into a folder that holds no others."""
    if folder.exists() and not folder.is_dir():
        raise ExportError(f"Cannot export to {folder}: it is a file. Expected a folder.")
    found = sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
    )
    if others := [name for name in found if name not in files]:
        raise ExportError(
            f"Cannot export to {folder}: it holds {len(others)} file(s) of something else, such as"
            f" {others[0]}. Expected a new or empty folder, or the same export. Name another."
        )
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, content)


def _write(path: Path, content: bytes) -> None:
    """Write beside, then put in place."""
    part = path.with_name(f".{path.name}.part")
    part.write_bytes(content)
    part.replace(path)
