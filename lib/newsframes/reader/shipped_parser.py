"""The shipped parser: spaCy's official ``en_core_web_sm``, without the components unused here."""

from importlib import resources
from pathlib import Path

import spacy
from spacy.language import Language

from .encoder import check_digest

FOLDER = "en_core_web_sm"
DIGESTS = "SHA256SUMS"
# Names come from the encoder, sentences from the parser; what else would find them is not shipped.
UNUSED = ["ner", "senter"]


def load_shipped_parser(folder: Path | None = None) -> Language:
    """Load the parser that comes with the package.

    Parameters
    ----------
    folder
        Holds the pipeline and its ``SHA256SUMS``; the package's own by default.

    Raises
    ------
    ReaderError
        If a file is missing or is not the official one.

    Examples
    --------
    >>> load_shipped_parser().pipe_names
    ['tok2vec', 'tagger', 'parser', 'attribute_ruler', 'lemmatizer']
    """
    if folder is not None:
        return _load(folder)
    with resources.as_file(resources.files("newsframes.reader") / FOLDER) as own:
        return _load(own)


def _load(folder: Path) -> Language:
    for line in (folder / DIGESTS).read_text("utf-8").splitlines():
        digest, name = line.split(maxsplit=1)
        check_digest(folder / name, digest)
    return spacy.load(folder, exclude=UNUSED)
