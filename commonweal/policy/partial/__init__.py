"""Partial evaluation: the same policy with some of its inputs unknown.

`unknowns` says whether an outcome is already certain and, if not, which unknown inputs can still change it.
It is an abstract interpretation of the same FEEL trees and DMN tables that decide: sets of values go through
them in place of values. It is sound: what it says cannot matter cannot; that something can matter may be said
too often.

    possible     sets of values, and the unknown inputs they rest on
    stretches    arithmetic, order and rounding between two ends
    readers      FEEL trees into closures over possibles; conditions, structures and calls by kind of node
    fitting      declared types and allowed values
    columns      the input columns of decision tables: which rules their values satisfy
    tables       decision tables: what the rules that may match come to, and which columns tell them apart
    logic        boxed expressions and the model's own functions
    whole_model      a whole model
    left_open        what is not certain where the outcome is, and the ends of numbers that are its reason
    asking       `unknowns`, and what needs an input
"""

from __future__ import annotations

from . import calls, conditions, structures
from .asking import Need, Unknowns, authorities, needs, partial, unknowns
from .choosing import any_date, any_list, any_text, maybe_null, number, one_of, yes_or_no
from .left_open import Bounds, LeftOpen, left_open
from .possible import Anything, Possible, Unsure, joined, key_of, resting, truths
from .readers import Reader, reader
from .whole_model import PartialModel, given

FAMILIES = (calls, conditions, structures)
"""Every kind of node is read in one of these; importing them declares how."""

__all__ = [
    "Anything",
    "Bounds",
    "LeftOpen",
    "Need",
    "PartialModel",
    "Possible",
    "Reader",
    "Unknowns",
    "Unsure",
    "any_date",
    "any_list",
    "any_text",
    "authorities",
    "given",
    "joined",
    "key_of",
    "left_open",
    "maybe_null",
    "needs",
    "number",
    "one_of",
    "partial",
    "reader",
    "resting",
    "truths",
    "unknowns",
    "yes_or_no",
]
