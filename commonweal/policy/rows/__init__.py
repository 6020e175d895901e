"""Many rows, one decision each: a model's decisions as one Python function, written from its trees.

`decide_rows(model, decision)` gives a `Rows`. What is generated here are only short ways: for every decision,
code that holds when its values are of the kinds that were declared, and the interpreter where they are not,
where arithmetic leaves FEEL's range, and for every expression that has no short way. So the values are the
interpreter's own, whatever the rows hold. Constants are passed by reference, never as text.
"""

from .columns import BadRow
from .deciding import Rows, decide_rows

__all__ = ["BadRow", "Rows", "decide_rows"]
