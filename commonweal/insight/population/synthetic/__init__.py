"""Synthetic populations: households made to fit published totals, none of them real."""

from __future__ import annotations

from commonweal.insight.population.synthetic.making import Making, make_population

__all__ = ["Making", "make_population"]
