"""A view that runs in a notebook, with a still page where nothing can run."""

from typing import Any

import anywidget
import traitlets


class LiveView(anywidget.AnyWidget):
    """A widget that shows ``state`` with a script of the package; it loads nothing.

    An untrusted notebook, a viewer without widgets and nbconvert show ``still()`` instead, programs
    that read text show the repr.
    """

    state = traitlets.Dict().tag(sync=True)

    def still(self) -> str:
        """Return what is shown where nothing can run, as HTML with inline styles only."""
        raise NotImplementedError

    def _repr_mimebundle_(self, **options: Any) -> Any:
        bundle = super()._repr_mimebundle_(**options)
        if bundle is None:
            return None
        live, metadata = bundle
        return live | {"text/plain": repr(self), "text/html": self.still()}, metadata
