"""Reading the YAML of populations, mappings and recipes: strictly, as text, each fault with its place."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterator
from decimal import Decimal, InvalidOperation
from pathlib import Path

from commonweal.insight.population.faults import PopulationFault
from commonweal.service.faults import Faults, Placed
from commonweal.service.strict_yaml import Items, Map, Node, Text, nearest, read_yaml

LARGEST = 1_000_000


class Written:
    """A map in a YAML file, asked for its keys by type. Each mistake is a PopulationFault with its line."""

    def __init__(self, file: Path, node: Map, path: str = "") -> None:
        self.file, self.node, self.path = file, node, path

    @classmethod
    def read(cls, file: Path) -> Written:
        """The map a file holds. Raises PopulationFault when it cannot be read."""
        try:
            content = file.read_bytes() if file.stat().st_size <= LARGEST else b"x" * (LARGEST + 1)
        except OSError as error:
            raise PopulationFault(
                file, f"cannot be read: {error.strerror}.", "Give its right path."
            ) from None
        faults = Faults(str(file))
        node = read_yaml(content, faults)
        for fault in faults:
            raise PopulationFault(file, fault.message, fault.remedy, line=fault.line)
        if node is None:
            raise PopulationFault(file, "the file is empty.")
        return cls(file, node)

    def fault(
        self, message: str, remedy: str = "", *, key: str = "", at: Placed | None = None
    ) -> PopulationFault:
        """A fault at a key of this map."""
        place = at or (self.node.entries[key].key if key in self.node else self.node)
        return PopulationFault(self.file, message, remedy, field=self._name(key), line=place.line)

    def _name(self, key: str) -> str:
        return f"{self.path}.{key}" if self.path and key else key or self.path

    def names(self) -> tuple[str, ...]:
        """The keys, in the order written."""
        return tuple(self.node.entries)

    def __contains__(self, key: str) -> bool:
        node = self.node.get(key)
        return node is not None and not (isinstance(node, Text) and node.text in ("", "null", "~"))

    def only(self, known: Collection[str]) -> None:
        """Refuse a key that is not known, naming the nearest that is."""
        for key in self.names():
            if key not in known:
                remedy = nearest(key, list(known)) or f"The keys are: {', '.join(known)}."
                raise self.fault("there is no such key here.", remedy, key=key)

    def text(self, key: str, default: str | None = None) -> str:
        """The text at a key; without a default the key is required."""
        if key not in self:
            if default is None:
                raise self.fault(f"the key `{key}` is missing.", f"Add `{key}: …`.", key=key)
            return default
        node = self.node.get(key)
        if not isinstance(node, Text):
            raise self.fault("this should be one text.", "Write it on the line of the key.", key=key)
        return node.text

    def choice(self, key: str, choices: Collection[str], default: str | None = None) -> str:
        """A text that is one of these."""
        given = self.text(key, default)
        if given not in choices:
            remedy = nearest(given, list(choices)) or f"Write one of: {', '.join(choices)}."
            raise self.fault(f"`{given}` is not known here.", remedy, key=key)
        return given

    def flag(self, key: str, default: bool = False) -> bool:
        """yes or no."""
        given = self.text(key, "yes" if default else "no").lower()
        if given not in ("yes", "no", "true", "false"):
            raise self.fault(f"`{given}` is neither yes nor no.", "Write yes or no.", key=key)
        return given in ("yes", "true")

    def number(self, key: str, default: str | None = None) -> Decimal:
        """A finite number, exactly as written."""
        return self.as_number(self.text(key, default), key)

    def as_number(self, given: str, key: str) -> Decimal:
        """The number that a text is, or a fault at this key."""
        try:
            number = Decimal(given.replace(",", "").replace("£", "").strip())
        except InvalidOperation:
            number = Decimal("nan")
        if not number.is_finite():
            raise self.fault(f"`{given}` is not a number.", "Write digits, such as 12.50.", key=key)
        return number

    def whole(self, key: str, default: str | None = None) -> int:
        """A whole number."""
        number = self.number(key, default)
        if number != int(number):
            raise self.fault(f"`{number}` is not a whole number.", key=key)
        return int(number)

    def date(self, key: str) -> datetime.date:
        """A date, as 2025-04-01."""
        given = self.text(key)
        try:
            return datetime.date.fromisoformat(given)
        except ValueError:
            raise self.fault(f"`{given}` is not a date.", "Write it as 2025-04-01.", key=key) from None

    def map(self, key: str) -> Written:
        """The map at a key; an absent or empty one has no keys."""
        node = self.node.get(key) if key in self else Map(self.node.line, self.node.column, {})
        if not isinstance(node, Map):
            raise self.fault("this should hold keys and values.", key=key)
        return Written(self.file, node, self._name(key))

    def maps(self) -> Iterator[tuple[str, Written]]:
        """Every key with the map it holds."""
        for key in self.names():
            yield key, self.map(key)

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; one text alone is a list of one; absent is none."""
        if key not in self:
            return ()
        node = self.node.get(key)
        if isinstance(node, Text):
            return (node.text,)
        found = node.items if isinstance(node, Items) else ()
        texts = tuple(item.text for item in found if isinstance(item, Text))
        if not isinstance(node, Items) or len(texts) != len(found):
            raise self.fault(
                "this should be a list of texts.", "Write each on its own line after `- `.", key=key
            )
        return texts

    def list_of_maps(self, key: str) -> tuple[Written, ...]:
        """A list of maps; absent is none."""
        if key not in self:
            return ()
        node = self.node.get(key)
        if not isinstance(node, Items):
            raise self.fault("this should be a list.", "Begin each item with `- `.", key=key)
        return tuple(self._item(item, key, n) for n, item in enumerate(node.items, 1))

    def _item(self, item: Node, key: str, n: int) -> Written:
        if not isinstance(item, Map):
            raise self.fault("each item should hold keys and values.", key=key, at=item)
        return Written(self.file, item, f"{self._name(key)} {n}")
