"""RO-Crate of a run: texts, tables, corrections, and what made the ones of the others."""

import json
import tempfile
from pathlib import Path
from typing import Any

from ..tables.linked import Record
from ..views.provenance import versions, weights_digests
from .handover import ExportError, Handover, file_stem, is_address, sha256, title_of

METADATA = "ro-crate-metadata.json"
CRATE = "https://w3id.org/ro/crate/1.1"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"
CONTEXT = [f"{CRATE}/context", "https://w3id.org/ro/terms/workflow-run/context"]
MEDIA_TYPES = {
    ".csv": "text/csv", ".parquet": "application/vnd.apache.parquet", ".txt": "text/plain",
    ".jsonl": "application/jsonl",
}  # fmt: skip
CORRECTIONS = "corrections.jsonl"
# The type in the package URL (purl) of software that is not from the registry of Python packages.
REGISTERED = {"Python": "generic", "newsframes": "generic", "en_core_web_sm": "generic"}

Entity = dict[str, Any]


def render(handover: Handover) -> dict[str, bytes]:
    """Return the run as an RO-Crate.

    Parameters
    ----------
    handover
        The tables, and what is told of the run. Its date is needed: a crate must bear one, and the
        clock is never read.

    Returns
    -------
    dict of bytes
        ``ro-crate-metadata.json``; ``texts/``, the texts that offsets point into; ``tables/``,
        Parquet and CSV; and ``corrections.jsonl``, if there are corrections. The metadata hold the
        digest of each file and of the weights, the versions, and the parameters.

    Raises
    ------
    ExportError
        If there is no date.

    Notes
    -----
    RO-Crate 1.1 with the profile Process Run Crate 0.5.

    Examples
    --------
    >>> import newsframes as nf
    >>> list(render(Handover(nf.tabulate("All quiet."), date="2026-11-29")))[0]
    'ro-crate-metadata.json'
    """
    if handover.date is None:
        raise ExportError(
            "Cannot export as ro-crate without a date: a crate must bear one, and the clock is not"
            " read. Give the day of the run: date='2026-11-29' (--date 2026-11-29)."
        )
    tables, files = handover.tables, dict[str, bytes]()
    articles = {
        f"texts/{file_stem(article.article_id)}.txt": article
        for article in tables.articles.itertuples(index=False)
    }
    files |= {path: article.text.encode() for path, article in articles.items()}
    if tables.corrections:
        lines = [correction.line() for correction in tables.corrections]
        files[CORRECTIONS] = "".join(f"{line}\n" for line in lines).encode()
    inputs = [*files]
    with tempfile.TemporaryDirectory() as folder:
        tables.save(folder)
        written = sorted(Path(folder).iterdir())
        files |= {f"tables/{path.name}": path.read_bytes() for path in written}
    outputs = [path for path in files if path not in inputs]
    graph = [
        _descriptor(),
        _root(handover, [*files]),
        {"@id": PROFILE, "@type": "CreativeWork", "name": "Process Run Crate", "version": "0.5"},
        *_licence(handover),
        *(_file(path, content, articles.get(path)) for path, content in files.items()),
        *_run(handover, inputs, outputs),
    ]
    metadata = json.dumps(
        {"@context": CONTEXT, "@graph": graph}, ensure_ascii=False, allow_nan=False, indent=1
    )
    return {METADATA: f"{metadata}\n".encode(), **files}


def _descriptor() -> Entity:
    return {
        "@id": METADATA,
        "@type": "CreativeWork",
        "conformsTo": {"@id": CRATE},
        "about": {"@id": "./"},
    }


def _root(handover: Handover, paths: list[str]) -> Entity:
    """Return the crate itself."""
    licence = handover.licence_address
    return {
        "@id": "./",
        "@type": "Dataset",
        "conformsTo": {"@id": PROFILE},
        "name": f"Tables of {handover.title}",
        "description": f"A run of newsframes: {handover.tables.summary()}.",
        "datePublished": handover.date,
        "license": {"@id": licence} if licence else "Not stated. The texts are their publishers'.",
        "hasPart": [{"@id": path} for path in paths],
        "mentions": {"@id": "#run"},
    }


def _licence(handover: Handover) -> list[Entity]:
    if handover.licence_address is None:
        return []
    return [{"@id": handover.licence_address, "@type": "CreativeWork", "name": handover.licence}]


def _file(path: str, content: bytes, article: Record | None) -> Entity:
    """Describe a file; a text, also by the article that it is of."""
    suffix = Path(path).suffix
    entity: Entity = {
        "@id": path,
        "@type": "File",
        "name": Path(path).name if article is None else title_of(article),
        "encodingFormat": MEDIA_TYPES[suffix],
        "contentSize": str(len(content)),
        "sha256": sha256(content),
    }
    if article is not None:
        entity["identifier"] = article.article_id
        known = {"datePublished": article.published, "author": article.byline}
        entity |= {key: value for key, value in known.items() if isinstance(value, str)}
        if isinstance(article.source, str):
            key = "url" if is_address(article.source) else "description"
            entity[key] = article.source
    return entity


def _run(handover: Handover, inputs: list[str], outputs: list[str]) -> list[Entity]:
    """Return the run as an action, with the software, the weights and the parameters."""
    numbers = versions()
    weights = [
        {
            "@id": f"#weights-{name}", "@type": "CreativeWork", "sha256": digest,
            "name": f"Weights of the reader: {name}",
        }
        for name, digest in weights_digests().items()
    ]  # fmt: skip
    software: list[Entity] = [
        {
            "@id": f"pkg:{REGISTERED.get(name, 'pypi')}/{name.lower()}@{number}",
            "@type": "SoftwareApplication",
            "name": name,
            "version": number,
        }
        for name, number in numbers.items()
    ]
    tool = next(one for one in software if one["name"] == "newsframes")
    tool["softwareRequirements"] = [{"@id": one["@id"]} for one in software if one is not tool]
    parameters = [
        {"@id": f"#parameter-{n}", "@type": "PropertyValue", "name": name, "value": value}
        for n, (name, value) in enumerate(sorted(handover.parameters.items()), start=1)
    ]
    used = [*inputs, *(str(one["@id"]) for one in (*weights, *parameters))]
    action = {
        "@id": "#run",
        "@type": "CreateAction",
        "name": "newsframes.tabulate",
        "description": "Reads the texts, applies the corrections, and writes the tables.",
        "instrument": {"@id": tool["@id"]},
        "object": [{"@id": name} for name in used],
        "result": [{"@id": name} for name in outputs],
        "endTime": handover.date,
    }
    return [action, *software, *weights, *parameters]
