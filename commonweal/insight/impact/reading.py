"""What the report reads of a simulation, so that anything that has it will do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Protocol

import duckdb

from commonweal.policy import Model


class ReadScheme(Protocol):
    """A policy that was run: `amount` is the decision whose value is pounds a year."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def label(self) -> str: ...  # noqa: D102
    @property
    def model(self) -> Model: ...  # noqa: D102
    @property
    def amount(self) -> str: ...  # noqa: D102


class ReadSimulation(Protocol):
    """Schemes run on a population.

    `connection` holds the table `results`: `row`, `weight`, every characteristic, and for scheme k (0 is
    today's) `award_k`, whole pence a year, null where the policy gives null.
    """

    @property
    def connection(self) -> duckdb.DuckDBPyConnection: ...  # noqa: D102
    @property
    def schemes(self) -> Sequence[ReadScheme]: ...  # noqa: D102
    @property
    def by_row(self) -> Mapping[str, Sequence[Any]]: ...  # noqa: D102
    @property
    def redecided(self) -> Any: ...  # noqa: D102

    def household(self, row: int) -> Mapping[str, Any]:
        """The policy's inputs of one row."""
