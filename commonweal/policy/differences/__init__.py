"""How two versions of a policy differ, in words, each difference with a household that it changes."""

from .comparing import diff
from .difference import Difference, Example

__all__ = ["Difference", "Example", "diff"]
