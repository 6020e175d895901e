"""OpenFisca-Core: variables of one entity over one period; its numbers are float32."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from openfisca_core import periods
from openfisca_core.entities import build_entity
from openfisca_core.periods import DateUnit
from openfisca_core.simulations import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable

from . import arrays
from .columns import columns_of

HOUSEHOLD = build_entity(key="household", plural="households", label="Household", is_person=True)
PERIOD = periods.period("2025-04")


def _input(name: str, kind: type) -> type[Variable]:
    return type(name, (Variable,), {
        "value_type": kind, "entity": HOUSEHOLD, "definition_period": DateUnit.MONTH, "label": name,
    })  # fmt: skip


class assessed_income(Variable):
    value_type, entity, definition_period, label = float, HOUSEHOLD, DateUnit.MONTH, "assessed income"

    def formula(household: Any, period: Any) -> Any:
        return arrays.assessed_income(household("earnings", period), household("other_income", period))


class band(Variable):
    value_type, entity, definition_period, label = float, HOUSEHOLD, DateUnit.MONTH, "band"

    def formula(household: Any, period: Any) -> Any:
        income = household("assessed_income", period)
        return arrays.band(household("partner", period), household("children", period), income)


class deduction(Variable):
    value_type, entity, definition_period, label = float, HOUSEHOLD, DateUnit.MONTH, "deduction"

    def formula(household: Any, period: Any) -> Any:
        return arrays.deduction(
            household("non_dependant_works", period), household("non_dependant_income", period)
        )


class award(Variable):
    value_type, entity, definition_period, label = float, HOUSEHOLD, DateUnit.MONTH, "award"

    def formula(household: Any, period: Any) -> Any:
        return arrays.award(
            household("bill", period), household("band", period), household("deduction", period)
        )


SYSTEM = TaxBenefitSystem([HOUSEHOLD])
for each in (
    *(_input(name, kind) for name, kind in arrays.INPUTS.items()),
    assessed_income,
    band,
    deduction,
    award,
):
    SYSTEM.add_variable(each)


def awards(path: Path, first: int | None = None) -> NDArray[np.int64]:
    """Weekly awards in pence."""
    columns = columns_of(path, first, np.float32)
    simulation = SimulationBuilder().build_default_simulation(SYSTEM, len(columns["bill"]))
    for name in arrays.INPUTS:
        simulation.set_input(name, PERIOD, columns[name.replace("_", " ")])
    found = simulation.calculate("award", PERIOD)
    return np.asarray(np.round(found.astype(np.float64) * 100), dtype=np.int64)
