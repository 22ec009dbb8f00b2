"""Hand-over formats: the tables as other tools read them."""

from .handover import ExportError
from .registry import export

__all__ = ["ExportError", "export"]
