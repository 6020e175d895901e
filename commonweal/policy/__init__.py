"""The rules: FEEL expressions and DMN decision models, exact, explained and checked. Imports nothing of ours.

    model = load("2025-04-01.dmn")
    outcome = model.decide({"household type": "single", "assessed income": Decimal("93.00")})
    outcome.value, outcome.trace, outcome.diagnostics
    explain(outcome, language="cy")

`docs/reference/policy-api.md` tells the whole of it.
"""

from .amending import Amendment, Cell, DropRule, NewExpression, NewRule, amend
from .checks import Finding, Witness, check, inputs_from_json
from .diagnostics import Diagnostic, PolicyFault
from .differences import Difference, Example, diff
from .dmn.bindings import BindingTable
from .dmn.description import DecisionInfo, InputData
from .dmn.imports import Resolver, Source
from .dmn.loading import load
from .dmn.model import Model
from .dmn.outcome import Outcome
from .dmn.trace import MatchedRule, NearMiss, Step, TableTrace, Trace
from .explanation import Sentence, explain
from .nearest_change import Change, why_not
from .partial import Need, Unknowns, unknowns
from .rules_reached import Coverage, TableCoverage, coverage
from .versions import PolicyVersion, PolicyVersions

__all__ = [
    "Amendment",
    "BindingTable",
    "Cell",
    "Change",
    "Coverage",
    "DecisionInfo",
    "Diagnostic",
    "Difference",
    "DropRule",
    "Example",
    "Finding",
    "InputData",
    "MatchedRule",
    "Model",
    "NearMiss",
    "Need",
    "NewExpression",
    "NewRule",
    "Outcome",
    "PolicyFault",
    "PolicyVersion",
    "PolicyVersions",
    "Resolver",
    "Sentence",
    "Source",
    "Step",
    "TableCoverage",
    "TableTrace",
    "Trace",
    "Unknowns",
    "Witness",
    "amend",
    "check",
    "coverage",
    "diff",
    "explain",
    "inputs_from_json",
    "load",
    "unknowns",
    "why_not",
]
