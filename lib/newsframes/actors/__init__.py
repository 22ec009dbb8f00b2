"""Actors: who is in a report, by name and by pronoun."""

from .actor import Actor, Mention
from .names import find_actors
from .pronouns import Speech, resolve_pronouns

__all__ = ["Actor", "Mention", "Speech", "find_actors", "resolve_pronouns"]
