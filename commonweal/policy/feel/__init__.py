"""FEEL, the expression language of OMG DMN 1.5 (chapter 10): parsed once, checked on load, exact, total and
bounded.

The way through, for one expression that is evaluated many times:

    scope = Scope({"savings": NUMBER, "household type": STRING})      # declared names, once
    expression = compile_expression('savings > 6000', scope)          # never raises
    expression.problems                                               # syntax and type findings, with spans
    with Run(clock=clock) as run:                                     # one run: clock, limits, reasons
        frame = scope.frame(run, {"savings": Decimal("7000")})        # values are FEEL values (`to_feel`)
        expression(frame)                                             # a FEEL value
    run.problems                                                      # why something was null

`compile_unary_tests` does the same for a decision table's cell; its scope must hold the name `?`, the value
in question, and the result is true, false or null. Several expressions over scopes of one `Layout` share a
frame.
"""

from . import ast
from .calling import call_function
from .diagnostics import FeelSyntaxError, Problem, Span, line_and_column
from .expression import Evaluation, Expression, compile_expression, compile_unary_tests, evaluate
from .parser import parse_expression, parse_type, parse_unary_tests
from .prepare import Program, prepare
from .printer import print_tree
from .run import DEFAULT_LIMITS, Bindings, Clock, Limits, Run
from .scope import Frame, Layout, Scope, normal_name, open_scope
from .typecheck import check
from .typenames import resolve_type
from .types import (
    ANY,
    BOOLEAN,
    CONTEXT,
    DATE,
    DATE_TIME,
    DAYS_TIME,
    MISFIT,
    NULL,
    NUMBER,
    STRING,
    TIME,
    YEARS_MONTHS,
    ConstrainedType,
    ContextType,
    FeelType,
    FunctionType,
    ListType,
    RangeType,
    SimpleType,
    conforms,
    convert,
    equivalent,
    holds,
    instance_of,
    kind_name,
    type_of,
)
from .values import (
    Date,
    DateTime,
    DaysTime,
    Function,
    Parameter,
    Range,
    Time,
    Value,
    YearsMonths,
    feel_equal,
    from_feel,
    to_feel,
)

__all__ = [
    "ANY",
    "BOOLEAN",
    "CONTEXT",
    "DATE",
    "DATE_TIME",
    "DAYS_TIME",
    "DEFAULT_LIMITS",
    "MISFIT",
    "NULL",
    "NUMBER",
    "STRING",
    "TIME",
    "YEARS_MONTHS",
    "Bindings",
    "Clock",
    "ConstrainedType",
    "ContextType",
    "Date",
    "DateTime",
    "DaysTime",
    "Evaluation",
    "Expression",
    "FeelSyntaxError",
    "FeelType",
    "Frame",
    "Function",
    "FunctionType",
    "Layout",
    "Limits",
    "ListType",
    "Parameter",
    "Problem",
    "Program",
    "Range",
    "RangeType",
    "Run",
    "Scope",
    "SimpleType",
    "Span",
    "Time",
    "Value",
    "YearsMonths",
    "ast",
    "call_function",
    "check",
    "compile_expression",
    "compile_unary_tests",
    "conforms",
    "convert",
    "equivalent",
    "evaluate",
    "feel_equal",
    "from_feel",
    "holds",
    "instance_of",
    "kind_name",
    "line_and_column",
    "normal_name",
    "open_scope",
    "parse_expression",
    "parse_type",
    "parse_unary_tests",
    "prepare",
    "print_tree",
    "resolve_type",
    "to_feel",
    "type_of",
]
