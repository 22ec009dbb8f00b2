"""Actors: who is in a report, by name, title and pronoun."""

from .actor import Actor, Mention
from .names import find_actors
from .pronouns import Speech, resolve_pronouns
from .roles import resolve_roles

__all__ = ["Actor", "Mention", "Speech", "find_actors", "resolve_pronouns", "resolve_roles"]
