"""An endless supply of cases, the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from . import material, models
from .case import Case
from .expressions import Grower, bomb, mutate


def cases(seed: int, *, with_kit: bool = True) -> Iterator[Case]:
    """Expressions, cells and models in turn."""
    chance = random.Random(seed)
    stock = material.expressions(with_kit=with_kit)
    files = material.models(with_kit=with_kit)
    grower = Grower(chance)
    while True:
        match chance.randrange(10):
            case 0 | 1:
                yield _text("feel", grower.expression(chance.randrange(1, 7)), "grown")
            case 2 | 3 | 4:
                yield _text("feel", mutate(chance.choice(stock), chance, stock), "mutated")
            case 5:
                yield _text("feel", bomb(chance), "bomb")
            case 6:
                made = grower.cell() if chance.random() < 0.5 else mutate(chance.choice(stock), chance, stock)
                yield _text("cell", made, "cell")
            case 7 | 8:
                yield Case("dmn", models.mutated(chance.choice(files), chance, stock), "mutated")
            case _:
                yield Case("dmn", models.built(chance), "built")


def _text(kind: str, text: str, origin: str) -> Case:
    return Case(kind, text.encode("utf-8", "replace"), origin)  # type: ignore[arg-type]
