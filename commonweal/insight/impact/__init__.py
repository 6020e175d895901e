"""What a change of policy would do to everyone: who gains, who loses, what it costs, and how that is known.

    with simulate(schemes, population) as simulation:
        impact = impact_of(simulation, population, made=day, service="Council Tax Support")
    write_report(impact, folder)

`docs/reference/impact-report.md` defines every measure.
"""

from __future__ import annotations

from commonweal.insight.impact.boundaries import BoundaryFault
from commonweal.insight.impact.charts import svg_of
from commonweal.insight.impact.impact import Impact, OptionImpact, impact_of
from commonweal.insight.impact.options import OptionFault, Policy, find_policies, schemes_of
from commonweal.insight.impact.page import report_body, report_page
from commonweal.insight.impact.settings import Settings
from commonweal.insight.impact.tables import Picture, Table
from commonweal.insight.impact.writing import write_report

__all__ = [
    "BoundaryFault",
    "Impact",
    "OptionFault",
    "OptionImpact",
    "Picture",
    "Policy",
    "Settings",
    "Table",
    "find_policies",
    "impact_of",
    "report_body",
    "report_page",
    "schemes_of",
    "svg_of",
    "write_report",
]
