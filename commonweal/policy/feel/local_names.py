"""What is known of the names that an expression itself brings in: variables, parameters, entries, items."""

from __future__ import annotations

from typing import Final, NamedTuple

from .types import ANY, ContextType, FeelType, bare


class Known(NamedTuple):
    """What is known of a value: its type, whether it may be null, and of a list whether it surely has an
    item.
    """

    type: FeelType
    nullable: bool = True
    filled: bool = False


UNKNOWN: Final = Known(ANY)


class LocalNames:
    """Names that the expression itself brings in; inside a filter also the entries of the item."""

    __slots__ = ("item", "known", "outer")

    def __init__(
        self, known: dict[str, Known], outer: LocalNames | None = None, item: FeelType | None = None
    ) -> None:
        self.known = known
        self.outer = outer
        self.item = item

    def find(self, name: str) -> Known | None:
        """What is known of a name; None for a name the expression does not bring in."""
        here: LocalNames | None = self
        unsure = False
        while here is not None:
            if here.item is not None:
                item = bare(here.item)
                if isinstance(item, ContextType) and item.entries:
                    entry = item.entry(name)
                    if entry is not None:
                        return Known(entry)
                else:
                    unsure = unsure or item == ANY or isinstance(item, ContextType)
            if name in here.known:
                return UNKNOWN if unsure and name != "item" else here.known[name]
            here = here.outer
        return UNKNOWN if unsure else None

    def all(self) -> list[str]:
        """Every name the expression brings in here."""
        names: list[str] = []
        here: LocalNames | None = self
        while here is not None:
            names.extend(here.known)
            item = bare(here.item) if here.item is not None else None
            if isinstance(item, ContextType):
                names.extend(name for name, _ in item.entries)
            here = here.outer
        return names
