"""A progress bar on standard error for work that says its stage and how much of it is done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from commonweal.cli.terminal import errors


@contextmanager
def progress_shown() -> Iterator[Callable[[str, float], None]]:
    """What `simulate` and others take as `progress`: a bar a stage, gone at the end, none in a file."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    with Progress(*columns, console=errors, transient=True) as bars:
        stages: dict[str, TaskID] = {}

        def hear(stage: str, fraction: float) -> None:
            if stage not in stages:
                stages[stage] = bars.add_task(stage[:1].upper() + stage[1:], total=1.0)
            bars.update(stages[stage], completed=fraction)

        yield hear
