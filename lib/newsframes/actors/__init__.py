"""Actors: who is in a report, by name, noun phrase and pronoun."""

from .actor import Actor, Mention
from .coreference import CoreferenceResolver
from .interview import Interview
from .speech import Speech

__all__ = ["Actor", "CoreferenceResolver", "Interview", "Mention", "Speech"]
