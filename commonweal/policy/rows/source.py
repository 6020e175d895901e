"""Python source as it is written: lines, and the objects that the lines name."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any


class Source:
    """A function in the making. Every object that it uses is handed over under a name of its own."""

    def __init__(self) -> None:
        self.objects: dict[str, Any] = {}
        self._names: dict[int, str] = {}
        self._lines: list[str] = []
        self._count = 0

    def constant(self, value: Any) -> str:
        """The name by which the code finds an object."""
        known = self._names.get(id(value))
        if known is None:
            known = self._names[id(value)] = f"c{len(self.objects)}"
            self.objects[known] = value
        return known

    def fresh(self) -> str:
        """The name of a new local variable."""
        self._count += 1
        return f"t{self._count}"

    def add(self, depth: int, *lines: str) -> None:
        """Lines, so many levels deep."""
        self._lines += ["    " * depth + line for line in lines]

    def text(self) -> str:
        """What has been written."""
        return "\n".join(self._lines) + "\n"

    def function(self, name: str) -> Callable[..., Any]:
        """The function of that name that the lines define."""
        code = compile(self.text(), "<rows of a policy>", "exec")
        exec(code, self.objects)  # noqa: S102 - our own lines; what a policy says is only in the objects
        return self.objects[name]  # type: ignore[no-any-return]
