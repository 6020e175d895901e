"""How a host supplies the functions that a policy declares as external: a table it writes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

HostFunction = Callable[..., object]


class BindingTable:
    """Functions that a host declares, by class and method signature, white space ignored."""

    def __init__(self, functions: Mapping[tuple[str, str], HostFunction]) -> None:
        self._functions = {
            (owner, _squeezed(signature)): function for (owner, signature), function in functions.items()
        }

    def resolve(self, kind: str, mapping: Mapping[str, str]) -> HostFunction | None:
        """The function for a `class` and `method signature`; None when the host declares none."""
        if kind.lower() != "java":
            return None
        signature = mapping.get("method signature") or ""
        return self._functions.get((mapping.get("class") or "", _squeezed(signature)))


def _squeezed(text: str) -> str:
    return "".join(text.split())
