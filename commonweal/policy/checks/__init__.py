"""Checks of decision tables: gaps, overlaps, rules that never decide, each shown by a household."""

from .checking import check
from .finding import Finding, Witness
from .host_json import inputs_from_json

__all__ = ["Finding", "Witness", "check", "inputs_from_json"]
