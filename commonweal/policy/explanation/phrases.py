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
    at_least: str
    at_most: str
    between: str
    whichever: str
    not_all_asked: str


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
        at_least="at least {end}",
        at_most="at most {end}",
        between="between {ends}",
        whichever="Whichever of these is so, it comes to the same: {sentences}",
        not_all_asked=(
            "We did not ask every question, because no answer to the others could change this result."
        ),
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
        at_least="o leiaf {end}",
        at_most="hyd at {end}",
        between="rhwng {ends}",
        whichever="Pa un bynnag o'r rhain sy'n wir, yr un yw'r canlyniad: {sentences}",
        not_all_asked=(
            "Ni wnaethom ofyn pob cwestiwn, oherwydd ni allai unrhyw ateb i'r lleill newid y canlyniad hwn."
        ),
    ),
}
