"""Lists of percentages, and the Council Tax bands that they are for."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence
from decimal import Decimal

from commonweal.service.grids.amounts import read_percentage
from commonweal.service.grids.grid_faults import Complaints
from commonweal.service.grids.scheme import TAX_BANDS


def read_rates(given: object, key: str, complaints: Complaints) -> tuple[Decimal | None, ...]:
    """A list of percentages, the highest first; None where none is known."""
    if not isinstance(given, Sequence) or isinstance(given, str) or not given:
        complaints.add(key, "this is not a list of percentages.", "Write [100, 75, 50, 0].")
        return ()
    rates: list[Decimal | None] = []
    for value in given:
        try:
            rates.append(None if value is None else read_percentage(value))
        except ValueError as error:
            complaints.add(key, str(error), "Write a number from 0 to 100, such as 72.5.")
            return ()
    known = [rate for rate in rates if rate is not None]
    if any(later >= earlier for earlier, later in itertools.pairwise(known)):
        shown = ", ".join(str(rate) for rate in known)
        complaints.add(
            key, f"the percentages do not descend: {shown}.", "Write the highest first, each once."
        )
        return ()
    if known and 0 < max(known) <= 1:
        complaints.add(key, f"the highest percentage is {max(known)}%.", "Write 63 for 63%, and not 0.63.")
        return ()
    if rates[0] is None:
        complaints.add(key, "the first percentage is not given.", "Give at least the highest.")
        return ()
    return tuple(rates)


def tax_bands(text: str) -> str | None:
    """The Council Tax bands that "A-D", "bands E to H" or "a,b" names, or None."""
    cleaned = re.sub(r"\bbands?\b", "", text.lower().replace("_", " ")).strip()
    if found := re.fullmatch(r"([a-h])\s*(?:-|–|to)\s*([a-h])", cleaned):
        first, last = (TAX_BANDS.index(letter) for letter in found.groups())
        return TAX_BANDS[first : last + 1] or None
    letters = re.split(r"[\s,/]+", cleaned)
    if all(len(letter) == 1 and letter in TAX_BANDS for letter in letters):
        return "".join(sorted(set(letters)))
    return None
