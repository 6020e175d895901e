"""An outcome in words, in English and in Welsh: short for a letter, long for an auditor."""

from .explain import Sentence, explain

__all__ = ["Sentence", "explain"]
