"""Money as people write it, from whole or fractional pence a year."""

from __future__ import annotations

from decimal import ROUND_HALF_EVEN, Decimal

from commonweal.insight.impact.settings import NUMBER_OF_DAYS

_PENNY = Decimal("0.01")


def pounds(pence: float | int | Decimal) -> Decimal:
    """Pence as pounds, to the penny, half to even."""
    exact = Decimal(pence) if not isinstance(pence, float) else Decimal(repr(pence))
    return (exact / 100).quantize(_PENNY, ROUND_HALF_EVEN)


def weekly(pence: float | int | Decimal) -> Decimal:
    """Pence a year as pounds a week: 7 of 365 days, to the penny, half to even."""
    exact = Decimal(pence) if not isinstance(pence, float) else Decimal(repr(pence))
    return (exact * 7 / NUMBER_OF_DAYS / 100).quantize(_PENNY, ROUND_HALF_EVEN)


def money(amount: Decimal, *, signed: bool = False, whole: bool = False) -> str:
    """`£1,234.50`; with a sign where it is a change (a real minus, so that it is read aloud as one)."""
    size = abs(amount)
    text = f"£{size:,.0f}" if whole else f"£{size:,.2f}"
    nothing = text.strip("£0.,") == ""
    if amount < 0 and not nothing:
        return f"−{text}"
    return f"+{text}" if signed and not nothing else text


def share(part: float) -> str:
    """A share of one as a percentage with one decimal."""
    return f"{100 * part:.1f}%"
