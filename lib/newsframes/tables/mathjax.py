"""Dollar signs kept as text: JupyterLab typesets what stands between two of them as mathematics.

MathJax leaves out elements of the classes in ``IGNORED``: the first is that of MathJax 2, which
nbconvert's pages load, the second that of MathJax 3 and later, which JupyterLab and Notebook bring
along. JupyterLab's sanitizer keeps classes.
"""

import pandas as pd

IGNORED = "tex2jax_ignore mathjax_ignore"
# JupyterLab pairs dollar signs in the Markdown source, where an entity is none, and again in the
# rendered page, where an element of its own keeps one from the next and a backslash is gone.
MARKDOWN_DOLLAR = "<span>&#36;</span>"


def keep_frames_as_text() -> None:
    """Switch off mathematics in pandas, so that frames show their text unaltered.

    This is a setting of the whole session. A subclass of DataFrame would not reach every frame that
    users derive from ours.
    """
    pd.set_option("display.html.use_mathjax", False)
    pd.set_option("styler.html.mathjax", False)
