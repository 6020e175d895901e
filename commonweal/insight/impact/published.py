"""Whether the population's caseload and cost are those that were published."""

from __future__ import annotations

from decimal import Decimal

from commonweal.insight.impact.amounts import money, pounds, share
from commonweal.insight.impact.assumptions import Published
from commonweal.insight.impact.measuring import Measured
from commonweal.insight.impact.overall import ROUNDED, Outcomes, caseload, to_nearest, total_of
from commonweal.insight.impact.words import say


def compared_with_published(published: Published, now: Measured, found: Outcomes, smallest: int) -> list[str]:
    """Sentences that hold today's caseload, and its cost, against what was published.

    The caseload is rounded where the exact one would tell of a small number (`found` says).
    """
    told = not found.caseload_tells
    here = to_nearest(caseload(now, after=False), 1 if told else ROUNDED * smallest)
    sentences = [
        say(
            "published caseload",
            here=f"{'' if told else 'about '}{here:,}",
            published=f"{published.households:,}",
            of=published.of,
            source=published.source,
            difference=_difference(Decimal(here), Decimal(published.households), "fewer"),
        )
    ]
    if published.cost is not None and not found.few_today:
        cost = pounds(total_of(now).before)
        sentences.append(
            say(
                "published cost",
                here=money(cost),
                published=money(published.cost),
                difference=_difference(cost, published.cost, "less"),
            )
        )
    sentences.append(say("published note"))
    return sentences


def _difference(here: Decimal, published: Decimal, fewer: str) -> str:
    part = float((here - published) / published)
    if here == published:
        return "the same"
    return f"{share(abs(part))} {'more' if part > 0 else fewer}"
