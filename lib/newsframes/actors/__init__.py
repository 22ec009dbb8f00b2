"""Actors: who is in a report, by name, noun phrase and pronoun."""

from .actor import Actor, Mention
from .interview import Interview
from .resolution import Cast
from .speech import Speech

__all__ = ["Actor", "Cast", "Interview", "Mention", "Speech"]
