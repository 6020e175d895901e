"""The rules: FEEL expressions and DMN decision models, exact, explained and checked. Imports nothing of ours.

    model = load("2025-04-01.dmn")
    outcome = model.decide({"household type": "single", "assessed income": Decimal("93.00")})
    outcome.value, outcome.trace, outcome.diagnostics
    explain(outcome, language="cy")

`docs/reference/policy-api.md` tells the whole of it.
"""

from .diagnostics import Diagnostic, PolicyFault
from .dmn.bindings import BindingTable
from .dmn.description import DecisionInfo, InputData
from .dmn.imports import Resolver, Source
from .dmn.loading import load
from .dmn.model import Model
from .dmn.outcome import Outcome
from .dmn.trace import MatchedRule, NearMiss, Step, TableTrace, Trace
from .explanation import Sentence, explain
from .versions import PolicyVersion, PolicyVersions

__all__ = [
    "BindingTable",
    "DecisionInfo",
    "Diagnostic",
    "InputData",
    "MatchedRule",
    "Model",
    "NearMiss",
    "Outcome",
    "PolicyFault",
    "PolicyVersion",
    "PolicyVersions",
    "Resolver",
    "Sentence",
    "Source",
    "Step",
    "TableTrace",
    "Trace",
    "explain",
    "load",
]
