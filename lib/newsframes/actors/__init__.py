"""Actors: who is in a report, by name, noun phrase and pronoun."""

from typing import TYPE_CHECKING

from ..late_names import late

if TYPE_CHECKING:
    from .actor import Actor, Mention
    from .coreference import find_actors, resolve
    from .discourse import Discourse, Resolution
    from .interview import Interview
    from .speech import Speech

__all__ = [
    "Actor", "Discourse", "Interview", "Mention", "Resolution", "Speech", "find_actors", "resolve"
]  # fmt: skip
__getattr__ = late(
    __name__,
    {
        "actor": ("Actor", "Mention"),
        "coreference": ("find_actors", "resolve"),
        "discourse": ("Discourse", "Resolution"),
        "interview": ("Interview",),
        "speech": ("Speech",),
    },
)
