"""How a report was made: which text, by which versions and weights, with which parameters."""

import json
import sys
from importlib import resources
from importlib.metadata import version
from typing import Any

import pandas as pd

PACKAGES = ("newsframes", "spacy", "onnxruntime", "pandas")

# The shipped parser, which is no package of its own.
PARSER = "en_core_web_sm"


def how_made(article: pd.Series, parameters: dict[str, str] | None = None) -> dict[str, str]:
    """Return what is needed to make the same rows again.

    Parameters
    ----------
    article
        A row of ``articles``.
    parameters
        What was asked of ``tabulate`` beside the defaults.

    Returns
    -------
    dict
        Facts by their names, for a reader: article, source, versions, digests of the weights.

    Examples
    --------
    >>> import newsframes as nf
    >>> how_made(nf.tabulate("All quiet.").articles.iloc[0])["Characters"]
    '10, of which body 0 to 10'
    """
    made = [f"{package} {number}" for package, number in versions().items()]
    asked = ", ".join(f"{name} = {value}" for name, value in (parameters or {}).items())
    return {
        "Article": article.article_id,
        "Source": "—" if pd.isna(article.source) else article.source,
        "Published": "—" if pd.isna(article.published) else article.published,
        "Characters": f"{article.n_chars:,}, of which body {article.body_start:,} to"
        f" {article.body_end:,}",
        "Made with": ", ".join(made),
        "Weights, SHA-256": ", ".join(
            f"{name} {digest}" for name, digest in weights_digests().items()
        ),
        "Parameters": asked or "the defaults",
    }


def versions() -> dict[str, str]:
    """Return the versions of Python and of the packages that decide what is found and drawn.

    Examples
    --------
    >>> list(versions())[:2]
    ['Python', 'newsframes']
    """
    python = f"{sys.version_info.major}.{sys.version_info.minor}"
    packages = {package: version(package) for package in PACKAGES}
    return {
        "Python": python,
        **packages,
        PARSER: str(_facts(f"reader/{PARSER}/meta.json")["version"]),
    }


def weights_digests() -> dict[str, str]:
    """Return the SHA-256 of each file of the reader's weights, by its name.

    Examples
    --------
    >>> list(weights_digests())
    ['about.npz', 'coreference.npz', 'reader.onnx', 'tokenizer.json']
    """
    return dict(sorted(_facts("reader/model/reader.json")["files"].items()))


def _facts(path: str) -> dict[str, Any]:
    """Return what a JSON file of the package says."""
    facts: dict[str, Any] = json.loads(
        resources.files("newsframes").joinpath(path).read_text("utf-8")
    )
    return facts
