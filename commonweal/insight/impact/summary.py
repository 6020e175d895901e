"""The sentences at the top of the report."""

from __future__ import annotations

from decimal import Decimal

from commonweal.insight.impact.amounts import money, pounds, share, weekly
from commonweal.insight.impact.groups import households
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.overall import ROUNDED, Outcomes, caseload, to_nearest, total_of
from commonweal.insight.impact.tables import Cell, Hidden
from commonweal.insight.impact.words import WORDS, say


def summary(
    label: str, measured: Measured, found: Outcomes, median: tuple[int, int, int] | None, smallest: int
) -> list[str]:
    """What an option does, in a few sentences; what is hidden is hidden here too."""
    total = total_of(measured)
    before, after = households(caseload(measured, after=False)), households(caseload(measured, after=True))
    unit = ROUNDED * smallest
    told = [
        _cost_not_shown(label, total.before, found)
        if found.change_tells
        else _cost(label, total.before, total.after),
        say("caseload about", before=f"{to_nearest(before, unit):,}", after=f"{to_nearest(after, unit):,}")
        if found.caseload_tells
        else _caseload(before, after),
    ]
    concerned = measured.concerned
    losing = found.losing
    told.append(
        say(
            "glance who",
            losing=_count(losing, smallest, start=True),
            share="share not shown" if isinstance(losing, Hidden) else _share(losing, concerned),
            gaining=_count(found.gaining, smallest),
            gone=_count(found.gone, smallest),
            newly=_count(found.newly, smallest),
        )
    )
    changed = measured.outcomes["less"].rows + measured.outcomes["no longer entitled"].rows
    changed += measured.outcomes["more"].rows + measured.outcomes["newly entitled"].rows
    if concerned and changed >= smallest and not found.change_tells:
        mean = total.change / concerned
        told.append(
            say(
                "glance mean",
                week=money(weekly(mean), signed=True),
                year=money(pounds(mean), signed=True),
            )
        )
        if median is not None:
            year = Decimal(median[0])
            week = weekly(year * 100)
            told.append(
                f"Of those whose support changes, half see a change of "
                f"{money(year, signed=True, whole=True)} a "
                f"year ({money(week, signed=True)} a week) or lower, half of that or higher."
            )
    return told


def _cost(label: str, before: float, after: float) -> str:
    change = after - before
    if change == 0:
        return say("glance same cost", option=label, before=money(pounds(before)))
    return say(
        "glance cost",
        option=label,
        after=money(pounds(after)),
        before=money(pounds(before)),
        difference=money(abs(pounds(change))),
        direction=WORDS["up" if change > 0 else "down"],
        percent=f"{'+' if change > 0 else '−'}{share(abs(change) / before)}" if before else "from nothing",
    )


def _cost_not_shown(label: str, before: float, found: Outcomes) -> str:
    if found.few_today:
        return say("no cost shown", option=label)
    return say("cost not shown", option=label, before=money(pounds(before)))


def _caseload(before: int, after: int) -> str:
    if before == after:
        return say("glance same caseload", before=f"{before:,}")
    return say(
        "glance caseload",
        after=f"{after:,}",
        before=f"{before:,}",
        difference=f"{abs(after - before):,}",
        direction=WORDS["up" if after > before else "down"].replace("less", "fewer"),
    )


def _count(cell: Cell, smallest: int, *, start: bool = False) -> str:
    if cell is Hidden.SMALL:
        return f"{'Fewer' if start else 'fewer'} than {smallest}"
    if isinstance(cell, Hidden):
        return "Some" if start else "a number that is not shown"
    if cell == 0:
        return "No" if start else "none"
    return f"{cell:,}" if isinstance(cell, int) else str(cell)


def _share(part: Cell, whole: float) -> str:
    return share(float(part) / whole) if isinstance(part, int | Decimal) and whole else "none"
