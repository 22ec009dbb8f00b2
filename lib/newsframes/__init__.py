"""Read news reports into linked pandas tables of actors, quotes and figures.

Importing it switches off the typesetting of mathematics in pandas' frames, for the whole session:
JupyterLab would take "$100 and $500" in a quote for a formula.
``pandas.set_option("display.html.use_mathjax", True)`` switches it on again,
and so does ``pandas.reset_option("display")``. The order of imports does not matter.
"""

from importlib.metadata import version
from typing import TYPE_CHECKING

from .late_names import late
from .tables.rendering import keep_frames_as_text

if TYPE_CHECKING:
    from .analysis.contested_terms import wordings
    from .analysis.quoted_about import quoted_about
    from .analysis.search import search
    from .analysis.side_by_side import compare
    from .analysis.source_audit import audit_sources
    from .analysis.voice_over_time import track_voices
    from .analysis.wire_copies import compare_copies, find_copies, without_copies
    from .articles import (
        Article,
        ArticleError,
        Articles,
        gather_articles,
        read_article,
        read_articles,
        read_posts,
    )
    from .claims.alignment import align_actors, unify_names
    from .claims.ledger import ledger
    from .corpus import Corpus, CorpusError, build_corpus
    from .corpus.report_pages import write_corpus_report
    from .corrections import (
        Correction,
        CorrectionError,
        Corrections,
        review_scores,
        sample_to_check,
    )
    from .pipeline import tabulate
    from .reader import Reader, ReaderError
    from .tables.linked import Tables
    from .tables.schema import ContractError, codebook

__version__ = version("newsframes")
__all__ = [
    "Article", "ArticleError", "Articles", "ContractError", "Corpus", "CorpusError", "Correction",
    "CorrectionError", "Corrections", "ExportError", "Reader", "ReaderError", "Tables",
    "align_actors", "annotate", "audit_sources", "browse", "build_corpus", "charts", "check",
    "codebook", "compare", "compare_copies", "compare_draft", "examples", "explain", "explore",
    "export", "find_copies", "gather_articles", "ledger", "quoted_about", "read_article",
    "read_articles", "read_posts", "review", "review_scores", "sample_to_check", "search", "show",
    "summarize", "tabulate", "times", "track_voices", "unify_names", "without_copies", "wordings",
    "write_corpus_report",
]  # fmt: skip

keep_frames_as_text()

# Where the public names are; a module is imported when one of its names is first asked for, so that
# the command line answers and starts a notebook at once. spaCy and matplotlib take seconds.
HOMES = {
    "analysis.chronology": ("times",),
    "analysis.contested_terms": ("wordings",),
    "analysis.quoted_about": ("quoted_about",),
    "analysis.search": ("search",),
    "analysis.side_by_side": ("compare",),
    "analysis.source_audit": ("audit_sources",),
    "analysis.summary": ("summarize",),
    "analysis.voice_over_time": ("track_voices",),
    "analysis.wire_copies": ("compare_copies", "find_copies", "without_copies"),
    "articles": (
        "Article", "ArticleError", "Articles", "gather_articles", "read_article", "read_articles",
        "read_posts",
    ),
    "charts": (),
    "checking.check": ("check",),
    "checking.comparison": ("compare_draft",),
    "claims.alignment": ("align_actors", "unify_names"),
    "claims.ledger": ("ledger",),
    "corpus": ("Corpus", "CorpusError", "build_corpus"),
    "corpus.report_pages": ("write_corpus_report",),
    "corrections": (
        "Correction", "CorrectionError", "Corrections", "review_scores", "sample_to_check",
    ),
    "corrections.widget": ("review",),
    "examples": (),
    "exports": ("ExportError", "export"),
    "pipeline": ("tabulate",),
    "reader": ("Reader", "ReaderError"),
    "tables.linked": ("Tables",),
    "tables.schema": ("ContractError", "codebook"),
    "views.annotation": ("annotate",),
    "views.explanation": ("explain",),
    "views.explorer": ("explore",),
    "views.reading_table": ("show",),
    "views.table_view": ("browse",),
}  # fmt: skip
__getattr__ = late(__name__, HOMES)


def __dir__() -> list[str]:
    """List what is public, with what is imported on first use and without the modules."""
    return sorted(__all__)
