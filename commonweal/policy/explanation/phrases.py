"""The sentences made when a policy has none of its own, in each language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from .spoken import Language


@dataclass(frozen=True, slots=True)
class Phrases:
    """Patterns of sentences and of their parts."""

    plain: str
    because: str
    rule: str
    rules: str
    worked_out: str
    given: str
    undecided: str
    condition: str
    input: str


PHRASES: Final[dict[Language, Phrases]] = {
    "en": Phrases(
        plain="{label} is {value}",
        because="{label} is {value} because {reasons}",
        rule="rule {rules}",
        rules="rules {rules}",
        worked_out="{label} is {value}, worked out from {inputs}.",
        given="It was decided from {inputs}.",
        undecided="{label} could not be decided.",
        condition="{name} is {test}",
        input="{name} ({value})",
    ),
    "cy": Phrases(
        plain="{label}: {value}",
        because="{label}: {value}, oherwydd y canlynol: {reasons}",
        rule="rheol {rules}",
        rules="rheolau {rules}",
        worked_out="{label}: {value}, wedi’i gyfrifo ar sail {inputs}.",
        given="Penderfynwyd ar sail {inputs}.",
        undecided="{label}: nid oedd modd penderfynu.",
        condition="{name} – {test}",
        input="{name} ({value})",
    ),
}
