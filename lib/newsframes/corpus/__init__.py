"""Many articles: read in batches on Dask, kept as Parquet files, queried with DuckDB."""

from .building import build_corpus
from .corpus_error import CorpusError
from .relations import Corpus

__all__ = ["Corpus", "CorpusError", "build_corpus"]
