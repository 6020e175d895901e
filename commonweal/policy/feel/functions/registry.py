"""The built-in functions by name: declared with `@builtin`, chosen by arguments, never raising."""

from __future__ import annotations

from collections.abc import Callable
from time import thread_time_ns
from typing import TYPE_CHECKING, Any, Final, TypeVar

from ..arithmetic import Undefined
from ..diagnostics import NOWHERE, Span
from ..types import MISFIT, kind_name
from ..values import Function, Parameter, Value
from .signature import Formal, Signature, read_signature

if TYPE_CHECKING:
    from ..run import Run

GRACE: Final = 50_000
"""Nanoseconds of processor time that a timed function takes for its `cost`, so that no ordinary pattern
depends on a clock."""

Code = TypeVar("Code", bound=Callable[..., Any])

BUILTINS: Final[dict[str, Builtin]] = {}
"""Every built-in function, by name."""


class Builtin(Function):
    """A built-in function: one name, one or more signatures, tried in the order they were declared."""

    __slots__ = ("signatures",)

    def __init__(self, name: str) -> None:
        super().__init__(name, (), self._positional)
        self.signatures: tuple[Signature, ...] = ()

    def add(self, signature: Signature) -> None:
        """Let the function be called in one more way."""
        if not self.signatures:
            self.parameters = tuple(Parameter(each.name, each.type) for each in signature.parameters)
            self.result = signature.result
        self.signatures = (*self.signatures, signature)

    def _positional(self, run: Run, arguments: list[Value]) -> Value:
        return self.call(run, arguments)

    def call(
        self, run: Run, arguments: list[Value], names: tuple[str, ...] = (), span: Span = NOWHERE
    ) -> Value:
        """The function's value for these arguments, converted; null with the reason where there is none."""
        fitting = self.fitting(len(arguments), names)
        misfit = ""
        for signature in fitting:
            converted: list[Any] = []
            if names:
                given = dict(zip(names, arguments, strict=True))
                positions = [(each, given[each.name]) for each in signature.parameters if each.name in given]
                positions += [(each, None) for each in signature.unsupplied(names)]
            else:
                positions = [(signature.formal(index), value) for index, value in enumerate(arguments)]
            for formal, value in positions:
                accepted = formal.accept(value)
                if accepted is MISFIT:
                    misfit = misfit or self._misfit(formal, value)
                    break
                converted.append(accepted)
            else:
                if names:
                    keyed = {
                        _python_name(formal.name): value
                        for (formal, _), value in zip(positions, converted, strict=True)
                    }
                    return self.run_code(run, signature, (), keyed, span)
                return self.run_code(run, signature, converted, {}, span)
        if not fitting:
            return run.null(
                "wrong-arguments", self.arity_fault(len(arguments), names), span, f"Write {self.usage()}."
            )
        return run.null("argument-type", misfit, span, f"Write {self.usage()}.")

    def _misfit(self, formal: Formal, value: Value) -> str:
        return f"`{self.name}` needs a {formal.type.text} as `{formal.name}`, not {kind_name(value)}."

    def fitting(self, count: int, names: tuple[str, ...]) -> list[Signature]:
        """The signatures that take this many arguments, or arguments of these names."""
        if names:
            return [each for each in self.signatures if each.takes_names(names)]
        return [each for each in self.signatures if each.takes(count)]

    def run_code(
        self, run: Run, signature: Signature, arguments: Any, keyed: dict[str, Any], span: Span
    ) -> Value:
        """Call the code behind a signature; what it cannot give becomes null with the reason."""
        run.spend(signature.cost)
        for each in arguments:
            if each.__class__ is list:
                run.spend(len(each) >> 3)
            elif each.__class__ is str:
                run.spend(len(each) >> 6)
        began = thread_time_ns() if signature.timed else 0
        try:
            if signature.with_run:
                result = signature.code(run, *arguments, **keyed)
            else:
                result = signature.code(*arguments, **keyed)
        except (ArithmeticError, ValueError) as fault:
            sentence = (
                "The result would be out of range." if isinstance(fault, ArithmeticError) else f"{fault}."
            )
            return run.null("out-of-range", f"`{self.name}`: {sentence}", span)
        if signature.timed:
            taken = thread_time_ns() - began
            if taken > GRACE:
                run.spend(taken // 1000)
        if result.__class__ is Undefined:
            return run.null(result.code, f"`{self.name}`: {result.message}", span)
        return result  # type: ignore[no-any-return]

    def arity_fault(self, count: int, names: tuple[str, ...]) -> str:
        """What is wrong with the number or the names of the arguments."""
        if names:
            return f"`{self.name}` has no parameters {', '.join(f'`{each}`' for each in names)}."
        return f"`{self.name}` does not take {count} argument{'' if count == 1 else 's'}."

    def usage(self) -> str:
        """Every way to write the invocation."""
        return " or ".join(each.text.rsplit("->", 1)[0].strip() for each in self.signatures)


def builtin(
    *declarations: str, with_run: bool = False, cost: int = 1, timed: bool = False
) -> Callable[[Code], Code]:
    """Declare a built-in by its signatures. `with_run` passes the `Run` first.

    A call takes `cost` steps; one that is `timed`, because nothing else tells what it takes, also as many as
    the microseconds that it took, where those are many.
    """

    def declare(code: Code) -> Code:
        for text in declarations:
            name, signature = read_signature(text, code, with_run=with_run, cost=cost, timed=timed)
            BUILTINS.setdefault(name, Builtin(name)).add(signature)
        return code

    return declare


def _python_name(name: str) -> str:
    return name.replace(" ", "_") + ("_" if name in ("from",) else "")
