"""Actors: who is in a report, by name, noun phrase and pronoun."""

from .actor import Actor, Mention
from .coreference import find_actors, resolve
from .discourse import Discourse, Resolution
from .interview import Interview
from .speech import Speech

__all__ = [
    "Actor", "Discourse", "Interview", "Mention", "Resolution", "Speech", "find_actors", "resolve"
]  # fmt: skip
