"""Small numbers are withheld, so that no total tells of a person.

`[c]` stands for a number withheld for confidentiality, as the Government Analysis Function's guidance on
symbols in tables has it.
"""

from __future__ import annotations

from typing import Final

FEWEST: Final = 5
WITHHELD: Final = "[c]"


def withheld(number: int) -> str:
    """A number of people; `[c]` for 1 to 4."""
    return WITHHELD if 0 < number < FEWEST else str(number)


def rounded(number: int) -> str:
    """A number of people to the nearest 5, `[c]` for fewer than 5, none included.

    For what is sensitive: rounding means that neither taking totals from each other nor comparing today's
    with yesterday's tells what one person answered.
    """
    return WITHHELD if number < FEWEST else str(5 * ((number + 2) // 5))
