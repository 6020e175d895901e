"""Checks of decision tables: gaps, overlaps, rules that never decide, each shown by a household."""

from .checking import check
from .finding import Finding, Witness

__all__ = ["Finding", "Witness", "check"]
