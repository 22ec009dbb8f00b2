"""Example texts that come with the package: the files of ``seeds/``, byte for byte."""

from dataclasses import replace
from importlib import resources

from ..articles import Article, Articles
from ..articles.files import read_data

REPORT = "000_bfc59336010fc295.txt"
# The report carries no date of its own.
DAY_OF_REPORT = "2022-01-10"
FOLDER = resources.files(__name__)


def kazakhstan() -> Article:
    """Return the agency report on Kazakhstan after the unrest of January 2022.

    It has no day of publication, as it was handed over.

    Returns
    -------
    Article
        The report as it is in ``seeds/``, with what a page left around it.

    Examples
    --------
    >>> kazakhstan().text[:18]
    'ALMATY, (Kazakhsta'
    """
    return read_data(FOLDER.joinpath(REPORT).read_bytes(), REPORT, ".txt")


def chronicle() -> Articles:
    """Return the report and ten bulletins on the same events, 2 to 19 January 2022.

    The bulletins were written for this project from the public record.

    Returns
    -------
    Articles
        The ten bulletins in the order of their days, then the report, dated 10 January 2022.

    Examples
    --------
    >>> chronicle()
    Articles: 11 read, 0 not read
    >>> chronicle()[0].published, chronicle()[-1].published
    ('2022-01-02', '2022-01-10')
    """
    files = sorted(FOLDER.joinpath("chronicle").iterdir(), key=lambda file: file.name)
    bulletins = [read_data(file.read_bytes(), file.name, ".txt") for file in files]
    return Articles((*bulletins, replace(kazakhstan(), published=DAY_OF_REPORT)))


def draft() -> str:
    """Return a draft about the report with one fault of each kind, in Markdown.

    It was written for this project, and is wrong on purpose.

    Returns
    -------
    str
        What ``newsframes.check`` takes as a draft.

    Examples
    --------
    >>> draft().splitlines()[0]
    '# Tokayev calls the unrest a coup'
    """
    return FOLDER.joinpath("drafts", "kazakhstan.md").read_text("utf-8")
